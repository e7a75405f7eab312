"""Table: the chronology for a terminal, then agreements and commitments, then what was not read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from diurna.export._chronology import QUADS, Line, chronology
from diurna.export._columns import Column, columns, paragraph, styled
from diurna.export._dates import spoken
from diurna.export._people import People
from diurna.export._places import place_name

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from diurna.export._edition import Edition
    from diurna.record import Agreement, Commitment, Reading

SUFFIX = ".txt"
VERBS = ("read",)
LOSSES = ("offsets, ids and confidence: a table is for the eye",)

_NARROW = 72  # columns; below it, notes go under the claim instead of beside it
_COLOURS = {"vc": "36", "mc": "34", "vx": "33", "mx": "31"}


def render(edition: Edition) -> str:
    """Write the readings for a terminal of `edition.width` columns; private persons are masked."""
    return "\n".join(line.rstrip() for line in _lines(edition)) + "\n"


def _lines(edition: Edition) -> Iterator[str]:
    for reading in edition.readings:
        yield from _head(reading, edition)
    told = chronology(edition.readings)
    yield ""
    if told.dated:
        yield from claim_rows(told.dated, edition)
    if told.undated:
        yield from ("", _title("Without a date", edition), *claim_rows(told.undated, edition))
    if not told.lines:
        yield "No claims were read."
    for reading in edition.readings:
        people = People(reading)
        for agreement in reading.agreements or ():
            yield from ("", *_agreement(agreement, reading, people, edition))
        for commitment in reading.commitments or ():
            yield from ("", *_commitment(commitment, people, edition))
    yield from _not_read(edition)


def _not_read(edition: Edition) -> Iterator[str]:
    issues = [(reading.document.id, People(reading), issue) for reading in edition.readings for issue in reading.issues]
    nobody = People(edition.readings[0], masked=False)
    issues += [(issue.where, nobody, issue) for issue in edition.failed]
    if issues:
        yield from ("", _title("Not read", edition))
    for name, people, issue in issues:
        where = f"{name}: " if edition.several else ""
        at = f" “{issue.where}”" if issue.where and issue.where != name else ""
        yield from paragraph(people.text(f"– {where}{issue.what}{at}: {issue.why}"), edition.width, indent=2)


def _head(reading: Reading, edition: Edition) -> Iterator[str]:
    document = reading.document
    if document.title:
        yield from paragraph(document.title, edition.width, style="1" if edition.colour else "")
    how = " (its metadata)" if document.published_by == "metadata" else ""
    published = f"published {spoken(document.published)}{how}" if document.published else "publication date not known"
    parts = [document.id, document.source, reading.language, published]
    yield from paragraph(" · ".join(part for part in parts if part), edition.width, style="2" if edition.colour else "")


def _title(words: str, edition: Edition) -> str:
    return styled(words.upper(), "1" if edition.colour else "")


def claim_rows(lines: tuple[Line, ...], edition: Edition, below: Callable[[Line], str] = lambda _: "") -> Iterator[str]:
    """Yield claims as rows of a terminal: date, claim, notes; `below` gives what stands under one, in the whole width."""
    beside = edition.width >= _NARROW
    date_width = min(max(len(line.when) for line in lines), 20) if any(line.when for line in lines) else 0
    notes_width = (edition.width - date_width) * 3 // 10 if beside else 0
    claim_width = edition.width - date_width - notes_width - (2 if date_width else 0) - (2 if beside else 0)
    for line in lines:
        notes = _notes(line)
        cells = [Column(line.when, date_width, "1" if edition.colour else "")] if date_width else []
        cells.append(Column(_claim(line, notes if not beside else []), claim_width, "", _mark_style(line, edition)))
        if beside:
            cells.append(Column("\n".join(notes), notes_width, "2" if edition.colour else ""))
        yield from columns(cells)
        if foot := below(line):
            margin = date_width + 2 if date_width else 0
            yield from columns([Column("", margin), Column(foot, edition.width - margin - 2, "2" if edition.colour else "")])


def _mark_style(line: Line, edition: Edition) -> str:
    return _COLOURS[line.quad] if edition.colour else ""


def _claim(line: Line, notes: list[str]) -> str:
    who = line.who or "(actor not told)"
    head = f"{QUADS[line.quad][0]} {line.claim.type}  {who}" + (f" → {line.whom}" if line.whom else "")
    words = f"  “{line.trigger}”" + (f" {line.object}" if line.object else "")
    return "\n".join([head, words, *(f"  {note}" for note in notes)])


def _notes(line: Line) -> list[str]:
    repaired = "date or words repaired" if line.claim.repaired else ""
    status = ": ".join(words for words in (line.status, line.condition) if words)
    return [note for note in (status, line.where, line.according_to, repaired) if note]


def _agreement(agreement: Agreement, reading: Reading, people: People, edition: Edition) -> Iterator[str]:
    yield _title("Agreement", edition)
    facts = [
        ("between", " and ".join(people.named(party) for party in agreement.parties)),
        ("signed", spoken(agreement.signed) if agreement.signed else "date not told"),
        ("in force", spoken(agreement.in_force) if agreement.in_force else ""),
        ("where", place_name(agreement.where, reading)),
        ("published", agreement.published_on or ""),
        *(("terms" if not index else "", f"• {people.words(term)}") for index, term in enumerate(agreement.terms)),
    ]
    yield from _facts(facts, edition)


def _commitment(commitment: Commitment, people: People, edition: Edition) -> Iterator[str]:
    yield _title("Commitment", edition)
    steps = [f"{spoken(step.edtf) if step.edtf else 'date not told'}: {step.status}" for step in commitment.status]
    facts = [
        ("who", ", ".join(people.named(actor) for actor in commitment.who) or "not told"),
        ("to", ", ".join(people.named(actor) for actor in commitment.to_whom)),
        ("what", people.text(commitment.what)),
        ("condition", people.text(commitment.condition or "")),
        ("deadline", spoken(commitment.deadline) if commitment.deadline else ""),
        *(("status" if not index else "", step) for index, step in enumerate(steps)),
    ]
    yield from _facts(facts, edition)


def _facts(facts: list[tuple[str, str]], edition: Edition) -> Iterator[str]:
    for label, fact in facts:
        if fact:
            yield from columns([Column(f"  {label}", 11, "2" if edition.colour else ""), Column(fact, edition.width - 13)])
