"""Agreements and commitments of a case over documents: what of them is shown, as an edition that masks private persons."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Literal

from diurna.case import Standing
from diurna.errors import QueryError
from diurna.export import Edition
from diurna.fuse.pacts import accords
from diurna.fuse.promises import overdue, promises
from diurna.store.ledger import now

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from diurna.event import Accord, Promise
    from diurna.store import Store

_DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)


def followed(store: Store, kind: Literal["agreements", "commitments"], *, on: str = "", status: str = "", late: bool = False) -> Edition:
    """Return the agreements or the commitments of a case, with no more of its documents than is needed to show them.

    Args:
        store: an open case.
        kind: which of both.
        on: the day (YYYY-MM-DD) on which commitments may be overdue; today in UTC by default.
        status: only those of this status, that of their last stage.
        late: only commitments that are overdue.

    Raises:
        QueryError: `on` is no day.
    """
    day = on or now()[:10]
    if not _DAY.fullmatch(day):
        raise QueryError(f"on {on!r}: expected a day YYYY-MM-DD")
    with store.snapshot():
        tables = store.following
        told: tuple[Accord, ...] = tables.accords() if kind == "agreements" else ()
        vowed: tuple[Promise, ...] = tables.promises() if kind == "commitments" else ()
        told = tuple(one for one in told if _has(one, status))
        vowed = tuple(one for one in vowed if _has(one, status) and (not late or overdue(one, day)))
        drafts = tables.drafts(
            {document for one in told for document in one.documents} | {document for one in vowed for document in one.documents}
        )
        resting = store.documents_of(_claims((*told, *vowed)))
        events = tables.events(claim for one in vowed for claim, _ in one.meets)
    standing = {claim: Standing(event=event) for claim, event in events.items()}
    readings = tuple(drafts[document] for document in sorted(drafts))
    return Edition(readings, several=True, standing=standing, case=store.name, as_of=day, accords=told, promises=vowed, resting=resting)


def with_pacts(made: Edition, store: Store) -> Edition:
    """Return an edition of a case with the agreements and commitments that rest on any of its claims."""
    return _with(made, store, store.following.accords(), store.following.promises(), store.following.events)


def with_past_pacts(made: Edition, store: Store, whole: Edition) -> Edition:
    """Return an edition of a case as it was with the agreements and commitments of then, which are kept nowhere: they are worked out.

    Args:
        made: the edition; what rests on none of its claims is left out.
        store: the case.
        whole: all of the case as it was at that moment, with its events.
    """
    rejected = {claim for claim, stands in whole.standing.items() if stands.status == "rejected"}
    kept = [replace(r, claims=tuple(c for c in r.claims or () if c.id not in rejected)) for r in whole.readings]
    event_of = {claim: stands.event for claim, stands in whole.standing.items() if stands.event}
    told, vowed = accords(kept, event_of), promises(kept, event_of, today="")
    return _with(made, store, told, vowed, lambda claims: {claim: event_of[claim] for claim in claims if claim in event_of})


def _with(
    made: Edition, store: Store, told: Iterable[Accord], vowed: Iterable[Promise], events: Callable[[Iterable[str]], dict[str, str]]
) -> Edition:
    shown = {claim.id for reading in made.readings for claim in reading.claims or ()}
    told = tuple(one for one in told if shown.intersection(_claims((one,))))
    vowed = tuple(one for one in vowed if shown.intersection(_claims((one,))))
    offered = events({claim for one in vowed for claim, _ in one.meets} - made.standing.keys())
    standing = {claim: Standing(event=event) for claim, event in offered.items()} | dict(made.standing)
    return replace(made, accords=told, promises=vowed, standing=standing, resting=store.documents_of(_claims((*told, *vowed)) - shown))


def _has(one: Accord | Promise, status: str) -> bool:
    return not status or bool(one.stages and one.stages[-1].status == status)


def _claims(pacts: Iterable[Accord | Promise]) -> set[str]:
    return {claim for one in pacts for stage in one.stages for claim in stage.claims}
