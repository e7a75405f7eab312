"""Markup: words into HTML, escaped and set apart from the direction of what surrounds them."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from diurna.export._chronology import QUADS
from diurna.export._dates import spoken

if TYPE_CHECKING:
    from diurna.export._chronology import Line


def bdi(words: str, kind: str = "") -> str:
    """Return words of a document, isolated so that right-to-left words leave the line around them alone; "" for none."""
    return f'<bdi class="{kind}">{escape(words)}</bdi>' if kind and words else f"<bdi>{escape(words)}</bdi>" if words else ""


def soft(words: str) -> str:
    """Return words of our own that stand back."""
    return f'<span class="soft">{escape(words)}</span>'


def part(title: str) -> str:
    """Return the heading of a part of the record."""
    return f'<h2 class="part">{escape(title)}</h2>'


def arrow(words: str) -> str:
    """Return an arrow and to whom it points; "" for nobody."""
    return f' <span class="arrow" aria-label="to">→</span> {bdi(words, "who")}' if words else ""


def day(edtf: str | None) -> str:
    """Return a date in words and in EDTF; "" for none."""
    return f"{escape(spoken(edtf))} <code>{escape(edtf)}</code>" if edtf else ""


def number(line: Line, anchor: str) -> str:
    """Return the mark and number of a line as a link to it."""
    return f'<a class="ref {line.quad}" href="#c-{anchor}">{QUADS[line.quad][0]}&#8239;{line.number}</a>'
