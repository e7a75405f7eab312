"""Dates for the eye: EDTF said in words, and the order in which values stand in a chronology."""

from __future__ import annotations

import re
from calendar import monthrange

from babel.dates import get_month_names, get_quarter_names

_MONTHS = get_month_names("abbreviated", locale="en")
_QUARTERS = get_quarter_names("abbreviated", locale="en")
# EDTF level 1 and 2 codes in the month's place.
_SEASONS = {21: "spring", 22: "summer", 23: "autumn", 24: "winter"}
_SEASON_MONTHS = {21: (3, 5), 22: (6, 8), 23: (9, 11), 24: (12, 12)}
_SEASON_MONTHS |= {33: (1, 3), 34: (4, 6), 35: (7, 9), 36: (10, 12), 40: (1, 6), 41: (7, 12)}
_HALVES = {40: "first half of", 41: "second half of"}
_POINT = re.compile(
    r"[~?%]?(?P<y>\d{4}|\d{3}X|\d{2}XX|XXXX)(?:-[~?%]?(?P<m>\d\d|XX))?(?:-[~?%]?(?P<d>\d\d|XX))?(?:T(?P<t>\d\d(?::\d\d)*)\S*?)?(?P<q>[~?%]?)$"
)
_SURENESS = {"~": "about ", "?": "perhaps ", "%": "perhaps about ", "": ""}
_OPEN = ("..", "")
_ENDS = ("..", "/")


def spoken(edtf: str) -> str:
    """Say an EDTF value in words ("since 9 Aug 2020"); one that is not understood is returned as it is."""
    if edtf[:1] in "[{":
        return _set(edtf)
    start, slash, end = edtf.partition("/")
    if not slash:
        return _point(edtf)
    if end in _OPEN:
        return f"since {_point(start)}" if start not in _OPEN else edtf
    if start in _OPEN:
        return f"until {_point(end)}"
    first, last = _point(start), _point(end)
    if first == last:
        return first
    common = next((tail for cut in (1, 2) if (tail := first.split(" ")[cut:]) and tail == last.split(" ")[cut:]), [])
    return f"{first.removesuffix(' '.join(common)).strip()}–{last}" if common else f"{first} – {last}"


def place(edtf: str | None) -> tuple[str, str] | None:
    """Return the first and last day of a value, for sorting and drawing; None when it has no year.

    An open end gives back the known end for both: the line stands where the text puts it.
    """
    if edtf is None:
        return None
    found = [bounds for part in re.split(r"[/,]|\.\.", edtf.strip("[]{}")) if (bounds := _bounds(part))]
    return (min(b[0] for b in found), max(b[1] for b in found)) if found else None


def days(edtf: str | None) -> tuple[str, str]:
    """Return the first and last day (YYYY-MM-DD) that a value can mean; "" for an open end, both "" when it has no year.

    >>> days("2020-08-09/.."), days("2020-02~"), days("[..1999-05]")
    (('2020-08-09', ''), ('2020-02-01', '2020-02-29'), ('', '1999-05-31'))
    """
    bounds = place(edtf)
    if edtf is None or bounds is None:
        return "", ""
    inner = edtf.strip("[]{}")
    first, last = (_real(day) for day in bounds)
    return "" if inner.startswith(_ENDS) else first, "" if inner.endswith(_ENDS) else last


def _real(day: str) -> str:
    """Return a day that there is: the nominal 31st of a month becomes its last."""
    year, month, number = map(int, day.split("-"))
    year = max(year, 1)  # Python's calendar has no year 0
    return f"{year:04}-{month:02}-{min(number, monthrange(year, month)[1]):02}"


def _set(edtf: str) -> str:
    inner = edtf.strip("[]{}")
    if inner.startswith(".."):
        return f"on or before {_point(inner[2:])}"
    if inner.endswith(".."):
        return f"on or after {_point(inner[:-2])}"
    if ".." in inner:
        return f"some time in {' – '.join(_point(part) for part in inner.split('..'))}"
    return (" or " if edtf[0] == "[" else " and ").join(_point(part.strip()) for part in inner.split(","))


def _point(value: str) -> str:
    found = _POINT.match(value)
    if not found:
        return value
    year, month, day, clock = found["y"], found["m"], found["d"], found["t"]
    said = _year(year)
    if month and month != "XX":
        said = _month(int(month), said, day=int(day) if day and day != "XX" else 0, year_known=year != "XXXX")
    if clock:
        said += f" {clock[:5]}" if ":" in clock else f" {clock} h"
    return _SURENESS[found["q"]] + said


def _month(month: int, year: str, *, day: int, year_known: bool) -> str:
    if month in _SEASONS:
        return f"{_SEASONS[month]} {year}"
    if month in _HALVES:
        return f"{_HALVES[month]} {year}"
    if 33 <= month <= 36:  # noqa: PLR2004 - EDTF's codes of the quarters
        return f"{_QUARTERS[month - 32]} {year}"
    name = _MONTHS.get(month, f"{month:02}")
    said = f"{day} {name}" if day else name
    return f"{said} {year}" if year_known else f"{said}, {year}"


def _year(year: str) -> str:
    if year == "XXXX":
        return "year not told"
    if year.endswith("XX"):
        return f"{year[:2]}00–{year[:2]}99"
    return f"{year[:3]}0s" if year.endswith("X") else year


def _bounds(value: str) -> tuple[str, str] | None:
    found = _POINT.match(value.strip())
    if not found or found["y"] == "XXXX":
        return None
    low, high = found["y"].replace("X", "0"), found["y"].replace("X", "9")
    month = found["m"]
    if not month or month == "XX":
        return f"{low}-01-01", f"{high}-12-31"
    first, last = _SEASON_MONTHS.get(int(month), (int(month), int(month)))
    day = found["d"] if found["d"] and found["d"] != "XX" else ""
    return f"{low}-{first:02}-{day or '01'}", f"{high}-{last:02}-{day or '31'}"
