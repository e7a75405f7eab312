"""Spellings: the names that claims of each language give to the ids of actors and places."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable

    from diurna.store.connection import Connection

Spellings = dict[str, dict[str, str]]

_OF_IDS = (
    "SELECT w.id, c.language, a.name, count(*) FROM wanted w JOIN chronology_actor a ON a.actor = w.id "
    "JOIN chronology c INDEXED BY chronology_language ON c.claim = a.claim GROUP BY 1, 2, 3 UNION ALL "
    "SELECT w.id, c.language, c.place, count(*) FROM wanted w JOIN chronology c ON c.place_id = w.id GROUP BY 1, 2, 3"
)
_OF_CLAIMS = (
    "SELECT 'name:' || a.folded, c.language, a.name, count(*) FROM wanted w JOIN chronology_actor a ON a.claim = w.id "
    "JOIN chronology c ON c.claim = a.claim GROUP BY 1, 2, 3 UNION ALL "
    "SELECT 'name:' || c.place_folded, c.language, c.place, count(*) FROM wanted w JOIN chronology c ON c.claim = w.id GROUP BY 1, 2, 3"
)
# CROSS has SQLite begin with the few names, not with all claims: 0.25 s of a case of 45,000.
_OF_EVENTS = (
    "SELECT w.id, c.language, a.name, count(*) FROM wanted w CROSS JOIN event_actor e ON e.actor = w.id "
    "CROSS JOIN event_claim m ON m.event = e.event CROSS JOIN chronology_actor a ON a.claim = m.claim "
    "CROSS JOIN chronology c INDEXED BY chronology_language ON c.claim = a.claim "
    "WHERE 'name:' || a.folded = w.id GROUP BY 1, 2, 3 UNION ALL "
    "SELECT w.id, c.language, c.place, count(*) FROM wanted w CROSS JOIN event e ON e.place = w.id "
    "CROSS JOIN event_claim m ON m.event = e.id CROSS JOIN chronology c ON c.claim = m.claim "
    "WHERE 'name:' || c.place_folded = w.id GROUP BY 1, 2, 3"
)


def of_ids(db: Connection, ids: Iterable[str]) -> Spellings:
    """Return for each id of an actor or place the name that most claims of a language give to it, by language; of all, under ""."""
    return _spelled(db.among(ids, _OF_IDS))


def of_claims(db: Connection, claims: Iterable[str]) -> Spellings:
    """Return the same for all names that some claims tell, by "name:" and the folded name."""
    return _spelled(db.among(claims, _OF_CLAIMS))


def of_events(db: Connection, names: Iterable[str]) -> Spellings:
    """Return the same for some of "name:" and a folded name, as the claims of the events spell them that have it."""
    return _spelled(db.among(names, _OF_EVENTS))


def _spelled(rows: Iterable[tuple[Any, ...]]) -> Spellings:
    """Return the name most used in each language; of as many the shorter, then the first in order."""
    counts: dict[tuple[str, str, str], int] = {}
    for identity, language, name, count in rows:
        for code in {language, ""}:
            counts[identity, code, name] = counts.get((identity, code, name), 0) + count
    told: Spellings = {}
    for identity, code, name in sorted(counts, key=lambda one: (-counts[one], len(one[2]), one[2])):
        told.setdefault(identity, {}).setdefault(code, name)
    return told
