"""Offsets: from the working text back to the document as received.

Rooms read a repaired text; users hold the original. The last step of the pipeline moves every span of a
reading to the original and proves that each quote equals its slice there.
"""

from __future__ import annotations

import dataclasses
import unicodedata
from typing import TYPE_CHECKING, Any, TypeVar

from diurna.errors import QuoteError
from diurna.record import Document, Quote, Reading, Sentence

if TYPE_CHECKING:
    from collections.abc import Iterator

T = TypeVar("T")


def received(reading: Reading) -> Reading:
    """Return the reading with every span in `document.text`, its text being that text; quotes are checked.

    Raises:
        QuoteError: a quote of the reading differs from its slice.
    """
    check(reading, reading.text)
    if reading.origin is not None:
        back = _Back(reading.document.text, reading.text, reading.origin)
        reading = dataclasses.replace(
            back.mapped(dataclasses.replace(reading, repairs=None)),
            text=reading.document.text,
            origin=None,
            repairs=reading.repairs,  # they tell of the document as received from the start
            paragraphs=_spans(reading.paragraphs, back),
            quotations=_spans(reading.quotations, back),
        )
    elif reading.text != reading.document.text:
        raise QuoteError(f"{reading.document.id}: the working text differs from the document and has no map back to it")
    check(reading, reading.text)
    return reading


def check(reading: Reading, text: str) -> None:
    """Raise `QuoteError` when a quote of the reading, repairs aside, is empty or differs from its slice of the text."""
    for quote in quotes(dataclasses.replace(reading, repairs=None)):
        if not 0 <= quote.start < quote.end <= len(text) or text[quote.start : quote.end] != quote.text:
            found = text[max(quote.start, 0) : quote.end]
            raise QuoteError(f"{reading.document.id}: {quote.start}–{quote.end} quotes {quote.text!r} but the text there is {found!r}")


def quotes(value: Any) -> Iterator[Quote]:
    """Yield every quote in a value of the record, in the order of its fields."""
    if isinstance(value, Quote):
        yield value
    elif isinstance(value, tuple):
        for item in value:
            yield from quotes(item)
    elif dataclasses.is_dataclass(value) and not isinstance(value, Document):
        for field in dataclasses.fields(value):
            yield from quotes(getattr(value, field.name))


def _spans(spans: tuple[tuple[int, int], ...] | None, back: _Back) -> tuple[tuple[int, int], ...] | None:
    return None if spans is None else tuple(back.span(*span) for span in spans)


class _Back:
    """The way back from one working text to its document."""

    def __init__(self, document: str, working: str, origin: tuple[int, ...]) -> None:
        if len(origin) != len(working) + 1:
            raise QuoteError(f"the map back has {len(origin)} offsets, {len(working) + 1} expected")
        self.document, self.working, self.origin = document, working, origin

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return the span in the document that a span of the working text came from.

        A repair may have moved words, so the span is that of the least and the furthest character. A character
        reaches to where the next one begins, or over itself alone where the next one was moved before it.
        """
        origin = self.origin
        if start >= end:
            return origin[start], origin[start]
        first = min(origin[start:end])
        last = max(origin[i + 1] if origin[i + 1] >= origin[i] else origin[i] + 1 for i in range(start, end))
        # What a repair dropped after the last letter (a soft hyphen, a blank) is no part of the words.
        if not _invisible(self.working[end - 1]):
            while last > first + 1 and _invisible(self.document[last - 1]):
                last -= 1
        return first, last

    def mapped(self, value: T) -> T:
        """Return the value with every quote and sentence moved."""
        moved: Any = value
        if isinstance(value, Quote):
            start, end = self.span(value.start, value.end)
            moved = Quote(start, end, self.document[start:end])
        elif isinstance(value, Sentence):
            start, end = self.span(value.start, value.end)
            moved = dataclasses.replace(value, start=start, end=end)
        elif isinstance(value, tuple):
            moved = tuple(self.mapped(item) for item in value)
        elif dataclasses.is_dataclass(value) and not isinstance(value, (Document, type)):
            changes = {f.name: self.mapped(getattr(value, f.name)) for f in dataclasses.fields(value) if f.name != "origin"}
            moved = dataclasses.replace(value, **changes)
        return moved  # type: ignore[no-any-return]


def _invisible(character: str) -> bool:
    return character.isspace() or unicodedata.category(character) == "Cf"
