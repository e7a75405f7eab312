"""The article of a page: the text as received, the words of each claim lit and numbered."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from itertools import pairwise
from typing import TYPE_CHECKING

from babel import Locale, UnknownLocaleError

from diurna.export._chronology import QUADS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from diurna.export._chronology import Line
    from diurna.record import Claim, Quote, Reading


@dataclass(frozen=True, slots=True)
class Lit:
    """A span of the text that is lit: the trigger or another part of a line's claim, or a term (`line` is None)."""

    quote: Quote
    line: Line | None
    trigger: bool = False
    anchor: str = ""


def article(reading: Reading, lits: list[Lit], anchors: dict[int, str]) -> str:
    """Return the paragraphs of a reading's text as HTML.

    Args:
        reading: the reading, offsets in its document's text.
        lits: what is lit in it.
        anchors: the anchor of each line, by number.
    """
    text = reading.document.text
    shown = []
    for number, (start, end) in enumerate(_paragraphs(reading)):
        inside = [lit for lit in lits if lit.quote.start < end and start < lit.quote.end]
        words = "".join(_pieces(text, start, end, inside, anchors))
        tag = "h2" if number == 0 and text[start:end].strip() == reading.document.title else "p"
        shown.append(f"<{tag}>{words}</{tag}>")
    return "\n".join(shown)


def lits_of(lines: tuple[Line, ...], reading: Reading, anchor: str) -> list[Lit]:
    """Return what is lit in a reading's text: the parts of its lines' claims, and the terms of its agreements."""
    found = []
    for line in lines:
        found.append(Lit(line.claim.trigger, line, trigger=True))
        found += [Lit(quote, line) for quote in _parts(line.claim)]
    for number, agreement in enumerate(reading.agreements or ()):
        found += [Lit(term, None, anchor=f"t-{anchor}-{number}-{place}") for place, term in enumerate(agreement.terms)]
    return found


def direction(language: str) -> str:
    """Return "rtl" or "ltr" for a language; "auto" when it is not known."""
    try:
        return str(Locale.parse(language).text_direction)
    except (UnknownLocaleError, ValueError, TypeError):
        return "auto"


def _parts(claim: Claim) -> list[Quote]:
    parties = (*claim.actors, *claim.recipients, *claim.according_to)
    others = (claim.when.quote if claim.when else None, claim.where_quote, claim.condition, claim.object)
    return [*(party.quote for party in parties), *(quote for quote in others if quote)]


def _paragraphs(reading: Reading) -> Iterator[tuple[int, int]]:
    """Yield the paragraphs, and whatever else of the text stands between them: the page shows all of it."""
    text, at = reading.document.text, 0
    for start, end in (*(reading.paragraphs or ()), (len(text), len(text))):
        lines = text[at:start].splitlines(keepends=True)
        for line in lines:
            if line.strip():
                yield at, at + len(line)
            at += len(line)
        if start < end:
            yield start, end
        at = max(at, end)


def _pieces(text: str, start: int, end: int, lits: list[Lit], anchors: dict[int, str]) -> Iterator[str]:
    """Cut a paragraph wherever a lit span begins or ends; each piece then has one set of them."""
    cuts = sorted({start, end, *(cut for lit in lits for cut in (lit.quote.start, lit.quote.end) if start < cut < end)})
    for low, high in pairwise(cuts):
        words = escape(text[low:high])
        over = [lit for lit in lits if lit.quote.start <= low and high <= lit.quote.end]
        yield _piece(words, over, anchors, begins=low) if over else words


def _piece(words: str, over: list[Lit], anchors: dict[int, str], *, begins: int) -> str:
    triggers = [lit.line for lit in over if lit.line and lit.trigger]
    marks = "".join(_mark(lit.line, anchors) for lit in over if lit.line and lit.trigger and lit.quote.start == begins)
    lines = sorted({lit.line.number for lit in over if lit.line})
    classes = " ".join(f"k{number}" for number in lines)
    if triggers:
        words = f'<a class="t {triggers[0].quad} {classes}" href="#c-{anchors[triggers[0].number]}">{words}</a>'
    elif lines:
        words = f'<span class="r {classes}">{words}</span>'
    for term in (lit for lit in over if lit.line is None):
        anchor = f' id="{term.anchor}"' if term.quote.start == begins else ""
        words = f'<span class="term {term.anchor}"{anchor}>{words}</span>'
    return marks + words


def _mark(line: Line, anchors: dict[int, str]) -> str:
    anchor, shape = anchors[line.number], QUADS[line.quad][0]
    told = f'id="w-{anchor}" href="#c-{anchor}" aria-label="claim {line.number}"'
    return f'<a class="n {line.quad}" {told}>{shape}{line.number}</a>'
