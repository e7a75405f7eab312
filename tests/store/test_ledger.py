from __future__ import annotations

import pytest
from made_cases import taken

from diurna import store
from diurna.errors import LedgerError


@pytest.fixture
def case(path):
    with store.open(path, write=True, verb="add") as opened:
        yield opened


def test_every_document_handed_in_is_accounted_for(case):
    good = taken({})
    identity, name = good.reading.document.id, good.piece.name
    run = case.begin_run("add", ["folder"])
    assert case.enter(run, name, identity) == "waiting"
    case.in_hand(run, identity, name)
    case.keep(good, run=run)
    assert case.enter(run, "copy.txt", identity) == "known"
    assert case.enter(run, name, identity) == "read"
    case.enter(run, "bad.pdf", "d-bad")
    case.failed(run, "d-bad", "bad.pdf", "empty")
    case.failed(run, "", "saved.zip/../x", "leaves the archive")
    case.quarantine("d-poison", "poison.html", "crashed twice")
    tally = case.end_run(run)
    assert (tally.read, tally.known) == (1, 1)
    assert [(issue.what, issue.where, issue.why) for issue in tally.failed] == [
        ("failed", "bad.pdf", "empty"),
        ("failed", "saved.zip/../x", "leaves the archive"),
    ]
    assert [issue.where for issue in tally.quarantined] == ["poison.html"]
    assert list(case.verify()) == []


def test_a_document_left_over_is_named(case):
    run = case.begin_run("add", [])
    case.enter(run, "a.txt", "d-a")
    case.enter(run, "b.txt", "d-b")
    case.in_hand(run, "d-b", "b.txt")
    with pytest.raises(LedgerError, match=r"2 documents.*a\.txt \(d-a: waiting\), b\.txt \(d-b: in hand\)"):
        case.end_run(run)
    case.failed(run, "d-a", "a.txt", "why")
    case.failed(run, "d-b", "b.txt", "why")
    assert len(case.end_run(run).failed) == 2


def test_strikes_count_over_runs_until_released(case):
    first = case.begin_run("add", [])
    assert case.strike(first, "d-a", "a.html", "crashed") == 1
    case.failed(first, "d-a", "a.html", "crashed")
    case.end_run(first)
    second = case.begin_run("add", [])
    assert case.strike(second, "d-a", "a.html", "too slow") == 2
    case.quarantine("d-a", "a.html", "crashed; too slow")
    case.quarantine("d-a", "a.html", "crashed; too slow")
    case.end_run(second)
    assert [(noted.document_id, noted.name, noted.why) for noted in case.quarantined()] == [("d-a", "a.html", "crashed; too slow")]
    third = case.begin_run("add", [])
    assert case.enter(third, "a.html", "d-a") == "quarantined"
    assert case.end_run(third).quarantined[0].why == "crashed; too slow"
    assert case.release("d-a")
    assert not case.release("d-a")
    assert case.quarantined() == []
    fourth = case.begin_run("add", ["--retry-quarantined"])
    assert case.enter(fourth, "a.html", "d-a") == "waiting"
    assert case.strike(fourth, "d-a", "a.html", "crashed") == 1
    assert list(case.verify()) == []


def test_what_was_in_hand_when_a_run_broke_off_is_told(path):
    good = taken({})
    with store.open(path, write=True) as case:
        run = case.begin_run("add", [])
        for name, identity in (("a.txt", "d-a"), ("b.txt", "d-b"), ("c.txt", good.reading.document.id)):
            case.in_hand(run, identity, name)
        assert case.interrupted() == []
    with store.open(path, write=True) as case:
        assert [noted.name for noted in case.interrupted()] == ["a.txt", "b.txt", "c.txt"]
        run = case.begin_run("add", [])
        case.keep(good, run=run)
        assert [noted.name for noted in case.interrupted()] == ["a.txt", "b.txt"]
        assert case.strike(run, "d-a", "a.txt", "the run broke off") == 1
        assert [noted.name for noted in case.interrupted()] == ["b.txt"]
        case.in_hand(run, "d-b", "b.txt")
        case.failed(run, "d-b", "b.txt", "why")
        case.end_run(run)
        assert list(case.verify()) == []


def test_a_shard_says_how_far_it_has_come(case):
    run = case.begin_run("add", [])
    case.shard(run, "s1", "begun", 100, 0)
    case.shard(run, "s1", "done", 100, 98)
    assert case.sql("SELECT id, state, n_in, n_out FROM shard")[1] == (("s1", "done", 100, 98),)
    assert list(case.verify()) == []
