"""What other programs read out of the formats that are made for them."""

from __future__ import annotations

import hashlib
import io
import json
import re
import zipfile
from dataclasses import replace

import networkx as nx
import pytest
from assaults import armed
from edition import PRIVATE, edition
from followthemoney import model

from diurna.export import Edition, formats, losses
from diurna.record import Actor, Claim, Document, Party, Quote, Reading, Time

FORMATS = formats()


def rendered(name, made=None):
    return FORMATS[name].render(made or edition())


def entities(made=None):
    return [json.loads(line) for line in rendered("followthemoney", made).splitlines()]


def one(**changes):
    """Return an edition of one claim with hostile words; `changes` are parts of the claim."""
    words = 'He <script>alert(1)</script> & "met" them\x0b\x00.'
    quote = Quote(0, len(words), words)
    actors = tuple(Actor(f"org:{n}", f"<b>{n}</b>", "organisation", "", (quote,), "") for n in range(60))
    parties = tuple(Party(actor.id, actor.name, quote) for actor in actors)
    time = Time(quote, "2024-05-06", "DATE", "2024-05-06", "day", "stated", repaired=False, reason="", confidence=1.0)
    nothing = dict.fromkeys(("where", "where_quote", "condition", "object"))
    parts = {"actors": parties[:1], "recipients": parties[1:2], "when": time, "type": "CONSULT", "mode": "", "modality": "asserted"}
    plain = {"id": "c1", "document": "d1", "trigger": quote, "according_to": (), "sentence": quote, "repaired": False, "confidence": 0.5}
    claim = Claim(**{**plain, **nothing, **parts, **{k: v(parties) if callable(v) else v for k, v in changes.items()}})
    document = Document("d1", words, "0" * 64, "<i>title</i>", "", "2024-05-07", "given", url="javascript:alert(1)")
    return Edition((Reading(document=document, text=words, language="en", actors=actors, claims=(claim,)),), case="hostile")


# FollowTheMoney


def test_every_entity_is_valid_and_none_of_its_values_is_dropped():
    for entity in entities(armed()):
        proxy = model.get_proxy(entity, cleaned=False)
        proxy.schema.validate(entity)
        kept = {name: sorted(values) for name, values in proxy.to_dict()["properties"].items()}
        assert kept == {name: sorted(values) for name, values in entity["properties"].items()}


def test_entities_point_to_entities_that_fit():
    found = {entity["id"]: model.get(entity["schema"]) for entity in entities(armed())}
    assert len(found) == len(entities(armed()))
    for entity in entities(armed()):
        for name, values in entity["properties"].items():
            prop = model.get(entity["schema"]).get(name)
            if prop.range is not None:
                assert all(found[value].is_a(prop.range) for value in values), (entity["id"], name)


def test_an_event_keeps_prefix_dates_evidence_and_who_says_so():
    made = {entity["id"]: entity for entity in entities()}
    events = {key: entity["properties"] for key, entity in made.items() if entity["schema"] == "Event"}
    dates = {key: {n: v for n, v in told.items() if n in ("date", "startDate", "endDate")} for key, told in events.items()}
    assert dates == {
        "event-c-ar-siege": {"date": ["2020"]},
        "event-c-fr-blocked": {"startDate": ["2024-02-04"]},
        "event-c-ar-march": {"startDate": ["2024-02-10"], "endDate": ["2024-02-12"]},
        "event-c-ar-visit": {"date": ["2024-03"]},
        "event-c-fr-signed": {"date": ["2024-03-12"]},
        "event-c-fr-lift": {"endDate": ["2024-04-30"]},
        "event-c-ar-refuse": {},
    }
    assert events["event-c-fr-signed"]["recordId"] == ["c-fr-signed"]
    assert events["event-c-fr-signed"]["sourceUrl"][0].startswith("http://127.0.0.1:8021/d/")
    assert events["event-c-fr-lift"]["name"] == ["CONCEDE (conditional): Syndicat des pêcheurs → Office du port"]
    links = [entity["properties"] for entity in made.values() if entity["schema"] == "UnknownLink"]
    said = [(made[told["subject"][0]]["properties"]["name"][0], told["object"][0]) for told in links if told["role"] == ["says so"]]
    assert ("Estuaire", "event-c-fr-signed") in said
    acts = [(made[told["subject"][0]]["properties"]["name"][0], told["role"][0]) for told in links if told["role"] != ["says so"]]
    assert ("Office du port", "AGREE") in acts
    assert len(acts) == 3  # what two do with one another is one link


def test_the_sidecar_holds_what_events_lose():
    module = FORMATS["followthemoney"]
    lines = {line["entity"]: line for line in map(json.loads, module.sidecar(edition()).splitlines())}
    assert set(lines) == {entity["id"] for entity in entities() if entity["schema"] in ("Event", "Article")}
    lift = lines["event-c-fr-lift"]
    assert (lift["when"]["edtf"], lift["modality"], lift["status"]) == ("../2024-04-30", "conditional", "pending")
    assert lift["condition"].startswith("si l’Office")
    assert lift["sentence"]["quote"].startswith("Le Syndicat")
    assert [word for word in PRIVATE if word in module.sidecar(edition())] == []
    assert lines["d-3f1e8a0c5b7d9e24"]["sha256"].startswith("3f1e8a0c")


def test_ids_of_entities_are_the_same_whatever_else_is_exported():
    assert {entity["id"] for entity in entities()} <= {entity["id"] for entity in entities(armed())}


def test_hostile_words_stay_valid_entities():
    for entity in entities(one()):
        model.get(entity["schema"]).validate(entity)
        assert not entity["properties"].get("sourceUrl")


# Graphs


@pytest.mark.parametrize("name", ["gexf", "graphml"])
def test_networkx_reads_the_graph(name):
    read = {"gexf": nx.read_gexf, "graphml": nx.read_graphml}[name]
    graph = nx.MultiDiGraph(read(io.BytesIO(rendered(name).encode())))
    assert graph.is_directed()
    assert (graph.number_of_nodes(), graph.number_of_edges()) == (7, 4)
    assert graph.nodes["org:port"]["label"] == "Office du port"
    assert graph.nodes["org:port"]["kind"] == "organisation"
    edges = {(a, b, told["claim"]): told for a, b, told in graph.edges(data=True)}
    assert set(edges) == {
        ("group:crowd", "org:port", "c-fr-blocked"),
        ("org:port", "org:union", "c-fr-signed"),
        ("org:union", "org:port", "c-fr-signed"),
        ("org:union", "org:port", "c-fr-lift"),
    }
    lift = edges["org:union", "org:port", "c-fr-lift"]
    assert (lift["type"], lift["modality"], lift["status"], lift["reciprocal"]) == ("CONCEDE", "conditional", "pending", False)
    assert edges["org:union", "org:port", "c-fr-signed"]["reciprocal"] is True
    start, end = ("start", "end") if name == "gexf" else ("first_day", "last_day")
    assert (lift.get(start), lift.get(end)) == (None, "2024-04-30")
    blocked = edges["group:crowd", "org:port", "c-fr-blocked"]
    assert (blocked.get(start), blocked.get(end), blocked["when"]) == ("2024-02-04", None, "2024-02-04/..")
    assert blocked["link"].startswith("http://127.0.0.1:8021/d/")


@pytest.mark.parametrize("name", ["gexf", "graphml"])
def test_hostile_words_are_well_formed_xml(name):
    read = {"gexf": nx.read_gexf, "graphml": nx.read_graphml}[name]
    graph = read(io.BytesIO(rendered(name, one()).encode()))
    assert graph.nodes["org:0"]["label"] == "<b>0</b>"
    (told,) = (told for _, _, told in graph.edges(data=True))
    assert "<script>alert(1)</script> &" in told["sentence"]


@pytest.mark.parametrize("name", ["gexf", "graphml"])
def test_a_claim_of_very_many_parties_is_left_out_and_counted(name):
    module = FORMATS[name]
    many = one(actors=lambda parties: parties, recipients=(), type="AGREE")
    assert module.lost(many) == ("1 claim is left out: more than 40 parties",)
    assert "<edge " not in module.render(many)
    some = one(actors=lambda parties: parties[:3], recipients=(), type="AGREE")
    assert module.render(some).count("<edge ") == 6


# TimelineJS and timemap


def timeline(made=None):
    return json.loads(rendered("timelinejs", made))


def test_a_timeline_is_what_timelinejs_takes():
    made = timeline()
    assert set(made) == {"title", "events"}
    assert made["title"]["text"]["headline"] == "valmer"
    assert "between 1 Jan 2020" in made["title"]["text"]["text"]
    for event in made["events"]:
        assert set(event) <= {"unique_id", "start_date", "end_date", "display_date", "group", "text", "autolink"}
        assert set(event["text"]) == {"headline", "text"}
        for name in ("start_date", "end_date"):
            told = event.get(name, {"year": 1})
            assert list(told) == ["year", "month", "day"][: len(told)]
            assert all(isinstance(part, int) for part in told.values())
    assert len({event["unique_id"] for event in made["events"]}) == len(made["events"])


def test_dates_of_a_timeline_are_no_more_precise_than_the_claim():
    told = {event["unique_id"]: event for event in timeline()["events"]}
    dates = {key: (event["start_date"], event.get("end_date"), event.get("display_date")) for key, event in told.items()}
    day = lambda y, m, d: {"year": y, "month": m, "day": d}  # noqa: E731
    assert dates == {
        "c-ar-siege": ({"year": 2020}, None, "about 2020"),
        "c-fr-blocked": (day(2024, 2, 4), None, "since 4 Feb 2024"),
        "c-ar-march": (day(2024, 2, 10), day(2024, 2, 12), None),
        "c-ar-visit": ({"year": 2024, "month": 3}, None, "Mar 2024"),
        "c-fr-signed": (day(2024, 3, 12), None, None),
        "c-fr-lift": (day(2024, 4, 30), None, "until 30 Apr 2024"),
    }


def test_words_of_documents_are_no_markup_of_a_timeline():
    text = json.dumps(timeline(one()))
    assert "<script" not in text
    assert "<b>" not in text
    assert "<i>" not in text
    assert "href" not in text
    assert "&lt;script&gt;" in text


def test_a_long_timeline_says_for_what_it_is_made():
    reading = one().readings[0]
    claims = tuple(replace(claim, id=f"c{n}") for claim in reading.claims for n in range(61))
    many = Edition((replace(reading, claims=claims),), case="long")
    assert FORMATS["timelinejs"].lost(many) == ("61 claims are in it, and TimelineJS is made for some 60: narrow the filters",)


def timemap(made=None):
    with zipfile.ZipFile(io.BytesIO(rendered("timemap", made))) as archive:
        return {name: json.loads(archive.read(name)) for name in archive.namelist()}


def test_timemap_finds_its_three_files_and_only_keys_that_it_knows():
    files = timemap()
    assert list(files) == ["events.json", "associations.json", "sources.json"]
    strings = {"id", "description", "date", "time", "time_precision", "time_display", "location", "latitude", "longitude"}
    strings |= {"type", "category", "comments"}
    associations = {item["id"]: item for item in files["associations.json"]}
    assert len(associations) == len(files["associations.json"])
    for event in files["events.json"]:
        assert set(event) == strings | {"associations", "sources"}
        assert all(isinstance(event[name], str) for name in strings)
        assert re.fullmatch(r"\d\d/\d\d/\d{4}", event["date"])
        assert bool(event["latitude"]) == bool(event["longitude"])
        assert set(event["associations"]) <= set(associations)
        assert associations[event["category"]]["mode"] == "CATEGORY"
        assert set(event["sources"]) <= set(files["sources.json"])
    for item in associations.values():
        assert set(item) == {"id", "title", "desc", "mode", "filter_paths"}
    for key, source in files["sources.json"].items():
        assert source["id"] == key
        assert source["paths"] == []
        assert set(source) <= {"id", "title", "paths", "type", "url", "description", "author", "date", "notes"}


def test_timemap_has_the_first_day_and_says_how_precise_it_is():
    events = {event["id"]: event for event in timemap()["events.json"]}
    visit = events["c-ar-visit"]
    assert (visit["date"], visit["time_precision"], visit["time_display"]) == ("03/01/2024", "month", "Mar 2024")
    assert (visit["latitude"], visit["longitude"]) == ("30.5", "31.25")
    assert events["c-fr-lift"]["date"] == "04/30/2024"
    assert events["c-ar-march"]["latitude"] == ""
    assert "status: accepted" in events["c-ar-march"]["comments"]


# Web Annotation


def annotations(made=None):
    return json.loads(rendered("webannotation", made))


def test_an_annotation_stands_on_words_of_its_document():
    texts = {hashlib.sha256(r.document.text.encode()).hexdigest(): r.document.text for r in armed().readings}
    quoted = 0
    for item in annotations(armed())["first"]["items"]:
        target = item["target"]
        text = texts[target["state"]["textSha256"]]
        position, *quotes = target["selector"]
        assert position["type"] == "TextPositionSelector"
        for quote in quotes:
            assert quote["type"] == "TextQuoteSelector"
            assert text[position["start"] : position["end"]] == quote["exact"]
            assert text[: position["start"]].endswith(quote["prefix"])
            assert text[position["end"] :].startswith(quote["suffix"])
            quoted += bool(quote["prefix"] or quote["suffix"])
    assert quoted > 5


def test_a_collection_is_what_the_model_wants():
    made = annotations()
    items = made["first"]["items"]
    assert (made["type"], made["first"]["type"], made["total"]) == ("AnnotationCollection", "AnnotationPage", len(items))
    assert made["@context"][0] == "http://www.w3.org/ns/anno.jsonld"
    assert made["filters"].startswith("between")
    assert len({item["id"] for item in items}) == len(items)
    for item in items:
        assert set(item) == {"id", "type", "motivation", "generated", "via", "body", "target"}
        assert item["motivation"] == ["describing", "tagging"]
        assert {body["type"] for body in item["body"]} == {"TextualBody"}
        assert {body["purpose"] for body in item["body"]} == {"describing", "tagging"}
        claim = json.loads(next(body["value"] for body in item["body"] if body.get("format") == "application/json"))
        assert item["id"] == f"urn:diurna:claim:{claim['id']}"
        assert re.match("https?://|urn:sha256:", item["target"]["source"])


def test_a_sentence_with_a_private_person_is_not_quoted_and_still_found():
    items = {item["id"].rpartition(":")[2]: item["target"]["selector"] for item in annotations()["first"]["items"]}
    position, quote = items["c-fr-blocked"]
    assert (quote["exact"], quote["suffix"]) == ("bloquaient", "")
    assert position["end"] - position["start"] == len("bloquaient")


def test_a_name_that_begins_beyond_the_words_around_is_not_cut_into_them():
    for suffix in ("", " " * 5, " " * 25, " " * 30):
        text = f"A met B.{suffix}Zebedia Quorn left."
        claim = replace(one().readings[0].claims[0], sentence=Quote(0, 8, text[:8]), trigger=Quote(2, 5, "met"), actors=(), recipients=())
        person = Actor("person:q", "Zebedia Quorn", "person", "", (), "", private=True)
        document = Document("d1", text, "0" * 64)
        made = Edition((Reading(document=document, text=text, language="en", actors=(person,), claims=(claim,)),), case="x")
        assert "Z" not in annotations(made)["first"]["items"][0]["target"]["selector"][1]["suffix"]


# All of them


@pytest.mark.parametrize("name", ["acled", "followthemoney", "gexf", "graphml", "polecat", "timelinejs", "timemap", "ucdp"])
def test_every_claim_is_in_it_or_counted_as_left_out(name):
    made = armed()
    claims = [claim.id for reading in made.readings for claim in reading.claims]
    shown = rendered(name, made)
    text = shown if isinstance(shown, str) else json.dumps(timemap(made))
    kept = sum(1 for claim in claims if re.search(rf'(?<![\w-]){claim}[",<]', text))
    left = [re.match(r"([\d,]+) claims? (?:is|are) left out: .+", line) for line in losses(FORMATS[name], made)]
    assert kept + sum(int(found[1]) for found in left if found) == len(claims)
    assert kept
