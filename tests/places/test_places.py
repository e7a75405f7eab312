from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from diurna.knowledge import language, languages
from diurna.places import lookup, resolve, units
from diurna.places.gazetteer import gazetteer, notes
from diurna.places.names import key
from diurna.places.words import PlaceWords
from diurna.record import Document, Mention, Place, Quote, Reading

HERE = Path(__file__).parent
NAMES = [(code, *pair) for code, pairs in tomllib.loads((HERE / "names.toml").read_text(encoding="utf-8")).items() for pair in pairs]
ARTICLES = tomllib.loads((HERE / "articles.toml").read_text(encoding="utf-8"))["case"]
MARKED = re.compile(r"\[(?P<place>[^\]]+)\]|\{(?P<kind>\w+):(?P<other>[^}]+)\}")


def reading_of(marked: str, code: str) -> Reading:
    text, mentions, at = "", [], 0
    for mark in MARKED.finditer(marked):
        text += marked[at : mark.start()]
        words, kind = (mark["place"], "place") if mark["place"] else (mark["other"], mark["kind"])
        mentions.append(Mention(Quote(len(text), len(text) + len(words), words), kind, 0, 1.0))
        text, at = text + words, mark.end()
    text += marked[at:]
    return Reading(Document("d", text, ""), text, code, mentions=tuple(mentions))


def place_of(places: tuple[Place, ...], quote: Quote) -> Place:
    return next(place for place in places if quote in place.mentions)


@pytest.mark.parametrize(("code", "words", "want"), NAMES)
def test_name_alone(code, words, want):
    (place,) = resolve(reading_of(f"[{words}]", code)).places
    assert (place.id if place.lat is not None else "") == want


@pytest.mark.parametrize("code", languages())
def test_examples_of_the_language(code):
    examples = language(code, "places", PlaceWords).examples
    assert examples
    got = [(words, ((found := lookup(words, code)) and found[0].id) or "") for words, _ in examples]
    assert got == [tuple(example) for example in examples]


@pytest.mark.parametrize("case", ARTICLES, ids=[case["why"] for case in ARTICLES])
def test_article(case):
    reading = reading_of(case["text"], case["language"])
    places = resolve(reading).places
    quotes = [mention.quote for mention in reading.mentions if mention.kind == "place"]
    got = [place_of(places, quote) for quote in quotes]
    assert [place.kind if place.lat is None else place.id for place in got] == case["want"]


def test_ambiguous_place_has_candidates_and_no_point():
    (place,) = resolve(reading_of("The fire in [Springfield] was put out.", "en")).places
    assert (place.kind, place.lat, place.lon, place.precision) == ("ambiguous", None, None, "unknown")
    assert len(place.candidates) > 2
    assert "as likely" in place.reason


def test_reason_tells_the_evidence():
    places = resolve(reading_of("[Brest] lies in [Belarus].", "en")).places
    assert places[0].country == "BLR"
    assert "Belarus" in places[0].reason


def test_reason_tells_that_ground_is_disputed():
    (place,) = resolve(reading_of("Ships left [Crimea].", "en")).places
    assert place.kind == "disputed territory"
    assert "annexed by Russia in 2014" in place.reason


def test_facility_is_told_as_taken_from_its_name():
    (place,) = resolve(reading_of("Flights from [Minsk airport] stopped.", "en")).places
    assert place.precision == "town"
    assert "“Minsk airport” is taken as Minsk" in place.reason


def test_continent_has_no_point():
    (place,) = resolve(reading_of("Prices rose across [Europe].", "en")).places
    assert (place.kind, place.lat) == ("continent", None)


def test_not_attempted_stays_not_attempted():
    assert resolve(Reading(Document("d", "", ""), "", "en")).places is None


def test_language_without_data_still_finds_plain_names():
    (place,) = resolve(reading_of("[Minsk]", "xx")).places
    assert place.id == "geonames:625144"


def test_the_units_that_a_place_lies_in_are_told_the_smaller_first():
    towns = units("geonames:2988507"), units("geonames:625144"), units("geonames:3012874")  # Paris, Minsk, Île-de-France
    assert towns == (("geonames:2968815", "geonames:3012874"), ("geonames:625143",), ())
    assert [units(one) for one in ("iso:FRA", "geonames:99999999999", "geonames:x", "geonames:1", "unresolved:x", "")] == [()] * 6


@settings(deadline=None)
@given(st.integers(0, 272_618))
def test_units_are_of_the_country_of_the_place_and_larger_than_it(row):
    place = gazetteer().entry(row)
    for unit in gazetteer().units(place.id):
        (found,) = [gazetteer().entry(at) for at in (place.unit1, place.unit2) if at and gazetteer().entry(at).id == unit]
        assert place.within(found)
        assert found.precision == "region"


def test_every_note_belongs_to_an_entry():
    known = {gazetteer().entry(row).id for row in range(4500)}
    assert set(notes()) <= known


def test_every_entry_has_a_name():
    assert all(gazetteer().entry(row).name for row in range(0, len(gazetteer()), 97))


def test_search_key_folds_what_papers_write_in_two_ways():
    assert key("Sana’a") == key("Sana'a") == key("SANAA")
    assert key("Port-au-Prince") == key("port au prince")
    assert key("Weißrussland") == key("WEISSRUSSLAND")
    assert key("Орёл") == key("орел")


WORDS = st.sampled_from(
    ["Paris", "Georgia", "Minsk", "Springfield", "Belarus", "Tbilisi", "Atlanta", "near Kyiv", "Xyz", "London", "(", "B.C."]
)


@settings(deadline=None, max_examples=40)
@given(
    st.lists(st.tuples(WORDS, st.sampled_from([" ", ", ", " (", ". ", " in "])), max_size=8),
    st.sampled_from(["en", "ru", "zh", "tr", "xx"]),
)
def test_every_mention_is_in_one_place_and_order_is_of_the_text(parts, code):
    reading = reading_of("".join(f"[{words}]{gap}" for words, gap in parts), code)
    first, second = resolve(reading).places, resolve(reading).places
    assert first == second
    quotes = [quote for place in first for quote in place.mentions]
    assert sorted(quotes) == sorted(mention.quote for mention in reading.mentions)
    starts = [place.mentions[0].start for place in first]
    assert starts == sorted(starts)
    assert all((place.lat is None) == (place.lon is None) for place in first)
