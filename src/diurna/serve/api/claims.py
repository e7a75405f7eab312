"""Claims, a page at a time, or as a file in any of the formats."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, Response
from fastapi.responses import JSONResponse

from diurna.errors import QueryError
from diurna.export import plain, rows
from diurna.run import views
from diurna.run.events import explain
from diurna.serve import downloads
from diurna.serve.asking import Asked, Case, Cursor, Limit

router = APIRouter()

_SUFFIXES = {"csv": "csv", "jsonl": "jsonl", "geojson": "geojson", "ics": "icalendar"}


@router.get("/claims")
def claims(case: Case, asked: Asked, limit: Limit = 50, cursor: Cursor = "") -> dict[str, Any]:
    """Return a page of the chronology: claims as the JSON lines of an export hold them, the next cursor, the total."""
    page = views.page(case, asked, limit=limit, cursor=cursor)
    return {"claims": [plain(page.edition, row) for row in rows(page.edition)], "next": page.next_cursor, "total": page.total}


@router.get("/claims.{suffix}")
def claims_file(case: Case, asked: Asked, suffix: str) -> Response:
    """Return all claims that filters show as .json, .jsonl, .csv, .geojson or .ics."""
    if suffix == "json":
        made = views.edition(case, asked)
        return JSONResponse([plain(made, row) for row in rows(made)])
    if suffix not in _SUFFIXES:
        raise QueryError(f"claims.{suffix[:20]}: expected .json or .{', .'.join(_SUFFIXES)}; other formats are under /api/v1/export/")
    return downloads.edition(case, lambda: views.edition(case, asked), _SUFFIXES[suffix])


@router.get("/export/{name}")
def export(case: Case, asked: Asked, name: str) -> Response:
    """Return what filters show in a format, as `diurna export` writes it."""
    return downloads.edition(case, lambda: views.edition(case, asked), name)


@router.get("/events/{identity}/export/{name}")
def event_export(case: Case, identity: str, name: str) -> Response:
    """Return the claims of an event in a format."""
    with case.snapshot():
        return downloads.edition(case, lambda: views.of_claims(case, explain(case, identity).claims), name)
