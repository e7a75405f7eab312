"""Matching: a paragraph's folded text to drafts, by the grammar over its row of class letters."""

from __future__ import annotations

from typing import TYPE_CHECKING

from diurna.times import joins, read_dates, read_relative
from diurna.times.grammar import EACH, GRAMMAR
from diurna.times.misread import MISREAD, mended
from diurna.times.read_dates import Parts
from diurna.times.scan import scan

if TYPE_CHECKING:
    import re
    from collections.abc import Callable

    from diurna.times.draft import Draft
    from diurna.times.fold import Folded
    from diurna.times.lexicon import Lexicon
    from diurna.times.scan import Items

ABSOLUTE: dict[str, Callable[[Parts, str], list[Draft]]] = {
    "iso": read_dates.iso,
    "han": read_dates.han,
    "cut": read_dates.cut,
    "cut_far": read_dates.cut,
    "cut_part": read_dates.cut,
    "cut_noun": read_dates.cut,
    "cut_bare": read_dates.cut,
    "cut_year": read_dates.day_month,
    "cut_month_year": read_dates.cut,
    "days_month": read_dates.days_month,
    "day_month": read_dates.day_month,
    "day_stop_month": read_dates.day_month,
    "month_days": read_dates.month_days,
    "year_month_day": read_dates.month_day,
    "month_day": read_dates.month_day,
    "month_year": read_dates.month,
    "decade": read_dates.decade,
    "century": read_dates.century,
    "years_span": read_dates.years_span,
    "era": read_dates.year,
    "part_year": read_dates.part_year,
    "season": read_dates.season,
    "holiday": read_dates.holiday,
    "years": read_dates.year,
    "day_alone": read_dates.day_alone,
    "day_start": read_dates.day_alone,
    "month": read_dates.month,
    "year": read_dates.year,
}
RELATIVE: dict[str, Callable[[Parts], list[Draft]]] = {
    "ago": lambda p: read_relative.offset(p, "d", -1),
    "later": lambda p: read_relative.offset(p, "n", -1 if "l" in p.letters or "j" in p.letters else 1),
    "ahead": lambda p: read_relative.offset(p, "d", 1),
    "narrative": read_relative.narrative,
    "span_relative": read_relative.span,
    "relative_part": read_relative.relative_part,
    "weekday": read_relative.weekday,
    "deictic": read_relative.deictic,
    "every": read_relative.every,
    "relative": read_relative.relative,
    "part_of": read_relative.part_of,
    "clock": read_relative.clock,
    "set_rate": read_relative.every,
    "half": read_relative.half,
    "duration": read_relative.duration,
    "vague": read_relative.duration,
    "part": read_relative.part,
    "reference": read_relative.reference,
}
RECENT, NEAR = range(1900, 2040), range(1700, 1900)


def drafts(folded: Folded, lexicon: Lexicon) -> list[Draft]:
    """Return the drafts of one paragraph of folded text, in order, with their offsets in it."""
    folded, misread = mended(folded, lexicon.code)
    items = scan(folded, lexicon)
    row = items.row()
    found: list[Draft] = []
    at = 0
    while match := GRAMMAR.search(row, at):
        here, at = _at(match, items, lexicon, row)
        found += here
    found = joins.join(found, items, row)
    for draft in found:
        draft.as_duration = lexicon.words.ago_is_duration and draft.name == "ago"
        joins.place(draft, items, lexicon)
        if any(a < draft.end and draft.start < b for a, b in misread):
            draft.damage = [*draft.damage, MISREAD]
    return found


def _at(match: re.Match[str], items: Items, lexicon: Lexicon, row: str) -> tuple[list[Draft], int]:
    """Return the drafts that start where the grammar matched, and where to go on: the first pattern that makes sense counts."""
    start = match.start()
    begun = False
    for name, pattern in EACH:
        begun = begun or name == match.lastgroup
        found = pattern.match(row, start) if begun else None
        if found is None or found.end() == start:
            continue
        here = _read(name, Parts(items, start, found.end()), lexicon, row)
        if here:
            for draft in here:
                draft.name = name
            return here, found.end()
    return [], start + 1


def _read(name: str, parts: Parts, lexicon: Lexicon, row: str) -> list[Draft]:
    if name in ("event", "event_upon"):
        return read_relative.event(parts, lexicon, upon=name == "event_upon")
    postposed, order = lexicon.words.postposed, lexicon.names.order
    check = CHECKS.get(name)
    if (check and not check(parts, row)) or (not postposed and name == "reference" and "R" in parts.letters):
        return []
    if not postposed and parts.letters[-1] == "R" and len(parts.letters) > 1:
        # "April following the vote": the word belongs to what follows.
        if name == "relative":
            return []
        parts = Parts(parts.items, parts.start, parts.end - 1)
    return ABSOLUTE[name](parts, order) if name in ABSOLUTE else RELATIVE[name](parts)


def _is_year(parts: Parts, row: str) -> bool:
    if any(c in parts.letters for c in "YB"):
        return True
    value = parts.value("y") or 0
    before, after = row[max(0, parts.start - 1) : parts.start], row[parts.end : parts.end + 1]
    if after in tuple("CDOU%ndk") or before in tuple("nd/"):
        return False
    led = before in ("", *"ixuztfbvqQ(-XcR\n¶")
    if value in RECENT and value % 100:
        return True
    if value in RECENT or value in NEAR:
        return led or after != "~"
    return led and after != "~"


def _is_season(parts: Parts, row: str) -> bool:
    """Return whether a season is a time and no kind of thing ("jeux d'hiver")."""
    if any(c in parts.letters for c in "yRY"):
        return True
    before = row[max(0, parts.start - 3) : parts.start].rstrip("a")
    return not before.endswith("b") or before[-2:-1] in ("Q", "W", "O")


def _is_no_age(parts: Parts, row: str) -> bool:
    """Return whether a number of years is not somebody's age, set off by commas or after words of age."""
    if "Y" not in parts.letters or not any(c in parts.letters for c in "dn"):
        return True
    before, after = row[max(0, parts.start - 1) : parts.start], row[parts.end : parts.end + 1]
    return not ((before == "," and after in (",", ")", ".")) or before == "4")


CHECKS: dict[str, Callable[[Parts, str], bool]] = {"year": _is_year, "season": _is_season, "duration": _is_no_age}
