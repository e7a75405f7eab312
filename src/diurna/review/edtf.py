"""EDTF as the record writes it: is a value one, how fine is it, which days can it mean.

The grammar is that of the readers and the views, a part of ISO 8601-2 levels 0 to 2 with clock times cut at any unit
("2020-08-27T10:30", which the package edtf refuses). Each pattern is linear; a value over 64 characters is none.
"""

from __future__ import annotations

import calendar
import re
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
_SEASONS = range(21, 25)
# The months that a quarter or half year takes; seasons differ from one half of the earth to the other and take the whole year.
_RANGES = {33: (1, 3), 34: (4, 6), 35: (7, 9), 36: (10, 12), 40: (1, 6), 41: (7, 12)}
_OPEN = ("..", "")


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
        return "season" if int(month) in _SEASONS else "interval"
    return "month" if day == "XX" else "day"


def days(value: str) -> tuple[str, str] | None:
    """Return the first and last day that a value can mean, "0000" and "9999" where it is open; None without a year.

    Days are compared as text; the last day of a month is written 31, whichever the month.
    """
    parts = [part.strip() for part in re.split(r"/|,|\.\.", value.strip("[]{}")) if part.strip()]
    spans = [span for part in parts if (span := _span(part)) is not None]
    if not spans:
        return None
    return (
        "0000" if re.match(r"[\[{]?(\.\.|/)", value) else min(first for first, _ in spans),
        "9999" if re.search(r"(\.\.|/)[\]}]?$", value) else max(last for _, last in spans),
    )


def _span(point: str) -> tuple[str, str] | None:
    found = _POINT.fullmatch(point)
    if found is None or found["y"] == "XXXX":
        return None
    first, last = found["y"].replace("X", "0"), found["y"].replace("X", "9")
    month, day = found["m"] or "XX", found["d"] or "XX"
    if month == "XX":
        return f"{first}-01-01", f"{last}-12-31"
    if int(month) > _MONTHS:
        begin, end = _RANGES.get(int(month), (1, _MONTHS))
        return f"{first}-{begin:02}-01", f"{last}-{end:02}-31"
    return (f"{first}-{month}-01", f"{last}-{month}-31") if day == "XX" else (f"{first}-{month}-{day}", f"{last}-{month}-{day}")


def _is_point(value: str) -> bool:
    found = _POINT.fullmatch(value)
    if found is None:
        return False
    year, month, day = found["y"], found["m"], found["d"]
    if month in (None, "XX"):
        return day in (None, "XX") and year != "XXXX"
    if int(month) > _MONTHS:
        return day is None and int(month) in (*_SEASONS, *_RANGES)
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
