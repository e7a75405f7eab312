"""What is counted and drawn: facets and the histogram, the timeline, the map, the network."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Query

from diurna.places import gazetteer, notes
from diurna.run.names import names_for, numbers
from diurna.serve.api.events import shown
from diurna.serve.asking import Asked, Case, Language, Limit
from diurna.store.briefs import UNDATED

router = APIRouter()


@router.get("/facets")
def facets(case: Case, asked: Asked, language: Language, most: Annotated[int, Query(ge=1, le=200)] = 12) -> dict[str, Any]:
    """Return how many events filters show by type, status, modality, language, source, actor and place, and over time."""
    with case.snapshot():
        counted, histogram = case.charts.facets(asked, most=most)
        names = names_for(case, {value for part in ("actor", "place") for value, _ in counted[part]}, language)
        told = {
            part: [{"value": value, "name": names.get(value, value), "count": n} for value, n in found] for part, found in counted.items()
        }
        return {"facets": told, "histogram": histogram}


@router.get("/timeline")
def timeline(  # noqa: PLR0913, PLR0917 - what may be asked in an address
    case: Case,
    asked: Asked,
    language: Language,
    lanes: Literal["actor", "place", "type"] = "actor",
    most: Annotated[int, Query(ge=1, le=40)] = 12,
    limit: Annotated[int, Query(ge=1, le=3000)] = 300,
) -> dict[str, Any]:
    """Return the events of a window in lanes, the fullest lanes first; of more than `limit`, the best told.

    `further` is how many events are in other lanes alone, `laneless` how many in none. `first` and `last` of an item are null where it
    is open, `gaps` are times of which a lane tells nothing. `undated` is the cursor with which /events begins at those without a date.
    """
    with case.snapshot():
        charts = case.charts
        found = charts.timeline(asked, lanes=lanes, most=most, limit=limit)
        whole = replace(asked, start="", end="")  # the strip to choose a time on shows all times
        names = names_for(case, {lane for lane, _ in found.lanes} if lanes != "type" else set(), language)
        briefs = case.briefs.get({item.event for item in found.items})
        return {
            "lanes": [{"id": lane, "name": names.get(lane, lane), "count": count} for lane, count in found.lanes],
            "items": [item._asdict() for item in found.items],
            "gaps": [gap._asdict() for gap in found.gaps],
            "span": found.span,
            "events": {told["id"]: told for told in shown(case, tuple(briefs.values()), language)},
            "total": found.total,
            "further": found.further,
            "laneless": found.laneless,
            "histogram": charts.histogram(whole),
            "undated": UNDATED,
        }


@router.get("/map")
def places(case: Case, asked: Asked, language: Language) -> dict[str, Any]:
    """Return the places of the events that filters show, with how many, where they lie and how much ground they cover.

    `nowhere` are places that were named but are on no list, `untold` is how many events have none.
    """
    with case.snapshot():
        counted, untold = case.charts.places(asked)
        names = names_for(case, {place for place, _ in counted}, language)
    told, nowhere = [], []
    for place, count in counted:
        entry = gazetteer().known(place)
        if entry is None or entry.lat is None:
            nowhere.append({"id": place, "name": names[place], "count": count})
        else:
            noted = next((notes()[one] for one in (place, *gazetteer().units(place)) if one in notes()), "")
            told.append({
                "id": place, "name": names[place], "count": count, "lat": entry.lat, "lon": entry.lon, "precision": entry.precision,
                "country": entry.country, "numbers": numbers(entry.country), "note": noted,
            })  # fmt: skip
    return {"places": told, "nowhere": nowhere, "untold": untold}


@router.get("/network")
def network(case: Case, asked: Asked, language: Language, limit: Limit = 300) -> dict[str, Any]:
    """Return who acts on whom in the events that filters show: the most frequent edges by type, how many there are, and the time of all."""
    with case.snapshot():
        charts = case.charts
        edges, total = charts.edges(asked, limit=limit)
        names = names_for(case, {one for edge in edges for one in edge[:2]}, language)
        span = charts.span(replace(asked, start="", end=""))
    listed = [{"from": a, "to": b, "mutual": mutual, "types": types, "count": sum(types.values())} for a, b, mutual, types in edges]
    nodes = [{"id": one, "name": names[one]} for one in sorted({one for edge in edges for one in edge[:2]})]
    return {"nodes": nodes, "edges": listed, "total": total, "span": span}
