"""Waiting: the claims to be judged, a few at a time, the least sure first, with what speaks against each."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from diurna.export import plain, rows
from diurna.run import views

if TYPE_CHECKING:
    from diurna.case import Filters
    from diurna.store import Store
    from diurna.store.search import Wanted

_REPAIRED = "words or date repaired"


def waiting(store: Store, filters: Filters, wanted: Wanted, *, limit: int, offset: int = 0) -> dict[str, Any]:
    """Return claims to be judged as plain data.

    Args:
        store: an open case.
        filters: what of it.
        wanted: the order, and what is doubtful enough.
        limit: how many.
        offset: after so many.

    Returns:
        `claims` as exports hold them, each with `score`, `model`, `doubts` and the events that it is in; `total` of those asked for,
        `judged` and `all` of the claims that filters show.
    """
    found, total = store.waiting(filters, wanted, limit=limit, offset=offset)
    made = views.of_claims(store, found)
    told = {row.id: plain(made, row) for row in rows(made)}
    events = store.fusion.events(found)
    briefs = store.briefs.get(events)
    event_of = {claim: event for event, held in events.items() for claim in held}
    models = store.models()
    listed = []
    for claim in found:
        brief = briefs.get(event_of.get(claim, ""))
        doubts = [*([_REPAIRED] if told[claim]["repaired"] else []), *(brief.disagreements if brief else ())]
        beside = {"score": told[claim]["confidence"], "model": models.get(told[claim]["document"], ""), "doubts": doubts}
        listed.append({**told[claim], **beside, "event_id": event_of.get(claim, ""), "event_claims": brief.claims if brief else 1})
    judged, every = store.judged(filters)
    return {"claims": listed, "total": total, "judged": judged, "all": every}
