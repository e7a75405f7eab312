"""Spans: EDTF cut down to the dates that other formats know, a year, a month or a day at each end."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from diurna.export._rows import Row

_PLAIN = re.compile(r"[~?%]?(\d{4})(?:-[~?%]?(0[1-9]|1[0-2])(?:-[~?%]?(0[1-9]|[12]\d|3[01]))?)?(?:T[^/]*)?[~?%]?", re.ASCII)


@dataclass(frozen=True, slots=True)
class Span:
    """When, as prefix dates ("2024", "2024-03", "2024-03-12"); "" for an open end.

    `one` says that it is one date and no interval: `end` is then "". `exact` says that nothing of the EDTF was lost.
    """

    start: str
    end: str
    one: bool
    exact: bool


def span(row: Row) -> Span | None:
    """Return the span of a claim; None when it has no date, or one without a year.

    An interval keeps its ends as they are told. What has no prefix (a season, a decade, one of several dates) becomes an
    interval from the first to the last day that it can mean.
    """
    if not (row.first or row.last):
        return None
    start, slash, end = row.when.partition("/")
    if not slash and (only := _prefix(start)):
        return Span(only, "", one=True, exact=only == row.when)
    ends = ("" if start in ("..", "") else _prefix(start), "" if end in ("..", "") else _prefix(end))
    if slash and None not in ends:
        return Span(ends[0] or "", ends[1] or "", one=False, exact=f"{ends[0]}/{ends[1]}" == row.when)
    return Span(row.first, row.last, one=False, exact=False)


def parts(prefix: str) -> dict[str, int]:
    """Return the year, month and day of a prefix date, as far as it goes.

    >>> parts("2024-03")
    {'year': 2024, 'month': 3}
    """
    return dict(zip(("year", "month", "day"), map(int, prefix.split("-")), strict=False))


def length(first: str, last: str) -> int:
    """Return how many days there are from a day to another, both included."""
    return (date.fromisoformat(last) - date.fromisoformat(first)).days + 1


def _prefix(edtf: str) -> str | None:
    """Return a value without its qualifiers and hours; None for one that is no plain date."""
    found = _PLAIN.fullmatch(edtf)
    return "-".join(part for part in found.groups() if part) if found else None
