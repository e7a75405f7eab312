"""The tables of fusion: what is stale, which claims share a block, what hangs together, what became of events."""

from __future__ import annotations

import dataclasses
import gzip
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from made_cases import WHEN, taken

from diurna import store
from diurna.case import Standing
from diurna.errors import QueryError, StoreError
from diurna.event import Account, Change, Link
from diurna.store.blocks import MOST, hashed
from diurna.store.connection import Connection
from diurna.store.fusion import replayed

HERE = Path(__file__).parent
ACTS = ("struck", "fought", "helped", "fined")
LATER = "2026-11-26T02:00:00Z"


def told(claim: str, document: str = "d-1", **changes: object) -> Account:
    whole = Account(
        claim, document, "ASSAULT", "asserted", "2021-03-04", "2021-03-04", "2021-03-04", ("actor:Velden",), (),
        "town:Orlen", ("iso:AUT",), ("12",), "struck", "Velden struck Morava.", "en",
    )  # fmt: skip
    return whole._replace(**changes)


def change(event: str, turn: str, claims: str, others: tuple[str, ...] = (), at: str = WHEN) -> Change:
    return Change(0, at, event, turn, tuple(claims), others, ("all", f"why {event}"))


def put(case: store.Store, **keys: str) -> None:
    """Write the account of each claim with its blocks, a sign each."""
    case.fusion.put((told(claim), "stamp", map(hashed, blocks)) for claim, blocks in keys.items())


def keys(case: store.Store) -> set[tuple[str, str]]:
    """Return the keys, of a few short ones, that claims are found by."""
    names = {hashed(name): name for name in ("k", "other", "x", "y")}
    return {(names[key], claim) for key, claim in case.sql("SELECT key, claim FROM block JOIN account USING (n)")[1]}


@pytest.fixture
def case(path):
    with store.open(path, write=True) as opened:
        yield opened


@pytest.fixture
def reading(case):
    """Two documents in the case; the reading of the first, which tells of four acts."""
    first = taken(*({"act": act} for act in ACTS))
    case.keep(first)
    case.keep(taken({}, lead="Elsewhere. "))
    return first.reading


def linked(case):
    """Give each claim that is stale an account, as linking does."""
    fusion = case.fusion
    fresh, gone = fusion.stale()
    stamps = fusion.stamps(fresh)
    fusion.drop((*fresh, *gone))
    fusion.put((told(claim, document), stamp, (hashed("k"),)) for claim, (document, stamp) in stamps.items())


def test_a_case_of_schema_1_gets_the_tables_and_all_its_claims_are_new(tmp_path):
    path = tmp_path / "old.diurna"
    path.write_bytes(gzip.decompress((HERE / "schema-1.diurna.gz").read_bytes()))
    with store.open(path, write=True) as case:
        fresh, gone = case.fusion.stale()
        assert (len(fresh), gone) == (3, ())
        assert set(fresh) == {claim for (claim,) in case.sql("SELECT claim FROM chronology")[1]}
        assert (case.fusion.events(), case.origins.all(), list(case.fusion.changes())) == ({}, (), [])
        linked(case)
    with store.open(path, write=False) as case:
        assert case.fusion.stale() == ((), ())
        assert set(case.fusion.accounts(fresh)) == set(fresh)
    with closing(sqlite3.connect(path.with_name(f"{path.name}.schema-1"))) as copy:
        assert copy.execute("PRAGMA user_version").fetchone() == (1,)
        assert copy.execute("SELECT count(*) FROM sqlite_schema WHERE name = 'event_change'").fetchone() == (0,)


def test_a_claim_is_stale_until_it_is_compared_and_again_when_it_stands_otherwise(case, reading):
    fresh, gone = case.fusion.stale()
    assert (len(fresh), gone) == (5, ())
    linked(case)
    assert case.fusion.stale() == ((), ())
    one, other, third = reading.claims[:3]
    case.lay([(one, Standing("accepted")), (other, Standing(version="v2"))])
    assert case.fusion.stale() == (tuple(sorted((one.id, other.id))), ())
    linked(case)
    case.lay([(third, Standing("rejected"))])
    assert case.fusion.stale() == ((), (third.id,))
    linked(case)
    assert case.fusion.stale() == ((), ())
    assert third.id not in case.fusion.accounts([third.id])
    case.lay([(third, Standing())])
    assert case.fusion.stale() == ((third.id,), ())


def test_claims_of_a_reading_that_was_made_again_are_stale_and_those_it_lost_are_gone(case, reading):
    linked(case)
    raw = reading.document.text.encode()
    again = taken(*({"act": act} for act in ACTS), raw=raw, model="m2").reading
    fewer = dataclasses.replace(again, claims=again.claims[:2])
    case.keep(dataclasses.replace(taken(raw=raw, model="m2"), reading=fewer))
    fresh, gone = case.fusion.stale()
    assert set(fresh) == {claim.id for claim in again.claims[:2]}
    assert set(gone) == {claim.id for claim in again.claims[2:]}


def test_stamps_tell_the_document_and_only_claims_that_there_are(case, reading):
    claim = reading.claims[0]
    found = case.fusion.stamps([claim.id, "c-none", claim.id])
    assert found.keys() == {claim.id}
    assert found[claim.id][0] == claim.document


def test_an_account_comes_back_as_it_was_put(case):
    whole = told("a", sentence="„Ort“ — 北京\n'\"", edtf=None, first=None, last=None, numbers=(), within=())
    case.fusion.put([(whole, "s", (hashed("k"),)), (told("b"), "s", ())])
    assert case.fusion.accounts(["a", "c"]) == {"a": whole}
    changed = told("a", place="")
    case.fusion.drop([changed.claim])
    case.fusion.put([(changed, "t", (hashed("other"),))])
    assert case.fusion.accounts(["a", "b"]) == {"a": changed, "b": told("b")}
    assert keys(case) == {("other", "a")}


def test_a_claim_that_is_dropped_leaves_no_account_block_or_link(case):
    put(case, a="xy", b="x", c="y")
    case.fusion.add_links([Link("a", "b", 5.0, (("same day",),)), Link("b", "c", 4.0, ())])
    case.fusion.drop(["a", "none"])
    assert case.fusion.accounts("abc").keys() == {"b", "c"}
    assert keys(case) == {("x", "b"), ("y", "c")}
    assert case.fusion.links_of("abc") == (Link("b", "c", 4.0, ()),)


def test_candidates_are_each_pair_once_that_shares_a_block_with_a_claim_that_was_asked_for(case):
    put(case, a="xy", b="xy", c="y", d="z", e="z", f="")
    assert case.fusion.candidates("a") == [("a", "b"), ("a", "c")]
    assert case.fusion.candidates("cb") == [("a", "b"), ("a", "c"), ("b", "c")]
    assert case.fusion.candidates("f") == []
    assert case.fusion.candidates([]) == []
    assert case.fusion.candidates("abcdef") == [("a", "b"), ("a", "c"), ("b", "c"), ("d", "e")]


def crowded(case, number):
    """Put so many claims that share one key, the first two another as well."""
    claims = [f"c{at:03}" for at in range(number)]
    case.fusion.put((told(claim), "s", map(hashed, ("crowd", "few") if claim < "c002" else ("crowd",))) for claim in claims)
    return claims


def test_a_key_that_too_many_share_is_left_out_and_other_keys_still_give_its_pairs(case):
    claims = crowded(case, MOST)
    assert case.fusion.crowd(claims) == (frozenset(), frozenset(), ())
    assert len(case.fusion.candidates(claims)) == MOST * (MOST - 1) // 2
    case.fusion.put([(told("d"), "s", (hashed("crowd"),))])
    assert case.fusion.crowd("d") == (frozenset(), frozenset(), ((hashed("crowd"), "c000"),))
    assert case.fusion.candidates([*claims, "d"]) == [("c000", "c001")]
    assert case.fusion.candidates(["d"]) == []
    assert case.fusion.crowd("d").large == ()


def test_links_that_rest_on_a_key_alone_go_when_too_many_share_it_and_its_claims_meet_again_when_fewer_do(case):
    claims = crowded(case, MOST)
    kept, lost = Link("c000", "c001", 5.0, ()), Link("c001", "c002", 4.0, ())
    case.fusion.add_links([kept, lost])
    case.fusion.put([(told("d"), "s", (hashed("crowd"),))])
    assert case.fusion.crowd("d").parted == {"c001", "c002"}
    assert case.fusion.links_of(claims) == (kept,)
    case.fusion.drop(["c005"])
    assert case.fusion.crowd([]) == (frozenset(), frozenset({*claims, "d"} - {"c005"}), ())
    assert len(case.fusion.candidates("d")) == MOST - 1


def test_links_are_those_among_the_claims_and_a_new_one_takes_the_place_of_the_old(case):
    put(case, a="", b="", c="")
    one, two = (
        Link("a", "b", 5.25, (("same day", "2021-03-04"), ("same actors", ("name", "“Orlen”"), ("name", "b")))),
        Link("b", "c", 4.0, ()),
    )
    case.fusion.add_links([two, one])
    assert case.fusion.links_of("cba") == (one, two)
    assert case.fusion.links_of("ab") == (one,)
    assert case.fusion.links_of("ac") == ()
    better = dataclasses.replace(one, score=9.0, reasons=(("same words",),))
    case.fusion.add_links([better])
    assert case.fusion.links_of("ab") == (better,)


@pytest.mark.parametrize("link", [Link("b", "a", 1.0, ()), Link("a", "a", 1.0, ()), Link("a", "none", 1.0, ())])
def test_a_link_that_is_not_of_two_known_claims_in_order_is_refused(case, link):
    put(case, a="", b="")
    with pytest.raises(StoreError, match="constraint failed"):
        case.fusion.add_links([link])


def test_reach_follows_links_both_ways_and_events(case):
    put(case, **dict.fromkeys("abcdefg", ""))
    case.fusion.add_links([Link("a", "b", 1.0, ()), Link("b", "c", 1.0, ()), Link("e", "f", 1.0, ())])
    case.fusion.set_events({"e-1": frozenset("cd"), "e-2": frozenset("g")}, ())
    assert case.fusion.reach("d") == set("abcd")
    assert case.fusion.reach("a") == set("abcd")
    assert case.fusion.reach("fg") == set("efg")
    assert case.fusion.reach(["none"]) == {"none"}
    assert case.fusion.reach([]) == set()


def told_of(case, *changes):
    """Log changes and write what they leave."""
    before = case.fusion.events()
    made = case.fusion.log(changes)
    after = replayed(case.fusion.changes())
    case.fusion.set_events(after, before.keys() - after.keys())
    return made


@pytest.fixture
def history(case):
    """Three events, two of them merged a day later, the third withdrawn."""
    first = told_of(case, change("e-1", "new", "ab"), change("e-2", "new", "c"), change("e-3", "new", "d"))
    then = told_of(
        case,
        change("e-2", "merged", "", ("e-1",), LATER),
        change("e-1", "changed", "abc", ("e-2",), LATER),
        change("e-3", "withdrawn", "", (), LATER),
    )
    return (*first, *then)


def test_a_clock_that_went_back_tears_no_event(case):
    told_of(case, change("e-1", "new", "ab", at="2026-11-26T10:00:00Z"))
    told_of(case, change("e-1", "changed", "a", ("e-2",), "2026-11-26T12:00:00Z"))
    told_of(case, change("e-2", "split", "b", ("e-1",), "2026-11-26T09:00:00Z"))  # the clock was set back
    states = [case.fusion.events_at(f"2026-11-26T{hour}:30:00Z") for hour in ("09", "11", "12")]
    assert states == [{}, {"e-1": frozenset("ab")}, {"e-1": frozenset("a"), "e-2": frozenset("b")}]


def test_the_log_numbers_its_changes_and_gives_them_back(case, history):
    assert [made.seq for made in history] == [1, 2, 3, 4, 5, 6]
    assert tuple(case.fusion.changes()) == history
    assert tuple(case.fusion.changes("4")) == history[4:]
    assert tuple(case.fusion.changes("2026-11-26")) == tuple(case.fusion.changes(LATER)) == history[3:]
    assert tuple(case.fusion.changes("2026-11-25")) == history
    assert case.fusion.log([]) == ()
    for since in ("yesterday", "2026-xx", "9" * 25):
        with pytest.raises(QueryError, match=since):
            list(case.fusion.changes(since))


def test_events_are_those_of_the_log_now_and_at_a_moment(case, history):
    assert case.fusion.events() == replayed(history) == {"e-1": frozenset("abc")}
    assert case.fusion.events("c") == {"e-1": frozenset("abc")}
    assert case.fusion.events("d") == {}
    then = case.fusion.events_at(WHEN)
    assert then == {"e-1": frozenset("ab"), "e-2": frozenset("c"), "e-3": frozenset("d")}
    assert case.fusion.events_at("2026-11-25T01:59:59Z") == {}
    known = case.fusion.ids()
    assert [event in known for event in ("e-1", "e-2", "e-3", "e-4")] == [True, True, True, False]


def test_a_log_is_appended_to_as_a_whole_or_not_at_all(case):
    wrong = Change(0, WHEN, "e-2", "nonsense", ("b",), (), "")
    with pytest.raises(StoreError, match="constraint failed"):
        case.fusion.log([change("e-1", "new", "a"), wrong])
    assert list(case.fusion.changes()) == []


def test_each_write_by_itself_leaves_a_case_whose_seal_holds(path):
    writes = (
        lambda fusion: fusion.put([(told("a"), "s", ()), (told("b"), "s", ())]),
        lambda fusion: fusion.add_links([Link("a", "b", 1.0, ())]),
        lambda fusion: fusion.log([change("e-1", "new", "a")]),
        lambda fusion: fusion.set_events({"e-1": frozenset("a")}, ()),
        lambda fusion: fusion.drop("b"),
    )
    for write in writes:
        with store.open(path, write=True) as case:
            write(case.fusion)
        assert str(path) not in faults(path)


def test_events_that_the_log_does_not_know_are_all_named_by_verify(path):
    with store.open(path, write=True) as case:
        case.fusion.set_events({f"e-{number}": frozenset([f"c-{number}"]) for number in range(201)}, ())
    assert {f"event e-{number}" for number in range(201)} <= set(faults(path))


def test_events_come_the_oldest_first(case):
    told_of(case, change("e-9", "new", "a"), change("e-1", "new", "b"), change("e-5", "new", "c"))
    assert list(case.fusion.events()) == list(case.fusion.events("cba")) == ["e-9", "e-1", "e-5"]


def test_an_event_is_found_by_an_id_it_had_before_and_by_its_claims(case, history):
    assert len(history) == 6
    expected = ("e-1", frozenset("abc"))
    assert [case.fusion.event(name) for name in ("e-1", "e-2", "c")] == [expected] * 3
    told_of(case, change("e-4", "new", "x"), change("e-1", "merged", "", ("e-4",)), change("e-4", "changed", "abcx", ("e-1",)))
    assert case.fusion.event("e-2") == ("e-4", frozenset("abcx"))
    for name, why in (("e-3", "withdrawn"), ("e-none", "is no event")):
        with pytest.raises(QueryError, match=why):
            case.fusion.event(name)


def test_what_was_begun_and_failed_leaves_nothing(case):
    def begun():
        with case.fusion.transaction():
            put(case, a="x")
            told_of(case, change("e-1", "new", "a"))
            raise RuntimeError("stop")

    with pytest.raises(RuntimeError, match="stop"):
        begun()
    assert (case.fusion.accounts("a"), case.fusion.events(), list(case.fusion.changes())) == ({}, {}, [])


@pytest.fixture
def settled(path):
    """A closed case with accounts, a link and a log, which is whole."""
    with store.open(path, write=True) as case:
        run = case.begin_run("add", [])
        case.keep(taken(*({"act": act} for act in ACTS[:2])), run=run)
        case.end_run(run)
        with case.fusion.transaction():
            linked(case)
            a, b = sorted(claim for (claim,) in case.sql("SELECT claim FROM chronology")[1])
            case.fusion.add_links([Link(a, b, 3.0, (("same day",),))])
            case.fusion.log([Change(0, WHEN, "e-1", "new", (a,), (), ()), Change(0, WHEN, "e-1", "changed", (a, b), (), ("same day",))])
            case.fusion.set_events({"e-1": frozenset((a, b))}, ())
    assert faults(path) == []
    return path


def faults(path):
    with store.open(path, write=False) as case:
        return [fault.where for fault in case.verify()]


@pytest.mark.parametrize(
    ("statement", "where"),
    [
        ("UPDATE event_change SET why = 'another' WHERE seq = 2", "event_change 2"),
        ("UPDATE event_change SET at = '2020-01-01T00:00:00Z' WHERE seq = 1", "event_change 1"),
        ("DELETE FROM event_change WHERE seq = 1", "event_change"),
        ("DELETE FROM event_change WHERE seq = 2", "event e-1"),
        ("DELETE FROM event_claim", "event e-1"),
        ("UPDATE event_claim SET event = 'e-2'", "event e-2"),
        ("INSERT INTO event_claim VALUES ('c-none', 'e-1')", "event e-1"),
        ("INSERT INTO account VALUES (NULL, 'c-none', 'd-none', 's', '{}')", "account of c-none"),
        ("UPDATE link SET a = 'a-none'", "link row"),
        ("INSERT INTO block VALUES (1, 999)", "block row"),
        ("INSERT INTO crowd VALUES (1)", "crowd"),
    ],
)
def test_verify_names_what_was_changed(settled, statement, where):
    with closing(sqlite3.connect(settled, isolation_level=None, factory=Connection)) as db:
        db.execute("UPDATE seal SET sha256 = zeroblob(32)")
        db.execute(statement)
    assert any(found.startswith(where) for found in faults(settled)), faults(settled)
