"""Events in lanes over time: the best told of a window, and the times of which nothing is told."""

# ruff: noqa: S608 - statements are put together from words of ours; values are parameters

from __future__ import annotations

import heapq
from collections import Counter
from datetime import date
from operator import itemgetter
from typing import TYPE_CHECKING, NamedTuple

from diurna.edtf import days
from diurna.store.briefs import holding

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from diurna.case import Filters
    from diurna.store.connection import Connection

SEEN = "{0}.actor NOT LIKE 'private:%'"  # private persons are counted nowhere by themselves
_ACTORS = f"SELECT DISTINCT a.actor, a.event FROM event_actor a WHERE {SEEN.format('a')}"
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
    where, given = holding(db, filters)
    column = "''" if lanes == "actor" else f"e.{lanes}"
    # The plus has the rows read in their own order, not one by one as an index tells them.
    sql = (
        f"SELECT e.id, e.at, e.until, e.first_day, e.last_day, e.origins, e.claims, {column} FROM event e WHERE {where} AND +e.undated = 0"
    )
    dated = {row[0]: row for row in db.execute(sql, given).fetchall()}
    pairs = db.execute(_ACTORS) if lanes == "actor" else ((told[-1], event) for event, told in dated.items() if told[-1])
    laned = [(lane, dated[event]) for lane, event in pairs if event in dated]
    fullest = sorted(Counter(lane for lane, _ in laned).items(), key=lambda found: (-found[1], found[0]))[:most]
    kept = {lane for lane, _ in fullest}
    rows = sorted(
        ((at, until, event, lane, *told) for lane, (event, at, until, *told) in laned if lane in kept), key=itemgetter(0, 1, 2, 3)
    )
    best = heapq.nsmallest(limit, rows, key=lambda row: (-row[6], -row[7], row[:4]))
    items = [Item(*row[2:6]) for row in sorted(best, key=lambda row: row[:4])]
    anywhere, shown = len({told[0] for _, told in laned}), len({row[2] for row in rows})
    total = len(dated)
    if not rows:
        return Lanes([], [], [], total, 0, total, None)
    first, last = rows[0][0], max(row[1] for row in rows)
    start, end = days(filters.start)[0] or first, days(filters.end)[1] or last
    least = max(_SHORTEST, _between(start, end) // _PARTS)
    gaps = list(_gaps(((lane, at, until) for at, until, _, lane, *_ in rows), least))
    return Lanes(fullest, items, gaps, total, anywhere - shown, total - anywhere, (first, last))


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
