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

    The duties of a sentence are what follows its first planned act, up to the clause that says who reports it. Words
    that only name a party again are no duty.
    """
    parties = [p.quote for c in claims for p in (*c.actors, *c.according_to)]
    first: dict[int, Claim] = {}
    for claim in sorted(claims, key=lambda c: c.trigger.start):
        duty = claim.type == "COOPERATE" or (claim.type == "AGREE" and claim.modality == "planned")
        if duty and not has(claim.sentence.text, scene.words.in_force):
            first.setdefault(claim.sentence.start, claim)
    out = []
    for claim in first.values():
        found = duties(scene.words, scene.text, claim.trigger.end, told_until(scene, claim.trigger.end, claim.sentence.end))
        out += [q for q in found if not any(overlap(q, p) for p in parties)]
    return tuple(out)


def told_until(scene: Scene, start: int, end: int) -> int:
    """Return where what is told from `start` on ends: before a comma and a word of saying, else at `end`."""
    said, at = folded(scene.text[start:end])
    for verb in pattern(scene.words.saying).finditer(said):
        comma = max(said.rfind(mark, 0, verb.start()) for mark in ",\u060c\uff0c")
        if comma >= 0 and len(said[comma : verb.start()].split()) <= 4:  # noqa: PLR2004 - ", the agency said", ", a rapporté"
            return start + at[comma]
    return end
