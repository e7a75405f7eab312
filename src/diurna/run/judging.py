"""Judging: a decision from a page, made on the claim as whoever decides has seen it, with masks as the names they stand for."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from diurna import review
from diurna.errors import ReviewError
from diurna.export import values
from diurna.review.plain import JOIN, PARTIES, names
from diurna.run import views
from diurna.run.desk import Desk

if TYPE_CHECKING:
    from collections.abc import Mapping

    from diurna.case import Decision
    from diurna.record import Claim
    from diurna.review import Draft
    from diurna.store import Store

_MASK = "[P-"  # how the mask of a private person begins, in every export


def judge(store: Store, draft: Draft, *, who: str, seen: str = "") -> Decision:
    """Make a decision.

    Args:
        store: a case open to write.
        draft: what is decided; values that hold a mask, as a page showed it, mean the person behind it.
        who: who decides.
        seen: the version of the claim that they saw; "" to decide whatever became of it.

    Raises:
        ReviewError: it makes no sense, somebody has changed the claim since, or a mask stands for nobody in its part.
    """
    made = views.of_claims(store, draft.target.split()[:1]) if seen or draft.values else None
    reading = made.readings[0] if made and made.readings else None
    if made and reading and reading.claims:
        (claim,) = reading.claims
        stands = made.stands(claim.id)
        if seen and stands.version != seen:
            by = f"{stands.who} ({stands.status}, {stands.at})" if stands.who else "somebody undid a decision on it"
            raise ReviewError(f"not decided: it has changed since you saw it: {by}; look at it again")
        shown = values(claim, made.people(reading))
        draft = replace(draft, values={part: _named(part, value, shown, claim) for part, value in draft.values.items()})
    elif draft.action == "add":
        draft = replace(draft, values={part: _named(part, value, {}, None) for part, value in draft.values.items()})
    return Desk(store, who=who).commit_all((draft,))[0]


def _named(part: str, value: str, shown: Mapping[str, str], claim: Claim | None) -> str:
    """Return a value with masks that the claim itself shows as the names they stand for."""
    if claim is not None and part in PARTIES and part in shown:
        masked, plain = names(shown[part]), names(review.values(claim)[part])
        known = dict(zip(masked, plain, strict=True)) if len(masked) == len(plain) else {}
        value = JOIN.join(known.get(name, name) for name in names(value))
    if _MASK in value:
        raise ReviewError(f"{part}: it holds the mask of a private person who is not in this part; write the name, or leave it out")
    return value
