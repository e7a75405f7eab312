"""EDTF to days: the first and the last day that a value can mean, for filters and for the order of a chronology."""

from __future__ import annotations

import calendar
import re

_POINT = re.compile(r"(?P<y>[\dX]{4})(?:-(?P<m>[\dX]{2})(?:-(?P<d>[\dX]{2}))?)?(?:T.*)?", re.ASCII)
# EDTF's codes in the month's place: seasons (21-24, northern ones again 25-28, southern 29-32), quarters, thirds, halves.
# A winter runs into the next year.
_SEASONS = {21: (3, 5), 22: (6, 8), 23: (9, 11), 24: (12, 14), 25: (3, 5), 26: (6, 8), 27: (9, 11), 28: (12, 14)}
_SEASONS |= {29: (9, 11), 30: (12, 14), 31: (3, 5), 32: (6, 8), 33: (1, 3), 34: (4, 6), 35: (7, 9), 36: (10, 12)}
_SEASONS |= {37: (1, 4), 38: (5, 8), 39: (9, 12), 40: (1, 6), 41: (7, 12)}
_YEAR = 12  # months

Days = tuple[str | None, str | None]


def days(edtf: str | None) -> Days:
    """Return the first and last day (YYYY-MM-DD) that an EDTF value can mean; None is an open end.

    Both are None when nothing is known of the year: such a value stands on no line of time. "~", "?" and "%" do not widen it.

    >>> days("2020-08-09/.."), days("2020-02~"), days("199X"), days("XXXX-12-25")
    (('2020-08-09', None), ('2020-02-01', '2020-02-29'), ('1990-01-01', '1999-12-31'), (None, None))
    """
    if not edtf:
        return None, None
    value = re.sub(r"[~?%\s]", "", edtf)
    if value[:1] in "[{":
        return _joined([_span(part, "..") for part in value.strip("[]{}").split(",")])
    return _span(value, "/")


def _joined(spans: list[Days]) -> Days:
    known = [span for span in spans if span != (None, None)]
    if not known:
        return None, None
    firsts, lasts = [span[0] for span in known], [span[1] for span in known]
    return (
        None if None in firsts else min(day for day in firsts if day is not None),
        None if None in lasts else max(day for day in lasts if day is not None),
    )


def _span(value: str, between: str) -> Days:
    """Return the days of "a/b" in an interval, "a..b" in a set, or of a single point."""
    start, found, end = value.partition(between)
    if not found:
        return _point(value)
    first, last = _point(start), _point(end)
    if first == (None, None) or last == (None, None):
        return first[0], last[1]
    # A text may tell the end before the start; the line of time has no such interval.
    return (first[0], last[1]) if str(first[0]) <= str(last[1]) else (last[0], first[1])


def _point(value: str) -> Days:
    found = _POINT.fullmatch(value)
    if not found or found["y"] == "XXXX":
        return None, None
    years, month, day = _digits(found["y"]), found["m"] or "XX", found["d"] or "XX"
    if month.isdigit() and int(month) in _SEASONS:
        first, last = _SEASONS[int(month)]
        return _day(years[0], first, 1), _day(years[1], last, 31)
    low, high = (max(_digits(month)[0], 1), min(_digits(month)[1], _YEAR))
    first_day, last_day = (max(_digits(day)[0], 1), min(_digits(day)[1], 31))
    if low > high or first_day > last_day or years[1] == 0:
        return None, None
    return _day(max(years[0], 1), low, first_day), _day(years[1], high, last_day)


def _digits(value: str) -> tuple[int, int]:
    return int(value.replace("X", "0")), int(value.replace("X", "9"))


def _day(year: int, month: int, day: int) -> str:
    year, month = (year + 1, month - _YEAR) if month > _YEAR else (year, month)
    return f"{year:04}-{month:02}-{min(day, calendar.monthrange(year, month)[1]):02}"
