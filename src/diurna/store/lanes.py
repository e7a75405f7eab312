"""Events in lanes over time: the best told of a window, and the times of which nothing is told."""

# ruff: noqa: S608 - statements are put together from words of ours; values are parameters

from __future__ import annotations

import heapq
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

from diurna.edtf import days

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from diurna.case import Filters
    from diurna.store.connection import Connection

SEEN = "{0}.actor NOT LIKE 'private:%'"  # private persons are counted nowhere by themselves
# Of each kind of lane: what it is, where it is told, and that there is any. CROSS has what is counted of an actor come in order.
_LANES = {
    "actor": ("a.actor", "event_actor a CROSS JOIN event e ON e.id = a.event", SEEN.format("a")),
    "place": ("e.place", "event e", "e.place <> ''"),
    "type": ("e.type", "event e", "e.type <> ''"),
}
_LANED = {
    **{kind: laned for kind, (_, _, laned) in _LANES.items()},
    "actor": f"EXISTS (SELECT 1 FROM event_actor a WHERE a.event = e.id AND {SEEN.format('a')})",
}
_PARTS = 8  # a time without events is a gap when it is at least this part of the window
_SHORTEST = 2  # days
_DAYS = 20_000  # pairs of days of which the distance is kept


class Item(NamedTuple):
    """An event in a lane, and the days it can mean, None where it is open at that end."""

    event: str
    lane: str
    first: str | None
    last: str | None


class Gap(NamedTuple):
    """The days between two others on which a lane holds nothing."""

    lane: str
    after: str
    before: str


class Lanes(NamedTuple):
    """Events in lanes.

    `lanes` are (lane, how many events), the fullest first; `items` are in order of time; `total` is how many events have a date,
    `further` how many of them are in other lanes alone, `laneless` how many in none; `span` is the first and the last day of the lanes.
    """

    lanes: list[tuple[str, int]]
    items: list[Item]
    gaps: list[Gap]
    total: int
    further: int
    laneless: int
    span: tuple[str, str] | None


def timeline(  # noqa: PLR0913 - what may be asked
    db: Connection, held: tuple[str, list[Any]], filters: Filters, *, lanes: str, most: int, limit: int
) -> Lanes:
    """Return the dated events in the fullest lanes ("actor", "place", "type"); of more than `limit`, those told by most origins.

    Args:
        db: a case.
        held: the SQL condition on `e` for the events that filters show, and its parameters.
        filters: these filters; the window of time is theirs.
        lanes: what a lane is.
        most: how many lanes.
        limit: how many items.
    """
    where, given = held
    lane, of, laned = _LANES[lanes]
    # Of actors indexes alone tell; the plus has other lanes' events read in their own order, not one by one as an index tells them.
    counted = of.replace("event e", "event e INDEXED BY event_kind") if lanes == "actor" else of
    dated = f"{where} AND {'' if lanes == 'actor' else '+'}e.undated = 0"
    told = f"SELECT {lane}, count(*) FROM {counted} WHERE {dated} AND {laned} GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT ?"
    fullest = db.execute(told.replace("count(*)", "count(DISTINCT a.event)") if lanes == "actor" else told, (*given, most)).fetchall()
    total = int(db.one(f"SELECT count(*) FROM event e WHERE {dated}", *given))
    if not fullest:
        return Lanes([], [], [], total, 0, total, None)
    columns = f"e.at, e.until, e.id, {lane}, e.first_day, e.last_day, e.origins, e.claims"
    among = f"{lane} IN ({', '.join('?' * len(fullest))})"
    rows = sorted(db.execute(f"SELECT DISTINCT {columns} FROM {of} WHERE +{dated} AND {among}", (*given, *(one for one, _ in fullest))))
    best = heapq.nsmallest(limit, rows, key=lambda row: (-row[6], -row[7], row[:4])) if len(rows) > limit else rows
    items = [Item(*row[2:6]) for row in sorted(best)]
    first, last = rows[0][0], max(row[1] for row in rows)
    anywhere = int(db.one(f"SELECT count(*) FROM event e WHERE {dated} AND {_LANED[lanes]}", *given))
    shown = len({row[2] for row in rows})
    start, end = days(filters.start)[0] or first, days(filters.end)[1] or last
    least = max(_SHORTEST, _between(start, end) // _PARTS)
    gaps = list(_gaps(((lane, at, until) for at, until, _, lane, *_ in rows), least))
    return Lanes(fullest, items, gaps, total, anywhere - shown, total - anywhere, (first, last))


def _gaps(told: Iterable[tuple[str, str, str]], least: int) -> Iterator[Gap]:
    """Yield the gaps of at least so many days in what is told of (lane, first day, last day), in order of time."""
    reached: dict[str, str] = {}
    for lane, at, until in told:
        before = reached.get(lane, at)
        if at > before and _between(before, at) > least:
            yield Gap(lane, before, at)
        reached[lane] = max(before, until)


@lru_cache(_DAYS)
def _between(first: str, last: str) -> int:
    """Return the days from one day to another."""
    return (date.fromisoformat(last) - date.fromisoformat(first)).days
