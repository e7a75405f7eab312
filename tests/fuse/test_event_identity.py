"""Ids of events: which stay when claims come and go, and what the log says of the rest."""

import dataclasses
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diurna.event import Change
from diurna.fuse.identity import renamed
from diurna.record import digest
from diurna.wording import worded

AT = "2026-11-25T09:00:00Z"


def sets(*words):
    return [frozenset(word) for word in words]


def why(claims):
    return ("reasons", f"why {''.join(sorted(claims))}")


def named(before, *words, **more):
    """Return the events and the changes, with why in English."""
    after, changes = renamed({event: frozenset(claims) for event, claims in before.items()}, sets(*words), AT, why, **more)
    return after, tuple(dataclasses.replace(made, why=worded(made.why)) for made in changes)


def change(event, turn, claims="", others=(), because=None):
    return Change(0, AT, event, turn, tuple(claims), others, f"why {claims}" if because is None else because)


def fresh(claim, *again):
    return f"e-{digest(claim, *again)}"


def test_claims_that_no_event_had_are_a_new_event():
    assert named({}, "ba") == ({fresh("a"): frozenset("ab")}, (change(fresh("a"), "new", "ab"),))


def test_an_event_keeps_its_id_when_claims_are_added_even_smaller_ones():
    assert named({"e-1": "bc"}, "abc") == ({"e-1": frozenset("abc")}, (change("e-1", "changed", "abc"),))


def test_an_event_that_stays_as_it_was_is_no_change():
    assert named({"e-2": "bc", "e-1": "a"}, "a", "bc") == ({"e-2": frozenset("bc"), "e-1": frozenset("a")}, ())


def test_of_merged_events_the_oldest_stays_and_the_others_point_at_it():
    after, changes = named({"e-9": "d", "e-1": "abc", "e-5": "e"}, "abcde")
    assert after == {"e-9": frozenset("abcde")}
    merged = [change("e-1", "merged", "", ("e-9",), "why abcde"), change("e-5", "merged", "", ("e-9",), "why abcde")]
    took = change("e-9", "changed", "abcde", ("e-1", "e-5"), "a, b, c from e-1; e from e-5; why abcde")
    assert list(changes) == [took, *merged]


def test_of_a_split_event_the_larger_part_keeps_the_id():
    after, changes = named({"e-1": "abc"}, "a", "bc")
    assert after == {"e-1": frozenset("bc"), fresh("a"): frozenset("a")}
    left = change("e-1", "changed", "bc", (fresh("a"),), f"a to {fresh('a')}; why bc")
    assert list(changes) == [left, change(fresh("a"), "split", "a", ("e-1",))]


def test_of_equal_parts_the_one_with_the_smallest_claim_keeps_the_id():
    # What is new in a part counts for nothing.
    after, _ = named({"e-1": "abcd"}, "bc", "adxyz")
    assert after["e-1"] == frozenset("adxyz")


def test_an_event_without_claims_is_withdrawn():
    after, changes = named({"e-1": "ab", "e-2": "c"}, "c")
    assert after == {"e-2": frozenset("c")}
    assert list(changes) == [change("e-1", "withdrawn", because="no claim of it is left")]


def test_an_event_that_merges_and_splits_at_once():
    after, changes = named({"e-1": "a", "e-2": "bcd"}, "abc", "d")
    assert after == {"e-1": frozenset("abc"), fresh("d"): frozenset("d")}
    assert [(made.event, made.turn, made.others) for made in changes] == [
        ("e-1", "changed", ("e-2",)),
        ("e-2", "merged", ("e-1", fresh("d"))),
        (fresh("d"), "split", ("e-2",)),
    ]
    assert [made.why for made in changes] == ["b, c from e-2; why abc", f"d to {fresh('d')}; why abc", "why d"]


def test_a_claim_that_moves_is_told_by_both_events():
    after, changes = named({"e-1": "abc", "e-2": "defg"}, "ab", "cdefg")
    assert after == {"e-1": frozenset("ab"), "e-2": frozenset("cdefg")}
    assert list(changes) == [
        change("e-1", "changed", "ab", ("e-2",), "c to e-2; why ab"),
        change("e-2", "changed", "cdefg", ("e-1",), "c from e-1; why cdefg"),
    ]
    _, changes = named({"e-1": "abcdefghi", "e-2": "vwxyz"}, "abcde", "vwxyzfghi")
    assert [made.why for made in changes if made.event == "e-2"] == ["4 claims from e-1; why fghivwxyz"]


def test_an_event_made_of_parts_of_others_says_which_claim_is_whose():
    _, changes = named({"e-1": "abc", "e-2": "def"}, "ab", "de", "cf")
    (made,) = [one for one in changes if one.turn == "split"]
    assert (made.others, made.why) == (("e-1", "e-2"), "c from e-1; f from e-2; why cf")


def test_an_id_is_never_given_twice():
    event = fresh("a")
    after, _ = named({event: "abc"}, "a", "bc")
    assert after == {event: frozenset("bc"), fresh("a", 2): frozenset("a")}
    after, _ = named({}, "a", taken={event, fresh("a", 2)})
    assert after == {fresh("a", 3): frozenset("a")}


def test_a_claim_in_two_clusters_is_refused():
    with pytest.raises(ValueError, match="claim b is in two clusters"):
        named({}, "ab", "bc")


def parted(labels):
    """Return a partition: label 0 is a claim that is in no set."""
    made = {}
    for claim, label in labels.items():
        if label:
            made.setdefault(label, set()).add(claim)
    return [frozenset(claims) for claims in made.values()]


partitions = st.dictionaries(st.sampled_from("abcdefghij"), st.integers(0, 4)).map(parted)


def history(first, second):
    before, _ = renamed({}, first, AT, why)
    return before, *renamed(before, second, AT, why)


@given(partitions, partitions, st.randoms())
def test_every_claim_is_in_one_event_in_any_order(first, second, rng):
    before, after, changes = history(first, second)
    assert sorted(after.values(), key=min) == sorted(second, key=min)
    assert renamed(before, rng.sample(second, len(second)), AT, why) == (after, changes)
    assert list(after)[: len(before.keys() & after.keys())] == [event for event in before if event in after]


@given(partitions, partitions)
def test_the_log_accounts_for_every_difference_once(first, second):
    before, after, changes = history(first, second)
    assert len({made.event for made in changes}) == len(changes)
    turns = {made.event: made for made in changes}
    for event in before.keys() | after.keys():
        made = turns.get(event)
        if event not in after:
            assert made.claims == ()
            assert made.turn == ("merged" if before[event] & frozenset().union(*second) else "withdrawn")
            assert made.turn == "withdrawn" or made.others[0] in after
        elif event not in before:
            assert made.turn in ("new", "split")
            assert made.others == tuple(old for old in before if before[old] & after[event])
        else:
            assert (made is None) == (before[event] == after[event])
        assert made is None or made.claims == tuple(sorted(after.get(event, ())))


@given(partitions, partitions)
def test_every_move_of_a_claim_is_told_by_both_events(first, second):
    before, after, changes = history(first, second)
    turns = {made.event: made for made in changes}
    was = {claim: event for event, claims in before.items() for claim in claims}
    now = {claim: event for event, claims in after.items() for claim in claims}
    moved = [(claim, was[claim], now[claim]) for claim in was.keys() & now.keys() if was[claim] != now[claim]]
    for _, old, new in moved:
        assert new in turns[old].others
        assert old in turns[new].others
    pairs = {frozenset((old, new)) for _, old, new in moved}
    assert all(frozenset((made.event, other)) in pairs for made in changes for other in made.others)


@given(st.lists(partitions, min_size=1, max_size=6))
def test_replaying_the_whole_log_gives_the_events_of_every_step_and_each_claim_one_event(steps):
    events, told = {}, {}
    for clusters in steps:
        events, changes = renamed(events, clusters, AT, why, taken=told.keys())
        for made in changes:
            told[made.event] = frozenset(made.claims)
        assert {event: claims for event, claims in told.items() if claims} == events
        listed = [claim for claims in events.values() for claim in claims]
        assert sorted(listed) == sorted(claim for cluster in clusters for claim in cluster)


@given(partitions, partitions)
def test_the_log_alone_gives_the_events_and_a_second_run_changes_nothing(first, second):
    before, after, changes = history(first, second)
    told = dict(before)
    for made in changes:
        told[made.event] = frozenset(made.claims)
    assert {event: claims for event, claims in told.items() if claims} == after
    assert renamed(after, second, AT, why) == (after, ())


@given(st.lists(partitions, min_size=2, max_size=6))
def test_no_id_comes_back_to_another_event(steps):
    events, used = {}, set()
    for clusters in steps:
        after, changes = renamed(events, clusters, AT, why, taken=used)
        assert not used - events.keys() & after.keys()
        used |= {made.event for made in changes}
        events = after


def test_a_large_case_in_any_order():
    rng = random.Random(5)  # noqa: S311 - chance that can be had again
    claims = [f"c-{n:05}" for n in range(3000)]
    clusters = [frozenset(claims[n : n + 3]) for n in range(0, 3000, 3)]
    before, _ = renamed({}, clusters, AT, why)
    regrouped = [frozenset(claims[n : n + 4]) for n in range(0, 3000, 4)]
    assert renamed(before, regrouped, AT, why) == renamed(before, rng.sample(regrouped, len(regrouped)), AT, why)
