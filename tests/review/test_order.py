"""The queue: the doubtful first, with score, model and what speaks against it."""

from __future__ import annotations

import pytest

from diurna.errors import ReviewError
from diurna.review import decide, queue, replay

AT = "2026-11-24T10:00:00Z"


def state(*steps):
    log = []
    for action, target, *values in steps:
        log.append(decide(log, action=action, target=target, values=values[0] if values else {}, who="ada", at=AT))
    return replay(log)


def ids(found):
    return [suggestion.claim.id for suggestion in found]


def test_pending_first_then_unsure_then_decided_the_repaired_before_the_others(reading):
    assert ids(queue([reading], state())) == ["c2", "c1", "c3", "c4"]
    assert ids(queue([reading], state(("accept", "c2"), ("unsure", "c1")))) == ["c3", "c4", "c1", "c2"]


def test_dates_that_rule_each_other_out_in_an_event_are_a_doubt(reading):
    found = queue([reading], state(("merge", "c1 c3"), ("edit", "c3", {"when": "2021-04"})))
    doubts = {suggestion.claim.id: suggestion.doubts for suggestion in found}
    assert doubts == {
        "c1": (("other dates", "2021-04"),),
        "c2": (("repaired",),),
        "c3": (("other dates", "2021-03-03"),),
        "c4": (),
    }
    assert ids(found)[0] == "c1"
    merged = queue([reading], state(("merge", "c1 c3"), ("edit", "c3", {"when": "2021-03"})))
    assert [s.doubts for s in merged if s.claim.id == "c1"] == [()]


def test_dates_that_rule_each_other_out_in_an_event_of_linking_are_a_doubt_too(reading):
    found = queue([reading], state(("edit", "c3", {"when": "2021-04"})), events={"c1": "e-1", "c3": "e-1", "c4": "e-2"})
    assert [s.doubts for s in found if s.claim.id == "c1"] == [(("other dates", "2021-04"),)]
    assert {s.claim.id: s.standing.event for s in found} == {"c1": "e-1", "c2": "", "c3": "e-1", "c4": "e-2"}


def test_a_suggestion_tells_score_model_and_values_as_corrected(reading):
    found = queue(
        [reading], state(("edit", "c1", {"mode": "x"})), order="document", models={"pact.txt": "frames-7"}, link=lambda c: f"/d/{c.id}"
    )
    first = found[0]
    assert (first.claim, first.values["mode"], first.score, first.model) == (reading.claims[0], "x", 0.81249, "frames-7")
    assert (first.standing.status, first.standing.link, first.published) == ("edited", "/d/c1", "2021-03-04")


def test_other_orders(reading):
    assert ids(queue([reading], state(), order="document")) == ["c1", "c2", "c3", "c4"]
    assert ids(queue([reading], state(), order="date")) == ["c2", "c1", "c3", "c4"]
    with pytest.raises(ReviewError, match="expected one of doubt"):
        queue([reading], state(), order="size")
