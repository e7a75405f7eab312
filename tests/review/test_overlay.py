"""Corrections laid over a reading: what is typed is what is read back, and quotes stay words of the text."""

from __future__ import annotations

import dataclasses

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from diurna.case import EDITABLE
from diurna.edtf import is_edtf, precision
from diurna.errors import ReviewError
from diurna.record import Place, Quote
from diurna.review import decide, laid_over, replay, values
from diurna.review.plain import MODALITIES, TYPES, checked

AT = "2026-11-24T10:00:00Z"
DATES = (
    "",
    "2024-05-02",
    "2024-05",
    "2024",
    "202X",
    "2024-05-02/2024-05-04",
    "2024-05-02/..",
    "../2024",
    "2024~",
    "2024-21",
    "[2024,2026]",
)
words = st.one_of(
    st.text(max_size=12),
    st.sampled_from(
        ("a pact", "Jan Tamm; Orla Quist", "Velden", "crowds", "she", "Minister Orla Quist", "Port Authority;;Port Authority", "if the")
    ),
)
edits = st.fixed_dictionaries(
    {},
    optional={
        **dict.fromkeys(EDITABLE, words),
        "type": st.sampled_from(TYPES),
        "modality": st.sampled_from(MODALITIES),
        "when": st.sampled_from(DATES),
    },
)


def edited(claim, **changes):
    return replay((decide((), action="edit", target=claim, values=changes, who="ada", at=AT),))


def allowed(part, value):
    try:
        checked(part, value)
    except ReviewError:
        return False
    return True


def claim_of(reading, key):
    return next(claim for claim in reading.claims if claim.id == key)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(claim=st.sampled_from(("c1", "c2", "c3", "c4")), typed=edits)
def test_what_was_typed_is_read_back_and_the_rest_stays(reading, claim, typed):
    typed = {part: value for part, value in typed.items() if allowed(part, value)}
    if not typed:
        return
    left, standings = laid_over(reading, edited(claim, **typed))
    before, after = values(claim_of(reading, claim)), values(claim_of(left, claim))
    assert after == {**before, **{part: checked(part, value) for part, value in typed.items()}}
    assert standings[claim].edited == tuple(part for part in EDITABLE if before[part] != after[part])
    assert [c for c in left.claims if c.id != claim] == [c for c in reading.claims if c.id != claim]
    assert dataclasses.replace(left, claims=reading.claims) == reading
    for quote in quotes(claim_of(left, claim)):
        assert reading.text[quote.start : quote.end] == quote.text or quote.start == quote.end


def quotes(value):
    if isinstance(value, Quote):
        yield value
    elif dataclasses.is_dataclass(value):
        for field in dataclasses.fields(value):
            yield from quotes(getattr(value, field.name))
    elif isinstance(value, tuple):
        for item in value:
            yield from quotes(item)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(claim=st.sampled_from(("c1", "c2", "c3")))
def test_typing_what_was_read_changes_nothing(reading, claim):
    left, standings = laid_over(reading, edited(claim, **values(claim_of(reading, claim))))
    assert left == reading
    assert (standings[claim].status, standings[claim].edited) == ("edited", ())


def test_a_party_typed_keeps_the_quote_of_the_one_it_replaces_and_gets_the_id_of_its_name(reading):
    left, _ = laid_over(reading, edited("c1", actors="Orla Quist; Dockers’ Union; Harbour Council"))
    old, new = claim_of(reading, "c1"), claim_of(left, "c1")
    assert [(p.actor, p.name) for p in new.actors] == [("quist", "Orla Quist"), ("union", "Dockers’ Union"), ("", "Harbour Council")]
    assert [p.quote for p in new.actors] == [old.actors[0].quote, old.actors[1].quote, old.sentence]


def test_a_name_that_means_two_things_gets_no_id(reading):
    twice = dataclasses.replace(reading, actors=(*reading.actors, dataclasses.replace(reading.actors[0], id="other")))
    left, _ = laid_over(twice, edited("c2", actors="Port Authority; Velden"))
    assert [(p.actor, p.name) for p in claim_of(left, "c2").actors] == [("", "Port Authority"), ("geonames:1", "Velden")]


def test_a_private_person_typed_by_name_stays_one(reading):
    left, _ = laid_over(reading, edited("c1", actors="Jan Tamm"))
    assert claim_of(left, "c1").actors[0].actor == "person:jan-tamm"


def test_a_place_typed_is_one_of_the_reading_or_has_no_point(reading):
    known = claim_of(laid_over(reading, edited("c2", where="Velden"))[0], "c2")
    assert known.where == reading.places[0]
    assert known.where_quote == known.sentence
    other = claim_of(laid_over(reading, edited("c1", where="Lindau"))[0], "c1")
    assert other.where == Place("", "Lindau", "", "", None, None, "unknown", (other.where_quote,), "a person's correction", 1.0)
    assert other.where_quote == claim_of(reading, "c1").where_quote


def test_a_date_typed_says_that_it_was_and_how_fine_it_is(reading):
    when = claim_of(laid_over(reading, edited("c1", when="2021-03"))[0], "c1").when
    assert (when.edtf, when.basis, when.precision, when.quote.text) == ("2021-03", "edited", "month", "3 March 2021")
    assert claim_of(laid_over(reading, edited("c1", when=""))[0], "c1").when is None


def test_words_typed_are_found_in_the_sentence_as_words_or_have_no_length(reading):
    left = claim_of(laid_over(reading, edited("c1", object="pact in Velden", condition="a"))[0], "c1")
    assert reading.text[left.object.start : left.object.end] == "pact in Velden"
    assert left.condition.text == "a"
    assert reading.text[left.condition.start - 1 : left.condition.end + 1] == " a "
    other = claim_of(laid_over(reading, edited("c1", object="a treaty"))[0], "c1")
    assert (other.object.start, other.object.end) == (claim_of(reading, "c1").object.start,) * 2


def test_a_standing_tells_who_when_and_where_and_its_version_follows_values_and_status(reading):
    _, plain = laid_over(reading, replay(()))
    assert plain["c1"] == dataclasses.replace(plain["c1"], status="pending", edited=(), link="", event="", who="", at="")
    log = [decide((), action="edit", target="c1", values={"mode": "x"}, who="ada", at=AT)]
    log.append(decide(log, action="merge", target="c2 c1", who="bo", at=AT))
    _, after = laid_over(reading, replay(log), link=lambda claim: f"/d/{claim.document}#{claim.trigger.start}")
    assert (after["c1"].status, after["c1"].edited, after["c1"].who, after["c1"].event) == ("edited", ("mode",), "ada", "c1")
    assert (after["c2"].status, after["c2"].who, after["c2"].event) == ("pending", "bo", "c1")
    assert after["c1"].link == f"/d/pact.txt#{claim_of(reading, 'c1').trigger.start}"
    _, accepted = laid_over(reading, replay((decide((), action="accept", target="c1", who="ada", at=AT),)))
    assert len({plain["c1"].version, after["c1"].version, accepted["c1"].version}) == 3
    assert plain["c2"].version == after["c2"].version


def test_a_reading_without_claims_stays_so(reading):
    bare = dataclasses.replace(reading, claims=None)
    assert laid_over(bare, replay(())) == (bare, {})


@pytest.mark.parametrize(
    ("value", "fine"),
    [
        ("2024-02-29", "day"), ("2024-02", "month"), ("2024-02-XX", "month"), ("2024", "year"), ("2024-XX", "year"), ("XXXX-05-02", "day"),
        ("202X", "decade"), ("20XX", "century"), ("2024-22", "season"), ("2024-33", "interval"), ("2024-41", "interval"),
        ("2024-05~", "month"),
        ("2020-08-27T10:30", "time"), ("2020-08-27T10:30:00Z", "time"), ("2020-08-27T10", "time"), ("2021-02-09/..", "interval"),
        ("../2020-08-27", "interval"), ("2020-08-27/2020", "interval"), ("[2020-01-01..2020-02-02]", "interval"),
        ("{2020,2022}", "interval"),
        ("2020-01~/2020-02?", "interval"), ("2020-05-03/2020-05-03T10", "interval"),
    ],
)  # fmt: skip
def test_edtf(value, fine):
    assert is_edtf(value)
    assert precision(value) == fine


@pytest.mark.parametrize(
    "value",
    [
        "", "yesterday", "2024-13", "2024-00", "2024-02-30", "2023-02-29", "2024-1-2", "2024/2023", "../..", "/", "2024-05-02 ",
        "XXXX", "2024-45",
        "2024-22-01", "2024-XX-05", "[", "[]", "[,]", "[2024..2023]", "2024T10", "2024-05-02T25", "٢٠٢٤", "2024-05-02/2024-05-04/2024",
        "1" * 70,
        "2024-05-02T10:30:00+99:00", "[2024}", "2024-02-30/..",
    ],
)  # fmt: skip
def test_not_edtf(value):
    assert not is_edtf(value)
