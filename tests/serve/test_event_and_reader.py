"""An event with everything that is told of it, a document with its words lit, and what people decide and add from there."""

from __future__ import annotations

import dataclasses
import json
from itertools import pairwise

import made_case
import pytest
from fastapi.testclient import TestClient

from diurna import store
from diurna.record import Issue, Quote
from diurna.run import checks
from diurna.run.link import link
from diurna.serve import app
from diurna.serve.access import Access

BASE = "http://127.0.0.1:8021"
PRIVATE = ("Ana", "Brodt", "brodt")


def retold():
    """The talks as another paper tells them, a day later, by other words for the same."""
    text = "On 6 May 2021 talks were opened in Karst by Ildra and Sorrel. 12 people watched."
    first = made_case.borders()
    kept = {actor.id: dataclasses.replace(actor, mentions=(_quote(text, actor.name),)) for actor in first.actors if actor.name in text}
    place = dataclasses.replace(first.places[0], mentions=(_quote(text, "Karst"),))
    claim = first.claims[0]
    told = dataclasses.replace(
        claim,
        id="r1",
        trigger=_quote(text, "opened"),
        actors=tuple(dataclasses.replace(party, quote=_quote(text, party.name)) for party in claim.actors),
        when=dataclasses.replace(
            claim.when,
            quote=_quote(text, "6 May 2021"),
            edtf="2021-05-06",
            timex_value="2021-05-06",
            repaired=True,
            reason="day after month",
        ),
        where=place,
        where_quote=_quote(text, "Karst"),
        sentence=_quote(text, text),
    )
    document = dataclasses.replace(first.document, id="times.txt", text=text, title="Talks", source="Sorrel Times", published="2021-05-08")
    parts = {"actors": tuple(kept.values()), "places": (place,), "claims": (told,), "times": (told.when,)}
    return dataclasses.replace(first, document=document, text=text, **parts)


def about_ana():
    """The march, in a document that names a private person wherever it can."""
    whole = made_case.marches()
    told = {"source": "Ana Brodt's notes", "author": "Ana Brodt", "title": "Ana Brodt and the Port", "url": "https://n.org/ana-brodt/1"}
    issue = Issue("date not resolved", "Ana Brodt", "Brodt does not say when")
    return dataclasses.replace(whole, document=dataclasses.replace(whole.document, id="Ana Brodt.txt", **told), issues=(issue,))


def _quote(text, words):
    start = text.index(words)
    return Quote(start, start + len(words), words)


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    found = made_case.make(tmp_path_factory.mktemp("views") / "c.diurna", made_case.borders(), retold(), about_ana())
    with store.open(found, write=True, verb="link") as case:
        link(case)
    return found.read_bytes()


@pytest.fixture
def path(made, tmp_path):
    found = tmp_path / "c.diurna"
    found.write_bytes(made)
    return found


@pytest.fixture
def asking(path):
    found = TestClient(app(path, Access(token="t", owner="Ada")), BASE, headers={"Origin": BASE}, follow_redirects=False)
    assert found.get("/?token=t").status_code == 303
    return found


def get(asking, address, status=200):
    found = asking.get(f"/api/v1{address}")
    assert found.status_code == status, found.text
    return found.json()


def decide(asking, action, target, status=200, **more):
    found = asking.post("/api/v1/decisions", json={"action": action, "target": target, **more})
    assert found.status_code == status, found.text
    return found.json()


def document_of(asking, claim):
    return next(one["document"] for one in get(asking, f"/events/{claim}")["claims"] if one["id"] == claim)


def sound(path):
    with store.open(path, write=False) as case:
        return list(checks.faults(case))


# An event.


def test_an_event_tells_each_value_with_who_gives_it(asking):
    found = get(asking, "/events/b1")
    assert found["id"] == get(asking, "/events/r1")["id"]
    assert {claim["id"] for claim in found["claims"]} == {"b1", "r1"}
    when = {value["value"]: value for value in found["told"] if value["part"] == "when"}
    assert {value: told["sources"] for value, told in when.items()} == {"2021-05-05": ["Karst Herald"], "2021-05-06": ["Sorrel Times"]}
    shown = [told for told in when.values() if told["shown"]]
    assert len(shown) == 1
    assert shown[0]["why"]
    assert any("2021-05-06" in words for words in found["disagreements"])
    assert [event["disagreements"] for event in get(asking, "/events")["events"] if event["id"] == found["id"]] == [["date"]]
    assert found["because"]
    brief = found["brief"]
    assert ([one["name"] for one in brief["actors"]], brief["happened"], brief["origins"]) == (["Ildra", "Sorrel"], "happened", 2)
    assert set(found["documents"]) == {claim["document"] for claim in found["claims"]}
    assert [change["turn"] for change in found["changes"]] == ["new"]


def test_a_claim_of_an_event_tells_its_amounts_and_why_its_date_is_so(asking):
    claim = next(claim for claim in get(asking, "/events/r1")["claims"] if claim["id"] == "r1")
    assert (claim["when"]["quote"], claim["when"]["edtf"]) == ("6 May 2021", "2021-05-06")
    assert (claim["when"]["repaired"], claim["when"]["reason"]) == (True, "day after month")
    assert claim["numbers"] == ["12"]
    assert claim["parts"]["actors"] == "Ildra; Sorrel"
    assert claim["link"].startswith(f"/d/{claim['document']}#p-")


def test_the_claims_of_an_event_are_a_download(asking):
    [event] = [told for told in asking.get("/api/v1/events").json()["events"] if told["claims"] > 1]
    found = asking.get(f"/api/v1/events/{event['id']}/export/jsonl")
    claims = asking.get(f"/api/v1/events/{event['id']}").json()["claims"]
    assert {json.loads(line)["id"] for line in found.text.splitlines()} == {claim["id"] for claim in claims}
    assert "attachment" in found.headers["content-disposition"]
    assert asking.get(f"/api/v1/events/{event['id']}/export/none").status_code == 422
    assert asking.get("/api/v1/events/none/export/csv").status_code == 422


def test_decisions_on_an_event_are_told_and_can_be_taken_back(asking):
    made = decide(asking, "accept", "b1", why="seen it")
    found = get(asking, "/events/b1")
    (told,) = found["decisions"]
    assert (told["id"], told["action"], told["why"], told["undone"]) == (made["id"], "accept", "seen it", False)
    decide(asking, "undo", made["id"])
    found = get(asking, "/events/b1")
    assert [(one["action"], one["undone"]) for one in found["decisions"]] == [("accept", True), ("undo", False)]
    assert {claim["status"] for claim in found["claims"]} == {"pending"}


def test_a_claim_is_split_from_its_event_and_events_are_merged(asking, path):
    whole = get(asking, "/events/b1")["id"]
    decide(asking, "split", "r1")
    assert [made["action"] for made in get(asking, f"/events/{whole}")["decisions"]] == ["split"]  # also on what is no longer in it
    alone = get(asking, "/events/r1")
    assert [claim["id"] for claim in alone["claims"]] == ["r1"]
    decide(asking, "merge", "b1 r1 m1")
    joined = get(asking, f"/events/{whole}")
    assert {claim["id"] for claim in joined["claims"]} == {"b1", "r1", "m1"}
    assert get(asking, f"/events/{alone['id']}")["id"] == joined["id"]
    assert "changed" in [change["turn"] for change in joined["changes"]]
    assert sound(path) == []


def test_an_event_is_told_in_the_language_asked_for(asking):
    found = get(asking, "/events/b1?lang=fr")
    assert found["said"] == "rapporté par 2 sources, 2 origines indépendantes"
    assert found["disagreements"] == ["date\N{NO-BREAK SPACE}: 2021-05-05 (Karst Herald) ou 2021-05-06 (Sorrel Times)"]
    assert "mêmes acteurs Ildra, Sorrel" in found["because"]
    assert next(told["why"] for told in found["told"] if told["part"] == "when" and told["shown"]).startswith("publiée la première")
    assert "CONSULT dans les deux" in found["changes"][0]["why"]
    assert get(asking, "/events/b1")["because"] != found["because"] == get(asking, "/review/b1/event?lang=fr")["because"]
    assert get(asking, "/review/r1?lang=fr")["doubts"] == found["disagreements"]
    assert any("CONSULT dans les deux" in change["why"] for change in get(asking, "/changes?lang=fr")["changes"])
    assert "lang 'xx': expected one of en, fr" in get(asking, "/events?lang=xx", 422)["error"]["message"]


def test_an_event_that_is_not_there_is_a_fault_in_words(asking):
    assert get(asking, "/events/e-nothing", 422)["error"]["message"].startswith("'e-nothing' is no event")


# A document.


def test_the_pieces_of_a_document_are_its_text(asking):
    found = get(asking, f"/documents/{document_of(asking, 'b2')}")
    pieces = found["pieces"]
    assert "".join(piece["words"] for piece in pieces) == made_case.BORDERS
    assert all(one["end"] == other["start"] for one, other in pairwise(pieces))
    lit = {(claim, part): piece["words"] for piece in pieces for claim, part in piece["marks"]}
    assert (lit["b2", "trigger"], lit["b2", "according_to"], lit["b1", "when"]) == ("close", "Karst Herald", "5 May 2021")
    edges = {piece["start"] for piece in pieces}
    assert all(claim["sentence"]["start"] in edges for claim in found["claims"])


def test_a_passage_is_found_by_its_lasting_link(asking):
    claim = get(asking, "/events/b1")["claims"][0]
    document, _, passage = claim["link"].removeprefix("/d/").partition("#")
    assert get(asking, f"/documents/{document}/passages/{passage}") == {name: claim["sentence"][name] for name in ("start", "end")}
    assert "no such passage" in get(asking, f"/documents/{document}/passages/p-0", 422)["error"]["message"]


def test_the_original_is_a_download_and_nothing_else(asking):
    found = asking.get(f"/api/v1/documents/{document_of(asking, 'b1')}/original")
    assert found.content == made_case.BORDERS.encode()
    assert found.headers["content-type"] == "application/octet-stream"
    assert found.headers["content-disposition"].startswith("attachment")


def test_a_part_is_corrected_in_place_or_refused_in_words(asking):
    told = decide(asking, "edit", "b1", 409, values={"when": "5 May"})["error"]
    assert told["message"].startswith("when: '5 May' is no EDTF date")
    decide(asking, "edit", "b1", values={"when": "2021-05-07", "where": "Velden"})
    claim = next(one for one in get(asking, f"/documents/{document_of(asking, 'b1')}")["claims"] if one["id"] == "b1")
    assert (claim["parts"]["when"], claim["parts"]["where"], claim["status"]) == ("2021-05-07", "Velden", "edited")
    assert (claim["edited"], claim["when"]["basis"]) == (["when", "where"], "edited")


# A claim that a person adds.


def add(asking, claim, status=200, **values):
    return decide(asking, "add", document_of(asking, claim), status, values=values)


def test_an_added_claim_is_in_every_view_with_who_made_it(asking, path):
    start = made_case.BORDERS.index("opened talks")
    made = add(asking, "b1", type="AGREE", start=str(start), end=str(start + 6), actors="Sorrel", recipients="Ildra", when="2021-05")
    found = next(one for one in get(asking, f"/documents/{document_of(asking, 'b1')}")["claims"] if one["id"] == made["target"])
    assert (found["trigger"]["quote"], found["sentence"]["quote"]) == ("opened", "opened")  # a document without sentences
    assert (found["actors"][0]["id"], found["recipients"][0]["id"], found["when"]["edtf"]) == ("iso:SOR", "iso:ILD", "2021-05")
    assert (found["status"], found["decided_by"], found["edited"][:2]) == ("accepted", "Ada", ["type", "actors"])
    assert get(asking, f"/events/{found['event']}")["decisions"][0]["action"] == "add"
    assert made["target"] in [one["id"] for one in get(asking, "/claims?type=AGREE")["claims"]]
    assert made["target"] in asking.get("/api/v1/claims.csv").text
    assert sound(path) == []


def test_undo_takes_an_added_claim_away_and_redo_gives_it_back(asking, path):
    before = get(asking, "/claims")["total"]
    made = add(asking, "b1", type="AGREE", words="opened  talks")
    event = get(asking, f"/events/{made['target']}")["id"]
    decide(asking, "undo", made["id"])
    assert get(asking, "/claims")["total"] == before
    assert "is no event" in get(asking, f"/events/{made['target']}", 422)["error"]["message"]
    assert "was withdrawn" in get(asking, f"/events/{event}", 422)["error"]["message"]
    assert made["target"] not in asking.get("/api/v1/claims.csv").text
    assert "redo" in decide(asking, "accept", made["target"], 409)["error"]["message"]
    assert "redo" in add(asking, "b1", 409, type="AGREE", words="opened talks")["error"]["message"]
    assert sound(path) == []
    decide(asking, "redo", made["id"])
    assert get(asking, f"/events/{made['target']}")["claims"][0]["trigger"]["quote"] == "opened talks"
    assert sound(path) == []


@pytest.mark.parametrize(
    ("values", "told"),
    [
        ({"words": "closed talks", "type": "AGREE"}, "not in the text"),
        ({"words": "opened talks"}, "no type"),
        ({"words": "opened talks", "type": "PACT"}, "type: 'PACT'"),
        ({"words": "opened talks", "type": "AGREE", "when": "May"}, "no EDTF"),
        ({"words": "opened talks", "type": "AGREE", "condition": "if"}, "the rest is for edit"),
        ({"start": "1", "end": "9999", "type": "AGREE"}, "not in the text"),
        ({"type": "AGREE", "words": "opened talks", "actors": "a private person [P-12345678]"}, "mask"),
    ],
)
def test_a_claim_that_makes_no_sense_is_not_added(asking, values, told):
    before = get(asking, "/claims")["total"]
    assert told in add(asking, "b1", 409, **values)["error"]["message"]
    assert get(asking, "/claims")["total"] == before
    assert get(asking, "/decisions")["total"] == 0


# Private persons.


def test_a_private_person_is_named_in_no_answer(asking, path):
    document = document_of(asking, "m2")
    shown = get(asking, f"/documents/{document}")
    mask = next(party["name"] for claim in shown["claims"] if claim["id"] == "m2" for party in claim["actors"])
    answers = [shown]
    text = made_case.MARCHES
    made = add(asking, "m2", type="SUPPORT", start=str(text.index("Ana")), end=str(text.index("a weaver")), recipients="Ana Brodt")
    answers += [{**made, "values": {name: value for name, value in made["values"].items() if name != "recipients"}}]  # as it was sent
    answers += [decide(asking, "edit", "m2", values={"actors": f"{mask}; Port Authority"}, why="x")]
    with store.open(path, write=True, verb="test") as case:
        assert "Ana Brodt" in [made.values.get("actors", "").partition(";")[0] for made in case.decisions()]  # the mask means the person
    decide(asking, "edit", "m1", values={"recipients": "Ana Brodt"}, why="Ana Brodt said so")
    decide(asking, "merge", "m1 m2 b1")
    listed = get(asking, "/events")["events"]
    answers += [get(asking, f"/documents/{document}"), get(asking, "/documents"), listed, get(asking, "/claims")]
    answers += [get(asking, f"/events/{event['id']}{lang}") for event in listed for lang in ("", "?lang=fr")]
    answers += [get(asking, f"/events?text={words}") for words in ("Port", "talks")]
    answers += [
        get(asking, address) for address in ("/review?judged=true", "/review/b1", "/review/b1/event", "/decisions", "/quotes?claim=m2")
    ]
    assert "Karst Herald" in str(get(asking, "/review/b1")["doubts"])  # papers that differ are named there
    told = json.dumps(answers, ensure_ascii=False)
    assert [told[max(0, at - 60) : at + 30] for name in PRIVATE if (at := told.find(name)) >= 0] == []
    assert mask in told
