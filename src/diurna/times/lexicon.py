"""The lexicon of a language: each word or phrase of time with its class, one letter, and its value."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from diurna.times.fold import fold
from diurna.times.names import Names, names
from diurna.times.words import Words, words

if TYPE_CHECKING:
    from collections.abc import Iterator

# Scripts without spaces (Han) give one token a character.
TOKEN = re.compile(r"\d+|[\u4e00-\u9fff]|[^\W\d_\u4e00-\u9fff]+(?:[?\ufffd][^\W\d_\u4e00-\u9fff]+)*|\S|\n")
Value = int | float | str | tuple[int, str] | None
Entry = tuple[tuple[str, ...], str, Value]
NAMES = "MmμWwωςGJjft"  # classes whose words keep a second meaning
WEAK = {"M": "μ", "W": "ω", "S": "ς"}
UNIT_CLASS = {"day": "D", "month": "O", "year": "Y"}
# Classes of the plain lists; the grammar is written in these letters.
CLASSES = {
    "ago_before": "G",
    "later_before": "J",
    "earlier_before": "j",
    "ahead": "f",
    "the": "a",
    "of": "b",
    "conj": "c",
    "to": "t",
    "since": "x",
    "until": "u",
    "after": "z",
    "before": "X",
    "between": "v",
    "on": "i",
    "every": "e",
    "modifiers": "Q",
    "about": "q",
    "ago": "g",
    "later": "L",
    "earlier": "l",
    "days_word": "K",
    "decade_before": "Z",
    "decade_after": "s",
    "ordinal_after": "9",
    "bc": "B",
    "ad": "A",
    "hour": "h",
    "am": "p",
    "pm": "p",
    "counted": "C",
    "after_day": "0",
    "durations": "1",
    "age": "4",
    "refs": "V",
    "sets": "E",
    "holidays": "H",
    "narrative": "7",
    "upon": "3",
}


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Phrases by their first token, longest first.

    `code` is its language; `others` is the second meaning of a word that is a name of the calendar too ("sept": 7); `months` are the
    full names, `english` the English ones, `ordinals` what is written on to a number.
    """

    code: str
    phrases: dict[str, tuple[Entry, ...]]
    others: dict[str, tuple[str, Value]]
    months: tuple[tuple[str, int], ...]
    english: dict[str, int]
    ordinals: frozenset[str]
    names: Names
    words: Words


@cache
def lexicon(code: str) -> Lexicon:
    """Return the lexicon of the language `code`."""
    told, cldr = words(code), names(code)
    weak = {fold(w).text for w in told.weak}
    phrases: dict[str, dict[tuple[str, ...], Entry]] = {}
    others: dict[str, tuple[str, Value]] = {}
    for phrase, letter, value in _entries(told, cldr):
        tokens = tuple(TOKEN.findall(fold(phrase).text))
        kind = WEAK[letter] if letter in WEAK and " ".join(tokens) in weak else letter
        first = phrases.setdefault(tokens[0], {}).setdefault(tokens, (tokens, kind, value))
        if first[1] in NAMES and kind not in NAMES:
            others.setdefault(" ".join(tokens), (kind, value))
    ordered = {first: tuple(sorted(found.values(), key=lambda e: -len(e[0]))) for first, found in phrases.items()}
    months = tuple(
        (fold(form).text, n)
        for n, (full, _) in enumerate(cldr.months, 1)
        for form in (*full, *_extra(told.months, n - 1))
        if not form.endswith(".")
    )
    return Lexicon(code, ordered, others, months, _english(code), frozenset(fold(o).text for o in told.ordinal_after), cldr, told)


def _english(code: str) -> dict[str, int]:
    """Return English month names, which translations leave standing."""
    if code == "en":
        return {}
    return {fold(form).text: n for n, (full, short) in enumerate(names("en").months, 1) for form in (*full, *short)}


def _extra(listed: tuple[str, ...], index: int) -> list[str]:
    return [form.replace("_", " ") for form in listed[index].split()] if listed else []


def _entries(told: Words, cldr: Names) -> Iterator[tuple[str, str, Value]]:
    yield from ((word, "~", None) for word in told.never)
    yield from _named(told, cldr)
    yield from _keyed(told)
    for field, letter in CLASSES.items():
        listed = getattr(told, field)
        if isinstance(listed, dict):
            for value, phrases in listed.items():
                yield from ((phrase, letter, value) for phrase in phrases)
        else:
            yield from ((phrase, letter, field) for phrase in listed)


def _named(told: Words, cldr: Names) -> Iterator[tuple[str, str, Value]]:
    # A short form is weak (lower-case letter): it counts beside a number only.
    for kind, forms, listed, first in (("M", cldr.months, told.months, 1), ("W", cldr.weekdays, told.weekdays, 0)):
        for number, (full, short) in enumerate(forms, first):
            further = _extra(listed, number - first)
            strong = (*full, *(f for f in further if not f.endswith(".")))
            for form in strong:
                yield form, kind, number
            for form in (*short, *(f.rstrip(".") for f in further if f.endswith("."))):
                yield form, kind.lower(), number
            if kind == "W" and told.compounds:
                for value, phrases in told.parts.items():
                    for form in strong:
                        yield from ((form + part, "5", (number, value)) for part in phrases)


def _keyed(told: Words) -> Iterator[tuple[str, str, Value]]:
    for value, phrases in told.relative.items():
        yield from ((phrase, "R", (int(value[:-1]), value[-1])) for phrase in phrases)
    for value, phrases in told.deictic.items():
        yield from ((phrase, "F", int(value)) for phrase in phrases)
    for value, phrases in told.nights.items():
        offset, part = value.split(" ")
        yield from ((phrase, "6", (int(offset), part)) for phrase in phrases)
    for kind, table in (("N", told.numbers), ("o", told.ordinals)):
        for value, phrases in table.items():
            yield from ((phrase, kind, None if value == "X" else float(value)) for phrase in phrases)
    for unit, phrases in told.units.items():
        yield from ((phrase, UNIT_CLASS.get(unit.rstrip("*"), "U"), unit) for phrase in phrases)
    for kind, table in (("S", told.seasons), ("P", told.parts), ("T", told.clocks)):
        for value, phrases in table.items():
            yield from ((phrase, kind, value) for phrase in phrases)
