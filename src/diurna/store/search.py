"""Questions to the chronology: filters, order, pages."""

from __future__ import annotations

import base64
import json
import sqlite3
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from diurna.case import NAMELESS
from diurna.edtf import days
from diurna.errors import QueryError
from diurna.folding import folded
from diurna.store.connection import wrapped
from diurna.store.rows import Found, Row
from diurna.store.words import condition

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from diurna.case import Filters
    from diurna.store.connection import Connection

_KEY = ("undated", "at", "until", "document_seq", "position", "claim")
_KINDS = (int, str, str, int, int, str)
_PAIRS = ("actors", "recipients", "according_to")
# CROSS keeps SQLite from going through all claims for the few events that differ.
_DIFFERS = "(c.claim IN (SELECT m.claim FROM event e CROSS JOIN event_claim m ON m.event = e.id WHERE e.disagreements <> '[]'))"
_TOLD = "c.document_seq, c.position, c.claim"
_QUEUES = {
    "doubt": (
        f"CASE c.status WHEN 'pending' THEN 0 WHEN 'unsure' THEN 1 ELSE 2 END, c.confidence - 0.2 * c.repaired - 0.3 * {_DIFFERS}, c.claim"
    ),
    "document": _TOLD,
    "date": f"c.undated, c.at, c.until, {_TOLD}",
}
_COLUMNS = (
    "claim", "document", "link", "type", "mode", "modality", "edtf", "first_day", "last_day", "actors", "recipients", "according_to",
    "place_id", "place", "trigger_words", "object", "condition", "sentence", "title", "source", "published", "language", "repaired",
    "confidence", "status", "edited", "version", "event", "who", "judged_at",
)  # fmt: skip


def query(db: Connection, filters: Filters, *, limit: int, cursor: str) -> Found:
    """Return a page of the chronology; arguments and errors as `Store.query`."""
    if limit < 1:
        raise QueryError(f"limit {limit}: expected 1 or more")
    where, given = conditions(filters)
    following, key = after(cursor, _KEY, _KINDS, "c")
    columns = ", ".join(f"c.{name}" for name in (*_COLUMNS, *_KEY))
    order = ", ".join(f"c.{name}" for name in _KEY)
    sql = f"SELECT {columns} FROM chronology c WHERE {where}{following} ORDER BY {order} LIMIT ?"  # noqa: S608 - values are parameters
    try:
        rows = db.execute(sql, (*given, *key, limit + 1)).fetchall()
        total = int(db.one(f"SELECT count(*) FROM chronology c WHERE {where}", *given))  # noqa: S608
    except sqlite3.DatabaseError as error:
        raise wrapped(error, "query") from error
    more = len(rows) > limit
    rows = rows[:limit]
    return Found(tuple(_row(row) for row in rows), cursor_of(rows[-1][len(_COLUMNS) :]) if more else "", total)


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which claims wait for a judgement, and in which order.

    `order` is "doubt": pending ones first, then unsure, then decided ones, among them the least sure first; "document": as told; or "date".
    `below` leaves out the surer ones, `doubted` those that nothing speaks against, `judged` adds those that are decided already.
    `among` leaves out all claims but these, None none.
    """

    order: Literal["doubt", "document", "date"] = "doubt"
    below: float = 1.0
    doubted: bool = False
    judged: bool = False
    among: tuple[str, ...] | None = None


def waiting(db: Connection, filters: Filters, wanted: Wanted, *, limit: int, offset: int) -> tuple[list[str], int]:
    """Return the ids of claims that wait for a judgement, and how many there are."""
    where, given = conditions(filters)
    where += " AND c.confidence <= ?"
    given = [*given, wanted.below]
    if wanted.among is not None:
        where += " AND c.claim IN (SELECT value FROM json_each(?))"
        given.append(json.dumps(wanted.among))
    if not wanted.judged:
        where += " AND c.status IN ('pending', 'unsure')"
    if wanted.doubted:
        where += f" AND (c.repaired = 1 OR {_DIFFERS})"
    order = _QUEUES[wanted.order]
    sql = f"SELECT c.claim FROM chronology c WHERE {where} ORDER BY {order} LIMIT ? OFFSET ?"  # noqa: S608
    found = [claim for (claim,) in db.execute(sql, (*given, limit, offset))]
    return found, int(db.one(f"SELECT count(*) FROM chronology c WHERE {where}", *given))  # noqa: S608


def judged(db: Connection, filters: Filters) -> tuple[int, int]:
    """Return how many of the claims that filters show are decided, and how many there are."""
    where, given = conditions(filters)
    sql = f"SELECT coalesce(sum(c.status NOT IN ('pending', 'unsure')), 0), count(*) FROM chronology c WHERE {where}"  # noqa: S608
    done, every = db.execute(sql, given).fetchone()
    return int(done), int(every)


def claims_of(db: Connection, filters: Filters) -> dict[str, int]:
    """Return how many claims of each document filters show, by document id."""
    where, given = conditions(filters)
    return dict(db.execute(f"SELECT c.document, count(*) FROM chronology c WHERE {where} GROUP BY c.document", given).fetchall())  # noqa: S608


def conditions(filters: Filters) -> tuple[str, list[Any]]:
    """Return the SQL condition on `c` (chronology) for filters, and its parameters."""
    words, terms = condition(filters.text)
    asked: list[tuple[str, list[Any]]] = [(words, terms), *_dated(filters), *_named(filters)]
    if filters.types:
        asked.append((f"c.type IN ({', '.join('?' * len(filters.types))})", list(filters.types)))
    equal = ((name, getattr(filters, name)) for name in ("modality", "status", "document", "language"))
    asked += [(f"c.{name} = ?", [value]) for name, value in equal if value]
    parts = [(sql, given) for sql, given in asked if sql]
    return " AND ".join(["1", *(sql for sql, _ in parts)]), [value for _, given in parts for value in given]


def _dated(filters: Filters) -> Iterator[tuple[str, list[Any]]]:
    """Ask for overlap in time: an interval that is open at an end overlaps all that lies there, a claim without a date nothing."""
    start, end = _day(filters.start, 0), _day(filters.end, 1)
    if start or end:
        yield "c.undated = 0", []
    if start:
        yield "(c.last_day IS NULL OR c.last_day >= ?)", [start]
    if end:
        yield "(c.first_day IS NULL OR c.first_day <= ?)", [end]


def _named(filters: Filters) -> Iterator[tuple[str, list[Any]]]:
    """Ask for names, by id or by a part of them, without case and marks."""
    if filters.actor:
        given = [filters.actor, folded(filters.actor)]
        # The plus keeps SQLite from trying every claim here with every row of the words: 16 s for 20,000 claims.
        yield "+c.claim IN (SELECT claim FROM chronology_actor WHERE actor = ? OR instr(folded, ?))", given
    if filters.place:
        # Asked of the index alone: to read the rows takes ten times as long.
        yield (
            "+c.claim IN (SELECT claim FROM chronology WHERE place_id = ? OR instr(place_folded, ?))",
            [filters.place, folded(filters.place)],
        )
    if filters.source:
        yield _outlet("c.source_folded", filters.source)


def _outlet(folded_name: str, source: str) -> tuple[str, list[Any]]:
    """Ask for outlets by a part of their name, or for what has none."""
    return (f"{folded_name} = ''", []) if source == NAMELESS else (f"instr({folded_name}, ?)", [folded(source)])


def about_documents(filters: Filters) -> tuple[str, list[Any]]:
    """Return the condition on `r` (reading) for filters that ask for nothing but document, source and language."""
    where = "(? = '' OR r.document = ?) AND (? = '' OR r.language = ?)"
    given: list[Any] = [filters.document, filters.document, filters.language, filters.language]
    if filters.source:
        named, more = _outlet("folded(r.source)", filters.source)
        where, given = f"{where} AND {named}", [*given, *more]
    return where, given


def _day(value: str, end: int) -> str | None:
    """Return the day of a filter; a month or a year counts from its first day, or to its last."""
    if not value:
        return None
    found = days(value)[end]
    if found is None:
        raise QueryError(f"{value!r} is no day; expected YYYY-MM-DD, YYYY-MM or YYYY")
    return found


def _row(found: tuple[Any, ...]) -> Row:
    values = dict(zip(_COLUMNS, found, strict=False))
    for name in _PAIRS:
        values[name] = tuple((actor, words) for actor, words in json.loads(values[name]))
    values["edited"] = tuple(json.loads(values["edited"]))
    values["repaired"] = bool(values["repaired"])
    values["trigger"] = values.pop("trigger_words")
    return Row(**values)


def cursor_of(key: tuple[Any, ...]) -> str:
    """Return the cursor after a row with a key."""
    return base64.urlsafe_b64encode(json.dumps(key, ensure_ascii=False).encode()).decode().rstrip("=")


def after(cursor: str, names: Sequence[str], kinds: Sequence[type], table: str) -> tuple[str, tuple[Any, ...]]:
    """Return the condition for rows after a cursor, and the key of the last row shown: rows added since do no harm.

    Args:
        cursor: of the page before, "" for none.
        names: of the columns of the key, in their order.
        kinds: their types.
        table: what the table is called in the statement.

    Raises:
        QueryError: the cursor holds no such key.
    """
    if not cursor:
        return "", ()
    try:
        key = json.loads(base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
        found = [type(value) for value in key]
    except (ValueError, TypeError, RecursionError) as error:
        raise QueryError(f"cursor {cursor[:40]!r}: expected one that a query has given as next") from error
    if found != list(kinds):
        raise QueryError(f"cursor {cursor[:40]!r}: expected one that a query has given as next")
    return f" AND ({', '.join(f'{table}.{name}' for name in names)}) > ({', '.join('?' * len(key))})", tuple(key)
