"""UCDP: the claims of deadly or armed assaults, in the columns of the UCDP Georeferenced Event Dataset."""

from __future__ import annotations

from typing import TYPE_CHECKING

from diurna.export import _shaped
from diurna.export._countries import country_name
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
    "only assaults are in it that tell deaths in figures or in which somebody armed takes part",
    "claims without a date, dated no closer than a year, or by their end alone are not in it",
    "of what goes on (since …) date_end and date_prec are empty",
    "side_a acts and side_b is acted on; UCDP has no direction, and its conflicts, dyads and ids are left empty",
    "type_of_violence stands only where the kinds of both sides decide it",
    "deaths stand only where the claim tells them in figures, else the cells are empty, not 0; whose dead they are is not told",
    "where_prec is that of the place that is named; how clear an event is (event_clarity) is left empty",
)

COLUMNS = (
    *("id", "relid", "year", "active_year", "code_status", "type_of_violence"),
    *("conflict_dset_id", "conflict_new_id", "conflict_name", "dyad_dset_id", "dyad_new_id", "dyad_name"),
    *("side_a_dset_id", "side_a_new_id", "side_a", "side_b_dset_id", "side_b_new_id", "side_b"),
    *("number_of_sources", "source_article", "source_office", "source_date", "source_headline", "source_original"),
    *("where_prec", "where_coordinates", "where_description", "adm_1", "adm_2", "latitude", "longitude", "geom_wkt", "priogrid_gid"),
    *("country", "country_id", "region", "event_clarity", "date_prec", "date_start", "date_end"),
    *("deaths_a", "deaths_b", "deaths_civilians", "deaths_unknown", "best", "high", "low", "gwnoa", "gwnob"),
)
# How many days a date may mean for each of UCDP's codes.
_DATES = ((1, 1), (6, 2), (7, 3), (31, 4), (366, 5))
_PLACES = {"town": 1, "second-level unit": 3, "first-level unit": 4, "country": 6}
_STATE, _GROUPS = 1, 2  # violence by a state against an organised group, and between such groups


def render(edition: Edition) -> str:
    """Write the claims as CSV in UCDP's columns."""
    return _shaped.table(edition, COLUMNS, ((row, _cells(row)) for row in kept(edition, _why)))


def lost(edition: Edition) -> tuple[str, ...]:
    """Count the claims that are left out."""
    return counted(edition, _why)


def _why(row: Row) -> str:
    if reason := no_event(row):
        return reason
    if row.type != "ASSAULT":
        return "no assault"
    if not (deaths(row) or any(party.kind.armed for party in (*actors(row), *recipients(row)))):
        return "an assault that tells no deaths in figures, and in which nobody armed takes part"
    if not (row.first or row.last):
        return NO_DATE
    return "" if _begun(row) or _date_prec(row) else "dated no closer than a year, or by their end alone"


def _cells(row: Row) -> dict[str, Cell]:
    article = ", ".join(part for part in (row.source, row.published, row.title) if part)
    return {
        "id": row.id,
        "year": int(row.first[:4]),
        "type_of_violence": _violence(row),
        "side_a": _side(actors(row)),
        "side_b": _side(recipients(row)),
        "number_of_sources": 1,
        "source_article": article,
        "source_office": row.source,
        "source_date": row.published,
        "source_headline": row.title,
        "source_original": speakers(row),
        "where_prec": _PLACES.get(row.where_kind) or _PLACES.get(row.place_precision),
        "where_coordinates": row.where,
        "where_description": " ".join(row.people.words(row.claim.where_quote).split()),
        "adm_1": row.where if row.where_kind == "first-level unit" else "",
        "adm_2": row.where if row.where_kind == "second-level unit" else "",
        "latitude": row.lat,
        "longitude": row.lon,
        "geom_wkt": f"POINT ({row.lon} {row.lat})" if row.lat is not None and row.lon is not None else "",
        "country": country_name(row.country),
        "date_prec": _date_prec(row),
        "date_start": row.first,
        "date_end": row.last,
        **_killed(row),
    }


def _killed(row: Row) -> dict[str, Cell]:
    """Return the numbers of deaths; one that is no exact one ("at least 12") is the best there is, and tells no range."""
    told = deaths(row)
    if told is None:
        return {}
    exact = told.number if told.exact else None
    return {"best": told.number, "high": exact, "low": exact}


def _violence(row: Row) -> int | None:
    """Return UCDP's type of violence where the kinds of both sides decide it."""
    sides = [{_fights(party) for party in side} for side in (actors(row), recipients(row))]
    if sides == [{"group"}, {"group"}]:
        return _GROUPS
    return _STATE if sides in ([{"state"}, {"group"}], [{"group"}, {"state"}]) else None


def _fights(party: Acting) -> str:
    if party.kind.name == "armed group":
        return "group"
    return "state" if party.kind.armed or party.kind.name == "state" else ""


def _begun(row: Row) -> bool:
    """Tell whether an assault began on a day that is told and went on from there."""
    told = span(row)
    return told is not None and bool(row.first) and not row.last and len(told.start) == len("2024-03-12")


def _date_prec(row: Row) -> int | None:
    """Return UCDP's code of how precise a date is, None for one that it does not code."""
    told = span(row)
    if told is None or not (row.first and row.last):
        return None
    days = length(row.first, row.last)
    about = told.one and not told.exact
    return next((code for most, code in _DATES if days <= most and not (about and code == 1)), None)


def _side(parties: tuple[Acting, ...]) -> str:
    return ", ".join(party.name for party in parties)
