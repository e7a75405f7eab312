"""ACLED: the claims of acts that ACLED codes, in the columns of its data."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from diurna import knowledge
from diurna.export import _shaped
from diurna.export._countries import country_name, numeric
from diurna.export._deaths import deaths
from diurna.export._headline import speakers
from diurna.export._kinds import Acting, actors, recipients
from diurna.export._left_out import NO_DATE, counted, kept, no_event
from diurna.export._spans import length, span

if TYPE_CHECKING:
    from diurna.export._edition import Edition
    from diurna.export._rows import Row
    from diurna.export._sheet import Cell

SUFFIX = ".csv"
LOSSES = (
    *_shaped.LOSSES,
    "acts that ACLED does not code, or whose type and mode leave open which of its types they are, are not in it",
    "claims dated no closer than a month, or by their end alone, are not in it",
    "the first day that a date can mean stands for it, time_precision is 1 for a day, 2 for a week, 3 for a month",
    "of what goes on (since …) only the day it began is given",
    "actor1 and actor2 have no direction in ACLED; here actor1 acts and actor2 is acted on, or both act together",
    "inter codes, interaction, civilian targeting, region, source scale, tags and timestamp are left empty: nothing here decides them",
    "fatalities stand only where the claim tells them in figures, else the cell is empty, not 0; that a number is no exact one is lost",
    "a country has no point, an area or a place that is not known no geo_precision",
)

COLUMNS = (
    *("event_id_cnty", "event_date", "year", "time_precision", "disorder_type", "event_type", "sub_event_type"),
    *("actor1", "assoc_actor_1", "inter1", "actor2", "assoc_actor_2", "inter2", "interaction", "civilian_targeting"),
    *("iso", "region", "country", "admin1", "admin2", "admin3", "location", "latitude", "longitude", "geo_precision"),
    *("source", "source_scale", "notes", "fatalities", "tags", "timestamp"),
)
_DAY, _WEEK, _MONTH = 1, 7, 31  # days
_GEO = {"town": 1, "region": 3}


@dataclass(frozen=True, slots=True)
class Act:
    """A type of ACLED's and the acts that it is; `armed` is "both" or "one" where it depends on who is armed."""

    type: str
    modes: tuple[str, ...]
    disorder: str
    event: str
    sub_event: str
    armed: str = ""


@dataclass(frozen=True, slots=True)
class Acts:
    """The file `data/exports/acled.toml`."""

    act: tuple[Act, ...]


def render(edition: Edition) -> str:
    """Write the claims as CSV in ACLED's columns."""
    return _shaped.table(edition, COLUMNS, ((row, _cells(row)) for row in kept(edition, _why)))


def lost(edition: Edition) -> tuple[str, ...]:
    """Count the claims that are left out."""
    return counted(edition, _why)


def _why(row: Row) -> str:
    if reason := no_event(row):
        return reason
    if _act(row) is None:
        return f"{row.type} {row.mode or 'without a mode'} is none of ACLED's types, or leaves open which"
    if not (row.first or row.last):
        return NO_DATE
    return "" if _precision(row) else "dated no closer than a month, or by their end alone"


def _cells(row: Row) -> dict[str, Cell]:
    act, killed = _act(row), deaths(row)
    first, second = _sides(row)
    said = f" (according to {speakers(row)})" if row.according_to else ""
    return {
        "event_id_cnty": row.id,
        "event_date": row.first,
        "year": int(row.first[:4]),
        "time_precision": _precision(row),
        "disorder_type": act.disorder if act else "",
        "event_type": act.event if act else "",
        "sub_event_type": act.sub_event if act else "",
        "actor1": _first(first),
        "assoc_actor_1": _others(first),
        "actor2": _first(second),
        "assoc_actor_2": _others(second),
        "iso": numeric(row.country),
        "country": country_name(row.country),
        "admin1": row.where if row.where_kind == "first-level unit" else "",
        "admin2": row.where if row.where_kind == "second-level unit" else "",
        "location": row.where,
        "latitude": row.lat,
        "longitude": row.lon,
        "geo_precision": _GEO.get(row.place_precision) if row.lat is not None else None,
        "source": row.source,
        "notes": f"{row.sentence}{said}",
        "fatalities": killed.number if killed else None,
    }


def _act(row: Row) -> Act | None:
    """Return the type of ACLED's that a claim is, None for none."""
    first, second = _sides(row)
    armed = [any(party.kind.armed for party in side) for side in (first, second)]
    holds = {"": True, "both": all(armed), "one": any(armed)}
    return next((act for act in acts() if act.type == row.type and (row.mode in act.modes or "*" in act.modes) and holds[act.armed]), None)


def _sides(row: Row) -> tuple[tuple[Acting, ...], tuple[Acting, ...]]:
    """Return the two sides: who acts and to whom, or of those who act together the first and the rest."""
    who, whom = actors(row), recipients(row)
    return (who, whom) if whom or row.type != "AGREE" else (who[:1], who[1:])


def _precision(row: Row) -> int:
    """Return ACLED's code of how precise a date is, 0 for one that it does not code."""
    told = span(row)
    if told is None or not row.first:
        return 0
    days = length(row.first, row.last) if row.last else _DAY if len(told.start) == len("2024-03-12") else _MONTH + 1
    if told.one and not told.exact and days <= _DAY:
        return 2  # "about 12 March"
    return 1 if days <= _DAY else 2 if days <= _WEEK else 3 if days <= _MONTH else 0


def _first(side: tuple[Acting, ...]) -> str:
    return side[0].name if side else ""


def _others(side: tuple[Acting, ...]) -> str:
    return "; ".join(party.name for party in side[1:])


@cache
def acts() -> tuple[Act, ...]:
    """Return the types of ACLED's with the acts that they are, in the order in which they are tried."""
    return knowledge.load("exports/acled", Acts).act
