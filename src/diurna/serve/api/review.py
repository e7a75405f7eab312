"""Review: the queue, and decisions."""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Body, Query
from pydantic.dataclasses import dataclass

from diurna.case import Action
from diurna.run.desk import decide
from diurna.run.waiting import waiting
from diurna.serve.asking import Asked, Case, Here, Limit, Reviewer
from diurna.store.search import Wanted

router = APIRouter()


@dataclass(frozen=True)
class Judgement:
    """A decision to be made; the fields are those of the log."""

    action: Action
    target: str
    values: dict[str, str] | None = None
    why: str = ""


@router.get("/review")
def queue(  # noqa: PLR0913, PLR0917 - what may be asked in an address
    case: Case,
    asked: Asked,
    order: Literal["doubt", "document", "date"] = "doubt",
    limit: Limit = 50,
    offset: Annotated[int, Query(ge=0, le=10_000_000)] = 0,
    below: Annotated[float, Query(ge=0, le=1, description="only claims with a score of at most this")] = 1.0,
    doubted: Annotated[bool, Query(description="only claims that something speaks against")] = False,
    judged: Annotated[bool, Query(description="those that are decided, too")] = False,
) -> dict[str, Any]:
    """Return claims to be judged, the least sure first, with score, model and doubts, and how many are judged already."""
    with case.snapshot():
        return waiting(case, asked, Wanted(order, below, doubted, judged), limit=limit, offset=offset)


@router.post("/decisions")
def judge(here: Here, reviewer: Reviewer, made: Annotated[Judgement, Body()]) -> dict[str, Any]:
    """Make a decision under one's own name; it shows at once."""
    with here.writing("serve") as case:
        return asdict(decide(case, made.action, made.target, made.values, made.why, who=reviewer.name))
