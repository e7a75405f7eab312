"""GeoJSON: a feature for each claim, with a point where the place has one."""

from __future__ import annotations

import json
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from diurna.export import _sheet
from diurna.export._rows import rows

if TYPE_CHECKING:
    from diurna.export._edition import Edition
    from diurna.export._rows import Row

SUFFIX = ".geojson"
LOSSES = (
    "a claim whose place is a country, a region without a point, or unknown has no geometry: maps do not show it, its properties are there",
    "a point stands for the whole place; place_precision says how large that is, no map draws it",
    "agreements and commitments with their steps are not in it",
)


def render(edition: Edition) -> str:
    """Write the claims as one FeatureCollection, a feature a line (RFC 7946)."""
    told = rows(edition)
    points = [(row.lon, row.lat) for row in told if row.lat is not None and row.lon is not None]
    box = _box(points)
    head = {"type": "FeatureCollection", **({"bbox": box} if box else {}), "diurna": dict(_sheet.about(edition, len(told)))}
    features = ",\n".join(json.dumps(_feature(row), ensure_ascii=False) for row in told)
    return f'{json.dumps(head, ensure_ascii=False)[:-1]}, "features": [\n{features}\n]}}\n'


def lost(edition: Edition) -> tuple[str, ...]:
    """Count the claims that no map will show."""
    count = sum(1 for row in rows(edition) if row.lat is None or row.lon is None)
    return (f"{count:,} claims have no point",) if count else ()


def _box(points: list[tuple[float, float]]) -> list[float]:
    """Return the box around the points, west, south, east, north; [] without points.

    Across the antimeridian the narrower box goes on from west to east, as RFC 7946 has it: its west is then greater than its east.
    """
    if not points:
        return []
    lons = sorted({lon for lon, _ in points})
    gaps = [(after - before, after, before) for before, after in pairwise(lons)]
    around = lons[0] + 360 - lons[-1]
    widest = max(gaps, default=(0.0, 0.0, 0.0))
    west, east = (widest[1], widest[2]) if widest[0] > around else (lons[0], lons[-1])
    lats = [lat for _, lat in points]
    return [west, min(lats), east, max(lats)]


def _feature(row: Row) -> dict[str, Any]:
    pointed = row.lat is not None and row.lon is not None
    geometry = {"type": "Point", "coordinates": [row.lon, row.lat]} if pointed else None
    return {"type": "Feature", "id": row.id, "geometry": geometry, "properties": _properties(row)}


def _properties(row: Row) -> dict[str, Any]:
    lists = ("actors", "recipients", "according_to", "edited")
    plain: dict[str, Any] = {
        name: cell for name, cell in _sheet.cells(row).items() if cell not in ("", None) and name not in ("lat", "lon")
    }
    return {**plain, **{name: list(getattr(row, name)) for name in lists}, "repaired": row.repaired, "place_reason": row.place_reason}
