"""What is counted of events: by their parts, over time, by place, between actors; sources."""

# ruff: noqa: S608 - statements are put together from words of ours; values are parameters

from __future__ import annotations

import heapq
from collections import Counter, defaultdict
from typing import TYPE_CHECKING, Any

from diurna.store.briefs import among_ids, holding
from diurna.store.lanes import SEEN, Lanes, timeline
from diurna.store.search import conditions

if TYPE_CHECKING:
    from collections.abc import Mapping

    from diurna.case import Filters
    from diurna.store.connection import Connection

Counted = list[tuple[str, int]]
Pair = tuple[str, str, bool]
_MUTUAL = ("AGREE", "CONSULT", "COOPERATE")
_OF_CLAIMS = ("type", "modality", "status", "language", "source")
_OF_EVENTS = ("happened", "place", "at")
_YEARS = (3, 30)  # up to the first, months are counted apart; beyond the second, years


def histogram(days: Mapping[str, int]) -> dict[str, Any]:
    """Return how many events begin in each day, month or year ("unit" tells which), out of how many do on each day, "" for no date."""
    dated = [at for at in days if at]
    first, last = min(dated, default=""), max(dated, default="")
    years = int(last[:4]) - int(first[:4]) if dated else 0
    unit, signs = ("month", 7) if years <= _YEARS[1] else ("year", 4)
    if years <= _YEARS[0]:
        unit, signs = ("day", 10) if dated and (last[:7] == first[:7] or years == 0) else ("month", 7)
    bars: Counter[str] = Counter()
    for at in dated:
        bars[at[:signs]] += days[at]
    return {"unit": unit, "undated": days.get("", 0), "bars": [{"at": at, "count": n} for at, n in sorted(bars.items())]}


class Charts:
    """The counts of an open case at one moment, to be asked for anew at another; all are of the events of which filters show a claim."""

    def __init__(self, db: Connection) -> None:
        self._db = db
        self._held: dict[Filters, tuple[str, list[Any]]] = {}
        self._parts: dict[Filters, dict[str, Counter[str]]] = {}

    def facets(self, filters: Filters, *, most: int) -> tuple[dict[str, Counted], dict[str, Any]]:
        """Return how many events there are by type, modality, status, language, source, actor and place, and the histogram.

        What claims tell is counted as filters ask for it: an event counts for each type that a claim of it which is shown has.
        """
        shown, asked = conditions(filters)
        columns = ", ".join(f"c.{name}" for name in _OF_CLAIMS)
        # The events of each mixture of values in one string: a row for each claim takes twice the time, count(DISTINCT …) three times.
        sql = f"SELECT {columns}, group_concat(m.event) FROM chronology c JOIN event_claim m ON m.claim = c.claim WHERE {shown}"
        held: list[dict[str, set[str]]] = [defaultdict(set) for _ in _OF_CLAIMS]
        for *values, listed in self._db.execute(f"{sql} GROUP BY {columns}", asked):
            events = listed.split(",")
            for by_value, value in zip(held, values, strict=True):
                by_value[value].update(events)
        every = set[str]().union(*held[0].values())
        if shown != "1":
            self._held[filters] = among_ids(every)
        found = {
            name: _most({value: len(of) for value, of in by_value.items()}, most) for name, by_value in zip(_OF_CLAIMS, held, strict=True)
        }
        for name in ("happened", "place"):
            found[name] = _most({value: count for value, count in self._told(name, filters).items() if value}, most)
        where, given = ("1", []) if shown == "1" else among_ids(every, "a.event")
        acting = f"SELECT a.actor, count(DISTINCT a.event) FROM event_actor a WHERE {SEEN.format('a')} AND {where} GROUP BY 1"
        found["actor"] = _most(dict(self._db.execute(acting, given).fetchall()), most)
        return found, self.histogram(filters)

    def histogram(self, filters: Filters) -> dict[str, Any]:
        """Return how many events begin in each day, month or year ("unit" tells which), and how many have no date."""
        return histogram(self._told("at", filters))

    def timeline(self, filters: Filters, *, lanes: str, most: int, limit: int) -> Lanes:
        """Return the dated events in the fullest lanes ("actor", "place", "type"); of more than `limit`, those told by most origins."""
        return timeline(self._db, self._holding(filters), filters, lanes=lanes, most=most, limit=limit)

    def places(self, filters: Filters) -> tuple[Counted, int]:
        """Return how many events there are at each place, the most frequent first, and how many have no place."""
        found = dict(self._told("place", filters))
        untold = found.pop("", 0)
        return _most(found, len(found)), untold

    def span(self, filters: Filters) -> tuple[str, str] | None:
        """Return the first and the last day of the events that have a date; None when there are none."""
        where, given = self._holding(filters)
        first, last = self._db.execute(f"SELECT min(e.at), max(e.until) FROM event e WHERE {where} AND e.undated = 0", given).fetchone()
        return (first, last) if first else None

    def edges(self, filters: Filters, *, limit: int) -> tuple[list[tuple[str, str, bool, Counter[str]]], int]:
        """Return who acts on whom, the most frequent first, and how many there are.

        An edge is (from, to, whether it goes both ways, events by type).
        """
        where, given = self._holding(filters)
        # An event names an actor once in each role. Without a word from us, SQLite goes through the events in the order of their places.
        acts = (
            "SELECT a.actor, b.actor, e.type FROM event e INDEXED BY event_kind CROSS JOIN event_actor a ON a.event = e.id "
            f"AND a.role = 'actors' CROSS JOIN event_actor b ON b.event = e.id WHERE {where} AND {SEEN.format('a')} AND {SEEN.format('b')} "
        )
        on = self._db.execute(f"{acts} AND b.role = 'recipients' AND a.actor <> b.actor", given)
        mutual = f"b.role = 'actors' AND a.actor < b.actor AND e.type IN ({', '.join('?' * len(_MUTUAL))})"
        kinds = Counter((*row, False) for row in on) + Counter(
            (*row, True) for row in self._db.execute(f"{acts} AND {mutual}", (*given, *_MUTUAL))
        )
        totals: Counter[Pair] = Counter()
        for (one, other, _, both), count in kinds.items():
            totals[one, other, both] += count
        found = {pair: Counter[str]() for pair, _ in heapq.nsmallest(limit, totals.items(), key=lambda edge: (-edge[1], edge[0]))}
        for (one, other, kind, both), count in kinds.items():
            if (one, other, both) in found:
                found[one, other, both][kind] = count
        return [(*pair, types) for pair, types in found.items()], len(totals)

    def sources(self) -> list[dict[str, Any]]:
        """Return the outlets: documents, claims, first and last day of publication, languages, documents with the words of others."""
        sql = (
            "SELECT r.source, count(*), min(r.published), max(r.published), group_concat(DISTINCT r.language), "
            "count(nullif(o.kinship, '')), sum((SELECT count(*) FROM chronology c WHERE c.document = r.document)) "
            "FROM current_reading r LEFT JOIN origin_document o ON o.document = r.document GROUP BY 1 ORDER BY 2 DESC, 1"
        )
        names = ("source", "documents", "first", "last", "languages", "taken", "claims")
        return [dict(zip(names, row, strict=True)) for row in self._db.execute(sql)]

    def _told(self, column: str, filters: Filters) -> Mapping[str, int]:
        """Return how many events there are by "happened", "place" or "at"; all three of those that filters show are counted at once."""
        where, given = self._holding(filters)
        if where == "1":
            return dict(self._db.execute(f"SELECT e.{column}, count(*) FROM event e GROUP BY 1").fetchall())
        if filters not in self._parts:
            rows = self._db.execute(f"SELECT {', '.join(_OF_EVENTS)} FROM event e WHERE {where}", given).fetchall()
            self._parts[filters] = {name: Counter(row[at] for row in rows) for at, name in enumerate(_OF_EVENTS)}
        return self._parts[filters][column]

    def _holding(self, filters: Filters) -> tuple[str, list[Any]]:
        if filters not in self._held:
            self._held[filters] = holding(self._db, filters)
        return self._held[filters]


def _most(counts: Mapping[str, int], most: int) -> Counted:
    """Return the most frequent values with their counts, of as many the first in order."""
    return sorted(counts.items(), key=lambda counted: (-counted[1], counted[0]))[:most]
