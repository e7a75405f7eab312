"""Documents: the list, the sources, one document's text with the words of its claims, the original."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Path, Response

from diurna.case import Filters
from diurna.errors import QueryError, UnknownError
from diurna.run import masks, views
from diurna.run.kinship import with_kin
from diurna.run.lit import lit
from diurna.serve import downloads, telling
from diurna.serve.asking import Asked, Case, Cursor, Language, Limit, Reviewer

router = APIRouter()
_Id = Annotated[str, Path(pattern="^d-[0-9a-f]{16}$", description="a document's id")]
_MOST = 1_000_000  # of a download


@router.get("/documents")
def documents(case: Case, asked: Asked, language: Language, limit: Limit = 50, cursor: Cursor = "") -> dict[str, Any]:
    """Return a page of the documents that hold claims that are shown, all documents where nothing is asked, and whose words they are."""
    with case.snapshot():
        found = views.documents(case, asked, limit=limit, cursor=cursor)
        return {"documents": with_kin(case, found, language), "next": found.next_cursor, "total": found.total}


@router.get("/documents.json")
def documents_file(case: Case, asked: Asked) -> Response:
    """Return all documents that hold claims that are shown as a file."""
    with case.snapshot():
        return downloads.listed(case, "documents", with_kin(case, views.documents(case, asked, limit=_MOST)))


@router.get("/sources.json")
def sources_file(case: Case) -> Response:
    """Return the outlets of the case as a file."""
    with case.snapshot():
        return downloads.listed(case, "sources", case.charts.sources())


@router.get("/sources")
def sources(case: Case) -> dict[str, Any]:
    """Return the outlets of the case with their documents, claims, languages, and how much of it has its words from others."""
    with case.snapshot():
        return {"sources": case.charts.sources()}


@router.get("/documents/{identity}")
def document(case: Case, language: Language, identity: _Id) -> dict[str, Any]:
    """Return a document: what is told of it, its text in pieces with what is lit in each, its claims, dates as they were read.

    `related` are the documents that share its words, `decisions` those on its claims.
    """
    with case.snapshot():
        made = views.edition(case, Filters(document=identity))
        found = lit(case, identity, made, language)
        claims = telling.claims_of(case, made)
        named = [identity, *(claim["id"] for claim in claims)]
        return {
            **found,
            "claims": claims,
            "related": telling.documents_of(case, made, case.origins.of((identity,))),
            "decisions": telling.decisions_on(case, named, masks.people_of(made).values()),
        }


@router.get("/documents/{identity}/passages/{passage}")
def passage(case: Case, identity: _Id, passage: str) -> dict[str, int]:
    """Return where a passage stands in the text now (half-open code points); a lasting link still finds it after a re-reading."""
    with case.snapshot():
        if not case.known(identity):
            raise UnknownError(f"{identity!r}: the case has no document of that id")
        found = case.locate(identity, passage)
    if found is None:
        raise QueryError(f"{passage[:80]!r}: no such passage, or its words are no longer in the text of {identity[:80]!r}")
    return {"start": found[0], "end": found[1]}


@router.get("/documents/{identity}/original")
def original(case: Case, _: Reviewer, identity: _Id) -> Response:
    """Return the bytes of a document as received, as a download and nothing else; nobody is masked in them, so readers have none."""
    kept = next(iter(case.documents((identity,))), None)
    if kept is None:
        raise UnknownError(f"{identity!r}: the case has no document of that id")
    headers = {"Content-Disposition": f"attachment; filename={identity}.bin"}
    return Response(case.original(kept.sha256), media_type="application/octet-stream", headers=headers)
