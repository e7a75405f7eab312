"""Resolving: drafts to points, each counted from the anchor that its own words and place call for."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from diurna.times.points import Grain, Point, is_valid, of_date, shift, weekday_near

if TYPE_CHECKING:
    from diurna.record import Basis
    from diurna.times.draft import Draft

# A text is history when most of the years it states lie this far from its publication, and it states enough of them.
FAR_YEARS, ENOUGH_YEARS, HISTORY_SHARE = 2, 5, 0.5
NEWS_WEIGHT = 5  # "yesterday", "on Friday": each speaks against history as strongly as five years told speak for it
NEAR_DAYS, AGAINST_TENSE = 45, 8  # days that need no tense to be believed; weight of a date that its sentence's tense speaks against
YEAR_TURNS = 8  # months back that mean a new year (measured on WikiWars: 8 better than 6, 10 and none)
THURSDAY = 3  # before it, "this weekend" is the one that was
NO_PUBLICATION = "the words count from the day of publication, which is not known"
NO_TOLD = "the words count from a date told before, and none is told"
TOO_COARSE = "the date told before is not precise enough to count from"


@dataclass(frozen=True, slots=True)
class Resolved:
    """A draft's point (None where the words give no date), its basis and why."""

    point: Point | None
    basis: Basis
    reason: str
    confidence: float


class Context:
    """What the text has told so far."""

    def __init__(self, drafts: list[Draft], published: date | None) -> None:
        self.published = published
        self.told: Point | None = None
        self.told_paragraph = -1
        self.whole: Point | None = None  # the last date told with its month: a bare year does not displace it elsewhere
        self.stated = False
        self.told_basis: Basis = "stated"
        years = [d.point.year for d in drafts if d.kind == "date" and d.point and d.point.year]
        whole = [d.point.year for d in drafts if d.kind == "date" and d.point and d.point.year and d.point.month]
        self.first_year = whole[0] if whole else None
        far = [y for y in years if published and abs(y - published.year) >= FAR_YEARS]
        # A chronicle tells year after year in order, so a month far before the last one told is the next year's.
        self.chronicle = len(years) >= ENOUGH_YEARS and len(set(years)) >= ENOUGH_YEARS // 2
        news = sum(d.kind == "weekday" or d.name == "deictic" for d in drafts)
        self.history = published is None or (len(years) >= ENOUGH_YEARS and len(far) >= HISTORY_SHARE * len(years) and news * NEWS_WEIGHT <= len(years))

    def tell(self, point: Point | None, draft: Draft, basis: Basis) -> None:
        """Remember a date told, for what follows to count from."""
        if point is None or point.year is None or point.grain in ("decade", "century"):
            return
        aside = point.grain == "year" and self.told is not None and self.told.month and self.told_paragraph == draft.paragraph
        if point.month:
            self.whole = replace(point, clock="")
        if not aside:
            self.told, self.told_paragraph, self.stated = replace(point, clock=""), draft.paragraph, basis == "stated"
            self.told_basis = "carried" if basis == "stated" else basis


    def last(self, draft: Draft) -> Point | None:
        """Return the date told before that a date without year continues."""
        if self.chronicle or (self.told and (self.told.month or self.told_paragraph == draft.paragraph)):
            return self.told
        if self.whole is None and self.first_year is not None:
            return Point("year", self.first_year)
        return self.whole


def resolve(draft: Draft, context: Context) -> Resolved:
    """Return what a draft stands for, in the context of the drafts before it."""
    if draft.kind == "date":
        result = _dated(draft, context)
    elif draft.kind == "weekday":
        result = _weekday(draft, context)
    elif draft.kind == "offset":
        result = _offset(draft, context)
    else:
        result = _clock(draft, context)
    if draft.kind != "clock":
        context.tell(result.point, draft, result.basis)
    return result


def _dated(draft: Draft, context: Context) -> Resolved:
    point = draft.point
    if point is None:
        return Resolved(None, "stated", "", 0.0)
    if draft.value == "alone":
        return _day_alone(draft, point, context)
    if point.year is not None:
        return Resolved(point, "stated", "the words give the date whole", 0.97)
    if draft.basis:
        return _year_by_words(draft, point, context)
    if draft.linked == "last" and context.told and context.told.year and point.month:
        turns = context.told.month and point.month < context.told.month
        year = context.told.year + bool(turns)
        return Resolved(_valid(replace(point, year=year)), context.told_basis, f"the year is that of the other end, {context.told.timex()}", 0.85)
    by_weekday = _year_by_weekday(draft, point, context)
    if by_weekday is not None:
        return by_weekday
    if context.published is not None and not _carries(draft, context):
        year = _nearest_year(draft, point, context.published)
        return Resolved(replace(point, year=year), "publication", "the year is the one nearest to publication", 0.85)
    told = context.last(draft)
    if told is not None and told.year is not None:
        year = told.year
        if context.chronicle and draft.preposition != "since" and point.month and told.month - point.month >= YEAR_TURNS:
            year += 1
        return Resolved(_valid(replace(point, year=year)), "carried", f"the year is that of the date told before, {year}", 0.8)
    return Resolved(point, "stated", "neither the words nor the text give a year", 0.5)


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


def _valid(point: Point) -> Point:
    return point if point.grain != "day" or is_valid(point.year, point.month, point.day) else replace(point, year=None)


def _carries(draft: Draft, context: Context) -> bool:
    """Return whether a date without year takes the year told before rather than the one near publication."""
    if context.told is None or context.told.year is None or context.published is None:
        return False
    beside = context.stated and context.told.month and context.told_paragraph == draft.paragraph
    return context.history or bool(beside and abs(context.told.year - context.published.year) >= FAR_YEARS)


def _year_by_words(draft: Draft, point: Point, context: Context) -> Resolved:
    """Resolve "last September", "August of that year", "le 26 septembre dernier", "this summer"."""
    amount = draft.amount or 0
    anchor = _anchor(draft.basis, context)
    if anchor is None or anchor.year is None:
        return Resolved(point, "stated", NO_TOLD if draft.basis == "n" else NO_PUBLICATION, 0.4)
    basis: Basis = "event" if anchor is context.told else "publication"
    if draft.value == "year":
        return Resolved(_valid(replace(point, year=anchor.year + amount)), basis, f"the words name a year counted from {anchor.year}", 0.85)
    here = anchor.month or 1
    month = point.month or (6, 9, 12, 3)[point.number]
    year = anchor.year
    if amount < 0 and month > here - (point.grain in ("month", "season")) and not (point.grain == "day" and (month, point.day) < (here, anchor.day or 31)):
        year -= 1
    elif amount > 0 and (month < here or (month == here and point.grain == "month")):
        year += 1
    return Resolved(_valid(replace(point, year=year)), basis, "the words choose the one before or after", 0.85)


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
        return abs(days) * (AGAINST_TENSE if against and abs(days) > NEAR_DAYS else 1)
    years = [y for y in (published.year, published.year - 1, published.year + 1) if is_valid(y, month, point.day)]
    return min(years, key=distance) if years else published.year


def _anchor(basis: str, context: Context) -> Point | None:
    """Return the point that a basis counts from: publication ("d"), the date told before ("n"), whichever the text's kind calls for ("o")."""
    published = of_date(context.published) if context.published else None
    if basis == "d":
        return context.told if context.history and context.told and context.published else published
    if basis == "o" and published and not context.history:
        return published
    return context.told


def _weekday(draft: Draft, context: Context) -> Resolved:
    if draft.weekday is None or context.published is None:
        return Resolved(None, "stated", NO_PUBLICATION, 0.3)
    if context.history:
        told = context.told.as_date() if context.told and context.told_paragraph == draft.paragraph else None
        if told is None or draft.weekday is None:
            return Resolved(None, "stated", "a weekday in a text that tells other years", 0.3)
        return Resolved(replace(of_date(weekday_near(told, draft.weekday, -1)), clock=draft.clock), "event", "the weekday counts from the date told before", 0.6)
    published, amount = context.published, draft.amount
    if amount is not None and draft.basis == "n" and amount == 0 and context.told and (told := context.told.as_date()) and told.weekday() == draft.weekday:
        day = told
    elif amount is None:
        day = weekday_near(published, draft.weekday, 1 if draft.future and published.weekday() != draft.weekday else -1)
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
    anchor = _anchor(draft.basis, context)
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


def _part(anchor: Point, grain: Grain) -> Point | None:
    return anchor.at(grain) if anchor.month else None


def _clock(draft: Draft, context: Context) -> Resolved:
    """Give a time of day the day told last in its paragraph; publication is no default."""
    told = context.told
    if told and told.grain == "day" and told.day and told.year and context.told_paragraph == draft.paragraph:
        return Resolved(replace(told, clock=draft.clock), "event", "the day is the one told before", 0.7)
    return Resolved(None, "stated", "the text does not say of which day", 0.4)
