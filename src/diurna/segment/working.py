"""The working text while it is being repaired, with its exact map back to the document."""

from __future__ import annotations

from array import array
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from diurna.record import Quote, Repair

if TYPE_CHECKING:
    from collections.abc import Sequence

# How far the quote of a repair reaches to show the whole word: enough for any word of an alphabet, short for a text without spaces.
_REACH = 40


@dataclass(frozen=True, slots=True)
class Edit:
    """Replacement of `[start, end)` of a text by `text`; `within[i]` is how far after `start` its character i comes from."""

    start: int
    end: int
    text: str
    reason: str
    within: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Working:
    """A document's text under repair.

    `origin` has one entry for each character of `text` and one for its end: the offset in `document` that it comes from.
    """

    document: str
    text: str
    origin: array[int]
    repairs: tuple[Repair, ...] = ()

    def edited(self, edits: Sequence[Edit]) -> Working:
        """Return the text with the edits made; they are in order, do not overlap, and count in the offsets of `self.text`."""
        if not edits:
            return self
        words: list[str] = []
        origin: array[int] = array("q")
        done = 0
        for edit in edits:
            words += (self.text[done : edit.start], edit.text)
            origin.extend(self.origin[done : edit.start])
            origin.extend(self.origin[edit.start + step] for step in edit.within)
            done = edit.end
        words.append(self.text[done:])
        origin.extend(self.origin[done:])
        return replace(self, text="".join(words), origin=origin, repairs=self.repairs + self._repairs(edits))

    def _repairs(self, edits: Sequence[Edit]) -> tuple[Repair, ...]:
        spans: list[tuple[int, int, str]] = []
        for edit in edits:
            start, end = around(self.document, self.origin[edit.start], self.origin[edit.end])
            if spans and spans[-1][2] == edit.reason and spans[-1][1] >= start:
                start = spans.pop()[0]
            spans.append((start, end, edit.reason))
        return tuple(Repair(Quote(start, end, self.document[start:end]), reason) for start, end, reason in spans)


def begin(document: str) -> Working:
    """Return the working text of a document that nothing has been changed in."""
    return Working(document, document, array("q", range(len(document) + 1)))


def word_before(text: str, at: int) -> str:
    """Return the letters and digits that end at `at`: at most as many as a word has."""
    start, first = at, max(0, at - _REACH)
    while start > first and text[start - 1].isalnum():
        start -= 1
    return text[start:at]


def around(text: str, start: int, end: int) -> tuple[int, int]:
    """Return `[start, end)` widened to the words that it touches."""
    first, last = max(0, start - _REACH), min(len(text), end + _REACH)
    while start > first and not text[start - 1].isspace():
        start -= 1
    while end < last and not text[end].isspace():
        end += 1
    return start, end


def substitution(start: int, end: int, text: str, reason: str) -> Edit:
    """Return an edit whose characters all come from its start, or, when the length stays, each from its own place."""
    same = len(text) == end - start
    return Edit(start, end, text, reason, tuple(range(len(text))) if same else (0,) * len(text))
