from __future__ import annotations

import io
import os
import sqlite3
import sys
import time
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import fast_reader
import pytest
import reader_that_breaks_opening
import reader_that_never_starts
import reader_without_model
from fast_cases import folder_of, ids, zipped

from diurna import ingest, store
from diurna.case import Piece
from diurna.errors import InputError, StoreError, WorkerError
from diurna.run import add as adding
from diurna.run import checks, desk, pipeline, versions
from diurna.run._book import Book
from diurna.run.add import add

MEMORY = 64 << 20
BOOKKEEPING = ("run", "entry", "strike", "quarantine", "shard", "seal")


def added(path, *inputs, **options):
    """Add, and look whether the case is whole afterwards."""
    with store.open(path, write=True, verb="add") as case:
        tally = add(case, inputs, **{"read": fast_reader.read, "workers": 1, "seconds": 20.0, "memory": MEMORY, **options})
        assert list(checks.faults(case)) == []
    assert [file.name for file in path.parent.iterdir()] == [path.name]
    return tally


def rows(path):
    """Return every table but the bookkeeping of runs."""
    with closing(sqlite3.connect(path)) as db:
        names = [name for (name,) in db.execute("SELECT name FROM sqlite_schema WHERE type = 'table'") if name not in BOOKKEEPING]
        return {name: db.execute(f"SELECT * FROM {name}").fetchall() for name in names}  # noqa: S608 - names of the schema


def names(issues):
    return {Path(issue.where).stem: issue.why for issue in issues}


def test_one_that_crashes_one_that_hangs_and_one_that_eats_memory_are_named_and_the_rest_is_read(case_path, tmp_path):
    folder = folder_of(tmp_path, 497, crashes="CRASH", hangs="HANG", eats="EAT")
    tally = added(case_path, folder, seconds=1.0, workers=2)
    assert (tally.read, tally.known, tally.failed) == (497, 0, ())
    assert names(tally.quarantined) == {
        "crashes": "its reader crashed (SIGSEGV)",
        "eats": "needs more than 64 MB of memory",
        "hangs": "took longer than 1 s",
    }
    assert len(ids(case_path)) == 497


def test_adding_twice_changes_no_row(case_path, tmp_path):
    folder = folder_of(tmp_path, 20, refuses="REFUSE", faults="FAULT")
    first = added(case_path, folder)
    before = rows(case_path)
    again = added(case_path, folder, zipped(folder, tmp_path / "all.zip"))
    assert rows(case_path) == before
    assert (first.read, first.known, again.read, again.known) == (20, 0, 0, 40)
    assert names(first.failed) == {"refuses": "no words in it", "faults": "a fault of diurna, RuntimeError: no such thing"}


def test_an_archive_gives_the_ids_of_its_folder_though_some_of_it_breaks_readers(case_path, tmp_path):
    folder = folder_of(tmp_path, 30, **{"0007a": "CRASH", "0015a": "EAT"})
    tally = added(case_path, zipped(folder, tmp_path / "all.zip"), workers=2)
    assert (tally.read, set(names(tally.quarantined))) == (30, {"0007a", "0015a"})
    other = case_path.with_name("other.diurna")
    store.create(other, name="other")
    with store.open(other, write=True) as case:
        assert add(case, [folder], read=fast_reader.read, workers=2, memory=MEMORY).read == 30
    assert ids(case_path) == ids(other)


@pytest.mark.parametrize("marked", ["Calm", "REFUSE", "CRASH"])
def test_the_same_bytes_under_several_names_meet_with_the_same_fate(case_path, tmp_path, marked):
    folder = folder_of(tmp_path, 3, one=marked, two=marked, three=marked)
    tally = added(case_path, folder)
    fates = (tally.read - 3, tally.known, len(tally.failed), len(tally.quarantined))
    assert fates == {"Calm": (1, 2, 0, 0), "REFUSE": (0, 0, 3, 0), "CRASH": (0, 0, 0, 3)}[marked]


def test_what_is_put_aside_stays_aside_until_it_is_to_be_tried_again(case_path, tmp_path):
    folder = folder_of(tmp_path, 3, crashes="CRASH")
    added(case_path, folder)
    tally = added(case_path, folder, read=fast_reader.read_calmly)
    assert (tally.read, tally.known, names(tally.quarantined)) == (0, 3, {"crashes": "its reader crashed (SIGSEGV)"})
    tally = added(case_path, folder, read=fast_reader.read_calmly, retry_quarantined=True)
    assert (tally.read, tally.known, tally.quarantined) == (1, 3, ())


def test_an_input_that_breaks_its_worker_before_any_document_is_put_aside_by_its_own_name(case_path, tmp_path):
    folder = folder_of(tmp_path, 4)
    for name in ("CRASH++", "HANG", "EAT"):
        zipped(folder, tmp_path / f"{name}.zip")
    (tmp_path / "last.txt").write_text("Last of all.")
    inputs = [tmp_path / name for name in ("CRASH++.zip", "HANG.zip", "EAT.zip", "last.txt")]
    tally = added(case_path, *inputs, read=reader_that_breaks_opening.read, seconds=1.0, workers=2)
    assert names(tally.quarantined) == {
        "CRASH++": "while it was being opened, its reader crashed (SIGSEGV)",
        "HANG": "while it was being opened, took longer than 1 s",
        "EAT": "while it was being opened, needs more than 64 MB of memory",
    }
    assert tally.read == 3  # two were out of the archive before it broke its worker
    tally = added(case_path, *inputs, read=reader_that_breaks_opening.read)
    assert (tally.known, len(tally.quarantined)) == (1, 3)
    (tmp_path / "HANG.zip").write_bytes((tmp_path / "last.txt").read_bytes())
    tally = added(case_path, *inputs, retry_quarantined=True)
    assert (tally.read, tally.quarantined) == (2, ())


def test_a_fault_of_ours_in_a_container_costs_the_rest_of_it_and_is_said(case_path, tmp_path):
    archive = zipped(folder_of(tmp_path, 3), tmp_path / "FAULT.zip")
    tally = added(case_path, archive, read=reader_that_breaks_opening.read)
    assert tally.read == 1
    assert "RuntimeError: no such thing; what follows in it was not read" in names(tally.failed)["FAULT"]


def test_workers_are_replaced_after_so_many_documents_also_in_the_middle_of_an_archive(case_path, tmp_path):
    archive = zipped(folder_of(tmp_path, 10), tmp_path / "all.zip")
    tally = added(case_path, archive, documents=4, workers=1, read=fast_reader.read_and_say_who)
    assert tally.read == 10
    with store.open(case_path, write=False) as case:
        processes = [issue.where for reading in case.readings() for issue in reading.issues]
    assert sorted(map(processes.count, set(processes))) == [2, 4, 4]
    assert str(os.getpid()) not in processes


@pytest.mark.parametrize(
    ("reader", "told"), [(reader_that_never_starts, "ended with status 3"), (reader_without_model, "look.onnx: no such file")]
)
def test_readers_that_cannot_start_end_the_run_and_cost_no_document_anything(case_path, tmp_path, reader, told):
    folder = folder_of(tmp_path, 3)
    with store.open(case_path, write=True) as case, pytest.raises(WorkerError, match=told):
        add(case, [folder], read=reader.read, workers=1)
    tally = added(case_path, folder)
    assert (tally.read, tally.quarantined) == (3, ())


def test_a_later_version_reads_again_when_told_to_and_keeps_what_was_decided(case_path, tmp_path, monkeypatch):
    folder = folder_of(tmp_path, 4)
    added(case_path, folder)
    with store.open(case_path, write=True) as case:
        claims = [claim.id for reading in case.readings() for claim in reading.claims]
        desk.decide(case, "accept", claims[0], who="ada")
    assert added(case_path, folder, reread=True).known == 4
    later = replace(versions.current(), model="another")
    monkeypatch.setattr(versions, "current", lambda: later)
    assert added(case_path, folder).known == 4
    assert added(case_path, folder, reread=True).read == 4
    assert added(case_path, folder, reread=True).known == 4
    with store.open(case_path, write=False) as case:
        assert {kept.readings for kept in case.documents()} == {2}
        assert sum(row["status"] == "accepted" for row in statuses(case)) == 1


def statuses(case):
    columns, found = case.sql("SELECT claim, status FROM chronology")
    return [dict(zip(columns, row, strict=True)) for row in found]


def test_standard_input_a_missing_file_and_a_name_that_is_no_text(case_path, tmp_path):
    (tmp_path / os.fsdecode(b"caf\xe9.txt")).write_text("Coffee in the harbour.")
    lines = b'{"title": "One", "text": "One day in the harbour."}\n{"title": "Two", "text": "Two days in the harbour."}\n'
    tally = added(case_path, "-", tmp_path / "none.txt", tmp_path, stdin=io.BytesIO(lines))
    assert tally.read == 3
    assert names(tally.failed) == {"none": "No such file or directory; check the path and its permissions"}


def test_the_case_itself_is_no_input_and_what_is_skipped_is_said(case_path):
    (case_path.parent / "a.txt").write_text("A report of the harbour.")
    (case_path.parent / ".diurnaignore").write_text("*.log\n")
    (case_path.parent / "b.log").write_text("no news")
    skipped = []
    with store.open(case_path, write=True) as case:
        tally = add(case, [case_path.parent], read=fast_reader.read, workers=1, noted=skipped.append)
    assert (tally.read, tally.failed) == (1, ())
    assert [Path(refusal.name).name for refusal in skipped] == ["b.log"]


def test_no_room_on_the_disk_is_said_before_anything_is_read(case_path, tmp_path, monkeypatch):
    monkeypatch.setattr("diurna.run._inputs.shutil.disk_usage", lambda _: Usage())
    with store.open(case_path, write=True) as case, pytest.raises(StoreError, match="1 MB free on its disk, 67 MB needed"):
        add(case, [folder_of(tmp_path, 1)], read=fast_reader.read)


class Usage:
    free = 1_000_000


def test_a_disk_that_fills_up_ends_the_run_and_a_later_one_goes_on(case_path, tmp_path):
    folder = folder_of(tmp_path, 40)
    with store.open(case_path, write=True) as case:
        case._db.execute(f"PRAGMA max_page_count = {case_path.stat().st_size // 4096 + 8}")  # noqa: SLF001 - SQLite's own full disk
        with pytest.raises(StoreError, match="full"):
            add(case, [folder], read=fast_reader.read, workers=2)
    kept = len(ids(case_path))
    assert 0 < kept < 40
    tally = added(case_path, folder)
    assert (tally.read, tally.known) == (40 - kept, kept)


def test_progress_ends_at_the_end(case_path, tmp_path):
    seen = []
    added(case_path, folder_of(tmp_path, 5), progress=lambda progress: seen.append((progress, dict(progress.fates))))
    last, fates = seen[-1]
    assert (last.inputs_done, last.size_done, fates) == (5, last.size, {"read": 5})
    assert [progress.inputs_done for progress, _ in seen] == sorted(progress.inputs_done for progress, _ in seen)


def test_shards_are_the_same_in_every_run(case_path, tmp_path):
    folder = folder_of(tmp_path, adding._SHARD + 1)  # noqa: SLF001
    added(case_path, folder)
    added(case_path, folder, workers=1)
    with store.open(case_path, write=False) as case:
        _, found = case.sql("SELECT run, id, state, n_in, n_out FROM shard ORDER BY run, n_in")
    assert [row[1:] for row in found[:2]] == [row[1:] for row in found[2:]]
    assert [row[2:] for row in found[:2]] == [("done", 1, 1), ("done", adding._SHARD, adding._SHARD)]  # noqa: SLF001


def test_a_page_fetched_keeps_its_address_and_what_the_server_told_and_one_that_is_not_is_said(case_path, monkeypatch):
    def fetch(url):
        if url.endswith("/no"):
            raise InputError(f"{url}: the server answered 404 Not Found")
        raw = b"<html><body><article><p>A report of the harbour, long enough to be one.</p></article></body></html>"
        return Piece(url, raw, "html", {"url": url + "/"}, (("Server", "test"),))

    monkeypatch.setattr(ingest, "fetch", fetch)
    tally = added(case_path, "https://example.org/yes", "https://example.org/no", memory=1 << 30)
    assert (tally.read, [issue.why for issue in tally.failed]) == (1, ["the server answered 404 Not Found"])
    with store.open(case_path, write=False) as case:
        (kept,) = case.documents()
    assert (kept.name, kept.url, kept.headers) == ("https://example.org/yes", "https://example.org/yes/", (("Server", "test"),))


def test_a_table_is_kept_beside_its_rows(case_path, tmp_path):
    table = tmp_path / "list.csv"
    table.write_text("title,text,published\nOne,One day in the harbour.,2021-03-04\nTwo,Two days in the harbour.,2021-03-05\n")
    notes = []
    assert added(case_path, table, noted=notes.append).read == 2
    with store.open(case_path, write=False) as case:
        held = {kept.container for kept in case.documents()}
        assert [case.original(sha256) for sha256 in held] == [table.read_bytes()]
    assert [note.kind for note in notes] == ["note"]


def test_time_that_the_case_takes_is_no_time_of_a_document(case_path, tmp_path, monkeypatch):
    keep = Book.read

    def slowly(book, taken, shard):
        time.sleep(1.2)
        keep(book, taken, shard)

    monkeypatch.setattr(Book, "read", slowly)
    tally = added(case_path, folder_of(tmp_path, 3), seconds=1.0, workers=2)
    assert (tally.read, tally.quarantined) == (3, ())


def test_what_is_put_aside_and_not_handed_in_again_stays_aside(case_path, tmp_path):
    folder = folder_of(tmp_path, 1, crashes="CRASH")
    added(case_path, folder)
    (tmp_path / "other.txt").write_text("Another report.")
    added(case_path, tmp_path / "other.txt", retry_quarantined=True)
    with store.open(case_path, write=False) as case:
        assert len(case.quarantined()) == 1


def test_workers_look_for_our_own_reader_among_our_own_modules_alone():
    assert adding._reader(None) == ("diurna.run.pipeline", "read", [])  # noqa: SLF001
    assert callable(pipeline.read)
    assert adding._reader(fast_reader.read) == ("fast_reader", "read", sys.path)  # noqa: SLF001
