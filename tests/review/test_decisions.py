"""The log: what it refuses, what its replay gives, and that nothing in it can be changed unseen."""

from __future__ import annotations

import dataclasses
from functools import reduce

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diurna.errors import ReviewError
from diurna.review import State, broken, decide, replay

AT = "2026-11-24T10:00:00Z"
CLAIMS = ("a", "b", "c", "d", "e")


def written(*steps, who="ada"):
    """Write a log of (action, target, values); a number as target stands for the decision of that number."""
    log = []
    for action, target, *values in steps:
        named = log[target].id if isinstance(target, int) else target
        log.append(decide(log, action=action, target=named, values=values[0] if values else {}, who=who, at=AT))
    return tuple(log)


@st.composite
def logs(draw):
    """Draw a log that `decide` allowed, with people and machines in it."""
    log = []
    for _ in range(draw(st.integers(0, 14))):
        action = draw(st.sampled_from(("accept", "reject", "unsure", "edit", "merge", "split", "undo", "redo")))
        ids = st.lists(st.sampled_from(CLAIMS), min_size=1, max_size=3)
        if action in ("undo", "redo"):
            target = draw(st.sampled_from([d.id for d in log])) if log else "r-none"
        else:
            target = " ".join(draw(ids)) if action in ("merge", "split") else draw(st.sampled_from(CLAIMS))
        values = draw(st.dictionaries(st.sampled_from(("mode", "object")), st.sampled_from("xyz"), min_size=1)) if action == "edit" else {}
        origin = draw(st.sampled_from(("human", "human", "machine")))
        try:
            log.append(decide(log, action=action, target=target, values=values, who=draw(st.sampled_from("pq")), origin=origin, at=AT))
        except ReviewError:
            continue
    return tuple(log)


@given(logs())
def test_replay_is_a_fold_of_single_steps_and_depends_on_the_log_alone(log):
    folded = reduce(State.after, log, State())
    assert replay(log) == folded
    assert (replay(log).decisions, replay(log).undone) == (folded.decisions, folded.undone)


@given(logs(), st.sampled_from(("accept", "edit", "merge", "split")))
def test_undo_gives_the_state_before_and_redo_gives_it_back(log, action):
    target = "a c" if action in ("merge", "split") else "a"
    last = decide(log, action=action, target=target, values={"mode": "z"} if action == "edit" else {}, who="p", at=AT)
    before, after = replay(log), replay((*log, last))
    undo = decide((*log, last), action="undo", target=last.id, who="p", at=AT)
    assert after.after(undo) == before
    redo = decide((*log, last, undo), action="redo", target=last.id, who="p", at=AT)
    assert after.after(undo).after(redo) == after


@given(
    st.lists(
        st.builds(
            dict, action=st.sampled_from(("accept", "edit", "merge", "split", "undo", "redo", "")), target=st.text("ab c\n", max_size=6)
        )
    )
)
def test_replay_takes_any_sequence(steps):
    first = decide((), action="accept", target="a", who="p", at=AT)
    log = [dataclasses.replace(first, seq=n, id=f"{'ab'[n % 2]}", **step) for n, step in enumerate(steps)]
    assert replay(log) == reduce(State.after, log, State())


@given(logs())
def test_events_hold_their_claims_and_are_named_by_the_smallest(log):
    state = replay(log)
    for event, claims in state.events.items():
        assert event == min(claims)
        assert len(claims) > 1
        assert all(state.of(claim).event == event for claim in claims)
    assert {claim for claim, judged in state.claims.items() if judged.event} == set().union(*state.events.values())


@given(logs(), st.data())
def test_any_changed_field_breaks_the_chain(log, data):
    assert broken(log) is None
    if not log:
        return
    at = data.draw(st.integers(0, len(log) - 1))
    field = data.draw(st.sampled_from([f.name for f in dataclasses.fields(log[at])]))
    old = getattr(log[at], field)
    new = {**old, "mode": "changed"} if field == "values" else old + 1 if field == "seq" else old + "x"
    fault = broken((*log[:at], dataclasses.replace(log[at], **{field: new}), *log[at + 1 :]))
    assert fault is not None
    assert fault.where.startswith(f"decision {at + 1} ")


def test_a_decision_taken_out_or_moved_breaks_the_chain_and_a_tail_cut_off_shows_by_its_last_hash():
    log = written(("accept", "a"), ("reject", "b"), ("unsure", "c"))
    assert broken(log[1:]).where.startswith("decision 1")
    assert broken((log[0], log[2])).where.startswith("decision 2")
    assert broken((log[1], log[0], log[2])) is not None
    assert broken(log[:2]) is None
    assert broken(log[:2], last=log[2].hash).where == "the end of the log, after decision 2"
    assert broken(log, last=log[2].hash) is None


@pytest.mark.parametrize(
    ("step", "told"),
    [
        ({"action": "approve"}, "is no action"),
        ({"action": "accept", "target": ""}, "expected one id"),
        ({"action": "accept", "target": "a b"}, "expected one id"),
        ({"action": "accept", "values": {"type": "AID"}}, "only edit takes values"),
        ({"action": "edit"}, "name at least one part"),
        ({"action": "edit", "values": {"confidence": "1"}}, "no part that can be edited"),
        ({"action": "edit", "values": {"type": "PRAISE"}}, "expected one of AGREE"),
        ({"action": "edit", "values": {"modality": "rumoured"}}, "expected one of asserted"),
        ({"action": "edit", "values": {"when": "yesterday"}}, "no EDTF date"),
        ({"action": "edit", "values": {"when": "2024-02-30"}}, "no EDTF date"),
        ({"action": "edit", "values": {"object": "x" * 2001}}, "at most 2000"),
        ({"action": "edit", "values": {"object": "a\x1b[2J"}}, "control character"),
        ({"action": "edit", "values": {"object": "\ud800"}}, "half a character"),
        ({"action": "merge", "target": "a"}, "at least two"),
        ({"action": "merge", "target": "a a"}, "at least two"),
        ({"action": "split", "target": " "}, "expected one id or more"),
        ({"action": "undo", "target": "r-none"}, "there is no decision"),
        ({"action": "redo", "target": "r-none"}, "there is no decision"),
        ({"who": " "}, "who decides"),
        ({"who": "\udcff"}, "half a character"),
        ({"at": "yesterday"}, "a moment in UTC"),
    ],
)
def test_what_makes_no_sense_is_refused_with_what_to_do(step, told):
    with pytest.raises(ReviewError, match=told):
        decide((), **{"action": "accept", "target": "a", "who": "ada", "at": AT, **step})


def test_undo_and_redo_take_turns():
    log = written(("accept", "a"))
    with pytest.raises(ReviewError, match="not undone"):
        written(("accept", "a"), ("redo", 0))
    with pytest.raises(ReviewError, match="undone already"):
        written(("accept", "a"), ("undo", 0), ("undo", 0))
    with pytest.raises(ReviewError, match=r"redo decision r-.* instead"):
        written(("accept", "a"), ("undo", 0), ("undo", 1))
    with pytest.raises(ReviewError, match="a person's"):
        decide(log, action="undo", target=log[0].id, who="linker", origin="machine", at=AT)


def test_an_edit_that_repeats_what_holds_is_allowed_and_later_edits_win_by_part():
    log = written(
        ("edit", "a", {"mode": "x", "object": " a\n pact "}), ("edit", "a", {"mode": "y"}), ("edit", "a", {"mode": "y"}), ("accept", "a")
    )
    assert replay(log).of("a").edits == {"mode": "y", "object": "a pact"}
    assert replay(log).of("a").status == "accepted"
    assert replay(log[:3]).of("a").status == "edited"


def test_undo_of_an_earlier_decision_leaves_the_later_ones():
    log = written(("edit", "a", {"mode": "x"}), ("reject", "a"), ("undo", 0))
    assert replay(log).of("a").edits == {}
    assert replay(log).of("a").status == "rejected"


def test_merge_joins_whole_events_and_split_takes_claims_out():
    log = written(("merge", "c d"), ("merge", "e d"), ("merge", "b e"), ("split", "b c"), ("split", "e"))
    assert [replay(log[:n]).events for n in range(1, 6)] == [
        {"c": frozenset("cd")},
        {"c": frozenset("cde")},
        {"b": frozenset("bcde")},
        {"d": frozenset("de")},
        {},
    ]


def test_a_claim_that_was_split_stays_so_when_it_is_merged_with_others_until_that_is_undone():
    log = written(("split", "a b"), ("merge", "a c"), ("undo", 0))
    assert [[replay(log[:n]).of(claim).apart for claim in "abc"] for n in (1, 2, 3)] == [
        [True, True, False],
        [True, True, False],
        [False] * 3,
    ]


def test_a_rejected_document_goes_before_what_was_decided_on_its_claims():
    log = written(("edit", "a", {"mode": "x"}), ("reject", "d-1"), ("accept", "a"), ("undo", 1))
    rejected = replay(log[:3]).of("a", "d-1")
    assert (rejected.status, rejected.edits) == ("rejected", {"mode": "x"})
    assert (replay(log[:3]).of("a", "d-2").status, replay(log[:3]).of("b", "d-1").status) == ("accepted", "rejected")
    assert replay(log).of("a", "d-1") == replay(log).of("a")


def test_a_machine_changes_nothing_that_a_person_decided():
    log = list(written(("reject", "a"), ("merge", "a b"), ("split", "b")))
    for action, target in (("accept", "a"), ("merge", "a b"), ("accept", "c")):
        log.append(decide(log, action=action, target=target, who="linker", origin="machine", at=AT))
    state = replay(log)
    assert (state.of("a").status, state.of("b").event, state.of("c").status) == ("rejected", "", "accepted")


def test_a_person_undoes_and_redoes_their_own_last_decision():
    log = list(written(("accept", "a"), ("accept", "b")))
    log.append(decide(log, action="reject", target="c", who="bo", at=AT))
    assert replay(log).to_undo("ada") == log[1]
    log.append(decide(log, action="undo", target=log[1].id, who="ada", at=AT))
    log.append(decide(log, action="undo", target=log[0].id, who="ada", at=AT))
    assert (replay(log).to_undo("ada"), replay(log).to_redo("ada"), replay(log).to_redo("bo")) == (None, log[0], None)
    log.append(decide(log, action="redo", target=log[0].id, who="ada", at=AT))
    assert replay(log).to_redo("ada") == log[1]
    log.append(decide(log, action="accept", target="d", who="ada", at=AT))
    assert replay(log).to_redo("ada") is None
