"""Agreements and commitments over documents."""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated, Any

from fastapi import APIRouter, Query

from diurna.export import agreements, commitments
from diurna.run.pacts import followed
from diurna.serve.asking import Case

router = APIRouter()
_Status = Annotated[str, Query(max_length=40, description="that of the last stage")]


@router.get("/agreements")
def agreed(case: Case, status: _Status = "") -> dict[str, Any]:
    """Return the agreements of the case, the last signed first."""
    found = agreements(followed(case, "agreements", status=status))
    return {"agreements": [asdict(one) for one in found]}


@router.get("/commitments")
def committed(
    case: Case,
    status: _Status = "",
    on: Annotated[str, Query(max_length=10, description="overdue as of a day YYYY-MM-DD; today by default")] = "",
    overdue: Annotated[bool, Query(description="only those that are overdue")] = False,
) -> dict[str, Any]:
    """Return the commitments of the case, overdue ones first, and the day as of which they are."""
    edition = followed(case, "commitments", on=on, status=status, late=overdue)
    return {"commitments": [asdict(one) for one in commitments(edition)], "on": edition.as_of}
