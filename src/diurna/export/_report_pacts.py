"""Agreements and commitments of a report, with what they rest on."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from diurna.export._markup import arrow, bdi, day, soft
from diurna.export._places import place_name
from diurna.export._report_notes import quoted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from diurna.export._edition import Edition
    from diurna.export._people import People
    from diurna.export._report_notes import Notes
    from diurna.record import Agreement, Commitment, Quote, Reading, Step


def pacts(edition: Edition, notes: Notes) -> Iterator[tuple[str, str, str]]:
    """Yield the two parts of a report: anchor, title and HTML, "" where there is none."""
    read = [(reading, edition.people(reading)) for reading in edition.readings if reading.agreements or reading.commitments]
    agreements = [_agreement(found, reading, people, notes) for reading, people in read for found in reading.agreements or ()]
    yield "agreements", "Agreements", "".join(agreements)
    commitments = [_commitment(found, reading, people, notes) for reading, people in read for found in reading.commitments or ()]
    yield "commitments", "Commitments", "".join(commitments)


def _agreement(agreement: Agreement, reading: Reading, people: People, notes: Notes) -> str:
    parties = " – ".join(bdi(people.named(party)) for party in agreement.parties) or "parties not told"
    terms = "".join(f"<li>{_words(term, people, reading)}</li>" for term in agreement.terms)
    facts = [
        ("signed", day(agreement.signed) or soft("date not told")),
        ("in force", day(agreement.in_force)),
        ("where", bdi(people.text(place_name(agreement.where, reading)))),
        ("published", bdi(people.text(agreement.published_on or ""))),
        ("terms", f"<ul>{terms}</ul>" if terms else ""),
        ("rests on", _rests(notes.refs(reading.document.id, agreement.claims)).strip(" ·")),
    ]
    return _card(parties, facts, reading, people)


def _commitment(commitment: Commitment, reading: Reading, people: People, notes: Notes) -> str:
    who = bdi(", ".join(people.named(actor) for actor in commitment.who)) or soft("who is not told")
    whom = arrow(", ".join(people.named(actor) for actor in commitment.to_whom))
    steps = "".join(f"<li>{_step(step, notes.refs(reading.document.id, step.claims))}</li>" for step in commitment.status)
    facts = [
        ("what", quoted(people.text(commitment.what), reading.language)),
        ("condition", quoted(people.text(commitment.condition or ""), reading.language)),
        ("deadline", day(commitment.deadline)),
        ("status", f'<ol class="steps">{steps}</ol>' if steps else ""),
    ]
    return _card(who + whom, facts, reading, people)


def _step(step: Step, refs: str) -> str:
    return f"{day(step.edtf) or soft('date not told')} · <b>{escape(step.status)}</b>{_rests(refs)}"


def _rests(refs: str) -> str:
    return f" · footnotes {refs}" if "," in refs else f" · footnote {refs}" if refs else ""


def _words(quote: Quote, people: People, reading: Reading) -> str:
    return quoted(people.words(quote), reading.language)


def _card(title: str, facts: list[tuple[str, str]], reading: Reading, people: People) -> str:
    """Return a card that names the document it was read in."""
    document = reading.document
    told = ", ".join(bdi(part) for part in (people.text(document.source or document.id), document.published or "") if part)
    rows = "".join(f"<dt>{label}</dt><dd>{fact}</dd>" for label, fact in [*facts, ("as told by", told)] if fact)
    return f'<article class="card"><h3>{title}</h3><dl>{rows}</dl></article>'
