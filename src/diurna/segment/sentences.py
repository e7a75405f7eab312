"""Sentences: where one ends and the next begins, inside each paragraph."""

# ruff: noqa: RUF001 - the marks of many scripts are what these patterns are about

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from dataclasses import dataclass
from typing import TYPE_CHECKING

from diurna.record import Sentence
from diurna.segment.casing import lower_cased
from diurna.segment.layout import paragraphs

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from diurna.record import Reading
    from diurna.segment.words import Lookup

# Stops with what closes after them: French sets a space before » and none before other marks.
_STOP = re.compile(r"([.!?…。！？؟۔।｡]+)((?:[”’'\")\]』」］）]|[ ]?»|“(?!\w))*)")
_FULL_WIDTH = "。！？｡"
_OPENING = "\"'“”„«‘([「『¿¡—–-#•* "
# Emoji and their joiners stand before a first word like a bullet.
_SIGNS = {"So", "Sk", "Mn", "Cf"}
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_BEFORE = re.compile(r"[^\s\"“”„«»‘(\[,;:—–/]{1,40}$")
_DOTTED = re.compile(r"(?:[^\W\d_]{1,3}\.)+[^\W\d_]{1,3}")
_LETTER = re.compile(r"[^\W\d_]")
_ROMAN = re.compile(r"[IVXLC]+")
# A year or a sum with a full stop ends a sentence even where ordinals carry one.
_ORDINAL_DIGITS = 2
_LONGEST = 600


@dataclass(frozen=True, slots=True)
class _Text:
    """A text with what the rules ask of it."""

    text: str
    words: Lookup
    lower: bool


def sentences(reading: Reading, words: Lookup) -> tuple[Sentence, ...]:
    """Return the sentences of a reading's paragraphs; no boundary falls inside a time expression."""
    text = _Text(reading.text, words, lower_cased(reading.text))
    spans = reading.paragraphs if reading.paragraphs is not None else paragraphs(reading.text)
    veto = _Veto([(time.quote.start, time.quote.end) for time in reading.times or ()])
    return tuple(
        Sentence(start, end, number) for number, (first, last) in enumerate(spans) for start, end in _spans(text, first, last, veto)
    )


class _Veto:
    """Spans that no boundary may divide."""

    def __init__(self, spans: Sequence[tuple[int, int]]) -> None:
        merged: list[tuple[int, int]] = []
        for start, end in sorted(spans):
            if merged and start < merged[-1][1]:
                merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
            else:
                merged.append((start, end))
        self._starts = [start for start, _ in merged]
        self._ends = [end for _, end in merged]

    def forbids(self, at: int) -> bool:
        """Return whether `at` is inside a span."""
        i = bisect_left(self._starts, at) - 1
        return i >= 0 and at < self._ends[i]


def _spans(text: _Text, start: int, end: int, veto: _Veto) -> Iterator[tuple[int, int]]:
    begin = start
    for at in (*_boundaries(text, start, end), end):
        if at < end and veto.forbids(at):
            continue
        for first, last in _shorter(text.text, begin, at, veto):
            left = text.text[first:last].lstrip()
            if left:
                yield last - len(left), last - len(left) + len(left.rstrip())
        begin = at


def _boundaries(text: _Text, start: int, end: int) -> Iterator[int]:
    quotes, counted = 0, start
    for stop in _STOP.finditer(text.text, start, end):
        quotes += text.text.count('"', counted, stop.end(1))
        counted = stop.end(1)
        after = stop.end(1) + _closing(stop.group(2), opening=quotes % 2 == 0, spaced=text.text[stop.end() : stop.end() + 1].isspace())
        if after < end and _ends_sentence(text, start, end, stop, after):
            yield after


def _closing(marks: str, *, opening: bool, spaced: bool) -> int:
    """Return how many of the marks after a stop belong to it: not the straight quote that opens the next quotation."""
    first = marks.find('"')
    if first < 0:
        return len(marks)
    if opening and not spaced:
        return first
    second = marks.find('"', first + 1)
    return len(marks) if second < 0 else second


def _ends_sentence(text: _Text, start: int, end: int, stop: re.Match[str], after: int) -> bool:
    marks, closed = stop.group(1), after > stop.end(1)
    follows = text.text[after]
    if marks[-1] in _FULL_WIDTH:
        return True
    if not _begins(text, after, end):
        return False
    if not follows.isspace():
        return follows == '"' or closed or "." not in marks
    return marks != "." or closed or not _abbreviated(text, start, end, stop)


def _begins(text: _Text, after: int, end: int) -> bool:
    """Return whether what stands after a stop can begin a sentence."""
    at = after
    while at < end and (text.text[at] in _OPENING or unicodedata.category(text.text[at]) in _SIGNS):
        at += 1
    if at == end:
        return False
    first = text.text[at]
    if first.islower():
        return text.lower
    return first.isalnum()


def _abbreviated(text: _Text, start: int, end: int, stop: re.Match[str]) -> bool:
    """Return whether the full stop belongs to the word before it and ends no sentence."""
    found = _BEFORE.search(text.text[max(start, stop.start() - 40) : stop.start()])
    token = found.group() if found else ""
    word = _WORD.search(text.text, stop.end(), min(end, stop.end() + 60))
    # One letter with a stop is the next initial, not the preposition that looks like it.
    initial = word is not None and len(word.group()) == 1 and word.group().isalpha() and text.text.startswith(".", word.end())
    following = word.group() if word and not initial else ""
    lowered, words = token.lower(), text.words
    if lowered in words.titles or (lowered in words.before_number and following[:1].isdigit()):
        return True
    if lowered in words.abbreviations or _DOTTED.fullmatch(token) or (len(token) == 1 and _LETTER.match(token)):
        return not _starter(text, following)
    return _numbered(text, start, stop, token, following)


def _numbered(text: _Text, start: int, stop: re.Match[str], token: str, following: str) -> bool:
    if token.isdigit() and stop.start() - len(token) == start:
        return True
    ordinal = (token.isdigit() and len(token) <= _ORDINAL_DIGITS) or _ROMAN.fullmatch(token)
    return text.words.ordinal_stop and bool(ordinal) and not _starter(text, following)


def _starter(text: _Text, word: str) -> bool:
    return word.lower() in text.words.starters and not word[0].islower()


def _shorter(text: str, start: int, end: int, veto: _Veto) -> Iterator[tuple[int, int]]:
    """Divide what is too long to be a sentence, best after a semicolon, else a comma, a space, or anywhere."""
    while end - start > _LONGEST:
        cut = _cut(text, start, veto)
        yield start, cut
        start = cut
    yield start, end


def _cut(text: str, start: int, veto: _Veto) -> int:
    for marks in (";；؛", ",，、،", " \t"):
        for at in range(start + _LONGEST, start + _LONGEST // 3, -1):
            if text[at - 1] in marks and (text[at].isspace() or not text[at].isascii() or marks == " \t") and not veto.forbids(at):
                return at
    return start + _LONGEST
