"""The connection to a case: how rows are written, each with the digest of its other columns."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from diurna.errors import DamagedError, StoreError
from diurna.record import digest

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

UNSEALED = bytes(32)
_CACHE = 65_536  # KiB at most; the 2,048 of SQLite make linking a large case write its pages again and again
_WANTED = "WITH RECURSIVE wanted (id) AS MATERIALIZED (SELECT DISTINCT value FROM json_each(?))"


class Connection(sqlite3.Connection):
    """A connection that knows the columns of its tables and keeps one transaction at a time."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self._columns: dict[str, tuple[str, ...]] = {}
        self._deep = False
        self._hashed = (b"", hashlib.sha256(b"").hexdigest())

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Do what is inside as one transaction; one begun inside another is part of it.

        Raises:
            StoreError: SQLite could not write, the disk is full for one; nothing of the transaction is kept.
        """
        if self._deep:
            yield
            return
        try:
            self.execute("BEGIN IMMEDIATE")
            self._deep = True
            self.execute("UPDATE seal SET sha256 = ? WHERE sha256 <> ?", (UNSEALED, UNSEALED))
            yield
            self.execute("COMMIT")
        except BaseException as error:
            if self.in_transaction:
                self.execute("ROLLBACK")
            if isinstance(error, sqlite3.Error):
                raise wrapped(error, "the case") from error
            raise
        finally:
            self._deep = False

    def columns(self, table: str) -> tuple[str, ...]:
        """Return the columns of a table that its digest covers, in order: all but `digest`."""
        if table not in self._columns:
            found = [row[0] for row in self.execute("SELECT name FROM pragma_table_info(?) ORDER BY cid", (table,))]
            self._columns[table] = tuple(name for name in found if name != "digest")
        return self._columns[table]

    def insert(self, table: str, **values: Any) -> bool:
        """Insert a row with its digest unless a row with its key is there; tell whether it was inserted."""
        names = self.columns(table)
        row = [values[name] for name in names]
        marks = ", ".join("?" * (len(row) + 1))
        listed = ", ".join(f'"{name}"' for name in (*names, "digest"))
        sql = f'INSERT INTO "{table}" ({listed}) VALUES ({marks}) ON CONFLICT DO NOTHING'  # noqa: S608 - names are the schema's
        return self.execute(sql, (*row, signature(row))).rowcount > 0

    def change(self, table: str, key: Mapping[str, Any], **changes: Any) -> int:
        """Change columns of the rows with a key, and their digests; return how many rows there were."""
        names = self.columns(table)
        where = " AND ".join(f'"{name}" = ?' for name in key)
        listed = ", ".join(f'"{name}"' for name in names)
        rows = self.execute(f'SELECT {listed}, digest FROM "{table}" WHERE {where}', tuple(key.values())).fetchall()  # noqa: S608
        primary = [row[0] for row in self.execute("SELECT name FROM pragma_table_info(?) WHERE pk > 0", (table,))]
        for found in rows:
            old = dict(zip(names, found, strict=False))
            new = {**old, **changes}
            sets = ", ".join(f'"{name}" = ?' for name in (*changes, "digest"))
            which = " AND ".join(f'"{name}" = ?' for name in primary)
            values = (*changes.values(), signature([new[name] for name in names]), *(old[name] for name in primary))
            self.execute(f'UPDATE "{table}" SET {sets} WHERE {which}', values)  # noqa: S608
        return len(rows)

    def sha256(self, raw: bytes) -> str:
        """Return the SHA-256 of bytes; the rows of one table come with the same container, which is hashed once."""
        if raw != self._hashed[0]:
            self._hashed = (raw, hashlib.sha256(raw).hexdigest())
        return self._hashed[1]

    def among(self, ids: Iterable[str], sql: str, *values: Any) -> list[tuple[Any, ...]]:
        """Return the rows of a query on some ids, `wanted` (id), each once; it may be recursive, with tables of its own after ", "."""
        return self.execute(f"{_WANTED} {sql}", (json.dumps(list(ids)), *values)).fetchall()

    def most(self, count: int, table: str) -> bool:
        """Tell whether so many are most of a table's rows: then going through all of it costs less than looking each of them up."""
        return 2 * count > int(self.one(f'SELECT count(*) FROM "{table}"'))  # noqa: S608 - names of ours

    def gathered(self, sql: str, values: Sequence[Any]) -> str:
        """Put the ids that a query gives aside, each once, and return the table of them (id): until the connection or snapshot ends.

        The same query makes its table anew. A list that is handed to each statement is sorted by each anew: 10 ms for 10,000 ids.
        """
        name = f"temp.gathered_{digest(sql, *values)}"
        reads = self.one("PRAGMA query_only")
        self.execute("PRAGMA query_only = OFF")  # a reader's file is opened to read in any case
        try:
            self.execute(f"DROP TABLE IF EXISTS {name}")
            self.execute(f"CREATE TABLE {name} (id TEXT PRIMARY KEY) WITHOUT ROWID")
            self.execute(f"INSERT OR IGNORE INTO {name} {sql}", values)
        finally:
            self.execute(f"PRAGMA query_only = {reads}")
        return name

    def one(self, sql: str, *values: Any) -> Any:
        """Return the first column of the first row, None when there is no row."""
        row = self.execute(sql, values).fetchone()
        return None if row is None else row[0]


def connect(path: Path, mode: str) -> Connection:
    """Open a connection: `mode` is "rw" for the writer, "ro" for a reader, "rwc" to make a file.

    A reader in a folder that cannot be written opens a case at rest as it lies, since SQLite cannot put its index beside it.
    """
    uri = f"{path.absolute().as_uri()}?mode={mode}"
    db = sqlite3.connect(uri, uri=True, isolation_level=None, timeout=30.0, factory=Connection, check_same_thread=False)
    try:
        if mode == "ro":
            try:
                db.execute("SELECT 1 FROM sqlite_schema LIMIT 1").fetchone()
            except sqlite3.OperationalError:
                wal = path.with_name(path.name + "-wal")
                if wal.exists() and wal.stat().st_size:
                    raise
                db.close()
                db = sqlite3.connect(
                    f"{uri}&immutable=1", uri=True, isolation_level=None, timeout=30.0, factory=Connection, check_same_thread=False
                )
            db.execute("PRAGMA query_only = ON")
        else:
            db.execute("PRAGMA journal_mode = WAL")
            db.execute("PRAGMA synchronous = FULL")
            db.execute(f"PRAGMA cache_size = -{_CACHE}")
        db.execute("PRAGMA foreign_keys = ON")
    except BaseException:
        db.close()
        raise
    return db


def signature(values: Sequence[Any]) -> str:
    """Return the digest of a row's values; a blob counts as its SHA-256."""
    return digest(*(hashlib.sha256(value).hexdigest() if isinstance(value, bytes) else value for value in values))


def wrapped(error: sqlite3.Error | UnicodeDecodeError, where: str) -> StoreError:
    """Return the error that says what SQLite could not do, and what to do."""
    told = str(error)
    if isinstance(error, sqlite3.OperationalError) and "full" in told:
        return StoreError(
            f"{where}: {told}; nothing of this step was kept; make room and run the command again: it goes on where it stopped"
        )
    if isinstance(error, UnicodeDecodeError) or "malformed" in told or "not a database" in told:
        return DamagedError(f"{where}: damaged ({told}); run `diurna verify` and go back to a copy")
    return StoreError(f"{where}: SQLite says: {told}")
