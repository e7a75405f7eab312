"""Numbers of a text, written in digits, in words or in both, as values that are the same in every language."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from diurna import knowledge

if TYPE_CHECKING:
    from collections.abc import Iterable

# Han has no spaces, Arabic writes its small words onto a number: the letters of both may touch digits.
_TOUCHING = "؀-ۿ㐀-鿿"
_GROUPED = r"\d{1,3}(?:[.,٬\u00a0\u202f ]\d{3})+"
_POINT = "\u066b"  # Arabic
_DIGITS = (
    rf"(?<![^\W{_TOUCHING}])(?<!\d[.,:/-])(?<![^\W\d][.:/-])"
    rf"(?:{_GROUPED}(?!\d)|\d+(?:[.,{_POINT}]\d{{1,2}})?(?!\d))(?![.,:/]\d)"
)
_BEGIN, _END = r"(?<![^\W\d_㐀-鿿])", rf"(?![^\W\d_{_TOUCHING}])"
_WORD_END = r"(?![^\W\d_㐀-鿿])"
_HYPHEN = r"[\s\-\u2010\u2011]"
_GAP = _HYPHEN + "?"
_APOSTROPHES = "\u2019\u02bc"
_THOUSAND, _HUNDRED, _TEN = 1000, 100, 10


@dataclass(frozen=True, slots=True)
class Numerals:
    """The table `[numbers]` of a language.

    `values` are the words of a number, by the number; `joins` may stand between two of them, or before one, written together;
    `alone` are words of a hundred, a thousand… that are an amount by themselves; `counted` are signs before which one Han sign of a
    number is an amount.
    """

    values: dict[str, tuple[str, ...]] = field(default_factory=dict)
    joins: tuple[str, ...] = ()
    alone: tuple[str, ...] = ()
    counted: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Grammar:
    run: re.Pattern[str]
    part: re.Pattern[str]
    values: dict[str, int]
    joins: frozenset[str]
    alone: frozenset[str]
    counted: tuple[str, ...]


@lru_cache(maxsize=1 << 14)
def amounts(text: str, language: str) -> tuple[tuple[int, str], ...]:
    """Return the numbers of a text, each with the offset at which it begins, in the order of the text.

    A value is written in digits, with a point before decimals. "One" in words is mostly no amount, and left out; so are numbers that are
    part of a word ("T-72", "20th"), clock times and dates in digits alone.

    Args:
        text: a sentence or more.
        language: its ISO 639-1 code; of a language without a file, digits alone are read.

    >>> amounts("Two hundred and five of 1,250 men took $1.5 million", "en")
    ((0, '205'), (24, '1250'), (40, '1500000'))
    >>> amounts("Fast zweitausend", "de"), amounts("500万人, 三十五名", "zh")
    (((5, '2000'),), ((0, '5000000'), (7, '35')))
    """
    told = _grammar(language)
    bare = _bare(text)
    found = (amount for run in told.run.finditer(bare) for amount in _amounts(run, bare, told))
    return tuple((at, f"{value:f}") for at, value in found)


def _amounts(run: re.Match[str], bare: str, told: _Grammar) -> list[tuple[int, Decimal]]:
    """Return the amounts of a run of number words and digits."""
    if run[0].isdecimal():
        return [(run.start(), Decimal(run[0]))]
    sums: list[_Sum] = []
    joined, glued = False, False
    for part in told.part.finditer(bare, run.start(), run.end()):
        words = _single(part[0])
        if words in told.joins:
            joined, glued = True, bare[part.end() : part.end() + 1].isalpha()
            continue
        number = _Part(part.start(), part.end(), words, _digits(words) if words[0].isdecimal() else Decimal(told.values[words]))
        if not sums or not sums[-1].takes(number, joined=joined, glued=glued):
            sums.append(_Sum(number))
        else:
            sums[-1].add(number)
        joined = glued = False
    return [(made.parts[0].start, made.value()) for made in sums if _is_amount(made, bare, told)]


def _is_amount(made: _Sum, bare: str, told: _Grammar) -> bool:
    """Tell whether a sum is no lone "one", no lone "thousands", no Han sign that is part of a word."""
    first = made.parts[0]
    if first.digits:
        return True
    if len(made.parts) > 1:
        return True
    if first.han:
        return not first.scale and first.value > 1 and bare.startswith(told.counted, first.end)
    return first.words in told.alone if first.scale else first.value > 1


@dataclass(frozen=True, slots=True)
class _Part:
    """One word of a number, or its digits."""

    start: int
    end: int
    words: str
    value: Decimal

    @property
    def digits(self) -> bool:
        return self.words[0].isdecimal()

    @property
    def han(self) -> bool:
        return "㐀" <= self.words[0] <= "鿿"

    @property
    def scale(self) -> bool:
        """Whether there can be several of it: two hundred, in Han two tens."""
        return not self.digits and self.value >= (_TEN if self.han else _HUNDRED) and str(self.value).strip("0") == "1"


class _Sum:
    """A number as its words come: what is complete, and what may still be multiplied."""

    def __init__(self, first: _Part) -> None:
        self.parts: list[_Part] = []
        self._whole = self._open = Decimal(0)
        self.add(first)

    def takes(self, part: _Part, *, joined: bool, glued: bool) -> bool:
        """Tell whether a further word belongs to the number; `joined` by a word like "and", `glued` to it without a space."""
        last = self.parts[-1]
        if part.scale:
            return not joined or last.value >= part.value
        if part.digits or last.digits:
            return part.digits and last.han and last.scale
        if glued and last.value < _TEN <= part.value < _HUNDRED:  # ones before tens
            return True
        zeros = len(str(last.value)) - len(str(last.value).rstrip("0"))
        return part.value < Decimal(10) ** zeros

    def add(self, part: _Part) -> None:
        """Take a word in."""
        value = part.value
        if not part.scale:
            self._open += value
        elif value >= _THOUSAND or not self._open:
            lower = self._whole % value
            self._whole += ((lower + self._open) or 1) * value - lower
            self._open = Decimal(0)
        else:
            ones = self._open % value
            self._open += (ones or 1) * value - ones
        self.parts.append(part)

    def value(self) -> Decimal:
        """Return the number, without zeros after its point."""
        total = self._whole + self._open
        return total.to_integral() if total == total.to_integral() else total.normalize()


def _digits(words: str) -> Decimal:
    if re.fullmatch(_GROUPED, words):
        return Decimal(re.sub(r"\D", "", words))
    return Decimal(words.replace(",", ".").replace(_POINT, "."))


def _bare(text: str) -> str:
    """Return a text of the same length without case and marks, its digits and apostrophes plain."""
    return text.lower() if text.isascii() else "".join(map(_plain, text))


@lru_cache(maxsize=1 << 14)
def _plain(sign: str) -> str:
    if sign.isdecimal():
        return str(int(sign))
    if sign.isalpha():
        return unicodedata.normalize("NFKD", sign.casefold())[0]
    return "'" if sign in _APOSTROPHES else sign


def _single(words: str) -> str:
    return re.sub(f"{_HYPHEN}+", " ", words)


def _any(patterns: Iterable[str]) -> str:
    """Return the alternatives of patterns that begin with a letter, in their order, by their first letters: a text is searched sooner."""
    rest: dict[str, list[str]] = {}
    for pattern in patterns:
        rest.setdefault(pattern[0], []).append(pattern[1:])
    return "|".join(f"{first}(?:{'|'.join(ends)})" for first, ends in rest.items()) or r"(?!)"


@cache
def _grammar(language: str) -> _Grammar:
    told = knowledge.language(language, "numbers", Numerals) if language in knowledge.languages() else Numerals()
    values = {_bare(word).replace("-", " "): int(value) for value, words in told.values.items() for word in words}
    joins = frozenset(map(_bare, told.joins))
    listed = [re.escape(word).replace(r"\ ", _HYPHEN) for word in sorted((*values, *joins), key=lambda word: (-len(word), word))]
    words = _any(word for word in listed if word not in joins)
    join = f"(?:{'|'.join(sorted(joins)) or '(?!)'})"
    number = f"(?:{_DIGITS}|(?:{words}))"
    begin = f"(?:{_BEGIN}{join}?(?:{words})|{_DIGITS}|(?<=[㐀-鿿])(?:{words}))"
    run = re.compile(f"{begin}(?:{_GAP}(?:{join}{_GAP})?{number})*(?:(?<=\\d){_END}|(?<!\\d){_WORD_END})")
    part = re.compile(f"{_DIGITS}|{_any(listed)}")
    return _Grammar(run, part, values, joins, frozenset(map(_bare, told.alone)), told.counted)
