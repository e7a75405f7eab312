"""A claim that a person added: it outlives another reading, was not there before, and is taken over by another copy of the case."""

from __future__ import annotations

import dataclasses

import made_case
import pytest

from diurna import review, store
from diurna.case import Filters
from diurna.record import Quote, Sentence
from diurna.review import Draft
from diurna.review.added import found
from diurna.run import checks, desk, exchange, views

TOLD = {"type": "THREATEN", "words": "may close", "actors": "Ildra", "recipients": "Nobody Known", "when": "2021-06", "where": "Karst"}


@pytest.fixture
def case(tmp_path):
    path = made_case.make(tmp_path / "c.diurna", sentences(made_case.borders()), made_case.marches())
    with store.open(path, write=True, verb="test") as opened:
        yield opened


def sentences(reading):
    spans = {(claim.sentence.start, claim.sentence.end) for claim in reading.claims}
    return dataclasses.replace(reading, sentences=tuple(Sentence(start, end, 0) for start, end in sorted(spans)))


def document(case):
    return next(kept.id for kept in case.documents() if kept.name == "talks.txt")


def add(case, **more):
    return desk.decide(case, "add", document(case), {**TOLD, **more}, who="ada")


def read_again(case, reading):
    again = made_case.taken(reading, received="2026-11-20T08:00:00Z", model="m-2")
    log = tuple(case.decisions())
    state = review.replay(log)
    whole = dataclasses.replace(again, reading=desk.with_added(again.reading, state))
    case.keep(whole, laid=desk.decided(whole.reading, state, desk.targets(log)))


def test_it_holds_the_words_of_the_text_and_what_was_typed(case):
    made = add(case)
    claim = next(claim for claim in case.reading(document(case)).claims if claim.id == made.target)
    assert claim.sentence.text.startswith("Ildra may close")
    assert (claim.trigger.text, claim.actors[0].actor, claim.actors[0].quote.text) == ("may close", "iso:ILD", "Ildra")
    assert (claim.recipients[0].actor, claim.recipients[0].quote) == ("", claim.sentence)
    assert (claim.when.edtf, claim.when.basis, claim.where.id, claim.confidence) == ("2021-06", "edited", "geonames:7", 1.0)
    row = next(row for row in case.query(Filters(), limit=9).rows if row.claim == made.target)
    assert (row.status, row.who, row.edited[:2]) == ("accepted", "ada", ("type", "actors"))
    assert list(checks.faults(case)) == []


def test_the_same_content_is_the_same_claim(case):
    made = add(case)
    other = add(case, when="2021-07")
    assert other.target != made.target
    assert desk.decide(case, "edit", made.target, {"when": "2021-08"}, who="bo").target == made.target
    assert list(checks.faults(case)) == []


def test_it_outlives_another_reading_and_an_undo_before_it(case):
    made, gone = add(case), add(case, type="ACCUSE")
    desk.decide(case, "undo", gone.id, who="ada")
    read_again(case, sentences(made_case.borders()))
    assert {claim.id for claim in case.reading(document(case)).claims} == {"b1", "b2", made.target}
    assert list(checks.faults(case)) == []
    desk.decide(case, "redo", gone.id, who="ada")
    assert {row.claim for row in case.query(Filters(document=document(case)), limit=9).rows} == {"b1", "b2", made.target, gone.target}
    assert list(checks.faults(case)) == []


def test_it_was_not_there_before_it_was_added(case, monkeypatch):
    monkeypatch.setattr(desk, "now", lambda: "2026-11-20T09:00:00Z")
    made = add(case)
    for day, there in (("2026-11-10", False), ("2026-11-20", True)):
        shown = views.edition(case, as_of=day)
        assert (made.target in {claim.id for reading in shown.readings for claim in reading.claims}) is there


def test_another_copy_of_the_case_takes_it_over(case, tmp_path):
    made = add(case)
    desk.decide(case, "unsure", made.target, who="ada")
    path = made_case.make(tmp_path / "other.diurna", sentences(made_case.borders()), made_case.marches())
    with store.open(path, write=True, verb="test") as other:
        theirs = exchange.compare(other, case.decisions())
        assert theirs.left == ()
        exchange.apply(desk.Desk(other, who="bo"), theirs)
        row = next(row for row in other.query(Filters(), limit=9).rows if row.claim == made.target)
        assert (row.status, row.who) == ("unsure", "bo")
        assert list(checks.faults(other)) == []


def test_verify_sees_a_claim_that_is_not_what_was_decided(case):
    made = add(case)
    claim = next(claim for claim in case.reading(document(case)).claims if claim.id == made.target)
    state = review.replay(case.decisions())
    assert list(desk.added_to(case, state, {made.target})) == [claim]
    with case.transaction():
        case.unlay((made.target,))
    assert [fault.found for fault in checks.faults(case) if made.target in fault.where] == ["no row"]
    case.lay(desk.laid(case, (made.target,), state))
    desk.Desk(case, who="ada").commit(Draft("undo", made.id))
    assert list(checks.faults(case)) == []
    case.lay([(claim, review.laid_over(case.reading(document(case)), state)[1][made.target])])
    assert [fault.expected for fault in checks.faults(case) if made.target in fault.where] == ["no row: it was added, and that was undone"]


def test_the_nearest_words_of_a_changed_text_are_meant():
    text = "He went. They went. He  went home."
    told = {"start": "9", "end": "18", "words": "He went"}
    assert found(text, told) == Quote(0, 7, "He went")
    assert found(text, {**told, "start": "19"}) == Quote(20, 28, "He  went")
    assert found("Nobody came.", told) is None
