"""JSON: everything read, one object for one document, a list for several."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from diurna.export._masked import masked

if TYPE_CHECKING:
    from diurna.export._edition import Edition
    from diurna.record import Actor, Agreement, Claim, Commitment, Party, Place, Quote, Reading, Time

SUFFIX = ".json"
VERBS = ("read",)
LOSSES = ("what the machine made on the way (mentions, frames, sentences, repairs) is not in it",)


def render(edition: Edition) -> str:
    """Write the readings as indented JSON.

    Without a case names are exact and nobody is masked. In a case private persons are, and each claim says how it stands.
    """
    whole = [_of_case(edition, reading) if edition.case else plain(reading) for reading in edition.readings]
    return json.dumps(whole[0] if len(whole) == 1 and not edition.several else whole, ensure_ascii=False, indent=2) + "\n"


def _of_case(edition: Edition, reading: Reading) -> dict[str, Any]:
    shown = plain(masked(reading, edition.people(reading)))
    return {**shown, "claims": [{**claim, **standing(edition, claim["id"])} for claim in shown["claims"]]}


def standing(edition: Edition, claim: str) -> dict[str, Any]:
    """Return how a claim stands in a case as plain data, by its id."""
    stands = edition.stands(claim)
    decided = {"decided_by": stands.who, "decided_at": stands.at, "event": stands.event}
    return {"status": stands.status, "version": stands.version, "link": edition.link(claim), "edited": list(stands.edited), **decided}


def plain(reading: Reading) -> dict[str, Any]:
    """Return a reading as plain data; the order of keys is part of the contract."""
    document = reading.document
    return {
        "document": {
            "id": document.id,
            "title": document.title,
            "source": document.source,
            "published": document.published,
            "language": reading.language,
            "sha256": document.sha256,
        },
        "times": [_time(time) for time in reading.times or ()],
        "actors": [_actor(actor) for actor in reading.actors or ()],
        "places": [_place(place) for place in reading.places or ()],
        "claims": [plain_claim(claim) for claim in reading.claims or ()],
        "agreements": [_agreement(agreement) for agreement in reading.agreements or ()],
        "commitments": [_commitment(commitment) for commitment in reading.commitments or ()],
        "issues": [{"what": issue.what, "where": issue.where, "why": issue.why} for issue in reading.issues],
    }


def plain_claim(claim: Claim) -> dict[str, Any]:
    """Return a claim as plain data: one line of JSONL, one item of JSON."""
    return {
        "id": claim.id,
        "document": claim.document,
        "type": claim.type,
        "mode": claim.mode,
        "trigger": _quote(claim.trigger),
        "actors": [_party(party) for party in claim.actors],
        "recipients": [_party(party) for party in claim.recipients],
        "when": _when(claim.when),
        "where": _where(claim.where, claim.where_quote),
        "according_to": [{"id": party.actor, "name": party.name, "quote": party.quote.text} for party in claim.according_to],
        "modality": claim.modality,
        "condition": claim.condition.text if claim.condition else None,
        "object": claim.object.text if claim.object else None,
        "sentence": {"start": claim.sentence.start, "end": claim.sentence.end},
        "repaired": claim.repaired,
        "confidence": round(claim.confidence, 3),
    }


def _quote(quote: Quote) -> dict[str, Any]:
    return {"start": quote.start, "end": quote.end, "quote": quote.text}


def _party(party: Party) -> dict[str, Any]:
    return {"id": party.actor, "name": party.name, **_quote(party.quote)}


def _when(time: Time | None) -> dict[str, Any] | None:
    return None if time is None else {"edtf": time.edtf, "precision": time.precision, "basis": time.basis, **_quote(time.quote)}


def _where(place: Place | None, quote: Quote | None) -> dict[str, Any] | None:
    if place is None:
        return None
    words = quote or place.mentions[0]
    known = {"id": place.id, "name": place.name, "lat": place.lat, "lon": place.lon, "precision": place.precision}
    return {**known, "quote": words.text, "start": words.start, "end": words.end}


def _time(time: Time) -> dict[str, Any]:
    return {
        **_quote(time.quote),
        "edtf": time.edtf,
        "timex_type": time.timex_type,
        "timex_value": time.timex_value,
        "precision": time.precision,
        "basis": time.basis,
        "repaired": time.repaired,
    }


def _actor(actor: Actor) -> dict[str, Any]:
    mentions = [_quote(mention) for mention in actor.mentions]
    return {"id": actor.id, "name": actor.name, "kind": actor.kind, "country": actor.country, "mentions": mentions}


def _place(place: Place) -> dict[str, Any]:
    return {
        "id": place.id,
        "name": place.name,
        "kind": place.kind,
        "country": place.country,
        "lat": place.lat,
        "lon": place.lon,
        "precision": place.precision,
        "mentions": [_quote(mention) for mention in place.mentions],
        "reason": place.reason,
        "candidates": list(place.candidates),
    }


def _agreement(agreement: Agreement) -> dict[str, Any]:
    return {
        "id": agreement.id,
        "parties": list(agreement.parties),
        "signed": agreement.signed,
        "in_force": agreement.in_force,
        "where": agreement.where,
        "published_on": agreement.published_on,
        "terms": [{"quote": term.text, "start": term.start, "end": term.end} for term in agreement.terms],
        "claims": list(agreement.claims),
    }


def _commitment(commitment: Commitment) -> dict[str, Any]:
    return {
        "id": commitment.id,
        "who": list(commitment.who),
        "to_whom": list(commitment.to_whom),
        "what": commitment.what,
        "condition": commitment.condition,
        "deadline": commitment.deadline,
        "status": [{"edtf": step.edtf, "status": step.status, "claims": list(step.claims)} for step in commitment.status],
    }
