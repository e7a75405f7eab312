"""Agreements and commitments of a report, with what they rest on."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from diurna.export import _joined as joined
from diurna.export._markup import arrow, bdi, day, soft
from diurna.export._places import place_name
from diurna.export._report_notes import quoted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from diurna.export._edition import Edition
    from diurna.export._joined import Pact, Phase, Vow
    from diurna.export._people import People
    from diurna.export._report_notes import Notes
    from diurna.record import Agreement, Commitment, Quote, Reading, Step


def pacts(edition: Edition, notes: Notes) -> Iterator[tuple[str, str, str]]:
    """Yield the two parts of a report: anchor, title and HTML, "" where there is none.

    Those of a case are told as all its documents tell them, a document's own where they have not been followed.
    """
    if edition.accords or edition.promises:
        yield "agreements", "Agreements", "".join(_pact(pact, notes) for pact in joined.agreements(edition))
        yield "commitments", "Commitments", "".join(_vow(vow, notes) for vow in joined.commitments(edition))
        return
    read = [(reading, edition.people(reading)) for reading in edition.readings if reading.agreements or reading.commitments]
    agreements = [_agreement(found, reading, people, notes) for reading, people in read for found in reading.agreements or ()]
    yield "agreements", "Agreements", "".join(agreements)
    commitments = [_commitment(found, reading, people, notes) for reading, people in read for found in reading.commitments or ()]
    yield "commitments", "Commitments", "".join(commitments)


def _pact(pact: Pact, notes: Notes) -> str:
    terms = "".join(f"<li>{bdi(words)}</li>" for words in dict.fromkeys(words for _, words in pact.terms))
    facts = [
        ("signed", day(pact.signed) or soft("date not told")),
        ("where", bdi(pact.where)),
        ("terms", f"<ul>{terms}</ul>" if terms else ""),
        ("stages", _phases(pact.stages, notes)),
        ("as told by", bdi(", ".join(pact.sources))),
    ]
    return _card(" – ".join(map(bdi, pact.parties)) or "parties not told", facts)


def _vow(vow: Vow, notes: Notes) -> str:
    offers = "".join(
        f"<li>{'event <code>' + escape(one.event) + '</code>' if one.event else 'claim'}{_rests(notes.refs_to((one.claim,)))}: "
        f"{bdi(one.why)}; for a person to decide</li>"
        for one in vow.may_be_met_by
    )
    late = f" · <b>overdue by {vow.overdue:,} {'day' if vow.overdue == 1 else 'days'}</b>" if vow.overdue else ""
    facts = [
        ("what", bdi(vow.what)),
        ("condition", bdi(vow.condition)),
        ("may be met by", f"<ul>{offers}</ul>" if offers else ""),
        ("deadline", f"{day(vow.deadline)}{late}" if vow.deadline else ""),
        ("status", _phases(vow.stages, notes)),
        ("as told by", bdi(", ".join(vow.sources))),
    ]
    return _card((bdi(", ".join(vow.who)) or soft("who is not told")) + arrow(", ".join(vow.to_whom)), facts)


def _phases(stages: tuple[Phase, ...], notes: Notes) -> str:
    told = "".join(
        f"<li>{day(stage.when) or soft('date not told')} · <b>{escape(stage.status)}</b>{_rests(notes.refs_to(stage.claims))}</li>"
        for stage in stages
    )
    return f'<ol class="steps">{told}</ol>' if told else ""


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
    return _card(parties, [*facts, ("as told by", _told_by(reading, people))])


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
    return _card(who + whom, [*facts, ("as told by", _told_by(reading, people))])


def _step(step: Step, refs: str) -> str:
    return f"{day(step.edtf) or soft('date not told')} · <b>{escape(step.status)}</b>{_rests(refs)}"


def _rests(refs: str) -> str:
    return f" · footnotes {refs}" if "," in refs else f" · footnote {refs}" if refs else ""


def _words(quote: Quote, people: People, reading: Reading) -> str:
    return quoted(people.words(quote), reading.language)


def _told_by(reading: Reading, people: People) -> str:
    document = reading.document
    return ", ".join(bdi(part) for part in (people.text(document.source or document.id), document.published or "") if part)


def _card(title: str, facts: list[tuple[str, str]]) -> str:
    rows = "".join(f"<dt>{label}</dt><dd>{fact}</dd>" for label, fact in facts if fact)
    return f'<article class="card"><h3>{title}</h3><dl>{rows}</dl></article>'
