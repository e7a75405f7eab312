"""The year of a date that names none, each from its own evidence."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from diurna.times.context import FAR_YEARS, NO_PUBLICATION, NO_TOLD, Context, Resolved
from diurna.times.points import Point, is_valid, of_date, shift

if TYPE_CHECKING:
    from diurna.record import Basis
    from diurna.times.draft import Draft

YEAR_TURNS = 8  # months back that mean a new year (measured on WikiWars: 8 better than 6, 10 and none)
NEAR_DAYS, AGAINST_TENSE = 45, 8  # days that need no tense to be believed; weight of a date that its sentence's tense speaks against
NO_TENSE = 1.3  # news tells the past more than the future


def dated(draft: Draft, context: Context) -> Resolved:
    """Return the point of a date; where the words give no year, the first evidence that applies decides."""
    point = draft.point
    if point is None:
        return Resolved(None, "stated", "", 0.0)
    if draft.value == "alone":
        return _day_alone(draft, point, context)
    if point.year is not None:
        return Resolved(point, "stated", "the words give the date whole", 0.97)
    evidence = (_year_by_words, _year_of_other_end, _year_by_weekday, _year_near_publication, _year_told_before)
    found = next((r for r in (way(draft, point, context) for way in evidence) if r is not None), None)
    return found or Resolved(point, "stated", "neither the words nor the text give a year", 0.5)


def _day_alone(draft: Draft, point: Point, context: Context) -> Resolved:
    """Give a day that stands alone its month: that of the date told before in the paragraph, else one near publication."""
    told = context.told
    if told and told.month and told.year and (context.told_paragraph == draft.paragraph or context.published is None) and told.year > 0:
        month = Point("month", told.year, told.month)
        basis: Basis = "carried"
    elif context.published:
        month, basis = of_date(context.published, "month"), "publication"
        day = context.published.day
        ahead = draft.amount == 1 or (draft.amount is None and draft.future)
        step = 1 if ahead and point.day < day else -1 if not ahead and point.day > day + (0 if draft.amount == -1 else 15) else 0
        month = shift(month, step, "month") or month
    else:
        return Resolved(None, "stated", NO_TOLD, 0.3)
    if not is_valid(month.year, month.month, point.day):
        return Resolved(None, "stated", "the month at hand has no such day", 0.3)
    return Resolved(replace(month, grain="day", day=point.day), basis, "the month is the one at hand", 0.6)


def _year_by_words(draft: Draft, point: Point, context: Context) -> Resolved | None:
    """Resolve "last September", "August of that year", "le 26 septembre dernier", "this summer"."""
    if not draft.basis:
        return None
    amount = draft.amount or 0
    anchor = context.anchor(draft.basis)
    if anchor is None or anchor.year is None:
        return Resolved(point, "stated", NO_TOLD if draft.basis == "n" else NO_PUBLICATION, 0.4)
    basis: Basis = "event" if anchor is context.told else "publication"
    if draft.value == "year":
        return Resolved(_valid(replace(point, year=anchor.year + amount)), basis, f"the words name a year counted from {anchor.year}", 0.85)
    here = anchor.month or 1
    month = point.month or (6, 9, 12, 3)[point.number]
    year = anchor.year
    if (
        amount < 0
        and month > here - (point.grain in ("month", "season"))
        and not (point.grain == "day" and (month, point.day) < (here, anchor.day or 31))
    ):
        year -= 1
    elif amount > 0 and (month < here or (month == here and point.grain == "month")):
        year += 1
    return Resolved(_valid(replace(point, year=year)), basis, "the words choose the one before or after", 0.85)


def _year_of_other_end(draft: Draft, point: Point, context: Context) -> Resolved | None:
    told = context.told
    if draft.linked != "last" or told is None or told.year is None or not point.month:
        return None
    year = told.year + bool(told.month and point.month < told.month)
    return Resolved(_valid(replace(point, year=year)), context.told_basis, f"the year is that of the other end, {told.timex()}", 0.85)


def _year_near_publication(draft: Draft, point: Point, context: Context) -> Resolved | None:
    if context.published is None or _carries(draft, context):
        return None
    year = _nearest_year(draft, point, context.published)
    return Resolved(replace(point, year=year), "publication", "the year is the one nearest to publication", 0.85)


def _year_told_before(draft: Draft, point: Point, context: Context) -> Resolved | None:
    told = context.last(draft)
    if told is None or told.year is None:
        return None
    year = told.year
    if context.chronicle and draft.preposition != "since" and point.month and told.month - point.month >= YEAR_TURNS:
        year += 1
    # "Since" looks back, and so does the past told after what lies ahead: a day later in the year than the date told before
    # is the year before's.
    back = (
        (draft.preposition == "since" or (told is not context.behind and context.looks_back(draft)))
        and not context.chronicle
        and told.month
    )
    if back and point.month and (point.month, point.day) > (told.month, told.day or 31):
        year -= 1
    return Resolved(_valid(replace(point, year=year)), "carried", f"the year comes from the date told before, {told.timex()}", 0.8)


def _year_by_weekday(draft: Draft, point: Point, context: Context) -> Resolved | None:
    if draft.weekday is None or point.grain != "day" or not point.day:
        return None
    center = context.told.year if context.history and context.told else (context.published.year if context.published else None)
    if center is None or center < 2:  # noqa: PLR2004 - the calendar's first years
        return None
    for year in (center, center - 1, center + 1):
        if is_valid(year, point.month, point.day) and date(year, point.month, point.day).weekday() == draft.weekday:
            basis: Basis = "publication" if context.published else "carried"
            return Resolved(replace(point, year=year), basis, f"the weekday fits the year {year}", 0.93)
    return None


def _nearest_year(draft: Draft, point: Point, published: date) -> int:
    grain_day = point.day or 15
    month = point.month or {"season": (4, 7, 10, 1)}.get(point.grain, (0,))[point.number if point.grain == "season" else 0]
    if not month:
        return published.year

    def distance(year: int) -> float:
        day = min(grain_day, 28) if not is_valid(year, month, grain_day) else grain_day
        days = (date(year, month, day) - published).days
        against = (days > 0 and draft.past and not draft.future) or (days < 0 and draft.future and not draft.past)
        weight = AGAINST_TENSE if against else NO_TENSE if days > 0 and not draft.future else 1
        return abs(days) * (weight if abs(days) > NEAR_DAYS else 1)

    years = [y for y in (published.year, published.year - 1, published.year + 1) if is_valid(y, month, point.day)]
    return min(years, key=distance) if years else published.year


def _carries(draft: Draft, context: Context) -> bool:
    """Return whether a date without year takes the year told before rather than the one near publication."""
    if context.told is None or context.told.year is None or context.published is None:
        return False
    beside = context.stated and context.told.month and context.told_paragraph == draft.paragraph
    return context.history or bool(beside and abs(context.told.year - context.published.year) >= FAR_YEARS)


def _valid(point: Point) -> Point:
    return point if point.grain != "day" or is_valid(point.year, point.month, point.day) else replace(point, year=None)
