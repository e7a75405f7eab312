"""Sheets: an edited export compared with the case, and applied as decisions."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from diurna import review
from diurna.case import EDITABLE, Filters
from diurna.export import COLUMNS, Edition, values

if TYPE_CHECKING:
    from collections.abc import Iterable

    from diurna.case import Decision, Standing
    from diurna.review import Differences
    from diurna.run.desk import Desk
    from diurna.run.tables import Row
    from diurna.store import Store


def compare(store: Store, rows: Iterable[Row]) -> Differences:
    """Return what the rows of an edited export ask for, measured against the claims as they stand; nothing is changed.

    Args:
        store: an open case.
        rows: as `tables.rows` returns them.
    """
    told = list(rows)
    ids = {row.get("id", "").strip().lstrip("'") for row in told}
    with store.snapshot():
        state = review.replay(store.decisions())
        masks = Edition((), case=store.name)
        current: dict[str, tuple[dict[str, str], Standing]] = {}
        shown: dict[str, dict[str, str]] = {}
        for document in dict.fromkeys(store.documents_of(sorted(ids)).values()):
            left, standings = review.laid_over(store.reading(document), state)
            people = masks.people(left)
            for claim in left.claims or ():
                current[claim.id] = (review.values(claim), standings[claim.id])
                shown[claim.id] = values(claim, people)
        total = store.query(Filters(), limit=1).total
    found = review.differences(told, current, shown=shown)
    return replace(found, missing=total - len(ids & current.keys()))


def columns(rows: Iterable[Row]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the columns people may edit that an edited export lacks, and those it has that no export of ours has."""
    there = {column for row in rows for column in row}
    ours = {*COLUMNS, "why"}
    return tuple(name for name in ("status", *EDITABLE) if name not in there), tuple(sorted(there - ours - {""}))


def apply(desk: Desk, found: Differences, why: str = "") -> tuple[Decision, ...]:
    """Decide what an edited export asks for, all of it or, where the case cannot be written, nothing.

    Args:
        desk: of the person who edited.
        found: as `compare` returned it for the case as it is now.
        why: the reason where a row has none of its own.
    """
    return desk.commit_all(replace(draft, why=draft.why or why) for draft in found.decisions())
