"""Lines and paragraphs: which line breaks are only the width of a page, and which end a paragraph."""

# ruff: noqa: RUF001 - the marks of many scripts are what these patterns are about

from __future__ import annotations

import re
from dataclasses import dataclass

from diurna.segment.casing import lower_cased

CLOSING = "»”’\"'“)]』」"
TERMINAL = ".!?…。！？؟۔:;："
_LIST_ITEM = re.compile(r"[ \t]*(?:[-–—•*·▪‣●○#]+[ \t]|\d{1,2}[.)][ \t]|\(\w{1,2}\)[ \t]|\w\)[ \t])")
_CARRIES_ON = ",،，、"
# No page is set wider than this many characters; longer lines are whole paragraphs.
_WIDEST = 200
# Nor narrower than this, and fewer breaks than these may be chance: a headline and two short paragraphs.
_NARROWEST = 40
_FEWEST = 3
# A line is full when its next word would not have fitted into this share of the width: proportional type is ragged.
_FULL = 0.85
# A text is taken as set to a width when so many of its line ends are full lines, and so many stand inside a sentence.
_MOST = 0.6
_INSIDE = 0.4


@dataclass(frozen=True, slots=True)
class _Join:
    """The place between two lines with no blank line between them."""

    newline: int
    above: str
    below: str

    def ended(self) -> bool:
        bare = self.above.rstrip(" \t" + CLOSING)
        return bare.endswith(tuple(TERMINAL)) or not bare

    def length(self) -> int:
        return len(self.above) + 1 + len(self.below.split(maxsplit=1)[0])

    def carries_on(self) -> bool:
        return self.above.endswith(tuple(_CARRIES_ON)) or (not self.ended() and self.below[0].islower())


def wraps(text: str) -> tuple[int, ...]:
    """Return the offsets of the newlines that stand inside a paragraph."""
    joins = _joins(text)
    lower = lower_cased(text)
    width = _width(joins)
    return tuple(join.newline for join in joins if _inside(join, width, lower))


def paragraphs(text: str) -> tuple[tuple[int, int], ...]:
    """Return the paragraphs of a text whose newlines all end one: spans without white space at their ends."""
    found = []
    for line in re.finditer(r"[^\n]+", text):
        left = line.group().lstrip()
        if left:
            found.append((line.end() - len(left), line.end() - len(left) + len(left.rstrip())))
    return tuple(found)


def _joins(text: str) -> list[_Join]:
    found: list[_Join] = []
    offset, above = 0, ""
    for line in text.split("\n"):
        below = line.strip()
        if above and below:
            found.append(_Join(offset - 1, above, below))
        above = below
        offset += len(line) + 1
    return found


def _width(joins: list[_Join]) -> int:
    """Return the width that the lines are set to, or 0 when each line is a paragraph."""
    width = max((len(join.above) for join in joins), default=0)
    if len(joins) < _FEWEST or not _NARROWEST <= width <= _WIDEST:
        return 0
    full = sum(join.length() > _FULL * width for join in joins)
    inside = sum(not join.ended() for join in joins)
    return width if full >= _MOST * len(joins) and inside >= _INSIDE * len(joins) else 0


def _inside(join: _Join, width: int, lower: bool) -> bool:
    if _LIST_ITEM.match(join.below) and (not width or join.ended() or _LIST_ITEM.match(join.above)):
        return False
    if width:
        return join.length() > _FULL * width or (join.carries_on() and not lower)
    if lower:
        # Every line begins with a small letter here, which says nothing.
        return join.above.endswith(tuple(_CARRIES_ON))
    return join.carries_on()
