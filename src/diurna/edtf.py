"""EDTF as the record writes it: is a value one, how fine is it, which days can it mean.

The grammar is that of the readers and the views, a part of ISO 8601-2 levels 0 to 2 with clock times cut at any unit
("2020-08-27T10:30", which the package edtf refuses). Each pattern is linear; a value over 64 characters is none.
"""

from __future__ import annotations

import calendar
import re
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from diurna.record import Precision

_MOST = 64  # characters
_CLOCK = r"T(?:[01]\d|2[0-3])(?::[0-5]\d(?::[0-5]\d)?)?(?:Z|[+-](?:0\d|1[0-4]):[0-5]\d)?"
_POINT = re.compile(
    rf"(?P<y>[0-9]{{4}}|[0-9]{{3}}X|[0-9]{{2}}XX|XXXX)(?:-(?P<m>[0-9]{{2}}|XX)(?:-(?P<d>[0-9]{{2}}|XX)(?P<t>{_CLOCK})?)?)?(?P<q>[~?%])?",
    re.ASCII,
)
_MONTHS = 12
_SEASON_NAMES = range(21, 25)
# `days` reads what a sloppier writer gave, too.
_ROUGH = re.compile(r"(?P<y>[\dX]{4})(?:-(?P<m>[\dX]{2})(?:-(?P<d>[\dX]{2}))?)?(?:T.*)?", re.ASCII)
# EDTF's codes in the month's place: seasons (21-24, northern ones again 25-28, southern 29-32), quarters, thirds, halves.
# A winter runs into the next year.
_SEASONS = {21: (3, 5), 22: (6, 8), 23: (9, 11), 24: (12, 14), 25: (3, 5), 26: (6, 8), 27: (9, 11), 28: (12, 14)}
_SEASONS |= {29: (9, 11), 30: (12, 14), 31: (3, 5), 32: (6, 8), 33: (1, 3), 34: (4, 6), 35: (7, 9), 36: (10, 12)}
_SEASONS |= {37: (1, 4), 38: (5, 8), 39: (9, 12), 40: (1, 6), 41: (7, 12)}

_CODES = frozenset((*_SEASON_NAMES, 33, 34, 35, 36, 40, 41))
_OPEN = ("..", "")

Days = tuple[str | None, str | None]


def is_edtf(value: str) -> bool:
    """Tell whether a value is EDTF: a point, an interval whose ends are in order, or a set of points."""
    return len(value) <= _MOST and value.isascii() and (_is_interval(value) if "/" in value else _is_set(value) or _is_point(value))


def precision(value: str) -> Precision:
    """Return the precision of a value that is EDTF."""
    found = _POINT.fullmatch(value)
    if found is None:
        return "interval"
    year, month, day = found["y"], found["m"] or "XX", found["d"] or "XX"
    if found["t"]:
        return "time"
    if month == "XX":
        return "century" if year.endswith("XX") and year != "XXXX" else "decade" if year.endswith("X") and year != "XXXX" else "year"
    if int(month) > _MONTHS:
        return "season" if int(month) in _SEASON_NAMES else "interval"
    return "month" if day == "XX" else "day"


@lru_cache(maxsize=1 << 14)
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


def span(edtf: str | None) -> tuple[str, str] | None:
    """Return `days` with "0000" and "9999" at open ends, so that values compare as text; None when nothing is known of the year."""
    first, last = days(edtf)
    return None if first is last is None else (first or "0000", last or "9999")


def _joined(spans: list[Days]) -> Days:
    known = [part for part in spans if part != (None, None)]
    if not known:
        return None, None
    firsts, lasts = [part[0] for part in known], [part[1] for part in known]
    return (
        None if None in firsts else min(day for day in firsts if day is not None),
        None if None in lasts else max(day for day in lasts if day is not None),
    )


def _span(value: str, between: str) -> Days:
    """Return the days of "a/b" in an interval, "a..b" in a set, or of a single point."""
    start, found, end = value.partition(between)
    if not found:
        return _rough(value)
    first, last = _rough(start), _rough(end)
    if first == (None, None) or last == (None, None):
        return first[0], last[1]
    # A text may tell the end before the start; the line of time has no such interval.
    return (first[0], last[1]) if str(first[0]) <= str(last[1]) else (last[0], first[1])


def _rough(value: str) -> Days:
    found = _ROUGH.fullmatch(value)
    if not found or found["y"] == "XXXX":
        return None, None
    years, month, day = _digits(found["y"]), found["m"] or "XX", found["d"] or "XX"
    if month.isdigit() and int(month) in _SEASONS:
        first, last = _SEASONS[int(month)]
        return _day(years[0], first, 1), _day(years[1], last, 31)
    low, high = (max(_digits(month)[0], 1), min(_digits(month)[1], _MONTHS))
    first_day, last_day = (max(_digits(day)[0], 1), min(_digits(day)[1], 31))
    if low > high or first_day > last_day or years[1] == 0:
        return None, None
    return _day(max(years[0], 1), low, first_day), _day(years[1], high, last_day)


def _digits(value: str) -> tuple[int, int]:
    return int(value.replace("X", "0")), int(value.replace("X", "9"))


def _day(year: int, month: int, day: int) -> str:
    year, month = (year + 1, month - _MONTHS) if month > _MONTHS else (year, month)
    return f"{year:04}-{month:02}-{min(day, calendar.monthrange(year, month)[1]):02}"


def _is_point(value: str) -> bool:
    found = _POINT.fullmatch(value)
    if found is None:
        return False
    year, month, day = found["y"], found["m"], found["d"]
    if month in (None, "XX"):
        return day in (None, "XX") and year != "XXXX"
    if int(month) > _MONTHS:
        return day is None and int(month) in _CODES
    if day in (None, "XX"):
        return int(month) > 0
    leap = year if year.isdigit() else "2000"
    return int(month) > 0 and 1 <= int(day) <= calendar.monthrange(int(leap) or 2000, int(month))[1]


def _is_interval(value: str) -> bool:
    start, _, end = value.partition("/")
    if start in _OPEN or end in _OPEN:
        return (start in _OPEN) != (end in _OPEN) and _is_point(end if start in _OPEN else start)
    return _is_point(start) and _is_point(end) and _first(start) <= _last(end)


def _is_set(value: str) -> bool:
    if value[:1] + value[-1:] not in ("[]", "{}"):
        return False
    for part in value[1:-1].split(","):
        start, dots, end = part.strip().partition("..")
        ends = [point for point in (start, end) if point]
        if not ends or not all(_is_point(point) for point in ends) or (start and end and _first(start) > _last(end)):
            return False
        if not dots and end:
            return False
    return True


def _first(point: str) -> str:
    """Return what sorts no later than any day of a point; what is not told ("XXXX") sorts first."""
    return re.sub("[~?%]", "", point).partition("T")[0].replace("X", "0")


def _last(point: str) -> str:
    whole = re.sub("[~?%]", "", point).partition("T")[0].replace("X", "9")
    return whole + "~"  # sorts after every longer value that begins alike: "2020-03-03/2020" is in order
