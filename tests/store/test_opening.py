from __future__ import annotations

import dataclasses
import gzip
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from contextlib import closing
from pathlib import Path

import pytest
from made_cases import taken

from diurna import store
from diurna.case import Filters
from diurna.errors import BusyError, DamagedError, NotACaseError, StoreError, VersionError
from diurna.store import opening

HERE = Path(__file__).parent
SCHEMA_1 = HERE / "schema-1.diurna.gz"  # as `python tests/store/make_schema_fixture.py` has made it; never made again

WRITER = """
import sys, time
from pathlib import Path
sys.path.insert(0, sys.argv[2])
from made_cases import taken
from diurna import store
with store.open(Path(sys.argv[1]), write=True, verb="add") as case:
    run = case.begin_run("add", [])
    print("open", flush=True)
    if sys.argv[3] == "hold":
        sys.stdin.read()
    for number in range(100_000):
        document = taken({}, raw=str(number).encode())
        case.in_hand(run, document.reading.document.id, document.piece.name)
        case.keep(document, run=run)
        print(document.reading.document.id, flush=True)
"""


@pytest.fixture
def writer(path):
    running = []

    def begin(how):
        process = subprocess.Popen(  # noqa: S603 - our own code
            [sys.executable, "-c", WRITER, str(path), str(HERE), how], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        running.append(process)
        assert process.stdout.readline() == "open\n"
        return process

    yield begin
    for process in running:
        process.kill()
        process.wait()
        process.stdin.close()
        process.stdout.close()


def test_what_is_no_case_is_refused(tmp_path):
    text, other = tmp_path / "text", tmp_path / "other.db"
    text.write_text("no case at all", encoding="utf-8")
    with closing(sqlite3.connect(other)) as db:
        db.execute("CREATE TABLE t (a)")
    for path in (text, other, tmp_path, tmp_path / "missing"):
        with pytest.raises(NotACaseError, match="case"):
            store.open(path, write=True)
    assert sorted(found.name for found in tmp_path.iterdir()) == ["other.db", "text"]


def test_a_case_is_made_once(path):
    with pytest.raises(StoreError, match="there already"):
        store.create(path, name="again")
    assert [found.name for found in path.parent.iterdir()] == [path.name]


def test_a_case_is_what_the_file_says_it_is(path):
    with closing(sqlite3.connect(path)) as db:
        assert db.execute("PRAGMA application_id").fetchone() == (0x44697572,)
        assert db.execute("PRAGMA user_version").fetchone() == (len(opening.schema()),)
        assert db.execute("PRAGMA journal_mode").fetchone() == ("wal",)
        strict = db.execute(
            "SELECT name FROM pragma_table_list WHERE type = 'table' AND strict = 0 AND name NOT LIKE 'sqlite_%'"
        ).fetchall()
        assert strict == []
    with store.open(path, write=True) as case:
        assert case._db.one("PRAGMA synchronous") == 2  # noqa: SLF001 - what the writer runs with is the promise
        assert case._db.one("PRAGMA foreign_keys") == 1  # noqa: SLF001


def test_a_newer_case_is_refused(path):
    with closing(sqlite3.connect(path)) as db:
        db.execute("PRAGMA user_version = 99")
    for write in (False, True):
        with pytest.raises(VersionError, match="schema 99 of a newer Diurna"):
            store.open(path, write=write)


def test_a_case_of_every_released_schema_opens_and_is_whole(tmp_path):
    path = tmp_path / "old.diurna"
    path.write_bytes(gzip.decompress(SCHEMA_1.read_bytes()))
    with store.open(path, write=True) as case:
        assert case.query(Filters(text="struck"), limit=9).total == 2
        assert len(list(case.readings())) == 2
        assert [noted.name for noted in case.quarantined()] == ["poison.html"]
        assert list(case.verify()) == []


def test_an_older_case_is_brought_forward_and_a_copy_is_kept(path, monkeypatch):
    with store.open(path, write=True) as case:
        case.keep(taken({}))
    steps = opening.schema()
    monkeypatch.setattr(opening, "schema", lambda: (*steps, "CREATE TABLE more (a TEXT) STRICT; INSERT INTO more VALUES ('x');"))
    with pytest.raises(VersionError, match="a copy is made first"):
        store.open(path, write=False)
    with store.open(path, write=True) as case:
        assert case.sql("SELECT a FROM more")[1] == (("x",),)
        assert list(case.verify()) == []
    monkeypatch.setattr(opening, "schema", lambda: steps)
    with store.open(path.with_name(f"{path.name}.schema-{len(steps)}"), write=False) as copy:
        assert len(list(copy.readings())) == 1
        assert list(copy.verify()) == []
    with pytest.raises(VersionError, match=f"schema {len(steps) + 1} of a newer"):
        store.open(path, write=False)


def test_a_step_forward_that_fails_leaves_the_case_as_it_was(path, monkeypatch):
    steps = opening.schema()
    monkeypatch.setattr(opening, "schema", lambda: (*steps, "CREATE TABLE more (a); INSERT INTO nowhere VALUES (1);"))
    with pytest.raises(StoreError, match=f"cannot be brought from schema {len(steps)} to {len(steps) + 1}"):
        store.open(path, write=True)
    monkeypatch.setattr(opening, "schema", lambda: steps)
    with store.open(path, write=True) as case:
        assert list(case.verify()) == []


def test_a_second_writer_waits_or_is_told_who_writes(path, writer):
    first = writer("hold")
    with pytest.raises(BusyError, match=rf"process {first.pid} \(add, since 20.*waited 0\.1 s"):
        store.open(path, write=True, wait=0.1)
    with store.open(path, write=False) as reader:
        assert reader.query(Filters(), limit=1).total == 0
    first.kill()
    with store.open(path, write=True, wait=10):
        pass


def test_a_second_writer_goes_on_when_the_first_has_ended(path):
    with store.open(path, write=True), pytest.raises(BusyError):
        store.open(path, write=True, wait=0)
    with store.open(path, write=True, wait=0):
        pass
    assert [found.name for found in path.parent.iterdir()] == [path.name]


def test_readers_are_not_blocked_and_see_whole_documents_while_one_writes(path, writer):
    process = writer("on")
    process.stdout.readline()
    for _ in range(20):
        with store.open(path, write=False) as reader:
            assert len(list(reader.readings())) <= reader.query(Filters(), limit=1).total
    with store.open(path, write=False) as reader:
        assert list(reader.verify()) == []


@pytest.mark.parametrize("after", [0.0, 0.02, 0.11, 0.3])
def test_a_killed_writer_loses_nothing_that_was_kept(path, writer, after):
    process = writer("on")
    time.sleep(after)
    os.kill(process.pid, signal.SIGKILL)
    told = process.stdout.read().split("\n")[:-1]
    with store.open(path, write=False) as reader:
        kept = [document.id for document in reader.documents()]
        assert kept[: len(told)] == told
        assert len(kept) <= len(told) + 1
        assert list(reader.verify()) == []
    with store.open(path, write=True) as case:
        assert len(case.interrupted()) <= 1
        run = case.begin_run("add", [])
        case.keep(taken({}, raw=b"more"), run=run)
        case.end_run(run)
        assert list(case.verify()) == []


@pytest.fixture
def shelf():
    """A folder that nobody but its owner may write to, and for the time of the test we are not its owner."""
    folder = Path(tempfile.mkdtemp())
    yield folder
    if os.geteuid() != os.getuid():
        os.seteuid(os.getuid())
    folder.chmod(0o755)
    shutil.rmtree(folder)


def test_a_case_in_a_folder_that_cannot_be_written_can_be_read(path, shelf):
    with store.open(path, write=True) as case:
        case.keep(taken({}))
    laid = Path(shutil.copy(path, shelf / "case"))
    laid.chmod(0o444)
    shelf.chmod(0o555)
    if os.geteuid() == 0:
        os.seteuid(65534)  # root may write anywhere
    with store.open(laid, write=False) as case:
        assert case.query(Filters(text="struck"), limit=1).total == 1
        assert case.sql("SELECT count(*) FROM claim")[1] == ((1,),)
        assert list(case.verify()) == []
    with pytest.raises(StoreError, match="needs a folder that can be written"):
        store.open(laid, write=True, wait=0)


def test_a_full_disk_is_a_stop_that_loses_nothing(path):
    with store.open(path, write=True) as case:
        case.keep(taken({}))
        pages = case._db.one("PRAGMA page_count")  # noqa: SLF001 - a disk that is full, as SQLite sees it
        case._db.execute(f"PRAGMA max_page_count = {pages}")  # noqa: SLF001
        with pytest.raises(StoreError, match="goes on where it stopped"):
            case.keep(taken({}, raw=os.urandom(200_000)))
        assert list(case.verify()) == []
        case._db.execute("PRAGMA max_page_count = 1000000")  # noqa: SLF001
        assert case.keep(taken({}, raw=b"then"))


def test_a_damaged_case_says_so_when_it_is_opened(path):
    raw = bytearray(path.read_bytes())
    raw[100:4000] = b"\xff" * 3900
    copy = path.with_name("copy.diurna")
    copy.write_bytes(raw)
    with pytest.raises(DamagedError, match="damaged"):
        store.open(copy, write=False)


def test_a_closed_case_is_sealed_and_a_copy_of_it_is_whole(path):
    document = taken({})
    with store.open(path, write=True) as case:
        case.keep(document)
    assert [found.name for found in path.parent.iterdir()] == [path.name]
    copy = Path(shutil.copy(path, path.with_name("copy.diurna")))
    with store.open(copy, write=False) as case:
        assert case._db.one("SELECT sha256 FROM seal") != bytes(32)  # noqa: SLF001
        assert list(case.verify()) == []
        assert dataclasses.replace(case.reading(document.reading.document.id)) == document.reading


def test_the_check_does_not_take_the_locks_of_its_process_away(path):
    with store.open(path, write=True) as case:
        assert list(case.verify()) == []
        case.keep(taken({}))
        with store.open(path, write=False) as reader:
            assert list(reader.verify()) == []
        other = (
            "import sqlite3, sys; db = sqlite3.connect(sys.argv[1]); print(db.execute('SELECT count(*) FROM claim').fetchone()); db.close()"
        )
        subprocess.run([sys.executable, "-c", other, str(path)], check=True, capture_output=True)  # noqa: S603 - our own code
        assert path.with_name(path.name + "-wal").exists()
        case.keep(taken({}, raw=b"then"))
    with store.open(path, write=False) as reader:
        assert len(list(reader.documents())) == 2
