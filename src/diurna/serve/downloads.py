"""Downloads: what a view shows as a file, named after the case, the view and the day."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from fastapi import Response
from fastapi.responses import JSONResponse

from diurna.errors import QueryError
from diurna.export import file_name, flat, formats, sheet
from diurna.run import views

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from diurna.export import Edition, Pact, Vow
    from diurna.store import Store

_TYPES = {
    ".csv": "text/csv",
    ".jsonl": "application/jsonl",
    ".geojson": "application/geo+json",
    ".ics": "text/calendar",
    ".json": "application/json",
}


def edition(case: Store, shown: Callable[[], Edition], name: str) -> Response:
    """Return claims that are shown in a format of `export`; QueryError when there is no such format, before anything is read."""
    known = formats("export")
    if name not in known:
        raise QueryError(f"format {name[:40]!r}: expected of {', '.join(known)}")
    module = known[name]
    content = module.render(shown())
    view = "chronology" if f".{name}" == module.SUFFIX else name
    return Response(content, media_type=_TYPES.get(module.SUFFIX, "application/octet-stream"), headers=_named(case, view, module.SUFFIX))


def listed(case: Store, view: str, told: list[dict[str, Any]]) -> Response:
    """Return what is no claim as a list in JSON."""
    return JSONResponse(told, headers=_named(case, view, ".json"))


def pacts(case: Store, view: str, suffix: str, told: Sequence[Pact | Vow], columns: tuple[str, ...]) -> Response:
    """Return agreements or commitments as a list in JSON or a table in CSV; QueryError for another suffix."""
    if suffix == "json":
        return listed(case, view, [asdict(one) for one in told])
    if suffix == "csv":
        made = sheet(columns, (flat(one, columns) for one in told))
        return Response("\ufeff" + made, media_type=_TYPES[".csv"], headers=_named(case, view, ".csv"))
    raise QueryError(f"{view}.{suffix[:20]}: expected .json or .csv")


def _named(case: Store, view: str, suffix: str) -> dict[str, str]:
    file = file_name(case.path.name, view, views.today(), suffix, redacted=True)
    return {"Content-Disposition": f"attachment; filename*=UTF-8''{file}"}
