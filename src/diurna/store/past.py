"""The case as it was: the readings known at a moment, and filters on claims as they stood."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

from diurna.store import chronology, opening, readings, search
from diurna.store.connection import Connection
from diurna.store.passages import link

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from diurna.case import Filters, Standing
    from diurna.record import Claim, Reading

_KNOWN = "r.seq = (SELECT max(seq) FROM reading WHERE document = r.document AND made <= ?)"
_READINGS = (
    "SELECT r.id, r.document, r.record, t.body FROM reading r JOIN document d ON d.id = r.document "  # noqa: S608 - words of ours
    f"JOIN text t ON t.document = r.document AND t.version = r.text_version WHERE {_KNOWN} ORDER BY d.seq"
)
_ROWS = (
    "SELECT c.id, r.id, c.passage, c.position, d.seq, r.title, r.source, r.published, r.language "  # noqa: S608
    f"FROM reading r JOIN document d ON d.id = r.document JOIN claim c ON c.reading = r.id WHERE {_KNOWN} AND r.document = ?"
)


def known(db: Connection, moment: str) -> Iterator[tuple[Reading, dict[str, str]]]:
    """Yield the readings that were current at a moment, each with the lasting address of each of its claims, by claim id."""
    for row in db.execute(_READINGS, (moment,)):
        reading = readings.load(db, row)
        passages = db.execute(_ROWS, (moment, row[1]))
        yield reading, {claim: link(row[1], passage) for claim, _, passage, *_ in passages}


def matching(db: Connection, moment: str, claims: Iterable[tuple[Claim, Standing]], filters: Filters) -> set[str]:
    """Return which of some claims, as they stood at a moment, are shown by filters: those of the readings current then.

    The claims are put into a chronology of their own in memory, so that a filter means the same then as now.
    """
    with closing(sqlite3.connect(":memory:", isolation_level=None, factory=Connection)) as then:
        opening.forward(then, 0)
        of: dict[str, dict[str, tuple[object, ...]]] = {}
        with then.transaction():
            for claim, standing in claims:
                if claim.document not in of:
                    of = {claim.document: {row[0]: row[1:] for row in db.execute(_ROWS, (moment, claim.document))}}
                if claim.id in of[claim.document]:
                    chronology.write(then, chronology.values(claim, standing, of[claim.document][claim.id]), chronology.actors(claim))
        where, given = search.conditions(filters)
        return {row[0] for row in then.execute(f"SELECT c.claim FROM chronology c WHERE {where}", given)}  # noqa: S608 - values are parameters
