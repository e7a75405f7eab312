"""Joining: what neighbouring drafts lend one another, and the words before and after them that belong to them."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING

from diurna.times.fold import fold
from diurna.times.lexicon import TOKEN
from diurna.times.points import Point
from diurna.times.words import words

if TYPE_CHECKING:
    from diurna.times.draft import Draft
    from diurna.times.lexicon import Lexicon
    from diurna.times.scan import Items

CLOCK_GAP = re.compile(r",?[ita]?a?")
LINK = re.compile(r"b?(?:[t-]|u)a?[bi]?(?:Ob?)?")
PREPOSITIONS = {"x": "since", "u": "until", "z": "after", "X": "before"}
LEADING = "aqQObK"
BETWEEN = (
    3  # items between two dates that share a year: "janvier-mars 2020", "from June and to the end of 1943" in languages without articles
)
REACH = 4  # items in which a preposition is looked for: "depuis le début du mois de"


def join(found: list[Draft], items: Items, row: str) -> list[Draft]:
    """Return the drafts with what they lend one another: month, year, era, time of day, and the two ends of an interval."""
    for here, after in reversed(tuple(pairwise(found))):
        if here.kind == after.kind == "date":
            _borrow(here, after)
    found = _with_clock([d for d in found if d.value != "borrow"], items, row)
    _link(found, row)
    return found


def place(draft: Draft, items: Items, lexicon: Lexicon) -> None:
    """Trim a draft, take up the preposition before or behind it, and turn its item indices into offsets of the folded text."""
    _trim(draft, items)
    _lead(draft, items, lexicon)
    behind = _behind(lexicon.code).match(items.text, draft.end)
    if behind and behind["until"] and draft.kind in ("date", "weekday", "offset"):
        draft.preposition = "until"


@cache
def _behind(code: str) -> re.Pattern[str]:
    """Return the pattern of what stands behind a date as a preposition does elsewhere, with the ending that the date takes before it."""
    told = words(code)
    until, never = (
        "|".join(re.escape(fold(w).text) for w in sorted(group, key=len, reverse=True)) for group in (told.until_behind, told.behind_never)
    )
    ends = r"(?:(?<=[\u3400-\u9fff])|(?!\w))"
    return re.compile(rf"(?:'\w{{1,4}})?\s?(?:(?:{never or '(?!)'})|(?P<until>{until or '(?!)'}){ends})")


def _borrow(here: Draft, after: Draft) -> None:
    """Give the days of "3 au 5 mai" the month and year of the date that follows, "janvier" of "janvier-mars 2020" its year."""
    mine, theirs = here.point, after.point
    if mine is None or theirs is None:
        return
    gap = after.start - here.end
    if here.value == "borrow" and theirs.month:
        here.point = Point("day", theirs.year, theirs.month, mine.day)
        here.value, here.amount, here.basis = after.value, after.amount, after.basis
    elif mine.year is None and not here.basis and gap in range(BETWEEN + 1):
        if after.basis and gap == 1:
            here.value, here.amount, here.basis = after.value, after.amount, after.basis
        elif theirs.year is not None:
            here.point = replace(mine, year=theirs.year)
    elif (
        after.era_told and mine.grain == "year" and mine.year and theirs.year and mine.year > 0 > theirs.year and gap in range(BETWEEN + 1)
    ):
        here.point = Point("year", -mine.year)


def _with_clock(found: list[Draft], items: Items, row: str) -> list[Draft]:
    """Join a whole day and its time: "samedi 18 janvier, à 18 h", "the morning of 31 January"."""
    kept: list[Draft] = []
    for draft in found:
        day = kept[-1] if kept and kept[-1].kind == "date" else None
        if _is_day(draft) and row[max(0, draft.start - 3) : draft.start].rstrip("a").endswith("Pb"):
            draft.start = row.rindex("P", 0, draft.start)
            draft.point = replace(draft.point, clock=str(items.values[draft.start])) if draft.point else None
            if kept and kept[-1].end > draft.start:
                kept.pop()
        if draft.kind == "clock" and day and day.point and _is_day(day) and CLOCK_GAP.fullmatch(row[day.end : draft.start]):
            day.point, day.end = replace(day.point, clock=draft.clock), draft.end
        else:
            kept.append(draft)
    return kept


def _is_day(draft: Draft) -> bool:
    return draft.kind == "date" and draft.point is not None and draft.point.grain == "day"


def _link(found: list[Draft], row: str) -> None:
    """Mark the two ends of an interval: "du 3 au 5 mai", "between May and June", "1939-45"."""
    for here, after in pairwise(found):
        if here.kind not in ("date", "weekday") or after.kind not in ("date", "weekday"):
            continue
        gap = row[here.end : after.start].lstrip("." if here.name == "days_month" else "")
        before = row[max(0, here.start - 3) : here.start]
        if here.kind == "weekday" and row[here.end - 1] == "." and gap != "-":  # the sentence ends
            continue
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
    while at >= 0 and first - at <= REACH and items.letters[at] in LEADING:
        if items.letters[at] == "q" and draft.point:
            draft.point = replace(draft.point, approximate=True)
        at -= 1
    if at >= 0:
        word = " ".join(TOKEN.findall(items.word(at)))
        letter = lexicon.others.get(word, (items.letters[at],))[0] if items.letters[at] in "GJjft" else items.letters[at]
        draft.preposition = PREPOSITIONS.get(letter, "")
    draft.start, draft.end = items.starts[first], items.ends[draft.end - 1]
