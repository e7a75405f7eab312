"""Events: what stands for each, and one whole, a row per claim, grouped by independent origin."""

from __future__ import annotations

from dataclasses import asdict, fields
from typing import Annotated, Any

from fastapi import APIRouter, Query

from diurna.errors import QueryError
from diurna.event import Brief
from diurna.run import masks, views
from diurna.run.events import explain
from diurna.run.names import names_for
from diurna.run.quoted import quoted
from diurna.run.sentences import of_changes, of_origin
from diurna.serve import telling
from diurna.serve.asking import Asked, Case, Cursor, Language, Limit
from diurna.store.briefs import Among

router = APIRouter()


@router.get("/events")
def events(  # noqa: PLR0913, PLR0917 - what may be asked in an address
    case: Case,
    asked: Asked,
    language: Language,
    limit: Limit = 50,
    cursor: Cursor = "",
    at: Annotated[str, Query(max_length=300, description="the id of the place that stands for an event")] = "",
    party: Annotated[str, Query(max_length=300, description="the id of an actor that acts or is acted on")] = "",
    other: Annotated[str, Query(max_length=300, description="the id of an actor on which `party` acts")] = "",
    mutual: Annotated[bool, Query(description="`party` and `other` both act")] = False,
) -> dict[str, Any]:
    """Return a page of the events of which filters show any claim, in order of time, the next cursor, the total.

    `quote` of an event is the sentence of one claim that stands for it, who published it and the lasting link to the passage.
    """
    with case.snapshot():
        found, following, total = case.briefs.page(asked, limit=limit, cursor=cursor, among=Among(at, party, other, mutual))
        return {"events": _quoting(case, found, language), "next": following, "total": total}


@router.get("/events/{identity}")
def event(case: Case, language: Language, identity: str) -> dict[str, Any]:
    """Return an event, by its id, one it was merged from, or a claim's: every value with who gives it, its claims, their origins.

    `brief` is what stands for it, `documents` are those of its claims and of the origins, `changes` what became of it, `as_of` the day.
    """
    with case.snapshot():
        view = explain(case, identity, language)
        made = views.of_claims(case, view.claims)
        origins = case.origins.of({reading.document.id for reading in made.readings})
        history = case.fusion.history(view.id)
        former = {claim for change in history for claim in change.claims} - set(view.claims)
        people = masks.people_of(made) | masks.people_of(views.of_claims(case, sorted(former)))
        told = telling.event_view(case, view, made, language)
        brief = shown(case, tuple(case.briefs.get((view.id,)).values()), language)
        return {
            **told,
            "brief": {**brief[0], "disagreements": told["disagreements"]} if brief else None,
            "claims": telling.claims_of(case, made),
            "origins": {origin.id: of_origin(origin, language) for origin in origins},
            "documents": telling.documents_of(case, made, origins),
            "decisions": telling.decisions_on(case, view.claims, people.values(), former),
            "changes": of_changes(case, history, language),
            "as_of": views.today(),
        }


@router.get("/events/{identity}/brief")
def in_brief(case: Case, language: Language, identity: str) -> dict[str, Any]:
    """Return what stands for an event, by its id or a claim's, as a list of events has it."""
    with case.snapshot():
        found = case.briefs.get((case.fusion.event(identity)[0],))
        if not found:
            raise QueryError(f"{identity[:80]!r}: the case has no row of that event; run `diurna link`")
        return _quoting(case, tuple(found.values()), language)[0]


def _quoting(case: Case, found: tuple[Brief, ...], language: str) -> list[dict[str, Any]]:
    """Return events as `shown` does, each with the words of one claim; None where no claim is left."""
    quotes = quoted(case, [told.id for told in found])
    return [{**told, "quote": asdict(quotes[told["id"]]) if told["id"] in quotes else None} for told in shown(case, found, language)]


def shown(case: Case, found: tuple[Brief, ...], language: str) -> list[dict[str, Any]]:
    """Return events as plain data with names in a language."""
    ids = {one for told in found for one in (*told.actors, *told.recipients, told.place) if one}
    names = names_for(case, ids, language)
    return [
        {
            **{field.name: getattr(told, field.name) for field in fields(told)},
            "actors": [{"id": one, "name": names[one]} for one in told.actors],
            "recipients": [{"id": one, "name": names[one]} for one in told.recipients],
            "place": {"id": told.place, "name": names[told.place]} if told.place else None,
        }
        for told in found
    ]
