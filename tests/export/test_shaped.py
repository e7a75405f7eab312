"""The shapes of POLECAT, ACLED and UCDP: their columns, and nothing in them that a claim does not say."""

from __future__ import annotations

import csv
import io
import json
import re
import tomllib
from dataclasses import replace
from typing import get_args

import pytest
from assaults import armed
from followthemoney import model
from hypothesis import given
from hypothesis import strategies as st

from diurna import knowledge
from diurna.export import Edition, acled, formats, polecat, rows, ucdp
from diurna.export._countries import alpha2, country_name, language3, numeric
from diurna.export._dates import days, spoken
from diurna.export._deaths import told, words
from diurna.export._kinds import kinds
from diurna.export._shaped import OURS
from diurna.export._spans import Span, parts, span
from diurna.record import Actor, EventType, Party, Quote

FORMATS = formats()
# The headers of public files, as other projects list them.
POLECAT = (
    "Event ID\tEvent Date\tEvent Type\tEvent Mode\tIntensity\tQuad Code\tContexts\tActor Name\tActor Country\tActor COW\t"
    "Primary Actor Sector\tActor Sectors\tActor Title\tActor Name Raw\tWikipedia Actor ID\tRecipient Name\tRecipient Country\t"
    "Recipient COW\tPrimary Recipient Sector\tRecipient Sectors\tRecipient Title\tRecipient Name Raw\tWikipedia Recipient ID\t"
    "Placename\tCity\tDistrict\tProvince\tCountry\tLatitude\tLongitude\tGeoNames ID\tRaw Placename\tFeature Type\tSource\t"
    "Publication Date\tStory People\tStory Organizations\tStory Locations\tLanguage\tVersion"
)
ACLED = (
    "event_id_cnty,event_date,year,time_precision,disorder_type,event_type,sub_event_type,actor1,assoc_actor_1,inter1,actor2,"
    "assoc_actor_2,inter2,interaction,civilian_targeting,iso,region,country,admin1,admin2,admin3,location,latitude,longitude,"
    "geo_precision,source,source_scale,notes,fatalities,tags,timestamp"
)
UCDP = (
    "id,relid,year,active_year,code_status,type_of_violence,conflict_dset_id,conflict_new_id,conflict_name,dyad_dset_id,dyad_new_id,"
    "dyad_name,side_a_dset_id,side_a_new_id,side_a,side_b_dset_id,side_b_new_id,side_b,number_of_sources,source_article,source_office,"
    "source_date,source_headline,source_original,where_prec,where_coordinates,where_description,adm_1,adm_2,latitude,longitude,"
    "geom_wkt,priogrid_gid,country,country_id,region,event_clarity,date_prec,date_start,date_end,deaths_a,deaths_b,deaths_civilians,"
    "deaths_unknown,best,high,low,gwnoa,gwnob"
)
HEADERS = {"polecat": POLECAT.split("\t"), "acled": ACLED.split(","), "ucdp": UCDP.split(",")}
# What ACLED's codebook calls its event and sub-event types.
ACLED_TYPES = {
    "Battles": {"Armed clash", "Government regains territory", "Non-state actor overtakes territory"},
    "Explosions/Remote violence": {
        "Chemical weapon", "Air/drone strike", "Suicide bomb", "Shelling/artillery/missile attack", "Remote explosive/landmine/IED",
        "Grenade",
    },
    "Violence against civilians": {"Sexual violence", "Attack", "Abduction/forced disappearance"},
    "Protests": {"Peaceful protest", "Protest with intervention", "Excessive force against protesters"},
    "Riots": {"Violent demonstration", "Mob violence"},
    "Strategic developments": {
        "Agreement", "Arrests", "Change to group/activity", "Disrupted weapons use", "Headquarters or base established",
        "Looting/property destruction", "Non-violent transfer of territory", "Other",
    },
}  # fmt: skip
SECTORS = "COP GOV JUD LEG MIL PRM PTY REB SPY UAF UNK AGR BUS CRM CVL EDU ELI JRN LAB MED REF OPP PRE REL SOC IGO UNO EUR NGO ISM IMG MNC"


def read(name, made=None):
    text = FORMATS[name].render(made or armed())
    return {row["diurna_id"]: row for row in csv.DictReader(io.StringIO(text, newline=""))}


def changed(claim_id, **changes):
    """Return the edition with one claim changed."""
    made = armed()
    readings = tuple(
        replace(reading, claims=tuple(replace(claim, **changes) if claim.id == claim_id else claim for claim in reading.claims))
        for reading in made.readings
    )
    return replace(made, readings=readings)


def when(edtf):
    row = next(row for row in rows(armed()) if row.id == "c-en-shelled")
    return {"when": replace(row.claim.when, edtf=edtf)}


@pytest.mark.parametrize("name", sorted(HEADERS))
def test_the_targets_columns_come_first_and_ours_behind(name):
    header = FORMATS[name].render(armed()).splitlines()[0].split(",")
    assert header == [*HEADERS[name], *OURS]
    assert len(HEADERS[name]) == {"polecat": 40, "acled": 31, "ucdp": 49}[name]


@pytest.mark.parametrize("name", sorted(HEADERS))
def test_every_row_carries_what_identifies_it_and_its_words(name):
    found = read(name)
    assert found
    for row in found.values():
        assert all(row[column] for column in OURS)
        assert row["diurna_link"].startswith("http://127.0.0.1:8021/d/")


@pytest.mark.parametrize("name", sorted(HEADERS))
@pytest.mark.parametrize("modality", ["planned", "conditional", "demanded", "possible", "denied", "negated"])
def test_what_did_not_take_place_is_no_row(name, modality):
    assert "c-en-killing" in read(name, changed("c-en-killing", mode="heavy-weapons"))
    assert "c-en-killing" not in read(name, changed("c-en-killing", mode="heavy-weapons", modality=modality))


def test_what_people_rejected_is_no_row():
    made = armed()
    rejected = replace(made, standing={**made.standing, "c-en-abducted": replace(made.standing["c-en-abducted"], status="rejected")})
    for module in (polecat, acled, ucdp):
        assert "c-en-abducted" in module.render(made)
        assert "c-en-abducted" not in module.render(rejected)
        assert any(line.endswith("rejected by people") for line in module.lost(rejected))


@pytest.mark.parametrize("name", sorted(HEADERS))
def test_no_cell_is_a_formula_but_when_machines_ask(name):
    party = armed().readings[2].claims[4].recipients[0]
    hostile = changed("c-en-abducted", recipients=(replace(party, actor="", name="=HYPERLINK(1)"),))
    column = {"polecat": "Recipient Name", "acled": "actor2", "ucdp": "side_b"}[name]
    assert read(name, hostile)["c-en-abducted"][column] == "'=HYPERLINK(1)"
    assert read(name, replace(hostile, raw=True))["c-en-abducted"][column] == "=HYPERLINK(1)"
    assert float(read(name)["c-en-shelled"][{"polecat": "Longitude"}.get(name, "longitude")]) == -3.55


# POLECAT


def test_polecat_has_the_day_and_makes_nothing_up():
    row = read("polecat")["c-en-shelled"]
    assert (row["Event Date"], row["Event Type"], row["Event Mode"]) == ("2024-05-05", "ASSAULT", "heavy-weapons")
    assert (row["Actor Name"], row["Actor Country"], row["Primary Actor Sector"]) == ("Grey Column", "FRA", "UAF")
    assert (row["City"], row["Country"], row["GeoNames ID"]) == ("Valmer", "FRA", "900001")
    assert not any(row[name] for name in ("Intensity", "Quad Code", "Contexts", "Actor COW", "Wikipedia Actor ID", "Version"))
    assert read("polecat")["c-en-killing"]["Recipient Name Raw"] == "12 people"


@pytest.mark.parametrize(
    "edtf", ["2024", "2024-05", "2024-05-05/2024-05-06", "2024-05-05/..", "../2024-05-05", "2024-05-05~", "XXXX-05-05"]
)
def test_polecat_invents_no_day(edtf):
    made = changed("c-en-shelled", **when(edtf))
    assert "c-en-shelled" not in read("polecat", made)
    assert any("left out: no day" in line for line in polecat.lost(made))


# ACLED


@pytest.mark.parametrize(
    ("edtf", "date", "precision"),
    [
        ("2024-05-05", "2024-05-05", "1"),
        ("2024-05-05~", "2024-05-05", "2"),
        ("2024-05-05/2024-05-11", "2024-05-05", "2"),
        ("2024-05-05/2024-05-12", "2024-05-05", "3"),
        ("2024-05", "2024-05-01", "3"),
        ("2024-05-05/..", "2024-05-05", "1"),
        ("2024-05/..", None, None),
        ("../2024-05-05", None, None),
        ("2024", None, None),
        ("2024-05/2024-06", None, None),
        ("2024-22", None, None),
        ("XXXX-05-05", None, None),
    ],
)
def test_acled_says_how_precise_a_date_is(edtf, date, precision):
    row = read("acled", changed("c-en-shelled", **when(edtf))).get("c-en-shelled")
    assert (row and (row["event_date"], row["time_precision"])) == (date and (date, precision))


def test_acled_types_follow_the_data_file_and_who_is_armed():
    found = read("acled")
    types = {key: (row["disorder_type"], row["event_type"], row["sub_event_type"]) for key, row in found.items()}
    assert types["c-en-shelled"] == ("Political violence", "Explosions/Remote violence", "Shelling/artillery/missile attack")
    assert types["c-en-fought"] == ("Political violence", "Battles", "Armed clash")
    assert types["c-en-abducted"] == ("Political violence", "Violence against civilians", "Abduction/forced disappearance")
    assert types["c-fr-blocked"] == ("Demonstrations", "Protests", "Peaceful protest")
    assert "c-fr-signed" not in types  # nobody who signed is armed
    assert "c-en-killing" not in types  # by what means is not told
    column = armed().readings[2].claims[0].actors
    pact = read("acled", changed("c-en-shelled", type="AGREE", mode="", actors=(*column, *armed().readings[0].claims[0].actors)))
    assert pact["c-en-shelled"]["sub_event_type"] == "Agreement"
    assert (pact["c-en-shelled"]["actor1"], pact["c-en-shelled"]["actor2"]) == ("Grey Column", "Office du port")
    assert pact["c-en-shelled"]["assoc_actor_2"] == "Syndicat des pêcheurs"


def test_acled_fatalities_are_told_or_empty_never_nought():
    found = read("acled")
    assert {key: row["fatalities"] for key, row in found.items() if row["fatalities"]} == {"c-en-fishermen": "1200"}
    assert (found["c-en-shelled"]["iso"], found["c-en-shelled"]["country"], found["c-en-shelled"]["geo_precision"]) == (
        "249",
        "France",
        "1",
    )
    assert not any(
        row[name] for row in found.values() for name in ("inter1", "inter2", "interaction", "civilian_targeting", "region", "tags")
    )
    assert found["c-en-shelled"]["notes"].endswith("(according to Estuary Observatory)")


# UCDP


@pytest.mark.parametrize(
    ("edtf", "dates", "precision"),
    [
        ("2024-05-05", ("2024-05-05", "2024-05-05"), "1"),
        ("2024-05-05~", ("2024-05-05", "2024-05-05"), "2"),
        ("2024-05-05/2024-05-10", ("2024-05-05", "2024-05-10"), "2"),
        ("2024-05-05/2024-05-11", ("2024-05-05", "2024-05-11"), "3"),
        ("2024-05", ("2024-05-01", "2024-05-31"), "4"),
        ("2024", ("2024-01-01", "2024-12-31"), "5"),
        ("2024-05-05/..", ("2024-05-05", ""), ""),
        ("../2024-05-05", None, None),
        ("202X", None, None),
    ],
)
def test_ucdp_says_how_precise_a_date_is(edtf, dates, precision):
    row = read("ucdp", changed("c-en-shelled", **when(edtf))).get("c-en-shelled")
    assert (row and (row["date_start"], row["date_end"], row["date_prec"])) == (dates and (*dates, precision))


def test_ucdp_has_deadly_and_armed_assaults_alone():
    found = read("ucdp")
    assert set(found) == {"c-en-shelled", "c-en-killing", "c-en-fishermen", "c-en-abducted", "c-en-fought"}
    deaths = {key: (row["best"], row["low"], row["high"]) for key, row in found.items() if row["best"]}
    assert deaths == {"c-en-killing": ("12", "12", "12"), "c-en-fishermen": ("1200", "", "")}
    assert not any(
        row[name] for row in found.values() for name in ("deaths_a", "deaths_b", "deaths_civilians", "conflict_name", "dyad_name")
    )
    assert {key: row["where_prec"] for key, row in found.items() if row["where_prec"]} == {
        "c-en-shelled": "1",
        "c-en-killing": "1",
        "c-en-fishermen": "4",
    }
    assert found["c-en-shelled"]["source_original"] == "Estuary Observatory"
    assert found["c-en-shelled"]["source_article"] == "Estuary Post, 2024-05-09, The Grey Column shells Valmer"


def test_ucdp_types_violence_where_both_sides_decide_it():
    assert {key: row["type_of_violence"] for key, row in read("ucdp").items() if row["type_of_violence"]} == {"c-en-fought": "2"}
    army = armed().readings[2].claims[7].actors
    assert read("ucdp", changed("c-en-fought", actors=army))["c-en-fought"]["type_of_violence"] == "1"


# Deaths


@pytest.mark.parametrize("language", sorted(words()))
def test_deaths_are_told_as_the_data_file_says(language):
    known = words()[language]
    assert known.told
    for trigger, victims, number in known.told:
        found = told(trigger, (victims,), known)
        assert found is not None, (trigger, victims)
        assert f"{'' if found.exact else 'about '}{found.number}" == number
    for trigger, victims in known.not_told:
        assert told(trigger, (victims,), known) is None, (trigger, victims)


def test_deaths_have_words_of_languages_that_are_read():
    assert set(words()) <= set(knowledge.languages())


def test_a_place_that_is_hit_is_no_victim():
    made = armed()
    reading = made.readings[2]
    town = Actor("place:valmer", "Valmer", "place", "", (), "")
    words_of_town = Quote(reading.text.index("Valmer"), reading.text.index("Valmer") + 6, "Valmer")
    killing = reading.claims[1]
    hit = replace(killing, recipients=(Party(town.id, "Valmer", words_of_town), *killing.recipients))
    grown = replace(reading, actors=(*reading.actors, town), claims=(hit,))
    row = read("ucdp", replace(made, readings=(grown,)))["c-en-killing"]
    assert (row["best"], row["side_b"]) == ("12", "Valmer, people")


def test_victims_are_summed_up_only_where_each_has_a_number():
    known = words()["en"]
    assert told("killed", ("3 soldiers", "12 civilians"), known).number == 15
    assert told("killed", ("a policeman", "12 civilians"), known) is None
    assert told("killed", (), known) is None
    assert told("killed", ("3 of 12 hostages",), known) is None
    assert told("killed", ("12,5 people",), known) is None
    assert told("killed", ("1234567890 people",), known) is None
    assert told("killed", ("٣ people",), known).number == 3


# Dates and codes


@pytest.mark.parametrize(
    ("edtf", "expected"),
    [
        ("2024-03-12", Span("2024-03-12", "", one=True, exact=True)),
        ("2024-03", Span("2024-03", "", one=True, exact=True)),
        ("2024~", Span("2024", "", one=True, exact=False)),
        ("2024-03-12T10:30", Span("2024-03-12", "", one=True, exact=False)),
        ("2024-03/2024-05", Span("2024-03", "2024-05", one=False, exact=True)),
        ("2024-02-04/..", Span("2024-02-04", "", one=False, exact=False)),
        ("../2024-04-30", Span("", "2024-04-30", one=False, exact=False)),
        ("2024-21", Span("2024-03-01", "2024-05-31", one=False, exact=False)),
        ("202X", Span("2020-01-01", "2029-12-31", one=False, exact=False)),
        ("[2021,2023]", Span("2021-01-01", "2023-12-31", one=False, exact=False)),
        ("[..1999-05]", Span("", "1999-05-31", one=False, exact=False)),
        ("XXXX-05-03", None),
        ("", None),
    ],
)
def test_dates_are_cut_down_to_prefixes(edtf, expected):
    row = next(row for row in rows(armed()) if row.id == "c-en-shelled")
    first, last = days(edtf or None)
    assert span(replace(row, when=edtf, first=first, last=last, said=spoken(edtf) if edtf else "")) == expected


PLAIN = st.dates().map(str) | st.dates().map(lambda d: str(d)[:7]) | st.dates().map(lambda d: str(d)[:4])
MARKED = st.tuples(PLAIN, st.sampled_from(["", "~", "?", "%"])).map("".join)


@given(st.tuples(MARKED | st.just(".."), MARKED | st.just("..")).map("/".join) | MARKED)
def test_a_prefix_never_says_more_than_the_date(edtf):
    row = next(row for row in rows(armed()) if row.id == "c-en-shelled")
    first, last = days(edtf)
    found = span(replace(row, when=edtf, first=first, last=last))
    if found is None:
        assert not first
        assert not last
        return
    for end in (found.start, found.end):
        assert end == "" or (end in edtf and re.fullmatch(r"\d{4}(-\d\d){0,2}", end))
        assert not end or list(parts(end)) == ["year", "month", "day"][: len(end.split("-"))]


def test_countries_and_languages_have_their_codes():
    with knowledge.data_file("actors", "states.jsonl").open("rb") as handle:
        states = [json.loads(line) for line in handle]
    assert {state["id"]: state["alpha2"] for state in states} == {state["id"]: alpha2(state["id"]) for state in states}
    assert (numeric("AFG"), country_name("XKX"), country_name(""), alpha2("")) == ("4", "Kosovo", "", "")
    assert {code: language3(code) for code in ("ar", "be", "de", "es", "fr", "zh", "")} == {
        "ar": "ara", "be": "bel", "de": "deu", "es": "spa", "fr": "fra", "zh": "zho", "": "",
    }  # fmt: skip


# The data files


def test_acts_of_the_data_file_are_acts_and_types_of_acled():
    with knowledge.data_file("languages", "en.toml").open("rb") as handle:
        modes = tomllib.load(handle)["claims"]["modes"]
    for act in acled.acts():
        assert act.type in get_args(EventType)
        assert set(act.modes) - {"", "*"} <= set(modes.get(act.type, {}))
        assert act.sub_event in ACLED_TYPES[act.event]
        assert act.armed in ("", "one", "both")


def test_kinds_of_the_data_file_are_known_to_the_targets():
    known = kinds()
    assert all(model.get(kind.schema).is_a("LegalEntity") for kind in known.kind)
    assert {one.sector for one in (*known.kind, *known.office)} - {""} <= set(SECTORS.split())
    with knowledge.data_file("actors", "offices.jsonl").open("rb") as handle:
        offices = {json.loads(line)["id"].rpartition(":")[2] for line in handle}
    assert {name for office in known.office for name in office.names} <= offices


def test_an_edition_without_a_case_has_shapes_too(reading):
    for name in HEADERS:
        assert FORMATS[name].render(Edition((reading,))).count("\n") >= 1
