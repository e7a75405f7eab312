"""The lines of a report and their footnotes, numbered alike."""

from __future__ import annotations

import re
from html import escape
from typing import TYPE_CHECKING

from diurna.export._chronology import QUADS
from diurna.export._markup import arrow, bdi, soft
from diurna.export._page_words import direction

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from diurna.export._edition import Edition
    from diurna.export._rows import Row

_MASK = re.compile(r"a private person \[P-[0-9a-f]+\]")
_MARKS = {"accepted": "✓ accepted", "edited": "✎ corrected", "rejected": "✗ rejected", "unsure": "? unsure"}


class Notes:
    """Writes each claim as a line with the number of its footnote, and the footnotes."""

    def __init__(self, edition: Edition, told: tuple[Row, ...]) -> None:
        self.edition, self.told = edition, told
        self.numbers = {(row.document, row.id): row.number for row in told}
        self.events: dict[str, list[int]] = {}
        for row in told:
            if row.event:
                self.events.setdefault(row.event, []).append(row.number)

    def refs(self, document: str, claims: Iterable[str]) -> str:
        """Return the numbers of a document's claims by their ids, as links to their footnotes."""
        numbers = [self.numbers[document, claim] for claim in claims if (document, claim) in self.numbers]
        return _refs(numbers)

    def refs_to(self, claims: Iterable[str]) -> str:
        """Return the numbers of claims of any documents by their ids, as links to their footnotes."""
        sought = set(claims)
        return _refs(number for (_, claim), number in self.numbers.items() if claim in sought)

    def line(self, row: Row) -> str:
        """Return a claim as an item of the chronology."""
        who = bdi(", ".join(dict.fromkeys(row.actors)), "who") or soft("actor not told")
        whom = arrow(", ".join(dict.fromkeys(row.recipients)))
        words = f"“{quoted(row.quote, row.language)}”{f' {quoted(row.object, row.language)}' if row.object else ''}"
        meta = " · ".join(self._meta(row))
        below = f'<p class="meta">{meta}</p>' if meta else ""
        shape, quad = QUADS[row.quad]
        return (
            f'<li class="claim {row.quad}" id="c{row.number}"><p><span class="shape" title="{quad}">{shape}</span> '
            f'<span class="type">{escape(row.type)}</span> {who}{whom}: {words}{_ref(row.number)}</p>{below}</li>'
        )

    def html(self) -> str:
        """Return the footnotes."""
        return f'<ol class="notes">{"".join(map(self._note, self.told))}</ol>' if self.told else ""

    def _meta(self, row: Row) -> Iterator[str]:
        if row.status in _MARKS:
            yield f'<span class="status {row.status}">{_MARKS[row.status]}</span>'
        if row.modality != "asserted":
            yield f"<b>{escape(row.modality)}</b>{f': {quoted(row.condition, row.language)}' if row.condition else ''}"
        elif row.condition:
            yield quoted(row.condition, row.language)
        if row.where:
            known = row.place_precision in ("town", "region", "country")
            yield f"{bdi(row.where)}{'' if known else soft(' (place not found)')}"
        if row.according_to:
            yield bdi("according to " + ", via ".join(row.according_to))
        if others := [number for number in self.events.get(row.event, ()) if number != row.number]:
            yield f"the same event as {_refs(others)}"

    def _note(self, row: Row) -> str:
        title = f"<cite>{quoted(row.title, row.language)}</cite>" if row.title else ""
        source = ", ".join(part for part in (quoted(row.source, row.language), title, escape(row.published)) if part)
        quote = f'<blockquote lang="{escape(row.language or "und")}" dir="{direction(row.language)}">{marked(row.sentence)}</blockquote>'
        edited = f": {', '.join(row.edited)}" if row.edited else ""
        decided = f" by {row.decided_by}, {row.decided_at}" if row.decided_by else ""
        told = [
            f"{_MARKS.get(row.status, 'not looked at by a person')}{edited}{decided}",
            f"date from “{row.when_quote}”" if row.when_quote else "",
            f"place known to: {row.place_precision}" if row.place_precision else "",
            "damaged words repaired" if row.repaired else "",
            f"confidence {row.confidence:.2f}",
        ]
        facts = " · ".join(bdi(fact) for fact in told if fact)
        ids = f"<code>{escape(row.id)}</code>" + (f" version <code>{escape(row.version)}</code>" if row.version else "")
        links = " · ".join(part for part in (address(row.link), address(row.url), ids) if part)
        back = f'<a class="back" href="#c{row.number}" aria-label="back to line {row.number}">{row.number}</a>'
        small = f'<p class="soft">{facts}</p><p class="soft">{links}</p>'
        return f'<li id="n{row.number}">{back}<div><p>{source}</p>{quote}{small}</div></li>'


def quoted(words: str, language: str) -> str:
    """Return words of a document in the direction of its language; "" for none."""
    return f'<bdi lang="{escape(language or "und")}" dir="{direction(language)}">{marked(words)}</bdi>' if words else ""


def marked(words: str) -> str:
    """Return words of a document as HTML, the masks in them set apart from their direction."""
    return _MASK.sub(lambda found: f'<bdi class="mask">{found[0]}</bdi>', escape(words))


def address(url: str) -> str:
    """Return an address as a link, where a browser can follow it; "" for none."""
    if url.startswith(("http://", "https://")):
        return f'<a href="{escape(url)}" rel="noopener noreferrer">{escape(url)}</a>'
    return f"<code>{escape(url)}</code>" if url else ""


def _refs(numbers: Iterable[int]) -> str:
    """Return numbers of footnotes in a line of its own size: raised side by side, 5 and 6 read as 56."""
    return ", ".join(f'<a class="ref" href="#n{number}">{number}</a>' for number in numbers)


def _ref(number: int) -> str:
    return f'<sup><a href="#n{number}">{number}</a></sup>'
