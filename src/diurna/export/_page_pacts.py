"""Agreements and commitments of a page, a card each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from diurna.export._markup import arrow, bdi, day, part, soft
from diurna.export._places import place_name

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from diurna.export._people import People
    from diurna.record import Agreement, Commitment, Reading

    References = Callable[[int, tuple[str, ...]], str]


def pacts(readings: tuple[Reading, ...], people: list[People], refs: References) -> Iterator[str]:
    """Yield the cards of all readings; `refs` gives the links to a document's claims by their ids."""
    agreements = [(index, number, found) for index, reading in enumerate(readings) for number, found in enumerate(reading.agreements or ())]
    if agreements:
        yield part("Agreements")
    for index, number, agreement in agreements:
        anchors = [f"t-{index}-{number}-{place}" for place in range(len(agreement.terms))]
        yield _agreement(agreement, readings[index], people[index], anchors, refs(index, agreement.claims))
    commitments = [(index, found) for index, reading in enumerate(readings) for found in reading.commitments or ()]
    if commitments:
        yield part("Commitments")
    for index, commitment in commitments:
        yield _commitment(commitment, people[index], [refs(index, step.claims) for step in commitment.status])


def _agreement(agreement: Agreement, reading: Reading, people: People, anchors: list[str], refs: str) -> str:
    parties = " – ".join(bdi(people.named(party)) for party in agreement.parties) or "parties not told"
    terms = "".join(
        f'<li><a href="#{anchor}">{bdi(people.words(term))}</a></li>' for anchor, term in zip(anchors, agreement.terms, strict=True)
    )
    facts = [
        ("signed", day(agreement.signed) or soft("date not told")),
        ("in force", day(agreement.in_force)),
        ("where", bdi(place_name(agreement.where, reading))),
        ("published", bdi(people.text(agreement.published_on or ""))),
        ("terms", f'<ul class="terms">{terms}</ul>' if terms else ""),
        ("rests on", refs),
    ]
    return _card(parties, facts)


def _commitment(commitment: Commitment, people: People, refs: list[str]) -> str:
    who = bdi(", ".join(people.named(actor) for actor in commitment.who)) or soft("who is not told")
    whom = arrow(", ".join(people.named(actor) for actor in commitment.to_whom))
    steps = "".join(
        f"<li>{day(step.edtf) or soft('date not told')} · <b>{bdi(step.status)}</b> {ref}</li>"
        for step, ref in zip(commitment.status, refs, strict=True)
    )
    facts = [
        ("what", bdi(people.text(commitment.what))),
        ("condition", bdi(people.text(commitment.condition or ""))),
        ("deadline", day(commitment.deadline)),
        ("status", f'<ol class="steps">{steps}</ol>' if steps else ""),
    ]
    return _card(who + whom, facts)


def _card(title: str, facts: list[tuple[str, str]]) -> str:
    rows = "".join(f"<dt>{label}</dt><dd>{fact}</dd>" for label, fact in facts if fact)
    return f'<article class="card"><h3>{title}</h3><dl>{rows}</dl></article>'
