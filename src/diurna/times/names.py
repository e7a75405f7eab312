"""Month and weekday names of a language, and its order of numeric dates, from CLDR."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from babel import Locale

LETTERS = 3  # shorter CLDR abbreviations are words or initials too often


@dataclass(frozen=True, slots=True)
class Names:
    """CLDR's names.

    For each month (1-12) and weekday (0 Monday) its full and its short forms; `order` is "dmy", "mdy"
    or "ymd"; `capitals` tells whether months are written with one.
    """

    months: tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]
    weekdays: tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]
    order: str
    capitals: bool


@cache
def names(code: str) -> Names:
    """Return the names of the language `code`."""
    locale = Locale.parse(code)
    months = tuple(_forms(locale.months, n) for n in range(1, 13))
    weekdays = tuple(_forms(locale.days, n) for n in range(7))
    pattern = re.sub(r"[^dMy]", "", str(locale.date_formats["short"].pattern))
    order = "".join(dict.fromkeys(pattern.lower()))
    return Names(months, weekdays, order, months[0][0][0][0].isupper())


def _forms(tables: object, number: int) -> tuple[tuple[str, ...], tuple[str, ...]]:
    wide, short = [], []
    for context in ("format", "stand-alone"):
        table = tables[context]  # type: ignore[index]
        wide.append(str(table["wide"][number]))
        short.append(str(table["abbreviated"][number]).rstrip("."))
    short = [s for s in dict.fromkeys(short) if s not in wide and len(s) >= LETTERS and not s[0].isdigit()]
    return tuple(dict.fromkeys(wide)), tuple(short)
