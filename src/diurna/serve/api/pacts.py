"""Agreements and commitments over documents."""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated, Any

from fastapi import APIRouter, Query, Response

from diurna.export import PACT_COLUMNS, VOW_COLUMNS, agreements, commitments, rows
from diurna.run import views
from diurna.run.pacts import followed
from diurna.serve import downloads
from diurna.serve.asking import Case, Language

router = APIRouter()
_Status = Annotated[str, Query(max_length=40, description="that of the last stage")]
_On = Annotated[str, Query(max_length=10, description="overdue as of a day YYYY-MM-DD; today by default")]
_Late = Annotated[bool, Query(description="only those that are overdue")]


@router.get("/agreements")
def agreed(case: Case, status: _Status = "") -> dict[str, Any]:
    """Return the agreements of the case, the last signed first."""
    found = agreements(followed(case, "agreements", status=status))
    return {"agreements": [asdict(one) for one in found]}


@router.get("/commitments")
def committed(case: Case, language: Language, status: _Status = "", on: _On = "", overdue: _Late = False) -> dict[str, Any]:
    """Return the commitments of the case, overdue ones first, and the day as of which they are."""
    edition = followed(case, "commitments", on=on, status=status, late=overdue)
    return {"commitments": [asdict(one) for one in commitments(edition, language)], "on": edition.as_of}


@router.get("/agreements.{suffix}")
def agreed_file(case: Case, suffix: str, status: _Status = "") -> Response:
    """Return the agreements as a file, .json or .csv."""
    return downloads.pacts(case, "agreements", suffix, agreements(followed(case, "agreements", status=status)), PACT_COLUMNS)


@router.get("/commitments.{suffix}")
def committed_file(case: Case, suffix: str, status: _Status = "", on: _On = "", overdue: _Late = False) -> Response:
    """Return the commitments as a file, .json or .csv."""
    found = commitments(followed(case, "commitments", on=on, status=status, late=overdue))
    return downloads.pacts(case, "commitments", suffix, found, VOW_COLUMNS)


@router.get("/quotes")
def quotes(case: Case, claim: Annotated[list[str], Query(max_length=200, description="ids of claims")]) -> dict[str, Any]:
    """Return the sentences that claims rest on, each with the words that tell it, who published it and the lasting link to the passage."""
    made = views.of_claims(case, claim)
    told = [
        {
            "id": row.id, "quote": row.sentence, "words": row.quote, "link": row.link, "source": row.source, "title": row.title,
            "published": row.published, "language": row.language, "event": row.event, "status": row.status, "document": row.claim.document,
        }
        for row in rows(made)
    ]  # fmt: skip
    return {"quotes": told}
