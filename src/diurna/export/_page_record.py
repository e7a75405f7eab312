"""The record of a page: chronology, agreements and commitments, notes, and what was not read."""

from __future__ import annotations

from collections import Counter
from html import escape
from itertools import groupby
from pathlib import PurePath
from typing import TYPE_CHECKING

from diurna.export._chronology import QUADS
from diurna.export._markup import arrow, bdi, day, number, part, soft
from diurna.export._page_pacts import pacts
from diurna.export._people import People

if TYPE_CHECKING:
    from collections.abc import Iterator

    from diurna.export._chronology import Chronology, Line
    from diurna.export._edition import Edition
    from diurna.record import Reading

_BASIS = {
    "stated": "stated in the words",
    "publication": "counted from the day of publication",
    "event": "counted from an event told before",
    "carried": "its year carried over from elsewhere in the text",
    "repaired": "read from damaged words",
}


class Record:
    """Writes the record pane of one edition."""

    def __init__(self, edition: Edition, told: Chronology, anchors: dict[int, str]) -> None:
        self.edition, self.told, self.anchors = edition, told, anchors
        self.by_claim = {(line.document, line.claim.id): line for line in told.lines}
        self.people = [People(reading) for reading in edition.readings]

    def html(self) -> str:
        """Return the pane's contents."""
        return "\n".join(
            (*self._chronology(), *pacts(self.edition.readings, self.people, self._refs), *self._notes(), *self._repairs(), *self._unread())
        )

    def _chronology(self) -> Iterator[str]:
        yield part("Chronology")
        for edtf, group in groupby(self.told.dated, key=lambda line: line.claim.when.edtf if line.claim.when else None):
            yield self._day(day(edtf), list(group))
        if self.told.undated:
            yield part("Without a date")
        for when, group in groupby(self.told.undated, key=lambda line: line.when):
            yield self._day(bdi(when) or soft("date not told"), list(group))
        if not self.told.lines:
            yield "<p>No claims were read.</p>"

    def _day(self, heading: str, lines: list[Line]) -> str:
        return f'<section class="day"><h3>{heading}</h3><ol>{"".join(map(self._claim, lines))}</ol></section>'

    def _claim(self, line: Line) -> str:
        anchor, shape = self.anchors[line.number], QUADS[line.quad][0]
        who = bdi(line.who, "who") or soft("actor not told")
        return (
            f'<li class="claim {line.quad}" id="c-{anchor}"><p class="line">'
            f'<a href="#w-{anchor}"><span class="shape">{shape}</span>&#8239;{line.number}</a> '
            f'<span class="type">{line.claim.type}</span>{who}{arrow(line.whom)}</p>'
            f'<p class="words">“<a href="#w-{anchor}">{bdi(line.trigger)}</a>” {bdi(line.object)}</p>'
            f'<p class="meta">{"".join(self._meta(line))}<a class="fn" href="#n-{anchor}">note</a></p></li>'
        )

    def _meta(self, line: Line) -> Iterator[str]:
        if line.status:
            yield f'<span class="pill">{escape(line.status)}</span>'
        yield bdi(line.condition)
        if line.claim.repaired:
            yield '<span class="pill mended">repaired</span>'
        if line.where:
            yield f"<span>in {bdi(line.where)}</span>"
        yield bdi(line.according_to)
        if self.edition.several:
            document = self.edition.readings[line.document].document
            yield f'<a href="#d-{line.document}">{bdi(document.source or PurePath(document.id).name)}</a>'

    def _refs(self, index: int, claims: tuple[str, ...]) -> str:
        lines = [self.by_claim[index, claim] for claim in claims if (index, claim) in self.by_claim]
        return " ".join(number(line, self.anchors[line.number]) for line in lines)

    def _notes(self) -> Iterator[str]:
        if self.told.lines:
            yield part("Notes")
            yield f'<ol class="notes">{"".join(map(self._note, self.told.lines))}</ol>'

    def _note(self, line: Line) -> str:
        anchor = self.anchors[line.number]
        facts = "".join(f"<p>{fact}</p>" for fact in self._facts(line))
        return f'<li id="n-{anchor}">{number(line, anchor)}<div>{facts}</div></li>'

    def _facts(self, line: Line) -> Iterator[str]:
        claim, people = line.claim, self.people[line.document]
        for depth, party in enumerate(claim.according_to):
            yield f"{'as told by' if depth else 'Said by'} {bdi(people.name(party))}: “{bdi(people.words(party.quote))}”"
        if when := claim.when:
            value = f"<code>{escape(when.edtf)}</code>" if when.edtf else "no date"
            reasons = [_BASIS[when.basis], when.reason, "the words are damaged" if when.repaired and when.basis != "repaired" else ""]
            yield f"Date: “{bdi(when.quote.text)}” → {value}, {escape('; '.join(reason for reason in reasons if reason))}"
        if where := claim.where:
            other = f"; could also be {', '.join(where.candidates)}" if where.candidates else ""
            yield f"Place: {bdi(where.name)} ({escape(where.precision)}), {escape(where.reason + other)}"
        told = [f"{claim.type} {claim.mode}".strip(), QUADS[line.quad][1], claim.modality, f"confidence {claim.confidence:.2f}"]
        yield f'<span class="soft">{escape(" · ".join(told))} · <code>{escape(claim.id)}</code></span>'

    def _repairs(self) -> Iterator[str]:
        counts = Counter((repair.reason, self._from(reading)) for reading in self.edition.readings for repair in reading.repairs or ())
        if counts:
            yield part("Read as repaired")
            items = "".join(f"<li>{escape(reason)}: {count}{where}</li>" for (reason, where), count in counts.items())
            yield f'<ul class="unread">{items}</ul>'

    def _from(self, reading: Reading) -> str:
        return f" {soft('in ' + reading.document.id)}" if self.edition.several else ""

    def _unread(self) -> Iterator[str]:
        rows = [
            (people, reading, issue) for people, reading in zip(self.people, self.edition.readings, strict=True) for issue in reading.issues
        ]
        items = [
            f"<li><b>{escape(issue.what)}</b> {bdi(people.text(issue.where))}: {escape(people.text(issue.why))}"
            f"{self._from(reading) if reading.document.id != issue.where else ''}</li>"
            for people, reading, issue in rows
        ]
        items += [f"<li><b>{escape(issue.what)}</b> {bdi(issue.where)}: {escape(issue.why)}</li>" for issue in self.edition.failed]
        if items:
            yield part("Not read")
            yield f'<ul class="unread">{"".join(items)}</ul>'
