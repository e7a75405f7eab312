"""Events: what stands for each, and one whole, a row per claim, grouped by independent origin."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from fastapi import APIRouter

from diurna.event import Brief
from diurna.export import plain, rows
from diurna.run import views
from diurna.run.events import explain
from diurna.run.names import names_for
from diurna.serve.asking import Asked, Case, Cursor, Limit

router = APIRouter()


@router.get("/events")
def events(case: Case, asked: Asked, limit: Limit = 50, cursor: Cursor = "") -> dict[str, Any]:
    """Return a page of the events of which filters show any claim, in order of time, the next cursor, the total."""
    with case.snapshot():
        found, following, total = case.briefs.page(asked, limit=limit, cursor=cursor)
        return {"events": shown(case, found), "next": following, "total": total}


@router.get("/events/{identity}")
def event(case: Case, identity: str) -> dict[str, Any]:
    """Return an event, by its id, one it was merged from, or a claim's: every value with who gives it, its claims, their origins."""
    with case.snapshot():
        view = explain(case, identity)
        made = views.of_claims(case, view.claims)
        origins = {origin.id: asdict(origin) for origin in case.fusion.origins_of(made_of.document.id for made_of in made.readings)}
        decided = [asdict(made) for made in case.decisions() if set(made.target.split()) & set(view.claims)]
    claims = [plain(made, row) for row in rows(made)]
    return {**asdict(view), "claims": claims, "origins": origins, "decisions": decided}


def shown(case: Case, found: tuple[Brief, ...]) -> list[dict[str, Any]]:
    """Return events as plain data with names."""
    ids = {one for told in found for one in (*told.actors, *told.recipients, told.place) if one}
    names = names_for(case, ids)
    return [
        {
            **asdict(told),
            "actors": [{"id": one, "name": names[one]} for one in told.actors],
            "recipients": [{"id": one, "name": names[one]} for one in told.recipients],
            "place": {"id": told.place, "name": names[told.place]} if told.place else None,
        }
        for told in found
    ]
