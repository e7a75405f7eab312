"""Where an agreement's list of duties stands in the text, and its terms."""

from __future__ import annotations

from typing import TYPE_CHECKING

from diurna.claims.lexicon import folded, has, pattern
from diurna.claims.scene import overlap
from diurna.claims.terms import duties

if TYPE_CHECKING:
    from diurna.claims.scene import Scene
    from diurna.record import Claim, Quote


def listed(scene: Scene, claims: list[Claim]) -> tuple[Quote, ...]:
    """Return the terms that an agreement's claims tell, in text order.

    The duties of a sentence are what its first act of the agreement lists, up to the clause that says who reports it; what
    was agreed ("agreed to patrol the lake, to free the boats") counts when it is a list. Words that only name a party again
    are no duty.
    """
    parties = [p.quote for c in claims for p in (*c.actors, *c.according_to)]
    first: dict[int, Claim] = {}
    told = sorted((c for c in claims if not has(c.sentence.text, scene.words.in_force)), key=lambda c: c.trigger.start)
    for claim in told:
        if claim.type == "COOPERATE" or (claim.type == "AGREE" and claim.modality == "planned"):
            first.setdefault(claim.sentence.start, claim)
    for claim in told:
        if claim.type == "AGREE" and not has(claim.trigger.text, scene.words.signing):
            first.setdefault(claim.sentence.start, claim)
    out = []
    for claim in sorted(first.values(), key=lambda c: c.trigger.start):
        # "will patrol the lake, guard ..." begins with its first duty, "will cooperate to guard ..." before it.
        start = claim.trigger.end if has(claim.trigger.text, scene.words.jointly) or claim.type == "AGREE" else claim.trigger.start
        found = duties(scene.words, scene.text, start, told_until(scene, claim.trigger.end, claim.sentence.end))
        kept = [q for q in found if not any(overlap(q, p) for p in parties)]
        out += kept if claim.modality == "planned" or claim.type == "COOPERATE" or len(kept) > 1 else []
    return tuple(out)


def told_until(scene: Scene, start: int, end: int) -> int:
    """Return where what is told from `start` on ends: before a comma and a word of saying, else at `end`."""
    said, at = folded(scene.text[start:end])
    for verb in pattern(scene.words.saying).finditer(said):
        comma = max(said.rfind(mark, 0, verb.start()) for mark in ",\u060c\uff0c")
        if comma >= 0 and len(said[comma : verb.start()].split()) <= 7:  # noqa: PLR2004 - ", the news agency of the north said", ", a rapporté"
            return start + at[comma]
    return end
