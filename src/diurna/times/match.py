"""Matching: a paragraph's folded text to drafts, by the grammar over its row of class letters."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from diurna.times import read_dates, read_relative
from diurna.times.grammar import EACH, GRAMMAR
from diurna.times.points import Point
from diurna.times.read_dates import Parts
from diurna.times.scan import Items, scan

if TYPE_CHECKING:
    from collections.abc import Callable

    from diurna.times.draft import Draft
    from diurna.times.fold import Folded
    from diurna.times.lexicon import Lexicon

ABSOLUTE: dict[str, Callable[[Parts, str], list[Draft]]] = {
    "iso": read_dates.iso, "han": read_dates.han, "cut": read_dates.cut, "cut_far": read_dates.cut, "cut_bare": read_dates.cut,
    "cut_year": read_dates.day_month, "cut_month_year": read_dates.cut, "days_month": read_dates.days_month, "day_month": read_dates.day_month,
    "day_stop_month": read_dates.day_month, "month_days": read_dates.month_days, "month_day": read_dates.month_day, "month_year": read_dates.month,
    "decade": read_dates.decade, "century": read_dates.century, "years_span": read_dates.years_span, "era": read_dates.year,
    "part_year": read_dates.part_year, "season": read_dates.season, "holiday": read_dates.holiday, "years": read_dates.year,
    "day_alone": read_dates.day_alone, "day_start": read_dates.day_alone, "month": read_dates.month, "year": read_dates.year,
}  # fmt: skip
RELATIVE: dict[str, Callable[[Parts], list[Draft]]] = {
    "ago": lambda p: read_relative.offset(p, "d", -1),
    "later": lambda p: read_relative.offset(p, "n", -1 if "l" in p.letters or "j" in p.letters else 1),
    "ahead": lambda p: read_relative.offset(p, "d", 1),
    "narrative": read_relative.narrative, "span_relative": read_relative.duration, "relative_part": read_relative.relative_part,
    "weekday": read_relative.weekday, "deictic": read_relative.deictic, "every": read_relative.every, "relative": read_relative.relative,
    "part_of": read_relative.part_of, "clock": read_relative.clock, "set_rate": read_relative.every, "half": read_relative.half, "duration": read_relative.duration,
    "vague": read_relative.duration, "event": read_relative.event, "part": read_relative.part, "reference": read_relative.reference,
}  # fmt: skip
CLOCK_GAP = re.compile(r",?[ita]?a?")
LINK = re.compile(r"[,b]?(?:[t-]|u)a?[bi]?(?:Ob?)?$")
PREPOSITIONS = {"x": "since", "u": "until", "z": "after", "X": "before"}
LEADING = "aqQObK"
RECENT, NEAR = range(1900, 2040), range(1700, 1900)


def drafts(folded: Folded, lexicon: Lexicon) -> tuple[Items, list[Draft]]:
    """Return the items and drafts of one paragraph of folded text, in order; drafts point at items."""
    items = scan(folded, lexicon)
    row = items.row()
    found: list[Draft] = []
    at = 0
    while match := GRAMMAR.search(row, at):
        here, at = _at(match, items, lexicon, row)
        found += here
    _borrow(found)
    found = [d for d in found if d.value != "borrow"]
    found = _with_clock(found, items, row)
    _link(found, row)
    for draft in found:
        draft.as_duration = lexicon.words.ago_is_duration and draft.name == "ago"
        _trim(draft, items)
        _lead(draft, items, lexicon)
    return items, found


def _at(match: re.Match[str], items: Items, lexicon: Lexicon, row: str) -> tuple[list[Draft], int]:
    """Return the drafts that start where the grammar matched, and where to go on: the first pattern that makes sense counts."""
    start = match.start()
    begun = False
    for name, pattern in EACH:
        begun = begun or name == match.lastgroup
        found = pattern.match(row, start) if begun else None
        if found is None or found.end() == start:
            continue
        here = _read(name, Parts(items, start, found.end()), lexicon.names.order, row, postposed=lexicon.words.postposed)
        if here:
            for draft in here:
                draft.name = name
            return here, found.end()
    return [], start + 1


def _read(name: str, parts: Parts, order: str, row: str, *, postposed: bool) -> list[Draft]:
    if (name == "year" and not _is_year(parts, row)) or (name == "season" and not _is_season(parts, row)) or (name == "duration" and _is_age(parts, row)):
        return []
    if name == "reference" and "R" in parts.letters and not postposed:
        return []
    if name in ABSOLUTE:
        if not postposed and parts.letters[-1] == "R" and len(parts.letters) > 1:
            parts = Parts(parts.items, parts.start, parts.end - 1)
        return ABSOLUTE[name](parts, order)
    if not postposed and parts.letters[-1] == "R" and len(parts.letters) > 1:
        if name == "relative":
            return []
        parts = Parts(parts.items, parts.start, parts.end - 1)
    return RELATIVE[name](parts)


def _is_year(parts: Parts, row: str) -> bool:
    if any(c in parts.letters for c in "YB"):
        return True
    value = parts.value("y") or 0
    before, after = row[max(0, parts.start - 1) : parts.start], row[parts.end : parts.end + 1]
    if after in tuple("CDOU%ndk") or before in tuple("nd/"):
        return False
    led = before in ("", *"ixuztfbvQ(-XcR\n¶")
    if value in RECENT and value % 100:
        return True
    if value in RECENT or value in NEAR:
        return led or after != "~"
    return led and after != "~"


def _borrow(found: list[Draft]) -> None:
    """Give the days of "3 au 5 mai" the month and year of the date that follows."""
    for here, after in zip(reversed(found[:-1]), reversed(found[1:]), strict=True):
        if here.value == "borrow" and after.point and here.point and after.point.month:
            here.point = Point("day", after.point.year, after.point.month, here.point.day)
            here.value, here.amount, here.basis = after.value, after.amount, after.basis
        elif here.kind == after.kind == "date" and here.point and here.point.year is None and after.basis and not here.basis and after.start - here.end == 1:
            here.value, here.amount, here.basis = after.value, after.amount, after.basis
        elif here.point and after.point and here.point.year is None and after.point.year and here.kind == "date" and not here.basis and 0 <= after.start - here.end <= 2:  # noqa: PLR2004 - "janvier-mars 2020"
            here.point = Point(here.point.grain, after.point.year, here.point.month, here.point.day, here.point.number)
        if after.era_told and here.kind == "date" and here.point and here.point.year and here.point.year > 0 and here.point.grain == "year" and 0 <= after.start - here.end <= 2 and after.point and after.point.year and after.point.year < 0:  # noqa: PLR2004 - "from 493 to 490 BC"
            here.point = Point("year", -here.point.year)


def _with_clock(found: list[Draft], items: Items, row: str) -> list[Draft]:
    """Join a whole day and the time of day that follows it: "samedi 18 janvier, à 18 h"."""
    kept: list[Draft] = []
    for draft in found:
        day = kept[-1] if kept else None
        if draft.kind == "date" and draft.point and draft.point.grain == "day" and row[max(0, draft.start - 3) : draft.start].rstrip("a").endswith("Pb"):
            draft.start = row.rindex("P", 0, draft.start)
            clock = str(items.values[draft.start])
            draft.point = replace(draft.point, clock=clock)
            if day and day.end > draft.start:
                kept.pop()
        if draft.kind == "clock" and day and day.kind == "date" and day.point and day.point.grain == "day" and CLOCK_GAP.fullmatch(row[day.end : draft.start]):
            day.point = replace(day.point, clock=draft.clock)
            day.end = draft.end
        else:
            kept.append(draft)
    return kept


def _is_season(parts: Parts, row: str) -> bool:
    """Return whether a season is a time and no kind of thing ("jeux d'hiver")."""
    if any(c in parts.letters for c in "yRY"):
        return True
    before = row[max(0, parts.start - 3) : parts.start].rstrip("a")
    return not before.endswith("b") or before[-2:-1] in ("Q", "W", "O")


def _is_age(parts: Parts, row: str) -> bool:
    """Return whether a number of years is somebody's age: set off by commas, or after words of age."""
    if "Y" not in parts.letters or not any(c in parts.letters for c in "dn"):
        return False
    before, after = row[max(0, parts.start - 1) : parts.start], row[parts.end : parts.end + 1]
    return (before == "," and after in (",", ")", ".")) or before == "4"


def _link(found: list[Draft], row: str) -> None:
    """Mark the two ends of an interval: "du 3 au 5 mai", "between May and June", "1939-45"."""
    for here, after in zip(found, found[1:], strict=False):
        if here.kind not in ("date", "weekday") or after.kind not in ("date", "weekday"):
            continue
        gap, before = row[here.end : after.start], row[max(0, here.start - 3) : here.start]
        if LINK.fullmatch(gap) or (gap in ("c", "ca", "ci") and "v" in before):
            here.linked, after.linked = "first", "last"


def _trim(draft: Draft, items: Items) -> None:
    """Leave out a stop or comma at the end, unless it is the stop of a month's short form."""
    while draft.end - 1 > draft.start and items.letters[draft.end - 1] in ".,\n¶":
        if items.letters[draft.end - 2] == "M" and items.letters[draft.end - 1] == "." and items.word(draft.end - 2) not in items.months:
            return
        draft.end -= 1


def _lead(draft: Draft, items: Items, lexicon: Lexicon) -> None:
    """Take up the preposition before a draft; turn its item indices into offsets of the folded text."""
    at = draft.start - 1
    first = draft.start
    while at >= 0 and first - at <= 4 and items.letters[at] in LEADING:  # noqa: PLR2004 - "depuis le début du mois de"
        if items.letters[at] == "q" and draft.point:
            draft.point = replace(draft.point, approximate=True)
        at -= 1
    if at >= 0:
        letter = lexicon.others.get(items.word(at), (items.letters[at],))[0] if items.letters[at] in "GJjf" else items.letters[at]
        draft.preposition = PREPOSITIONS.get(letter, "")
    draft.start, draft.end = items.starts[first], items.ends[draft.end - 1]
