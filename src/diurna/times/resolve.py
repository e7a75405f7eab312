"""Resolving: drafts to points, each counted from the anchor that its own words and place call for."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from diurna.times.context import NO_PUBLICATION, NO_TOLD, Context, Resolved
from diurna.times.points import Grain, Point, of_date, shift, weekday_near
from diurna.times.years import dated

if TYPE_CHECKING:
    from diurna.record import Basis
    from diurna.times.draft import Draft

THURSDAY = 3  # before it, "this weekend" is the one that was
TOO_COARSE = "the date told before is not precise enough to count from"


def resolve(draft: Draft, context: Context) -> Resolved:
    """Return what a draft stands for, in the context of the drafts before it."""
    if draft.kind == "date":
        result = dated(draft, context)
    elif draft.kind == "weekday":
        result = _weekday(draft, context)
    elif draft.kind == "offset":
        result = _offset(draft, context)
    elif draft.kind == "duration":
        return _span(draft, context)
    else:
        result = _clock(draft, context)
    background = draft.preposition == "since" and result.basis == "carried"  # the story does not go on from there
    if draft.kind != "clock" and not background:
        context.tell(result.point, draft, result.basis)
    return result


def _weekday(draft: Draft, context: Context) -> Resolved:
    if draft.weekday is None or context.published is None:
        return Resolved(None, "stated", NO_PUBLICATION, 0.3)
    if context.history:
        told = context.told.as_date() if context.told and context.told_paragraph == draft.paragraph else None
        if told is None or draft.weekday is None:
            return Resolved(None, "stated", "a weekday in a text that tells other years", 0.3)
        return Resolved(
            replace(of_date(weekday_near(told, draft.weekday, -1)), clock=draft.clock),
            "event",
            "the weekday counts from the date told before",
            0.6,
        )
    published, amount = context.published, draft.amount
    if (
        amount is not None
        and draft.basis == "n"
        and amount == 0
        and context.told
        and (told := context.told.as_date())
        and told.weekday() == draft.weekday
    ):
        day = told
    elif amount is None:
        ahead = draft.future or (draft.preposition in ("until", "before") and not draft.past)  # "they have until Monday"
        day = weekday_near(published, draft.weekday, 1 if ahead and published.weekday() != draft.weekday else -1)
    elif amount < 0:
        day = weekday_near(published - timedelta(1), draft.weekday, -1)
    elif amount > 0:
        day = weekday_near(published, draft.weekday, 1)
    else:
        day = published if published.weekday() == draft.weekday else weekday_near(published, draft.weekday, 0)
    point = replace(of_date(day), clock=draft.clock)
    return Resolved(point, "publication", "the weekday counts from the day of publication", 0.85)


def _offset(draft: Draft, context: Context) -> Resolved:
    if draft.amount is None:
        return Resolved(None, "stated", "the words do not say how long", 0.5)
    anchor = context.anchor(draft.basis)
    if anchor is None:
        return Resolved(None, "stated", NO_TOLD if draft.basis == "n" else NO_PUBLICATION, 0.4)
    grain, amount = draft.unit, draft.amount
    day = anchor.as_date()
    if grain == "weekend" and amount == 0 and day and day.weekday() < THURSDAY and not draft.future:
        amount = -1
    point = shift(anchor, amount, grain) if grain not in ("quarter", "half") else _part(anchor, grain)
    if point is None:
        return Resolved(None, "stated", TOO_COARSE, 0.4)
    basis: Basis = "publication" if anchor is not context.told else "event"
    reason = "counted from the day of publication" if basis == "publication" else f"counted from the date told before, {anchor.timex()}"
    return Resolved(replace(point, clock=draft.clock), basis, reason, 0.9 if basis == "publication" else 0.8)


def _span(draft: Draft, context: Context) -> Resolved:
    """Give a length of time that counts from an anchor its two ends, no finer than its unit: months for months and years."""
    anchor = context.anchor(draft.basis)
    if anchor is None or draft.amount is None:
        return Resolved(None, "stated", NO_TOLD if draft.basis == "n" else NO_PUBLICATION, 0.4)
    grain: Grain = "day" if draft.unit in ("day", "week") else "month"
    far = shift(anchor, draft.amount * {"week": 7, "year": 12}.get(draft.unit, 1), grain)
    if far is None:
        return Resolved(None, "stated", TOO_COARSE, 0.4)
    basis: Basis = "publication" if anchor is not context.told else "event"
    return Resolved(far, basis, f"the length of time counts from {anchor.timex()}", 0.7, near=anchor.at(grain))


def _part(anchor: Point, grain: Grain) -> Point | None:
    return anchor.at(grain) if anchor.month else None


def _clock(draft: Draft, context: Context) -> Resolved:
    """Give a time of day the day told last in its paragraph; publication is no default."""
    told = context.told
    if told and told.grain == "day" and told.day and told.year and context.told_paragraph == draft.paragraph:
        return Resolved(replace(told, clock=draft.clock), "event", "the day is the one told before", 0.7)
    return Resolved(None, "stated", "the text does not say of which day", 0.4)
