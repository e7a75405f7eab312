"""Figures that a scanner took for letters, and letters that it took for figures: mended inside dates only, where a month stands beside."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from itertools import product
from typing import TYPE_CHECKING

from diurna.times.fold import fold
from diurna.times.lexicon import lexicon
from diurna.times.points import is_valid

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from diurna.times.fold import Folded

MISREAD = "a scanner took figures and letters of the date for one another"
# Letters that look like figures, Latin and Cyrillic, and the letters that a figure stands for.
FIGURE = {"o": "0", "l": "1", "i": "1", "s": "5", "z": "2", "\u043e": "0", "\u0456": "1", "\u0437": "3"}
LETTERS = {"0": "o\u043e", "1": "li\u0456", "3": "e\u0437", "5": "s", "6": "b\u0431", "8": "b\u0432"}
SHAPE = "0-9" + "".join(FIGURE)
NAMING = frozenset("isz\u0456\u0437")
ROUND = frozenset("oli\u043e\u0456")  # letters that make a year of a word that no month stands beside
TOUCHING = re.compile(r"\d[^\W\d_]|[^\W\d_]\d")
MIXED = re.compile(r"(?<!\w)(?=[^\W\d]{0,11}\d)\w{2,12}(?!\w)")
NUMERIC = re.compile(rf"(?<![\w./-])([{SHAPE}]{{1,4}})([./-])([{SHAPE}]{{1,2}})\2([{SHAPE}]{{2,4}})(?![\w/]|[.-]\w)")
YEARS = range(1900, 2100)
YEAR, PLAIN_DIGITS = 4, 3  # figures of a year, and how many of them must be right where no month stands beside
LONG_NAME, SHORT_NAME = 5, 3  # letters of a month's name
REACH = 40  # characters beside a number in which its month stands
Repair = tuple[int, int, str]


@dataclass(frozen=True, slots=True)
class Shapes:
    """What stands beside the numbers of a language's dates, as patterns for folded text."""

    months: frozenset[str]
    day: re.Pattern[str]
    month_after: re.Pattern[str]
    whole_after: re.Pattern[str]
    month_before: re.Pattern[str]
    date_before: re.Pattern[str]
    preposition_before: re.Pattern[str]
    year_after: re.Pattern[str]
    ordinals: tuple[str, ...]
    never: frozenset[str]
    units: re.Pattern[str] | None


@cache
def shapes(code: str) -> Shapes:
    """Return the patterns of the language `code`."""
    told = lexicon(code)
    words, weak = told.words, {fold(w).text for w in told.words.weak}
    short = {fold(form).text for _, forms in told.names.months for form in forms}
    names = {name for name, _ in told.months} | short
    of, links = _any(words.of), _any((*words.to, *words.conj))
    ordinals = tuple(fold(o).text for o in words.ordinal_after)
    lead = rf"(?:-\w{{1,3}})?\.?\s{{0,2}}(?:(?:-|\s?{links}\s)\s?\w{{0,2}}\d\w{{0,2}}\.?\s)?(?:{of}\s)?"
    year = rf"[.,]?\s(?:{of}\s)?[12li][{SHAPE}]{{3}}(?!\w)"
    every, sure = _any(names), _any(names - weak)
    units = [_any(words.units[unit]) for unit in ("year", "month", "day")] if told.names.order == "ymd" else []
    return Shapes(
        months=frozenset(names),
        day=re.compile(rf"([{SHAPE}]{{1,2}})(?:{'|'.join(map(re.escape, ordinals)) or '(?!)'})?"),
        month_after=re.compile(rf"{lead}{sure}(?!\w)"),
        whole_after=re.compile(rf"{lead}{every}{year}"),
        month_before=re.compile(rf"(?<!\w){every}\.?\s$") if told.names.order == "mdy" else re.compile("(?!)"),
        date_before=re.compile(rf"(?<!\w){every}(?:\.?\s\w{{1,4}})?[.,]?\s?(?:{of}\s)?$"),
        preposition_before=re.compile(rf"(?<!\w){_any((*words.on, *words.since, *words.until, *words.units['year']))}\s$"),
        year_after=re.compile(rf"{year}|\s?[,.;)]|\s?$"),
        ordinals=ordinals,
        never=frozenset(fold(w).text for w in words.misread_never),
        units=re.compile("(?:([{0}]{{4}}){1})?([{0}]{{1,2}}){2}(?:([{0}]{{1,2}}){3})?".format(SHAPE, *units)) if units else None,
    )


def mended(folded: Folded, code: str) -> tuple[Folded, tuple[tuple[int, int], ...]]:
    """Return folded text with the damaged dates of the language `code` mended at equal length, and where; the source stays as it is."""
    if not TOUCHING.search(folded.text):
        return folded, ()
    beside = shapes(code)
    text, spans = folded.text, []
    for find in (_months, _numeric, _counted, _years, _days):
        found = [(a, b, new) for a, b, new in find(text, folded, beside) if text[a:b] != new]
        for a, b, new in found:
            text = text[:a] + new + text[b:]
        spans += [(a, b) for a, b, _ in found]
    return (type(folded)(text, folded.back, folded.source), tuple(spans)) if spans else (folded, ())


def _any(words: Iterable[str]) -> str:
    told = sorted({fold(w.replace("_", " ")).text.rstrip(".") for w in words}, key=lambda w: (-len(w), w))
    return "(?:" + ("|".join(re.escape(w) for w in told if w) or "(?!)") + ")"


def _figures(word: str) -> str:
    return "".join(FIGURE.get(c, c) for c in word)


def _digits(word: str) -> int:
    return sum(c.isdecimal() for c in word)


def _months(text: str, _: Folded, beside: Shapes) -> Iterator[Repair]:
    """Yield names of months with figures for letters: long ones anywhere, others beside a number."""
    for found in MIXED.finditer(text):
        word = found[0]
        if len(word) < SHORT_NAME or not 0 < _digits(word) <= 2 or 2 * _digits(word) >= len(word):  # noqa: PLR2004 - two figures
            continue
        spelled = ("".join(s) for s in product(*(LETTERS.get(c, c) for c in word)))
        name = next((s for s in spelled if s in beside.months), None)
        if name is None:
            continue
        left = re.search(r"\d\w{0,3}[.,]?\s$", text[max(0, found.start() - 8) : found.start()])
        right = re.match(rf"[.,]?\s\d|[.,]?\s[12][{SHAPE}]", text[found.end() : found.end() + REACH])
        if len(word) >= LONG_NAME or (left and right) or (len(word) > SHORT_NAME and (left or right)):
            yield found.start(), found.end(), name


def _numeric(text: str, _: Folded, __: Shapes) -> Iterator[Repair]:
    """Yield whole dates in figures of which at least half are right."""
    for found in NUMERIC.finditer(text):
        parts = [_figures(part) for part in found.group(1, 3, 4)]
        if not _digits(found[0]) * 2 >= sum(map(len, parts)) or any(not p.isdecimal() for p in parts) or found[0] == _figures(found[0]):
            continue
        year, *rest = (int(p) for p in (parts if len(parts[0]) == YEAR else parts[::-1]))
        if year in YEARS and (is_valid(year, *rest) or is_valid(year, *rest[::-1])) and min(rest):
            yield found.start(), found.end(), found[2].join(parts)


def _counted(text: str, _: Folded, beside: Shapes) -> Iterator[Repair]:
    """Yield dates whose numbers have their units after them."""
    for found in beside.units.finditer(text) if beside.units else ():
        numbers = [(n, found.span(n)) for n in (1, 2, 3) if found[n]]
        told = {n: _figures(found[n]) for n, _ in numbers}
        if len(numbers) == 1 or not any(_digits(found[n]) for n in told) or any(not t.isdecimal() for t in told.values()):
            continue
        if is_valid(None, int(told[2]), int(told.get(3, "1"))) and int(told.get(1, "2000")) in YEARS:
            yield from ((a, b, told[n]) for n, (a, b) in numbers)


def _years(text: str, _: Folded, beside: Shapes) -> Iterator[Repair]:
    """Yield years after a month, or after a preposition where all but one of the figures are right."""
    for found in MIXED.finditer(text):
        word, year = found[0], _figures(found[0])
        if len(word) != YEAR or _digits(word) * 2 < YEAR or not year.isdecimal() or int(year) not in YEARS:
            continue
        left = text[max(0, found.start() - REACH) : found.start()]
        plain = _digits(word) >= PLAIN_DIGITS and all(c in ROUND for c in word if not c.isdecimal())
        if beside.date_before.search(left) or (plain and beside.preposition_before.search(left)):
            yield found.start(), found.end(), year


def _days(text: str, folded: Folded, beside: Shapes) -> Iterator[Repair]:
    """Yield days before their month, or in American order before a year or a stop; a month that is a word too needs its year."""
    for found in MIXED.finditer(text):
        parts = beside.day.fullmatch(found[0])
        if parts is None or parts[1] in beside.never or not _digits(parts[1]) or _is_ordinal(parts[1], found.start(), folded, beside):
            continue
        day = _figures(parts[1])
        if parts[1] == day or not day.isdecimal() or not is_valid(None, 1, int(day)) or not int(day):
            continue
        right = text[found.end() : found.end() + REACH]
        before = beside.month_before.search(text[max(0, found.start() - REACH) : found.start()])
        whole = beside.whole_after.match(right)
        if (
            whole
            or (not _is_name(parts[1], found.start(), folded) and beside.month_after.match(right))
            or (before and beside.year_after.match(right))
        ):
            yield found.start(), found.start() + len(day), day


def _is_name(word: str, start: int, folded: Folded) -> bool:
    """Tell whether a number may be the name of a thing: "O2", or a small letter that looks little like its figure ("i5", "s1")."""
    at = folded.offset(start)
    return FIGURE.get(word[0]) == "0" or any(c in NAMING for c in folded.source[at : at + len(word)])


def _is_ordinal(word: str, start: int, folded: Folded, beside: Shapes) -> bool:
    """Tell whether a number with a letter is an ordinal as its language writes it: "1o de maio"."""
    at = folded.offset(start)
    return word[1:] in beside.ordinals and folded.source[at : at + len(word)].islower()
