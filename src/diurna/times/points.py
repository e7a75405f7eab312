"""Points in time of any grain: their EDTF and TIMEX3 forms, and counting from one to another."""

from __future__ import annotations

import calendar
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Literal

Grain = Literal["day", "week", "weekend", "month", "quarter", "half", "season", "year", "decade", "century"]
TIMEX_SEASON = ("SP", "SU", "FA", "WI")
# EDTF level 2 numbers sub-year groups: 21-24 seasons, 33-36 quarters, 40-41 halves.
EDTF_SEASON, EDTF_QUARTER, EDTF_HALF = 21, 33, 40


@dataclass(frozen=True, slots=True)
class Point:
    """One point of the calendar.

    `year` is None when the text gives none; years before Christ are negative (-493 is 493 BC). `number` counts the
    week, quarter (1-4), half (1-2) or season (0 spring … 3 winter) of a year. `clock` is the TIMEX3 tail of a time
    of day ("T18:30", "TEV") or "".
    """

    grain: Grain
    year: int | None
    month: int = 0
    day: int = 0
    number: int = 0
    clock: str = ""
    approximate: bool = False

    def timex(self) -> str:
        """Return the TIMEX3 value."""
        return _timex_base(self) + self.clock

    def edtf(self) -> str | None:
        """Return the EDTF value; None where EDTF has no form for what is known."""
        base = _edtf_base(self)
        return base + "~" if base and self.approximate and "/" not in base else base

    def as_date(self) -> date | None:
        """Return the calendar day, when the point is one of our era."""
        if self.grain != "day" or self.year is None or self.year < 1 or not (self.month and self.day):
            return None
        return date(self.year, self.month, self.day)

    def at(self, grain: Grain) -> Point:
        """Return the point seen at a coarser grain."""
        day = self.as_date()
        if grain == "week" and day:
            iso = day.isocalendar()
            return Point("week", iso.year, number=iso.week)
        if grain == "quarter" and self.month:
            return Point("quarter", self.year, number=(self.month + 2) // 3)
        if grain == "half" and self.month:
            return Point("half", self.year, number=1 if self.month < 7 else 2)  # noqa: PLR2004 - July
        keep = {"day": (self.month, self.day), "month": (self.month, 0)}
        month, day_number = keep.get(grain, (0, 0))
        return Point(grain, self.year, month, day_number)


def is_valid(year: int | None, month: int, day: int) -> bool:
    """Return whether the month has that day; without a year, a leap year is allowed."""
    if not 1 <= month <= 12:  # noqa: PLR2004 - months
        return False
    return 0 <= day <= calendar.monthrange(year if year and year > 0 else 2000, month)[1]


def of_date(day: date, grain: Grain = "day") -> Point:
    """Return a calendar day as a point, seen at `grain`."""
    return Point("day", day.year, day.month, day.day).at(grain)


def shift(point: Point, amount: int, unit: Grain) -> Point | None:
    """Return `point` moved by `amount` units and seen at that unit; None when the point is too coarse or too far."""
    if unit in ("day", "week", "weekend"):
        return _shift_days(point, amount, unit)
    if point.year is None:
        return None
    if unit == "month":
        return _shift_months(point, amount) if point.month else None
    if unit in ("quarter", "half", "season"):
        return None
    years = amount * {"year": 1, "decade": 10, "century": 100}[unit]
    year = point.year + years
    if (year > 0) != (point.year > 0) and year >= 0 > point.year:
        year += 1
    return Point(unit, year) if year and -9999 <= year <= 9999 else None  # noqa: PLR2004 - four digits


def weekday_near(anchor: date, weekday: int, direction: int) -> date:
    """Return the day with that weekday (0 Monday): the latest up to `anchor` (-1), the first after it (+1), or in its week (0)."""
    if direction < 0:
        return anchor - timedelta((anchor.weekday() - weekday) % 7)
    if direction > 0:
        return anchor + timedelta((weekday - anchor.weekday()) % 7 or 7)
    return anchor + timedelta(weekday - anchor.weekday())


def _shift_days(point: Point, amount: int, unit: Grain) -> Point | None:
    start = point.as_date()
    if point.grain == "week" and unit != "day" and point.year:
        start = date.fromisocalendar(point.year, point.number, 1)
    if start is None:
        return None
    try:
        moved = start + timedelta(amount * (1 if unit == "day" else 7))
    except OverflowError:
        return None
    if unit == "weekend":
        return replace(of_date(moved, "week"), grain="weekend")
    return of_date(moved, unit)


def _shift_months(point: Point, amount: int) -> Point | None:
    if point.year is None:
        return None
    months = point.year * 12 + point.month - 1 + amount
    return Point("month", months // 12, months % 12 + 1) if months > 0 else None


def _year(year: int | None) -> str:
    if year is None:
        return "XXXX"
    return f"{year:04d}" if year >= 0 else f"BC{-year:04d}"


def _timex_base(point: Point) -> str:  # noqa: PLR0911 - one return a grain
    year = _year(point.year)
    match point.grain:
        case "day":
            month = f"{point.month:02d}" if point.month else "XX"
            return f"{year}-{month}-{point.day:02d}" if point.day else f"{year}-{month}-XX"
        case "month":
            return f"{year}-{point.month:02d}"
        case "week":
            return f"{year}-W{point.number:02d}"
        case "weekend":
            return f"{year}-W{point.number:02d}-WE"
        case "quarter":
            return f"{year}-Q{point.number}"
        case "half":
            return f"{year}-H{point.number}"
        case "season":
            return f"{year}-{TIMEX_SEASON[point.number]}"
        case "decade":
            return year[:-1]
        case "century":
            return year[:-2]
        case _:
            return year


def _edtf_base(point: Point) -> str | None:  # noqa: PLR0911 - one return a grain
    if point.grain in ("week", "weekend"):
        return _edtf_week(point)
    if point.year is None:
        partial = point.grain == "month" or (point.grain == "day" and point.day and point.month)
        return _timex_base(point) if partial else None
    # EDTF counts astronomically: 1 BC is year 0000.
    year = f"{point.year:04d}" if point.year > 0 else (f"-{-point.year - 1:04d}" if point.year < -1 else "0000")
    match point.grain:
        case "day":
            return f"{year}-{point.month:02d}-{point.day:02d}" if point.day and point.month else None
        case "month":
            return f"{year}-{point.month:02d}"
        case "decade" | "century":
            known = -1 if point.grain == "decade" else -2
            return year[:known] + "X" * -known if point.year > 0 else None
        case "quarter" | "half" | "season":
            first = {"quarter": EDTF_QUARTER - 1, "half": EDTF_HALF - 1, "season": EDTF_SEASON}[point.grain]
            return f"{year}-{first + point.number}"
        case _:
            return year


def _edtf_week(point: Point) -> str | None:
    if point.year is None or point.year < 1:
        return None
    first = date.fromisocalendar(point.year, point.number, 1 if point.grain == "week" else 6)
    return f"{first.isoformat()}/{(first + timedelta(6 if point.grain == 'week' else 1)).isoformat()}"
