"""POLECAT: the claims that took place on a known day, in the columns of the POLECAT event data."""

from __future__ import annotations

from typing import TYPE_CHECKING

from diurna.export import _shaped
from diurna.export._kinds import Acting, actors, recipients
from diurna.export._left_out import counted, kept, no_event

if TYPE_CHECKING:
    from collections.abc import Iterable

    from diurna.export._edition import Edition
    from diurna.export._rows import Row
    from diurna.export._sheet import Cell

SUFFIX = ".csv"
LOSSES = (
    *_shaped.LOSSES,
    "claims without a day are not in it: no day is made up for a month, a year or an interval",
    "intensity, quad code, contexts, COW codes and Wikipedia ids are left empty: they are POLECAT's own, nothing of ours tells them",
    "sectors are told only where the kind of an actor decides them; the rest is empty",
    "several actors are one cell, joined by semicolons; who says so is lost",
    "POLECAT is tab-separated and in English; this is comma-separated and names are as the documents have them",
)

COLUMNS = (
    *("Event ID", "Event Date", "Event Type", "Event Mode", "Intensity", "Quad Code", "Contexts"),
    *("Actor Name", "Actor Country", "Actor COW", "Primary Actor Sector", "Actor Sectors", "Actor Title", "Actor Name Raw"),
    "Wikipedia Actor ID",
    *("Recipient Name", "Recipient Country", "Recipient COW", "Primary Recipient Sector", "Recipient Sectors", "Recipient Title"),
    *("Recipient Name Raw", "Wikipedia Recipient ID"),
    *("Placename", "City", "District", "Province", "Country", "Latitude", "Longitude", "GeoNames ID", "Raw Placename", "Feature Type"),
    *("Source", "Publication Date", "Story People", "Story Organizations", "Story Locations", "Language", "Version"),
)
_GEONAMES = "geonames:"


def render(edition: Edition) -> str:
    """Write the claims as CSV in POLECAT's columns."""
    return _shaped.table(edition, COLUMNS, ((row, _cells(row)) for row in kept(edition, _why)))


def lost(edition: Edition) -> tuple[str, ...]:
    """Count the claims that are left out."""
    return counted(edition, _why)


def _why(row: Row) -> str:
    if reason := no_event(row):
        return reason
    # The day itself: an approximate or uncertain one ("2024-03-12~") is none that is known.
    return "" if row.first and row.when == row.first == row.last else "no day, or one that is not sure"


def _cells(row: Row) -> dict[str, Cell]:
    precise = {"town": "City", "region": "Province"}.get(row.place_precision)
    place: dict[str, Cell] = {
        "Placename": row.where,
        **({precise: row.where} if precise else {}),
        "Country": row.country,
        "Latitude": row.lat,
        "Longitude": row.lon,
        "GeoNames ID": row.where_id.removeprefix(_GEONAMES) if row.where_id.startswith(_GEONAMES) else "",
        "Raw Placename": " ".join(row.people.words(row.claim.where_quote).split()),
    }
    return {
        "Event ID": row.id,
        "Event Date": row.first,
        "Event Type": row.type,
        "Event Mode": row.mode,
        **_side("Actor", actors(row)),
        **_side("Recipient", recipients(row)),
        **place,
        "Source": row.source,
        "Publication Date": row.published,
        "Language": row.language,
    }


def _side(role: str, parties: tuple[Acting, ...]) -> dict[str, Cell]:
    """Return the cells of a role; a list keeps the order of the names only where each of them has a value."""
    sectors = tuple(dict.fromkeys(party.kind.sector for party in parties if party.kind.sector))
    return {
        f"{role} Name": _joined(party.name for party in parties),
        f"{role} Country": _joined(dict.fromkeys(party.country for party in parties if party.country)),
        f"Primary {role} Sector": sectors[0] if sectors else "",
        f"{role} Sectors": _joined(sectors),
        f"{role} Name Raw": _joined(party.words for party in parties),
    }


def _joined(parts: Iterable[str]) -> str:
    return "; ".join(parts)
