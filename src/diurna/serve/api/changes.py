"""What changed since, and the log of decisions."""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated, Any

from fastapi import APIRouter, Query

from diurna.run.headlines import headlines
from diurna.run.link import changes as changed
from diurna.serve.asking import Case, Limit

router = APIRouter()


@router.get("/changes")
def changes(
    case: Case,
    since: Annotated[str, Query(max_length=30, description="a day, a moment, or the number of a change")] = "",
    limit: Limit = 200,
    newest: Annotated[bool, Query(description="the last ones first")] = False,
) -> dict[str, Any]:
    """Return what became of events, tombstones too; `next` is what to ask since for the changes after these, "" when there are none."""
    with case.snapshot():
        found = changed(case, since)
        part = tuple(reversed(found[-limit:])) if newest else found[:limit]
        told = headlines(case, sorted(part, key=lambda change: change.seq))
    listed = [{**asdict(change), "headline": told.get(change.seq, "")} for change in part]
    return {"changes": listed, "total": len(found), "next": str(part[-1].seq) if not newest and len(found) > limit else ""}


@router.get("/decisions")
def decisions(case: Case, limit: Limit = 200) -> dict[str, Any]:
    """Return the last decisions, the newest first."""
    log = list(case.decisions())
    return {"decisions": [asdict(made) for made in reversed(log[-limit:])], "total": len(log)}
