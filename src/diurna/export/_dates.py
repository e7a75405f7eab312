"""Dates for the eye: EDTF said in words, and the order in which values stand in a chronology."""

from __future__ import annotations

import re

from babel.dates import get_month_names, get_quarter_names

from diurna.edtf import days as days_of

_MONTHS = get_month_names("abbreviated", locale="en")
_QUARTERS = get_quarter_names("abbreviated", locale="en")
# EDTF level 1 and 2 codes in the month's place.
_SEASONS = {21: "spring", 22: "summer", 23: "autumn", 24: "winter"}
_HALVES = {40: "first half of", 41: "second half of"}
_POINT = re.compile(
    r"[~?%]?(?P<y>\d{4}|\d{3}X|\d{2}XX|XXXX)(?:-[~?%]?(?P<m>\d\d|XX))?(?:-[~?%]?(?P<d>\d\d|XX))?(?:T(?P<t>\d\d(?::\d\d)*)\S*?)?(?P<q>[~?%]?)$"
)
_SURENESS = {"~": "about ", "?": "perhaps ", "%": "perhaps about ", "": ""}
_OPEN = ("..", "")


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


def place(value: str | None) -> tuple[str, str] | None:
    """Return the first and last day of a value, for sorting and drawing; None when it has no year.

    An open end gives back the known end for both: the line stands where the text puts it.
    """
    first, last = days_of(value)
    return (first or last or "", last or first or "") if first or last else None


def days(value: str | None) -> tuple[str, str]:
    """Return the first and last day (YYYY-MM-DD) that a value can mean; "" for an open end, both "" when it has no year."""
    first, last = days_of(value)
    return first or "", last or ""


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
