"""Timemap: the dated claims for Bellingcat's timemap, three JSON files in a ZIP, since it fetches each by itself."""

from __future__ import annotations

import io
import json
import zipfile
from typing import TYPE_CHECKING, Any

from diurna.export._headline import headline, speakers
from diurna.export._kinds import Acting, actors, recipients
from diurna.export._left_out import NO_DATE, REJECTED, kept, sift

if TYPE_CHECKING:
    from diurna.export._edition import Edition
    from diurna.export._rows import Row

SUFFIX = ".zip"
LOSSES = (
    "claims without a date, and those that people rejected, are not in it: timemap drops what has no date",
    "an event has one day: the first that its date can mean, or the last where only the end is told; time_display says more",
    "a place without a point has empty coordinates: the timeline shows the claim, the map does not; no precision of places",
    "actors are associations without a direction: who and to whom stand in the description alone",
    "according to whom, condition, status and link are words of the comments; agreements and commitments are not in it",
)

_STAMP = (1980, 1, 1, 0, 0, 0)  # the same case makes the same bytes


def render(edition: Edition) -> bytes:
    """Write events.json, associations.json and sources.json, as timemap's own schemas want them, into one ZIP."""
    told = kept(edition, _why)
    files = {"events.json": [_event(row) for row in told], "associations.json": _associations(told), "sources.json": _sources(told)}
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            info = zipfile.ZipInfo(name, _STAMP)
            info.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(info, (json.dumps(content, ensure_ascii=False, indent=1) + "\n").encode("utf-8", "replace"))
    return out.getvalue()


def lost(edition: Edition) -> tuple[str, ...]:
    """Count the claims that are left out, and those that the map will not show."""
    told, left = sift(edition, _why)
    unplaced = sum(1 for row in told if row.lat is None)
    return left + ((f"{unplaced:,} claims have no point",) if unplaced else ())


def _why(row: Row) -> str:
    return REJECTED if row.status == "rejected" else "" if row.first or row.last else NO_DATE


def _event(row: Row) -> dict[str, Any]:
    """Return an event; every key is one of timemap's schema, which refuses others, and every value a string or a list of them."""
    year, month, day = (row.first or row.last).split("-")
    placed = row.lat is not None and row.lon is not None
    return {
        "id": row.id,
        "description": f"{headline(row)}. “{row.sentence}”",
        "date": f"{month}/{day}/{year}",
        "time": "",
        "time_precision": row.when_precision,
        "time_display": row.said,
        "location": row.where,
        "latitude": str(row.lat) if placed else "",
        "longitude": str(row.lon) if placed else "",
        "type": row.type,
        "category": row.quad_name,
        "associations": [row.quad_name, *_filters(row)],
        "sources": [row.document],
        "comments": "; ".join(f"{name}: {value}" for name, value in _comments(row).items() if value),
    }


def _comments(row: Row) -> dict[str, str]:
    return {"date": row.when, "according to": speakers(row), "condition": row.condition, "status": row.status, "link": row.link}


def _filters(row: Row) -> dict[str, list[str]]:
    """Return the paths under which an event can be filtered, by id of the association."""
    parties: dict[str, Acting] = {party.id: party for party in (*actors(row), *recipients(row))}
    named = {f"actor {key}": ["actors", party.name] for key, party in parties.items()}
    return {f"act {row.type}": ["acts", row.type], f"modality {row.modality}": ["modality", row.modality], **named}


def _associations(told: tuple[Row, ...]) -> list[dict[str, Any]]:
    categories = sorted({row.quad_name for row in told})
    paths: dict[str, list[str]] = {}
    for row in told:
        for key, path in _filters(row).items():
            paths.setdefault(key, path)
    return [
        *({"id": name, "title": name, "desc": "", "mode": "CATEGORY", "filter_paths": []} for name in categories),
        *({"id": key, "title": path[-1], "desc": "", "mode": "FILTER", "filter_paths": path} for key, path in sorted(paths.items())),
    ]


def _sources(told: tuple[Row, ...]) -> dict[str, dict[str, Any]]:
    """Return the documents by id; `paths` are media, of which a claim has none."""
    return {
        row.document: {
            "id": row.document,
            "title": row.title or row.document,
            "paths": [],
            "type": "Article",
            "url": row.url,
            "description": row.source,
            "date": row.published,
        }
        for row in told
    }
