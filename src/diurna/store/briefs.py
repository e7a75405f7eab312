"""Events in one row each: written when they change, asked by the filters of the chronology."""

from __future__ import annotations

import json
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Any

from diurna.edtf import days
from diurna.errors import DamagedError, QueryError
from diurna.event import Brief
from diurna.store.codec import canonical, decode
from diurna.store.rows import Sentence, Told
from diurna.store.search import after, conditions, cursor_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from diurna.case import Filters
    from diurna.store.connection import Connection

_COLUMNS = "id, type, happened, edtf, place, numbers, claims, sources, origins, denials, disagreements"
_KEY = ("undated", "at", "until", "id")
_KINDS = (int, str, str, str)
_AT_ONCE = 500  # events
UNDATED = cursor_of((1, "", "", ""))  # the page that begins with the events without a date


@dataclass(frozen=True, slots=True)
class Among:
    """Which events a part of a chart stands for, by what stands for them; "" for any.

    `at` is the id of a place, `party` of an actor in any role. With `other`, `party` acts on it, or, where `mutual`, both act.
    """

    at: str = ""
    party: str = ""
    other: str = ""
    mutual: bool = False

    def condition(self) -> tuple[str, list[Any]]:
        """Return the SQL condition on `e` (event), " AND ..." or "", and its parameters."""
        sql, given = "", []
        if self.at:
            sql, given = " AND e.place = ?", [self.at]
        party = " AND EXISTS (SELECT 1 FROM event_actor a WHERE a.event = e.id AND a.actor = ?{0})"
        roles = (" AND a.role = 'actors'", f" AND a.role = '{'actors' if self.mutual else 'recipients'}'") if self.other else ("", "")
        for one, role in zip((self.party, self.other), roles, strict=True):
            if one:
                sql += party.format(role)
                given.append(one)
        return sql, given


# Of the claims that tell the event's own type, if any do, the one published first.
_FIRST = (
    ", ranked AS (SELECT m.event, c.claim, c.document, c.source, c.language, c.link, c.reading, row_number() OVER (PARTITION BY m.event "
    "ORDER BY c.type <> e.type, c.published IS NULL, c.published, c.document_seq, c.position) AS place FROM wanted w "
    "CROSS JOIN event e ON e.id = w.id CROSS JOIN event_claim m ON m.event = w.id CROSS JOIN chronology c ON c.claim = m.claim) "
    "SELECT r.event, r.claim, r.document, r.source, r.language, r.link, b.body FROM ranked r "
    "CROSS JOIN claim b ON b.reading = r.reading AND b.id = r.claim WHERE r.place = 1"
)


class Briefs:
    """The table of events of an open case."""

    def __init__(self, db: Connection) -> None:
        self._db = db

    def put(self, briefs: Iterable[Brief], removed: Iterable[str] = ()) -> None:
        """Write the rows of events in place of those they had; those removed have none."""
        with self._db.transaction():
            self._db.executemany("DELETE FROM event WHERE id = ?", ((event,) for event in removed))
            listed = iter(briefs)
            while some := tuple(islice(listed, _AT_ONCE)):
                self._db.executemany("DELETE FROM event WHERE id = ?", ((told.id,) for told in some))
                rows = [_row(told) for told in some]
                self._db.executemany(f"INSERT INTO event VALUES ({', '.join('?' * len(rows[0]))})", rows)  # noqa: S608 - question marks
                parties = (
                    (told.id, role, at, actor)
                    for told in some
                    for role, actors in (("actors", told.actors), ("recipients", told.recipients))
                    for at, actor in enumerate(actors)
                )
                self._db.executemany("INSERT INTO event_actor VALUES (?, ?, ?, ?)", parties)

    def get(self, events: Iterable[str]) -> dict[str, Brief]:
        """Return the rows of events by id; one that is not there is left out."""
        sql = f"SELECT {_COLUMNS} FROM event WHERE id IN (SELECT value FROM json_each(?)) ORDER BY {', '.join(_KEY)}"  # noqa: S608
        return {told.id: told for told in self._briefs(self._db.execute(sql, (json.dumps(list(events)),)).fetchall())}

    def told(self, events: Iterable[str]) -> dict[str, Told]:
        """Return the first claim of each of some events that stands for it, by event; DamagedError when one cannot be read."""
        found = {}
        for event, claim, document, source, language, link, body in self._db.among(events, _FIRST):
            try:
                found[event] = Told(event, claim, document, source, language, link, decode(Sentence, body).sentence)
            except ValueError as error:
                raise DamagedError(f"claim {claim}: its record cannot be read ({error}); run `diurna verify`") from error
        return found

    def page(self, filters: Filters, *, limit: int, cursor: str = "", among: Among | None = None) -> tuple[tuple[Brief, ...], str, int]:
        """Return a page of the events of which any claim is shown by filters: the events, the next cursor ("" on the last), the total.

        Args:
            filters: what of the case.
            limit: how many events.
            cursor: of the page before.
            among: only those that a place, an actor or an edge of a chart stands for.

        Raises:
            QueryError: the cursor, the limit or a day is none.
        """
        if limit < 1:
            raise QueryError(f"limit {limit}: expected 1 or more")
        where, given = holding(self._db, filters)
        narrow, more = (among or Among()).condition()
        where, given = f"{where}{narrow}", [*given, *more]
        following, key = after(cursor, _KEY, _KINDS, "e")
        listed = ", ".join(f"e.{name}" for name in _COLUMNS.split(", "))
        order = ", ".join(f"e.{name}" for name in _KEY)
        sql = f"SELECT {listed}, {order} FROM event e WHERE +{where}{following} ORDER BY {order} LIMIT ?"  # noqa: S608
        rows = self._db.execute(sql, (*given, *key, limit + 1)).fetchall()
        total = int(self._db.one(f"SELECT count(*) FROM event e WHERE {where}", *given))  # noqa: S608
        shown = rows[:limit]
        next_cursor = cursor_of(shown[-1][-len(_KEY) :]) if len(rows) > limit else ""
        return self._briefs([row[: -len(_KEY)] for row in shown]), next_cursor, total

    def _briefs(self, rows: list[tuple[Any, ...]]) -> tuple[Brief, ...]:
        parties: dict[tuple[str, str], list[str]] = {}
        sql = "SELECT event, role, actor FROM event_actor WHERE event IN (SELECT value FROM json_each(?)) ORDER BY event, role, position"
        for event, role, actor in self._db.execute(sql, (json.dumps([row[0] for row in rows]),)):
            parties.setdefault((event, role), []).append(actor)
        return tuple(
            Brief(
                **dict(zip(_COLUMNS.split(", ")[:-1], row, strict=False)),
                disagreements=tuple(json.loads(row[-1])),
                actors=tuple(parties.get((row[0], "actors"), ())),
                recipients=tuple(parties.get((row[0], "recipients"), ())),
            )
            for row in rows
        )


def _row(told: Brief) -> tuple[Any, ...]:
    first, last = days(told.edtf)
    dated = (told.edtf, first, last, int(first is None and last is None), first or last or "", last or first or "")
    counts = (told.claims, told.sources, told.origins, told.denials)
    differing = canonical(told.disagreements)
    return (told.id, told.type, told.happened, *dated, told.place, told.numbers, *counts, differing)


def holding(db: Connection, filters: Filters) -> tuple[str, list[Any]]:
    """Return the SQL condition on `e` (event) for events of which a claim is shown by filters, and its parameters.

    The claims are asked for here, once, however many statements use the condition. A plus before it keeps SQLite from beginning with
    these events, which pays where few of them are wanted in an order that an index has.
    """
    where, given = conditions(filters)
    if where == "1":
        return "1", []
    sql = f"SELECT m.event FROM chronology c JOIN event_claim m ON m.claim = c.claim WHERE {where}"  # noqa: S608
    return f"e.id IN (SELECT id FROM {db.gathered(sql, given)})", []  # noqa: S608 - names of ours


def among_ids(events: Iterable[str], column: str = "e.id") -> tuple[str, list[Any]]:
    """Return the SQL condition for some events, on a column that holds their ids, and its parameters."""
    return f"{column} IN (SELECT value FROM json_each(?))", [json.dumps(list(events))]  # noqa: S608 - names of ours
