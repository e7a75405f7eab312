from __future__ import annotations

import dataclasses
import json
import random
import sqlite3
from contextlib import closing

import pytest
from made_cases import WHEN, taken

from diurna import store
from diurna.case import Decision, Standing
from diurna.errors import StoreError
from diurna.store.codec import pack
from diurna.store.connection import Connection, signature

MANDARIN = {"sentence": "北京和莫斯科周一签署协议。", "actor": "北京", "act": "签署", "recipient": "莫斯科", "place": "北京", "day": "周一"}


def filled(path):
    with store.open(path, write=True, verb="add") as case:
        run = case.begin_run("add", ["folder"])
        first = taken({}, {"act": "fought"}, title="One")
        case.keep(first, run=run)
        case.keep(taken(MANDARIN, language="zh"), run=run)
        case.strike(run, "d-poison", "poison.html", "crashed")
        case.quarantine("d-poison", "poison.html", "crashed twice")
        case.shard(run, "s1", "done", 3, 2)
        case.end_run(run)
        claim = first.reading.claims[0]
        case.append(Decision(1, "x-1", WHEN, "Ana", "human", "accept", claim.id, {}, "", "", "0" * 64))
        case.append(Decision(2, "x-2", WHEN, "Ana", "human", "undo", "x-1", {}, "", "0" * 64, "1" * 64))
        case.lay([(claim, Standing("accepted"))])
    return path


@pytest.fixture(scope="module")
def whole(tmp_path_factory):
    made = tmp_path_factory.mktemp("case") / "whole.diurna"
    store.create(made, name="whole")
    return filled(made).read_bytes()


def faults(path, raw=None):
    if raw is not None:
        path.write_bytes(raw)
    try:
        with store.open(path, write=False) as case:
            return list(case.verify())
    except StoreError as error:
        return [error]


def test_a_whole_case_has_no_fault(tmp_path, whole):
    assert faults(tmp_path / "copy", whole) == []


def test_a_flipped_bit_is_found_wherever_it_is(tmp_path, whole):
    chance = random.Random(11)  # noqa: S311 - the same places in each run
    places = [*range(100), *(chance.randrange(len(whole)) for _ in range(80))]
    for place in places:
        damaged = bytearray(whole)
        damaged[place] ^= 1 << chance.randrange(8)
        assert faults(tmp_path / "copy", damaged), place


def test_a_cut_tail_is_found(tmp_path, whole):
    for left in (0, 1, 99, 100, 4095, 4096, 8192, len(whole) // 2, len(whole) - 4096, len(whole) - 1):
        assert faults(tmp_path / "copy", whole[:left]), left
    assert faults(tmp_path / "copy", whole + b"\0" * 4096)


def changed(path, *statements):
    """Change a case as another program would, its seal taken off so that it is not the seal that tells."""
    with closing(sqlite3.connect(path, isolation_level=None, factory=Connection)) as db:
        for statement in ("UPDATE seal SET sha256 = zeroblob(32)", *statements):
            db.execute(statement)


@pytest.mark.parametrize(
    ("statement", "where"),
    [
        ("UPDATE original SET body = x'00' WHERE size > 0", "original"),
        ("UPDATE document SET title = 'Another'", "document"),
        ("UPDATE document SET id = 'd-0000000000000000' WHERE seq = 1", "document"),
        ("UPDATE text SET body = replace(body, 'struck', 'helped')", "text"),
        ("UPDATE passage SET start = start + 1", "passage"),
        ("UPDATE reading SET model = 'another'", "reading"),
        ("UPDATE reading SET record = x'28b52ffd'", "reading"),
        ("UPDATE claim SET body = replace(body, 'ASSAULT', 'AID')", "claim"),
        ("UPDATE decision SET who = 'Eve'", "decision"),
        ("DELETE FROM decision WHERE seq = 1", "decision"),
        ("UPDATE about SET value = 'Another'", "about"),
        ("UPDATE chronology SET type = 'AID' WHERE trigger_words = 'fought'", "chronology"),
        ("DELETE FROM chronology WHERE trigger_words = 'struck'", "chronology"),
        ("UPDATE chronology_actor SET actor = 'other'", "chronology"),
        ("UPDATE words_data SET block = x'00' WHERE id > 10", "word index words"),
        ("DELETE FROM signs_docsize", "word index signs"),
        ("DROP TRIGGER chronology_words_in", "schema: trigger chronology_words_in"),
        ("CREATE TABLE more (a)", "schema: table more"),
        ("UPDATE entry SET fate = 'known' WHERE fate = 'read'", "entry"),
        ("DELETE FROM entry WHERE fate = 'read'", "document"),
        ("UPDATE strike SET cleared = 1", "strike"),
        ("DELETE FROM quarantine", "ledger"),
        ("UPDATE shard SET n_out = 9", "shard"),
        ("UPDATE run SET state = 'open'", "run"),
        ("DELETE FROM claim WHERE position = 1", "chronology"),
        ("DELETE FROM reading WHERE seq = 1", "claim row"),
    ],
)
def test_a_row_that_was_changed_is_found_and_named(tmp_path, whole, statement, where):
    path = tmp_path / "copy"
    path.write_bytes(whole)
    changed(path, statement)
    assert any(fault.where.startswith(where) for fault in faults(path)), faults(path)


def forged(path, table, which, **changes):
    """Change a row together with its digest, as a fault of ours might."""
    with closing(sqlite3.connect(path, isolation_level=None, factory=Connection)) as db:
        db.execute("UPDATE seal SET sha256 = zeroblob(32)")
        db.change(table, which, **changes)
        assert db.one(f"SELECT count(*) FROM {table} WHERE digest = ''") == 0  # noqa: S608


def test_a_quote_that_is_not_in_its_text_is_found_behind_a_right_digest(tmp_path, whole):
    path = tmp_path / "copy"
    path.write_bytes(whole)
    with store.open(path, write=False) as case:
        ((reading, position, body),) = case.sql("SELECT reading, position, body FROM claim WHERE body LIKE '%fought%'")[1]
    claim = json.loads(body)
    claim["trigger"]["start"] += 1
    claim["trigger"]["end"] += 1
    forged(path, "claim", {"reading": reading, "position": position}, body=json.dumps(claim, ensure_ascii=False, separators=(",", ":")))
    assert any(fault.where.startswith("claim c-") and fault.expected == "'fought'" for fault in faults(path))


def test_bytes_that_are_not_the_original_are_found_behind_a_right_digest(tmp_path, whole):
    path = tmp_path / "copy"
    path.write_bytes(whole)
    with store.open(path, write=False) as case:
        sha256 = next(case.documents()).sha256
    forged(path, "original", {"sha256": sha256}, body=pack(b"something else"))
    assert [fault.where for fault in faults(path)] == [f"original {sha256}"]


def test_a_claim_laid_otherwise_than_decided_is_found(tmp_path, whole):
    path = tmp_path / "copy"
    path.write_bytes(whole)
    claim = taken({}, {"act": "fought"}, title="One").reading.claims[0]
    with store.open(path, write=False) as case:
        assert list(case.verify_laid([(claim, Standing("accepted"))])) == []
        (fault,) = case.verify_laid([(claim, Standing("rejected"))])
        assert (fault.where, fault.found, fault.expected) == (f"chronology, claim {claim.id}, status", "'accepted'", "'rejected'")
        assert list(case.verify_laid([(dataclasses.replace(claim, id="c-none"), Standing())])) == []


def test_a_digest_is_that_of_the_other_columns(path):
    with closing(sqlite3.connect(filled(path))) as db:
        for *values, digest in db.execute("SELECT * FROM original"):
            assert signature(values) == digest


@pytest.fixture
def log(tmp_path):
    """A case that was copied with its log while it was written to: three documents, none of them folded in."""
    path, copy = tmp_path / "case", tmp_path / "copy"
    store.create(path, name="x")
    with store.open(path, write=True) as case:
        for number in range(3):
            case.keep(taken({}, raw=bytes([number])))
        for end in ("", "-wal"):
            copy.with_name(f"copy{end}").write_bytes(path.with_name(f"case{end}").read_bytes())
    return copy


def test_a_log_that_is_not_folded_in_is_part_of_the_case(log):
    assert faults(log) == []
    with store.open(log, write=False) as case:
        assert len(list(case.documents())) == 3


def test_a_damaged_log_is_found_though_sqlite_drops_it_without_a_word(log):
    wal = log.with_name("copy-wal")
    whole = wal.read_bytes()
    for place in (3, 20, 40, len(whole) // 3, len(whole) // 2, len(whole) - 10):
        damaged = bytearray(whole)
        damaged[place] ^= 4
        log.with_name("copy-shm").unlink(missing_ok=True)
        wal.write_bytes(damaged)
        assert any("copy-wal" in fault.where for fault in faults(log)), place


def test_a_last_transaction_that_was_not_finished_is_no_fault(log):
    wal = log.with_name("copy-wal")
    wal.write_bytes(wal.read_bytes()[:-1000])
    assert faults(log) == []
    with store.open(log, write=False) as case:
        assert len(list(case.documents())) == 2
