"""The check of a case: the file is as it was left, rows are what was written, and what follows from them follows still."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

from diurna.case import Fault
from diurna.errors import StoreError
from diurna.store import check_derived, check_ledger, check_pacts, check_rows, opening, wal
from diurna.store.connection import UNSEALED

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from diurna.store.connection import Connection

_MOST = 100  # complaints of SQLite about its own pages; a damaged page gives hundreds


def verify(db: Connection, path: Path) -> Iterator[Fault]:
    """Yield what is wrong with a case, seen as of one moment; a check that cannot be finished is a fault itself."""
    # A damaged text must not end the check of its table: its digest tells.
    db.text_factory = lambda raw: raw.decode("utf-8", "surrogateescape")
    checks: tuple[tuple[str, Callable[[Connection], Iterator[Fault]]], ...] = (
        ("file", lambda db: _file(db, path)),
        ("schema", _schema),
        ("pages", _pages),
        ("foreign keys", _references),
        ("rows", check_rows.digests),
        ("numbers", check_rows.numbers),
        ("originals", check_rows.originals),
        ("texts", check_rows.texts),
        ("passages", check_rows.passages),
        ("readings", check_rows.readings),
        ("decisions", check_rows.decisions),
        ("chronology", check_derived.chronology_rows),
        ("word indexes", check_derived.word_indexes),
        ("events", check_derived.events),
        ("agreements and commitments", check_pacts.pacts),
        ("ledger", check_ledger.ledger),
    )
    try:
        db.execute("BEGIN")
        db.execute("SELECT count(*) FROM sqlite_schema").fetchone()  # from here on the file does not change under a reader
    except (sqlite3.Error, UnicodeDecodeError) as error:
        yield Fault("file", str(error), "a file that SQLite can read")
        return
    for name, check in checks:
        try:
            yield from check(db)
        except (sqlite3.Error, StoreError, ValueError, TypeError, KeyError, IndexError, OverflowError) as error:
            yield Fault(name, f"the check could not be finished: {type(error).__name__}: {error}", "rows that can be read")


def _file(db: Connection, path: Path) -> Iterator[Fault]:
    yield from wal.faults(path)
    size, page, pages = path.stat().st_size, int(db.one("PRAGMA page_size")), int(db.one("PRAGMA page_count"))
    log = path.with_name(path.name + "-wal")
    at_rest = not log.exists() or log.stat().st_size == 0
    if size % page or (at_rest and size != page * pages):
        yield Fault(str(path), f"{size} bytes", f"{pages} pages of {page} bytes: the end is cut off, or something was added")
    seal = db.one("SELECT sha256 FROM seal")
    if seal is None:
        yield Fault("seal", "none", "one row")
    elif seal != UNSEALED and (found := opening.file_hash(path, seal)) != seal:
        what = "the bytes that Diurna left: some are damaged, or another program wrote to the file"
        yield Fault(str(path), f"SHA-256 {found.hex()[:16]}…", f"{seal.hex()[:16]}…, {what}")


def _schema(db: Connection) -> Iterator[Fault]:
    sql = "SELECT type || ' ' || name, sql FROM sqlite_schema WHERE name NOT LIKE 'sqlite_stat%' ORDER BY name"
    with closing(sqlite3.connect(":memory:")) as fresh:
        for step in opening.schema():
            fresh.executescript(step)
        expected, found = dict(fresh.execute(sql).fetchall()), dict(db.execute(sql).fetchall())
    for name in sorted(expected.keys() | found.keys()):
        if expected.get(name) != found.get(name):
            yield Fault(f"schema: {name}", repr(found.get(name, "missing"))[:200], repr(expected.get(name, "nothing of that name"))[:200])


def _pages(db: Connection) -> Iterator[Fault]:
    for (told,) in db.execute(f"PRAGMA integrity_check({_MOST})"):
        if told != "ok":
            yield Fault("pages", told, "ok")


def _references(db: Connection) -> Iterator[Fault]:
    for table, rowid, parent, _ in db.execute("PRAGMA foreign_key_check"):
        yield Fault(f"{table} row {rowid}", f"points to a row of {parent} that is not there", "a row that is there")
