"""Agreements: what named parties agreed, gathered from the claims of one document."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from diurna.claims.lexicon import has
from diurna.claims.terms import duties
from diurna.record import Agreement, Party, digest

if TYPE_CHECKING:
    from diurna.claims.scene import Scene
    from diurna.record import Claim, Quote

_KINDS = ("AGREE", "COOPERATE")
_OPEN = frozenset({"asserted", "planned", "conditional"})


@dataclass(slots=True)
class Draft:
    """An agreement as it grows: its parties, the claims that tell it and the sentences that name it."""

    parties: dict[str, Party]
    claims: list[Claim] = field(default_factory=list)


def agreements(scene: Scene, claims: tuple[Claim, ...]) -> tuple[tuple[Agreement, ...], tuple[Claim, ...]]:
    """Return the agreements of a document, and its claims with the parties of told agreements filled in.

    A claim that says "the accord was signed" names no party; where the document tells of one agreement between named
    parties, or the parties met in the same sentence, it is about that one.
    """
    drafts: list[Draft] = []
    for claim in claims:
        parties = _parties(claim)
        if len(parties) > 1 and _tells_agreement(scene, claim):
            _joined(drafts, parties).claims.append(claim)
    filled = []
    for claim in claims:
        whole = claim
        if claim.type == "AGREE" and not claim.actors and claim.modality in _OPEN and has(claim.sentence.text, scene.words.agreement):
            whole = _filled(scene, claim, claims, drafts)
        filled.append(whole)
    order = sorted(drafts, key=lambda d: min(c.trigger.start for c in d.claims))
    return tuple(_agreement(scene, d) for d in order if any(c.type == "AGREE" for c in d.claims)), tuple(filled)


def _parties(claim: Claim) -> dict[str, Party]:
    return {p.actor: p for p in (*claim.actors, *claim.recipients) if p.actor}


def _tells_agreement(scene: Scene, claim: Claim) -> bool:
    if claim.type not in _KINDS or claim.modality not in _OPEN:
        return False
    return len(claim.actors) > 1 or has(claim.sentence.text, scene.words.agreement)


def _joined(drafts: list[Draft], parties: dict[str, Party]) -> Draft:
    for draft in drafts:
        if set(draft.parties) == set(parties):
            return draft
    drafts.append(Draft(parties))
    return drafts[-1]


def _filled(scene: Scene, claim: Claim, claims: tuple[Claim, ...], drafts: list[Draft]) -> Claim:
    met = [c for c in claims if c.type == "CONSULT" and c.sentence == claim.sentence and len(c.actors) > 1]
    if met:
        parties = {p.actor: p for p in met[0].actors}
    elif (draft := _told(scene, claim, drafts)) is not None:
        parties = draft.parties
    else:
        return claim
    whole = replace(claim, actors=tuple(parties.values()))
    _joined(drafts, parties).claims.append(whole)
    return whole


def _told(scene: Scene, claim: Claim, drafts: list[Draft]) -> Draft | None:
    """Return the agreement told last before a claim, in its paragraph or the one before."""
    here = _paragraph(scene, claim.sentence)
    near = [d for d in drafts for c in d.claims if c.trigger.start <= claim.trigger.start and here - _paragraph(scene, c.sentence) <= 2]  # noqa: PLR2004
    return near[-1] if near else None


def _paragraph(scene: Scene, sentence: Quote) -> int:
    return next((s.paragraph for s in scene.sentences if s.start == sentence.start), 0)


def _agreement(scene: Scene, draft: Draft) -> Agreement:
    claims = sorted(draft.claims, key=lambda c: c.trigger.start)
    struck = [c for c in claims if c.type == "AGREE" and c.modality == "asserted"]
    signed = next((c for c in struck if c.when is not None and has(c.trigger.text, scene.words.signing)), None)
    signed = signed or next((c for c in struck if c.when is not None), None)
    where = next((c.where.id for c in struck if c.where is not None), None)
    return Agreement(
        id="a-" + digest(scene.reading.document.sha256, sorted(draft.parties), claims[0].id),
        parties=tuple(draft.parties),
        signed=signed.when.edtf if signed is not None and signed.when is not None else None,
        in_force=_in_force(scene, claims),
        where=where,
        published_on=_published_on(scene, claims),
        terms=_terms(scene, claims),
        claims=tuple(c.id for c in claims),
    )


def _in_force(scene: Scene, claims: list[Claim]) -> str | None:
    for claim in claims:
        for index, s in enumerate(scene.sentences):
            if s.start == claim.sentence.start and has(claim.sentence.text, scene.words.in_force):
                times = scene.times_in(index)
                return times[-1].edtf if times else None
    return None


def _published_on(scene: Scene, claims: list[Claim]) -> str | None:
    for claim in claims:
        for party in claim.according_to:
            if has(party.quote.text, scene.words.published_on):
                return party.name
    return None


def _terms(scene: Scene, claims: list[Claim]) -> tuple[Quote, ...]:
    out: dict[tuple[int, int], Quote] = {}
    for claim in claims:
        if claim.type != "COOPERATE" and not (claim.type == "AGREE" and claim.modality == "planned"):
            continue
        if claim.object is not None:
            for quote in duties(scene.words, scene.text, claim.object.start, claim.object.end):
                out.setdefault((quote.start, quote.end), quote)
    return tuple(out[k] for k in sorted(out))
