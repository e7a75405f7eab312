"""SQL of a user's own: read-only, within a time and a size."""

from __future__ import annotations

import sqlite3
import time
from typing import TYPE_CHECKING, Any

from diurna.errors import QueryError
from diurna.store.connection import connect

if TYPE_CHECKING:
    from pathlib import Path

_ALLOWED = {sqlite3.SQLITE_SELECT, sqlite3.SQLITE_READ, sqlite3.SQLITE_RECURSIVE}
# What tells of the schema; data_version is what FTS5 asks by itself.
_PRAGMAS = {"table_info", "table_xinfo", "table_list", "index_list", "index_info", "foreign_key_list", "data_version"}
_FORBIDDEN = {"load_extension", "fts3_tokenizer"}
_LONGEST = 64 * 2**20  # bytes of one value: an original may be long, a value made up in the query must not fill the memory
_MOST = 200_000  # rows
_STEPS = 1000  # of SQLite's machine between two looks at the clock


def ask(path: Path, statement: str, *, seconds: float) -> tuple[tuple[str, ...], tuple[tuple[Any, ...], ...]]:
    """Run one statement on a connection of its own; arguments and errors as `Store.sql`."""
    db = connect(path, "ro")
    until = time.monotonic() + seconds
    try:
        db.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, _LONGEST)
        for index in ("words", "signs"):  # a virtual table is set up at its first use, which the authorizer would refuse
            db.execute(f"SELECT 1 FROM {index} LIMIT 0")  # noqa: S608 - names of ours
        db.set_authorizer(_authorise)
        db.set_progress_handler(lambda: time.monotonic() > until, _STEPS)
        cursor = db.execute(statement)
        if cursor.description is None:
            raise QueryError("the statement gives no rows; expected a SELECT")
        rows = []
        for row in cursor:
            rows.append(row)
            if len(rows) > _MOST:
                raise QueryError(f"more than {_MOST} rows; add a LIMIT, or open the case in an SQLite tool")
        return tuple(column[0] for column in cursor.description), tuple(rows)
    except (sqlite3.Error, sqlite3.Warning) as error:
        if "interrupted" in str(error):
            raise QueryError(f"the statement took more than {seconds:g} s; narrow it down, or allow more time") from error
        if "not authorized" in str(error) or "prohibited" in str(error):
            raise QueryError(f"refused ({error}): a case is only read here; expected one SELECT") from error
        raise QueryError(f"SQLite says: {error}") from error
    finally:
        db.close()


def _authorise(action: int, first: str | None, second: str | None, _database: str | None, _trigger: str | None) -> int:
    if action in _ALLOWED:
        return sqlite3.SQLITE_OK
    if action == sqlite3.SQLITE_FUNCTION and second not in _FORBIDDEN:
        return sqlite3.SQLITE_OK
    if action == sqlite3.SQLITE_PRAGMA and first in _PRAGMAS:
        return sqlite3.SQLITE_OK
    return sqlite3.SQLITE_DENY
