"""What is counted of events: by their parts, over time, by place, between actors; sources."""

# ruff: noqa: S608 - statements are put together from words of ours; values are parameters

from __future__ import annotations

from collections import Counter, defaultdict
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING, Any

from diurna.store.briefs import among_ids, holding
from diurna.store.lanes import SEEN, Lanes, timeline
from diurna.store.search import conditions

if TYPE_CHECKING:
    from diurna.case import Filters
    from diurna.store.connection import Connection

Counted = list[tuple[str, int]]
Pair = tuple[str, str, bool]
_MUTUAL = ("AGREE", "CONSULT", "COOPERATE")
_OF_EVENTS = {"type": "e.type", "happened": "e.happened"}
_OF_CLAIMS = ("modality", "status", "language", "source")
_YEARS = (3, 30)  # up to the first, months are counted apart; beyond the second, decades


def _pairs(parties: list[tuple[str, str]], *, mutual: bool) -> set[Pair]:
    """Return who acts on whom in an event of some (role, actor); in what both do, those who act do it to each other."""
    acting = {actor for role, actor in parties if role == "actors"}
    on = {(one, actor, False) for role, actor in parties if role == "recipients" for one in acting if one != actor}
    return on | {(one, other, True) for one in acting for other in acting if mutual and one < other}


class Charts:
    """The counts of an open case; all are of the events of which filters show a claim."""

    def __init__(self, db: Connection) -> None:
        self._db = db

    def facets(self, filters: Filters, *, most: int) -> tuple[dict[str, Counted], dict[str, Any]]:
        """Return how many events there are by type, modality, status, language, source, actor and place, and the histogram."""
        shown, asked = conditions(filters)
        columns = ", ".join(f"c.{name}" for name in _OF_CLAIMS)
        sql = f"SELECT m.event, {columns} FROM chronology c JOIN event_claim m ON m.claim = c.claim WHERE {shown}"
        rows = self._db.execute(sql, asked).fetchall()
        events = None if shown == "1" else {row[0] for row in rows}
        where, given = ("1", []) if events is None else among_ids(events)
        acted, parties = ("1", []) if events is None else among_ids(events, "a.event")
        found = {
            name: self._count(f"SELECT {column}, count(*) FROM event e WHERE {where}", given, most) for name, column in _OF_EVENTS.items()
        }
        # Sets of Python take a third of the time of count(DISTINCT …) for each column.
        held: list[dict[str, set[str]]] = [defaultdict(set) for _ in _OF_CLAIMS]
        for event, *values in rows:
            for by_value, value in zip(held, values, strict=True):
                by_value[value].add(event)
        for name, by_value in zip(_OF_CLAIMS, held, strict=True):
            counts = ((value, len(told)) for value, told in by_value.items())
            found[name] = sorted(counts, key=lambda counted: (-counted[1], counted[0]))[:most]
        acting = f"SELECT a.actor, count(DISTINCT a.event) FROM event_actor a WHERE {SEEN.format('a')} AND {acted}"
        found["actor"] = self._count(acting, parties, most)
        found["place"] = self._count(f"SELECT e.place, count(*) FROM event e WHERE {where} AND e.place <> ''", given, most)
        return found, self._histogram(where, given)

    def histogram(self, filters: Filters) -> dict[str, Any]:
        """Return how many events begin in each month, year or decade ("unit" tells which), and how many have no date."""
        return self._histogram(*holding(self._db, filters))

    def _histogram(self, where: str, given: list[Any]) -> dict[str, Any]:
        ends = f"SELECT min(e.at), max(e.at) FROM event e WHERE {where} AND e.undated = 0"
        first, last = self._db.execute(ends, given).fetchone()
        undated = int(self._db.one(f"SELECT count(*) FROM event e WHERE {where} AND e.undated = 1", *given))
        years = int(last[:4]) - int(first[:4]) if first else 0
        unit, signs = ("month", 7) if years <= _YEARS[1] else ("year", 4)
        if years <= _YEARS[0]:
            unit, signs = ("day", 10) if first and (last[:7] == first[:7] or years == 0) else ("month", 7)
        sql = f"SELECT substr(e.at, 1, {signs}), count(*) FROM event e WHERE {where} AND e.undated = 0 GROUP BY 1 ORDER BY 1"
        return {"unit": unit, "undated": undated, "bars": [{"at": at, "count": n} for at, n in self._db.execute(sql, given)]}

    def timeline(self, filters: Filters, *, lanes: str, most: int, limit: int) -> Lanes:
        """Return the dated events in the fullest lanes ("actor", "place", "type"); of more than `limit`, those told by most origins."""
        return timeline(self._db, filters, lanes=lanes, most=most, limit=limit)

    def places(self, filters: Filters) -> tuple[Counted, int]:
        """Return how many events there are at each place, the most frequent first, and how many have no place."""
        where, given = holding(self._db, filters)
        found = self._count(f"SELECT e.place, count(*) FROM event e WHERE {where}", given, -1)
        return [(place, count) for place, count in found if place], dict(found).get("", 0)

    def span(self, filters: Filters) -> tuple[str, str] | None:
        """Return the first and the last day of the events that have a date; None when there are none."""
        where, given = holding(self._db, filters)
        first, last = self._db.execute(f"SELECT min(e.at), max(e.until) FROM event e WHERE {where} AND e.undated = 0", given).fetchone()
        return (first, last) if first else None

    def edges(self, filters: Filters, *, limit: int) -> tuple[list[tuple[str, str, bool, Counter[str]]], int]:
        """Return who acts on whom, the most frequent first, and how many there are.

        An edge is (from, to, whether it goes both ways, events by type).
        """
        where, given = holding(self._db, filters)
        kinds = dict(self._db.execute(f"SELECT e.id, e.type FROM event e WHERE {where}", given).fetchall())
        parties = f"SELECT a.event, a.role, a.actor FROM event_actor a WHERE {SEEN.format('a')} ORDER BY a.event, a.role, a.position"
        found: dict[Pair, Counter[str]] = {}
        for event, told in groupby(self._db.execute(parties), itemgetter(0)):
            kind = kinds.get(event)
            if kind is not None:
                for pair in _pairs([(role, actor) for _, role, actor in told], mutual=kind in _MUTUAL):
                    found.setdefault(pair, Counter())[kind] += 1
        ordered = sorted(found, key=lambda edge: (-sum(found[edge].values()), edge))
        return [(*edge, found[edge]) for edge in ordered[:limit]], len(ordered)

    def sources(self) -> list[dict[str, Any]]:
        """Return the outlets: documents, claims, first and last day of publication, languages, documents with the words of others."""
        sql = (
            "SELECT r.source, count(*), min(r.published), max(r.published), group_concat(DISTINCT r.language), "
            "count(nullif(o.kinship, '')), sum((SELECT count(*) FROM chronology c WHERE c.document = r.document)) "
            "FROM current_reading r LEFT JOIN origin_document o ON o.document = r.document GROUP BY 1 ORDER BY 2 DESC, 1"
        )
        names = ("source", "documents", "first", "last", "languages", "taken", "claims")
        return [dict(zip(names, row, strict=True)) for row in self._db.execute(sql)]

    def _count(self, sql: str, given: list[Any], most: int) -> Counted:
        return self._db.execute(f"{sql} GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT ?", (*given, most)).fetchall()
