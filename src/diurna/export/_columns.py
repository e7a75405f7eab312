"""Columns of a terminal: wrapping by the cells that letters take, wide ones counted as two."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache
from itertools import zip_longest
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

# Control characters of the text could drive the terminal; directional ones would reorder our own columns.
_UNSAFE = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\u00ad]+")


@dataclass(frozen=True, slots=True)
class Column:
    """A cell: its text, its width, and the SGR codes of its style and of its first word."""

    text: str
    width: int
    style: str = ""
    mark: str = ""


def columns(cells: list[Column]) -> Iterator[str]:
    """Set cells side by side, two blanks between them."""
    wrapped = [list(_wrapped(cell.text, cell.width)) for cell in cells]
    for number, row in enumerate(zip_longest(*wrapped, fillvalue="")):
        shown = [_shown(text, cell, first=number == 0) for text, cell in zip(row, cells, strict=True)]
        yield "  ".join(shown)


def paragraph(text: str, width: int, *, indent: int = 0, style: str = "") -> Iterator[str]:
    """Set a text, its later lines indented."""
    for number, line in enumerate(_wrapped(text, width - indent)):
        yield styled((" " * indent if number else "") + line, style)


def styled(text: str, style: str) -> str:
    """Wrap a text in the SGR codes of a style; "" is plain."""
    return f"\x1b[{style}m{text}\x1b[0m" if style and text.strip() else text


def _shown(text: str, cell: Column, *, first: bool) -> str:
    padding = " " * max(cell.width - _width(text), 0)
    if first and cell.mark:
        mark, blank, rest = text.partition("  ")
        return styled(mark, cell.mark) + blank + rest + padding
    return styled(text, cell.style) + padding


def _wrapped(text: str, width: int) -> Iterator[str]:
    for line in _UNSAFE.sub(" ", text).split("\n"):
        indent = line[: len(line) - len(line.lstrip())]
        at = ""
        for word in re.findall(r"\S+\s*", line) or [""]:
            fits = _width(indent + at + word.rstrip()) <= width
            if at and not fits:
                yield indent + at.rstrip()
                indent, at = indent or "  ", ""
            at += word
            while _width(indent + at.rstrip()) > width:
                cut = next(n for n in range(len(at), 0, -1) if n == 1 or _width(indent + at[:n]) <= width)
                yield indent + at[:cut]
                at = at[cut:]
        if at.strip() or not line.strip():
            yield indent + at.rstrip()


def _width(text: str) -> int:
    """Return the cells that a text takes: two for a wide letter, none for what is set on the letter before."""
    return sum(_cells(c) for c in text)


@cache
def _cells(letter: str) -> int:
    if unicodedata.category(letter) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(letter) in "WF" else 1
