"""Events in lanes over time: the best told of a window, and the times of which nothing is told."""

# ruff: noqa: S608 - statements are put together from words of ours; values are parameters

from __future__ import annotations

import heapq
from collections import Counter
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from diurna.edtf import days
from diurna.store.briefs import holding

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from diurna.case import Filters
    from diurna.store.connection import Connection

SEEN = "{0}.actor NOT LIKE 'private:%'"  # private persons are counted nowhere by themselves
_LANES = {
    "type": "e.type, {0} FROM event e WHERE {1}",
    "place": "e.place, {0} FROM event e WHERE {1} AND e.place <> ''",
    "actor": f"DISTINCT a.actor, {{0}} FROM event e JOIN event_actor a ON a.event = e.id AND {SEEN.format('a')} WHERE {{1}}",
}
_DRAWN = "e.at, e.until, e.id, e.first_day, e.last_day, e.origins, e.claims"
_PARTS = 8  # a time without events is a gap when it is at least this part of the window
_SHORTEST = 2  # days


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


def timeline(db: Connection, filters: Filters, *, lanes: str, most: int, limit: int) -> Lanes:
    """Return the dated events in the fullest lanes ("actor", "place", "type"); of more than `limit`, those told by most origins."""
    where, given = holding(filters)
    where = f"{where} AND e.undated = 0"
    total = int(db.one(f"SELECT count(*) FROM event e WHERE {where}", *given))
    rows = db.execute(f"SELECT {_LANES[lanes].format(_DRAWN, where)}", given).fetchall()
    counts = Counter(row[0] for row in rows)
    fullest = sorted(counts.items(), key=lambda found: (-found[1], found[0]))[:most]
    kept = {lane for lane, _ in fullest}
    laned = len({row[3] for row in rows})
    rows = sorted((row for row in rows if row[0] in kept), key=lambda row: row[1:4])
    shown = len({row[3] for row in rows})
    best = heapq.nsmallest(limit, rows, key=lambda row: (-row[6], -row[7], row[1:4], row[0]))
    items = [Item(row[3], row[0], row[4], row[5]) for row in sorted(best, key=lambda row: (row[1:4], row[0]))]
    if not rows:
        return Lanes([], [], [], total, 0, total, None)
    first, last = rows[0][1], max(row[2] for row in rows)
    start, end = days(filters.start)[0] or first, days(filters.end)[1] or last
    least = max(_SHORTEST, _between(start, end) // _PARTS)
    held = list(_gaps((row[:3] for row in rows), least))
    return Lanes(fullest, items, held, total, laned - shown, total - laned, (first, last))


def _gaps(told: Iterable[tuple[str, str, str]], least: int) -> Iterator[Gap]:
    """Yield the gaps of at least so many days in what is told of (lane, first day, last day), in order of time."""
    reached: dict[str, str] = {}
    for lane, at, until in told:
        before = reached.get(lane, at)
        if _between(before, at) > least:
            yield Gap(lane, before, at)
        reached[lane] = max(before, until)


def _between(first: str, last: str) -> int:
    """Return the days from one day to another."""
    return (date.fromisoformat(last) - date.fromisoformat(first)).days
