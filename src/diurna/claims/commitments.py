"""Commitments: promises, threats and undertakings to act, each with its status over time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from diurna.claims.lexicon import has, stems
from diurna.record import Commitment, Step, digest

if TYPE_CHECKING:
    from diurna.claims.scene import Scene
    from diurna.record import Agreement, Claim

# Acts that bind the one who announces them when they are planned or hang on a condition.
_UNDERTAKEN = frozenset({"AGREE", "CONCEDE", "COOPERATE", "AID", "RETREAT", "MOBILIZE", "SANCTION", "COERCE", "ASSAULT", "THREATEN"})
_CONDITIONAL = _UNDERTAKEN | {"REJECT", "SUPPORT", "CONSULT", "PROTEST"}
_ENDING = frozenset({"RETREAT", "CONCEDE", "AGREE"})


def commitments(scene: Scene, claims: tuple[Claim, ...], told: tuple[Agreement, ...]) -> tuple[Commitment, ...]:
    """Return the commitments of a document, opened by claims in text order and changed by later ones.

    The parties' own agreement is no commitment of its own; what one of them promises or does under a condition is.
    """
    bound = {c for a in told for c in a.claims}
    groups: list[list[Claim]] = []
    for claim in sorted(claims, key=lambda c: c.trigger.start):
        group = next((g for g in groups if _about_one(g, claim)), None)
        if group is not None and (_opens(claim) or _changes(scene, claim)):
            group.append(claim)
        elif _opens(claim) and claim.id not in bound:
            groups.append([claim])
    return tuple(_commitment(scene, g) for g in groups)


def _opens(claim: Claim) -> bool:
    if not claim.actors and not claim.according_to:
        return False
    if claim.modality == "conditional" or claim.condition is not None:
        return claim.type in _CONDITIONAL and claim.modality not in ("denied", "demanded")
    promised = claim.type in ("AGREE", "THREATEN") and claim.modality in ("asserted", "planned")
    return promised and claim.object is not None


def _changes(scene: Scene, claim: Claim) -> bool:
    if claim.modality in ("negated", "denied"):
        return True
    return _ended(scene, claim) or claim.modality in ("asserted", "planned")


def _ended(scene: Scene, claim: Claim) -> bool:
    said = claim.trigger.text + " " + (claim.object.text if claim.object is not None else "")
    return claim.type in _ENDING and has(said, scene.words.withdrawal)


def _matter(claim: Claim) -> frozenset[str]:
    parts = [q.text for q in (claim.object, claim.trigger) if q is not None]
    return frozenset(s for p in parts for s in stems(p))


def _about_one(group: list[Claim], claim: Claim) -> bool:
    """Tell whether a claim is about a commitment: they share what it is about, and someone who acts, says or receives."""
    first = group[0]
    people = {p.actor for c in group for p in (*c.actors, *c.recipients, *c.according_to) if p.actor}
    theirs = {p.actor for p in (*claim.actors, *claim.recipients, *claim.according_to) if p.actor}
    shared = frozenset(s for c in group for s in _matter(c)) & _matter(claim)
    if claim.sentence == first.sentence and claim.type != first.type:
        return bool(shared)
    return bool(shared) and (not theirs or bool(people & theirs))


def _commitment(scene: Scene, group: list[Claim]) -> Commitment:
    first = group[0]
    who = tuple(p.actor for p in (first.actors or first.according_to) if p.actor)
    conditions = [c.condition.text for c in group if c.condition is not None]
    what = (first.trigger.text + ": " + first.object.text) if first.object is not None else first.trigger.text
    return Commitment(
        id="k-" + digest(scene.reading.document.sha256, first.id),
        who=who,
        to_whom=tuple(p.actor for p in first.recipients if p.actor),
        what=what,
        condition="; ".join(dict.fromkeys(conditions)) or None,
        deadline=_deadline(group),
        status=_steps(scene, group),
    )


def _deadline(group: list[Claim]) -> str | None:
    for claim in group:
        if claim.when is not None and claim.when.edtf is not None and claim.when.edtf.startswith("../"):
            return claim.when.edtf
    return None


def _steps(scene: Scene, group: list[Claim]) -> tuple[Step, ...]:
    steps: list[Step] = []
    for claim in group:
        status = _status(scene, claim, opened=bool(steps))
        when = claim.when.edtf if claim.when is not None else None
        if steps and steps[-1].status == status and steps[-1].edtf in (when, None):
            steps[-1] = Step(steps[-1].edtf or when, status, (*steps[-1].claims, claim.id))
        elif steps and steps[-1].status == status and when is None:
            steps[-1] = Step(steps[-1].edtf, status, (*steps[-1].claims, claim.id))
        else:
            steps.append(Step(when, status, (claim.id,)))
    return tuple(steps)


def _status(scene: Scene, claim: Claim, *, opened: bool) -> str:
    if claim.modality == "conditional" or claim.condition is not None:
        return "conditional"
    if opened and _ended(scene, claim):
        return "withdrawn"
    if opened and claim.modality == "denied":
        return "contested"
    if opened and claim.modality == "negated":
        return "broken"
    if opened and claim.modality == "asserted" and claim.type not in ("AGREE", "THREATEN"):
        return "done"
    return "open"
