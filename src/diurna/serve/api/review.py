"""Review: the queue, one claim of it, and decisions."""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Body, Depends, Query, Response
from pydantic.dataclasses import dataclass

from diurna.case import EDITABLE, Action
from diurna.errors import ReviewError
from diurna.review import Draft
from diurna.review.plain import MODALITIES, TYPES
from diurna.run import views
from diurna.run.judging import judge
from diurna.run.waiting import Reading, Sitting, card, together, waiting, waiting_ids
from diurna.serve import downloads
from diurna.serve.asking import Asked, Asker, Case, Here, Language, Limit, Reviewer
from diurna.store.search import Wanted

router = APIRouter()
_Name = Annotated[str, Query(max_length=200, description="who judges; whoever is signed in by default")]


@dataclass(frozen=True)
class Judgement:
    """A decision to be made; the first fields are those of the log.

    `who` is a second reader at the same machine, for a server that no team signs in to; "" for whoever is signed in. `seen` is the
    version of the claim as it was seen, "" to decide whatever became of it.
    """

    action: Action
    target: str
    values: dict[str, str] | None = None
    why: str = ""
    who: str = ""
    seen: str = ""


def _turn(  # noqa: PLR0913, PLR0917 - what may be asked in an address
    asker: Asker,
    language: Language,
    order: Literal["doubt", "document", "date"] = "doubt",
    below: Annotated[float, Query(ge=0, le=1, description="only claims with a score of at most this")] = 1.0,
    doubted: Annotated[bool, Query(description="only claims that something speaks against")] = False,
    judged: Annotated[bool, Query(description="those that are decided, too")] = False,
    reading: Annotated[
        Reading, Query(description="first; second, of what others judged; or where two differ, or it was settled")
    ] = "first",
    who: _Name = "",
) -> tuple[Wanted, Sitting]:
    return Wanted(order, below, doubted, judged), Sitting(who or asker.name, reading, language)


_Turn = Annotated[tuple[Wanted, Sitting], Depends(_turn)]


@router.get("/review")
def queue(
    case: Case, asked: Asked, turn: _Turn, limit: Limit = 25, offset: Annotated[int, Query(ge=0, le=10_000_000)] = 0
) -> dict[str, Any]:
    """Return claims to be judged, the least sure first, with score, model, doubts, who judged them, and how many are judged already."""
    with case.snapshot():
        wanted, sitting = turn
        found = waiting(case, asked, wanted, sitting=sitting, limit=limit, offset=offset)
    return {**found, "parts": EDITABLE, "types": TYPES, "modalities": MODALITIES}


@router.get("/review/export/{name}")
def export(case: Case, asked: Asked, turn: _Turn, name: str) -> Response:
    """Return the claims to be judged in a format, as `diurna export` writes it."""
    with case.snapshot():
        wanted, sitting = turn
        return downloads.edition(case, lambda: views.holding(case, waiting_ids(case, asked, wanted, sitting=sitting)), name)


@router.get("/review/{claim}")
def one(case: Case, language: Language, claim: str) -> dict[str, Any]:
    """Return one claim as the queue holds it, decided or not."""
    with case.snapshot():
        return card(case, claim, language)


@router.get("/review/{identity}/event")
def beside(case: Case, language: Language, identity: str, limit: Limit = 40) -> dict[str, Any]:
    """Return the claims of an event, by its id or a claim's, that one first, to be held side by side; why they were joined."""
    with case.snapshot():
        return together(case, identity, limit=limit, language=language)


@router.post("/decisions")
def decide(here: Here, reviewer: Reviewer, made: Annotated[Judgement, Body()]) -> dict[str, Any]:
    """Make a decision under one's own name, or that of a second reader at the same machine; it shows at once."""
    if made.who not in ("", reviewer.name) and here.access.users:
        raise ReviewError(f"{reviewer.name} is signed in and decides as {reviewer.name}; {made.who[:80]!r} must sign in to decide")
    with here.writing("serve") as case:
        draft = Draft(made.action, made.target, made.values or {}, made.why)
        taken = judge(case, draft, who=made.who or reviewer.name, seen=made.seen)
    return {**asdict(taken), "values": made.values or {}}  # as they were sent: the log holds the names that masks stand for
