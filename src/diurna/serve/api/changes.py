"""What changed since, and the log of decisions."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from fastapi import APIRouter, Query, Response

from diurna.event import Change, Turn
from diurna.run.audit import audit
from diurna.run.headlines import headlines
from diurna.run.sentences import of_changes
from diurna.serve import downloads
from diurna.serve.asking import Case, Language, Limit
from diurna.store import Store

router = APIRouter()
_Since = Annotated[str, Query(max_length=30, description="a day, a moment, or the number of a change")]
_Before = Annotated[int, Query(ge=0, le=10**15, description="only those with a smaller number, 0 for all")]
_Kind = Annotated[Turn | Literal[""], Query(description="only those of one kind")]
_Who = Annotated[str, Query(max_length=2000, description="only those of one person")]
_MOST = 100_000  # of a download


@router.get("/changes")
def changes(  # noqa: PLR0913, PLR0917 - what may be asked in an address
    case: Case,
    language: Language,
    since: _Since = "",
    limit: Limit = 200,
    newest: Annotated[bool, Query(description="the last ones first")] = False,
    before: _Before = 0,
    turn: _Kind = "",
) -> dict[str, Any]:
    """Return what became of events, tombstones too; `had` are the claims of each, of a tombstone those that it had last.

    `next` is what to ask since for the changes after these, or before where the last come first, "" when there are none; `last` is the
    number of the last change there is, `turns` how many of each kind there are.
    """
    return _changes(case, since, language, limit=limit, newest=newest, before=before, turn=turn)


@router.get("/changes.json")
def changes_file(case: Case, language: Language, since: _Since = "", turn: _Kind = "") -> Response:
    """Return all changes since, or those of one kind, as a file."""
    return downloads.listed(case, "changes", _changes(case, since, language, limit=_MOST, newest=False, turn=turn)["changes"])


@router.get("/decisions")
def decisions(
    case: Case,
    limit: Limit = 200,
    before: _Before = 0,
    after: Annotated[int, Query(ge=0, le=10**15, description="only those with a greater number")] = 0,
    who: _Who = "",
) -> dict[str, Any]:
    """Return decisions, the newest first, each with whether and by whom it was undone, and where its claims are."""
    with case.snapshot():
        return audit(case, limit=limit, before=before, after=after, who=who)


@router.get("/decisions.json")
def decisions_file(case: Case, who: _Who = "") -> Response:
    """Return the whole log, or what one person decided, as a file."""
    with case.snapshot():
        return downloads.listed(case, "decisions", audit(case, limit=_MOST, who=who)["decisions"])


def _changes(  # noqa: PLR0913 - what may be asked
    case: Store, since: str, language: str, *, limit: int, newest: bool, before: int = 0, turn: str = ""
) -> dict[str, Any]:
    with case.snapshot():
        fusion = case.fusion
        turns, last = fusion.turns(since)
        found = fusion.page(since, limit=limit + 1, newest=newest, before=before, turn=turn)
        part = found[:limit]
        told = headlines(case, sorted(part, key=lambda change: change.seq), language)
        had = {change.seq: _had(case, change) for change in part}
        plainly = of_changes(case, part, language)
    listed = [{**one, "headline": told.get(one["seq"], ""), "had": had[one["seq"]]} for one in plainly]
    following = str(part[-1].seq) if len(found) > limit else ""
    return {"changes": listed, "total": sum(turns.values()), "turns": turns, "next": following, "last": last}


def _had(case: Store, change: Change) -> tuple[str, ...]:
    """Return the claims that an event has after a change, for a tombstone those that it had last."""
    if change.claims:
        return change.claims
    return next((one.claims for one in reversed(case.fusion.history(change.event)) if one.seq < change.seq and one.claims), ())
