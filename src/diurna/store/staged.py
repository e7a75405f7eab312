"""Staged rows: gathered beside the case, and written in the order of their table, which is larger than SQLite's cache."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Iterable

    from diurna.store.connection import Connection

_CHUNK = 1 << 16  # rows


class Staged:
    """Rows of keys, `block` or `trace`: what has a number is found by each of its keys."""

    def __init__(self, db: Connection, table: Literal["block", "trace"]) -> None:
        self._db, self._table = db, table
        self._rows: list[tuple[int, int]] = []
        db.execute(f"CREATE TEMP TABLE IF NOT EXISTS staged_{table} (key INTEGER, n INTEGER)")
        db.execute(f"DELETE FROM temp.staged_{table}")  # noqa: S608 - one of two names

    def add(self, n: int, keys: Iterable[int]) -> None:
        """Gather the keys of what has a number."""
        self._rows += [(key, n) for key in keys]
        if len(self._rows) >= _CHUNK:
            self._flush()

    def write(self) -> None:
        """Write what was gathered."""
        self._flush()
        db, table = self._db, self._table
        # An index is made anew in a third of the time that it takes to find the place of each of many rows in it.
        index = db.one("SELECT sql FROM sqlite_schema WHERE name = ?", f"{table}_n") if self._most() else ""
        if index:
            db.execute(f"DROP INDEX {table}_n")
        db.execute(f"INSERT OR IGNORE INTO {table} SELECT key, n FROM temp.staged_{table} ORDER BY key, n")  # noqa: S608 - likewise
        if index:
            db.execute(index)
        db.execute(f"DELETE FROM temp.staged_{table}")  # noqa: S608 - likewise

    def _most(self) -> bool:
        return self._db.most(int(self._db.one(f"SELECT count(*) FROM temp.staged_{self._table}")), self._table)  # noqa: S608 - likewise

    def _flush(self) -> None:
        self._db.executemany(f"INSERT INTO temp.staged_{self._table} VALUES (?, ?)", self._rows)  # noqa: S608 - likewise
        self._rows.clear()
