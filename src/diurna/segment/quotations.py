"""Quoted speech: where a quotation opens and where it closes, over sentences and paragraphs."""

# ruff: noqa: RUF001 - the marks of many scripts are what these patterns are about

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

# What may close each mark that opens. “ closes in German, Polish and Russian what „ opened; » opens where « closes.
_CLOSERS = {"«": "»", "»": "«", "„": '“”"', "“": '”"', "”": "”", '"': '"', "「": "」", "『": "』", "‘": "’", "‹": "›", "＂": "＂"}
_MARK = re.compile('[«»„“”"「」『』‘’‹›＂]')
_OPENS_ALWAYS = "«„“「『"
_CLOSES_ONLY = "」』’›"


@dataclass(slots=True)
class _Scan:
    """Where the text stands open while it is read from left to right: the start and mark of each quotation not yet closed."""

    text: str
    found: list[tuple[int, int]] = field(default_factory=list)
    stack: list[tuple[int, str]] = field(default_factory=list)

    def end(self, at: int) -> None:
        """Close all that is open at `at`."""
        if self.stack:
            self.found.append((self.stack[0][0], at))
            self.stack.clear()

    def step(self, at: int, begin: int) -> None:
        """Take the mark at `at` of the paragraph that begins at `begin`."""
        mark = self.text[at]
        # Deeper nesting than this is damage; looking further back would make a flood of marks slow.
        for depth in range(len(self.stack) - 1, max(-1, len(self.stack) - 4), -1):
            if mark in _CLOSERS[self.stack[depth][1]] and _can_close(self.text, at):
                if depth == 0:
                    self.end(at + 1)
                del self.stack[depth:]
                return
        if _can_open(self.text, at, begin):
            self.stack.append((at, mark))


def quotations(text: str, paragraphs: Sequence[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    """Return the outermost quotations, marks included.

    One that its paragraph does not close ends with the paragraph, unless the next paragraph takes it up: it begins with
    an opening mark, or it closes before it opens.
    """
    scan = _Scan(text)
    before = 0
    for start, end in paragraphs:
        if scan.stack and not _taken_up(text, start, end, scan.stack[0][1]):
            scan.end(before)
        repeated = bool(scan.stack) and text[start] == scan.stack[0][1]
        for mark in _MARK.finditer(text, start + repeated, end):
            scan.step(mark.start(), start)
        del scan.stack[1:]
        before = end
    scan.end(before)
    return tuple(scan.found)


def _can_close(text: str, at: int) -> bool:
    # An apostrophe has a letter on its right; a closing mark has none.
    return text[at] != "’" or not text[at + 1 : at + 2].isalpha()


def _can_open(text: str, at: int, begin: int) -> bool:
    mark = text[at]
    if mark in _CLOSES_ONLY:
        return False
    if mark in _OPENS_ALWAYS:
        return True
    before = text[at - 1] if at > begin else " "
    after = text[at + 1 : at + 2]
    # A mark that may also close opens only in front of a word; `5"` is inches.
    return not before.isalnum() and bool(after) and not after.isspace()


def _taken_up(text: str, start: int, end: int, opener: str) -> bool:
    if text[start] == opener:
        return True
    first = next((m.group() for m in _MARK.finditer(text, start, end) if m.group() != "’"), None)
    return first is not None and first != opener and first in _CLOSERS[opener]
