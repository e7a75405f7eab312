"""Masked: a reading whose words, names and ids give no private person away, for formats that hold readings whole."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from diurna.export._people import People
    from diurna.record import Actor, Agreement, Claim, Commitment, Party, Place, Quote, Reading


def masked(reading: Reading, people: People) -> Reading:
    """Return a copy fit to be shown: offsets stay those of the document, whose own text and sentences are left out of it."""
    document = reading.document
    shown = replace(
        document,
        text="",
        title=people.text(document.title),
        source=people.text(document.source),
        author=people.text(document.author),
        url=people.address(document.url),
    )
    return replace(
        reading,
        document=shown,
        text="",
        repairs=None,
        mentions=None,
        frames=None,
        times=tuple(replace(time, quote=_quote(time.quote, people)) for time in reading.times or ()),
        places=tuple(_place(place, people) for place in reading.places or ()),
        actors=tuple(_actor(actor, people) for actor in reading.actors or ()),
        claims=tuple(masked_claim(claim, people) for claim in reading.claims or ()),
        agreements=tuple(_agreement(agreement, people) for agreement in reading.agreements or ()),
        commitments=tuple(_commitment(commitment, people) for commitment in reading.commitments or ()),
        issues=tuple(replace(issue, where=people.text(issue.where), why=people.text(issue.why)) for issue in reading.issues),
    )


def masked_claim(claim: Claim, people: People) -> Claim:
    """Return a copy of a claim fit to be shown."""
    return replace(
        claim,
        trigger=_quote(claim.trigger, people),
        actors=_parties(claim.actors, people),
        recipients=_parties(claim.recipients, people),
        when=replace(claim.when, quote=_quote(claim.when.quote, people)) if claim.when else None,
        where=_place(claim.where, people) if claim.where else None,
        where_quote=_quote(claim.where_quote, people) if claim.where_quote else None,
        according_to=_parties(claim.according_to, people),
        condition=_quote(claim.condition, people) if claim.condition else None,
        object=_quote(claim.object, people) if claim.object else None,
        sentence=_quote(claim.sentence, people),
    )


def _quote(quote: Quote, people: People) -> Quote:
    return replace(quote, text=people.words(quote))


def _parties(parties: tuple[Party, ...], people: People) -> tuple[Party, ...]:
    return tuple(
        replace(party, actor=people.id(party.actor), name=people.name(party), quote=_quote(party.quote, people)) for party in parties
    )


def _actor(actor: Actor, people: People) -> Actor:
    mentions = tuple(_quote(mention, people) for mention in actor.mentions)
    return replace(actor, id=people.id(actor.id), name=people.named(actor.id), mentions=mentions, reason=people.text(actor.reason))


def _place(place: Place, people: People) -> Place:
    return replace(
        place,
        id=people.text(place.id),
        name=people.text(place.name),
        mentions=tuple(_quote(mention, people) for mention in place.mentions),
        reason=people.text(place.reason),
        candidates=tuple(people.text(candidate) for candidate in place.candidates),
    )


def _agreement(agreement: Agreement, people: People) -> Agreement:
    return replace(
        agreement,
        parties=tuple(people.id(party) for party in agreement.parties),
        where=people.text(agreement.where) if agreement.where else None,
        terms=tuple(_quote(term, people) for term in agreement.terms),
    )


def _commitment(commitment: Commitment, people: People) -> Commitment:
    return replace(
        commitment,
        who=tuple(people.id(actor) for actor in commitment.who),
        to_whom=tuple(people.id(actor) for actor in commitment.to_whom),
        what=people.text(commitment.what),
        condition=people.text(commitment.condition) if commitment.condition else None,
    )
