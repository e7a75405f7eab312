"""Commitments: promises, threats and undertakings to act, each with its status over time."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from diurna.claims.asked import at_request
from diurna.claims.lexicon import has, stems
from diurna.claims.scene import overlap
from diurna.record import Commitment, Step, digest

if TYPE_CHECKING:
    from diurna.claims.scene import Scene
    from diurna.record import Agreement, Claim

# Acts that bind the one who announces them when they hang on a condition.
_UNDERTAKEN = frozenset(
    {"AGREE", "CONCEDE", "COOPERATE", "AID", "RETREAT", "MOBILIZE", "SANCTION", "COERCE", "ASSAULT", "THREATEN", "REJECT"}
)
_ENDING = frozenset({"RETREAT", "CONCEDE", "AGREE"})
# Acts that can take a promise back, where their words say so.
_TAKING = frozenset({"RETREAT", "CONCEDE", "SANCTION", "REJECT"})
_STOPPING = frozenset({"withdraw", "discontinue"})  # modes of SANCTION
_NOUN = 20  # characters before a verb that stands last in which its noun stands
_REST = 12  # characters in which the rest of a verb in two words stands
_UNTIL = "../"
_HEEDED = frozenset({"asserted", "planned", "negated", "denied", "conditional"})


@dataclass(slots=True)
class Thread:
    """A commitment as it grows: its claims in text order, what it is about and who has to do with it."""

    claims: list[Claim]
    about: set[str] = field(default_factory=set)
    people: set[str] = field(default_factory=set)

    def take(self, claim: Claim) -> None:
        """Add a claim to the thread."""
        self.claims.append(claim)
        self.about |= _matter(claim)
        self.people |= _people(claim)


def commitments(scene: Scene, claims: tuple[Claim, ...], told: tuple[Agreement, ...]) -> tuple[Commitment, ...]:
    """Return the commitments of a document, opened by claims in text order and changed by later ones.

    The parties' own agreement is no commitment of its own; what one of them promises or does under a condition is.
    """
    bound = {c for a in told for c in a.claims}
    threads: list[Thread] = []
    ordered = sorted(claims, key=lambda c: c.trigger.start)
    for k, claim in enumerate(ordered):
        thread = next((t for t in threads if _goes_on(scene, t, claim)), None)
        if thread is None and claim.id not in bound and (_opens(scene, claim) or _is_promise_taken_back(scene, claim)):
            thread = Thread([])
            if (ready := _ready(scene, ordered[:k], claim)) is not None:
                thread.take(ready)
            threads.append(thread)
        if thread is not None:
            thread.take(claim)
    return tuple(_commitment(scene, t.claims, ordered) for t in threads)


def _ready(scene: Scene, before: list[Claim], claim: Claim) -> Claim | None:
    """Return what was told to stand ready for a conditional act: forces formed by the same people no more than a sentence before."""
    if claim.modality != "conditional" and claim.condition is None:
        return None
    formed = [c for c in before if c.type == "MOBILIZE" and c.modality == "asserted" and _people(c) & _people(claim)]
    return next((c for c in reversed(formed) if _follows(scene, c, claim)), None)


def _opens(scene: Scene, claim: Claim) -> bool:
    if claim.modality in ("denied", "demanded", "possible") or not (claim.actors or claim.according_to):
        return False
    if claim.modality == "conditional" or claim.condition is not None:
        return claim.type in _UNDERTAKEN
    promised = claim.type == "AID" and has(claim.trigger.text, scene.words.promising)
    return (promised or claim.type in ("AGREE", "THREATEN")) and claim.modality in ("asserted", "planned") and claim.object is not None


def _matter(claim: Claim) -> frozenset[str]:
    parts = [q.text for q in (claim.object, claim.trigger) if q is not None]
    if claim.type == "RETREAT":  # "the battalion returned": what goes is its own matter
        parts += [p.quote.text for p in (*claim.actors, *claim.recipients)]
    return frozenset(s for p in parts for s in stems(p))


def _people(claim: Claim) -> set[str]:
    return {p.actor for p in (*claim.actors, *claim.recipients, *claim.according_to) if p.actor}


def _goes_on(scene: Scene, thread: Thread, claim: Claim) -> bool:
    """Tell whether a claim is about a commitment: its matter comes up again, or its speaker goes on about its condition."""
    if claim.modality not in _HEEDED:
        return False
    if _taken_back(scene, claim):
        return _of_maker(scene, thread, claim)
    if any(c.object is not None and overlap(c.object, claim.trigger) and _taken_back(scene, c) for c in thread.claims):
        return True  # the promise of "withdrew its promise"
    theirs, last = _people(claim), thread.claims[-1]
    known = not theirs or bool(theirs & thread.people)
    doing, did = ({p.actor for p in c.actors if p.actor} for c in (claim, last))
    one_voice = not doing or not did or bool(doing & did)
    if claim.modality == "conditional" == last.modality and known and one_voice and _follows(scene, last, claim):
        return True
    shared = thread.about & _matter(claim)
    return bool(shared) and (known or _ended(scene, claim)) and (_opens(scene, claim) or claim.type not in ("ACCUSE", "SUPPORT", "REQUEST"))


def _follows(scene: Scene, last: Claim, claim: Claim) -> bool:
    return 0 <= scene.index(claim.sentence) - scene.index(last.sentence) <= 1


def _ended(scene: Scene, claim: Claim) -> bool:
    said = claim.trigger.text + " " + (claim.object.text if claim.object is not None else "")
    return claim.type in _ENDING and has(said, scene.words.withdrawal)


def _taken_back(scene: Scene, claim: Claim) -> bool:
    """Tell whether a claim takes back a promise that its words name, or stops the aid that they name."""
    if claim.type not in _TAKING or claim.modality != "asserted":
        return False
    words = scene.words
    act = scene.text[claim.trigger.start : claim.trigger.end + _REST]
    stopped = claim.type == "SANCTION" and claim.mode in _STOPPING
    aid = words.modes.get("REQUEST", {}).get("assist", ()) if claim.type == "SANCTION" else ()
    return (stopped or has(act, words.withdrawal)) and has(_said(scene, claim), (*words.promise, *aid))


def _is_promise_taken_back(scene: Scene, claim: Claim) -> bool:
    return _taken_back(scene, claim) and has(_said(scene, claim), scene.words.promise)


def _said(scene: Scene, claim: Claim) -> str:
    """Return an act with what it is done to; the whole sentence, where that is not told."""
    start = max(claim.sentence.start, claim.trigger.start - _NOUN) if scene.words.verb_last else claim.trigger.start
    return scene.text[start : claim.trigger.end] + " " + (claim.object.text if claim.object is not None else claim.sentence.text)


def _of_maker(scene: Scene, thread: Thread, claim: Claim) -> bool:
    """Tell whether who takes a promise back is who made it, or of the same state; one recipient told of both is the same."""
    made = [c for c in thread.claims if _opens(scene, c) or _taken_back(scene, c)]
    one, other = ({p.actor for p in c.actors if p.actor} for c in (made[0] if made else thread.claims[0], claim))
    kin = one & other or {scene.country(a) for a in one} & {scene.country(a) for a in other} - {""}
    to = [{p.actor for p in c.recipients if p.actor} for c in (thread.claims[0], claim)]
    return bool(kin or not other) and (not to[0] or not to[1] or bool(to[0] & to[1])) and _names(scene, thread, claim)


def _names(scene: Scene, thread: Thread, claim: Claim) -> bool:
    """Tell whether words that take something back name what was promised, or that it was a promise, or aid as it was."""
    first, said, words = thread.claims[0], _said(scene, claim), scene.words
    promised = has(first.trigger.text, (*words.promise, *words.promising)) or _taken_back(scene, first)
    aid = words.modes.get("REQUEST", {}).get("assist", ())
    return (promised and has(said, words.promise)) or (has(_said(scene, first), aid) and has(said, aid)) or bool(thread.about & stems(said))


def _to_whom(scene: Scene, claims: list[Claim], every: list[Claim]) -> tuple[str, ...]:
    """Return to whom a commitment is made: its recipients, else those at whose request it was told to be made."""
    made = [c for c in claims if not _ended(scene, c)]
    given = [p.actor for c in made if c.type != "MOBILIZE" for p in c.recipients if p.actor]
    doing = {p.actor for c in made for p in c.actors if p.actor}
    requests = [c for c in every if c.type == "REQUEST" and c.sentence == claims[0].sentence and at_request(scene, c.trigger)]
    asking = [p.actor for c in requests for p in c.actors if p.actor and p.actor not in doing]
    return tuple(dict.fromkeys(given or asking))


def _commitment(scene: Scene, claims: list[Claim], every: list[Claim]) -> Commitment:
    first = next((c for c in claims if c.actors), claims[0])  # who has the force, or makes the promise
    who = first.actors or first.according_to
    what = next((c for c in claims if c.object is not None), first)
    conditions = [c.condition.text for c in claims if c.condition is not None]
    return Commitment(
        id="k-" + digest(scene.reading.document.sha256, claims[0].id),
        who=tuple(p.actor for p in who if p.actor),
        to_whom=_to_whom(scene, claims, every),
        what=what.trigger.text + (": " + what.object.text if what.object is not None else ""),
        condition="; ".join(dict.fromkeys(conditions)) or None,
        deadline=next((due for c in claims if (due := _due(scene, c)) is not None), None),
        status=_steps(scene, claims),
    )


def _due(scene: Scene, claim: Claim) -> str | None:
    """Return the time until which what a claim tells is still to be done; None where it tells none."""
    if claim.modality == "asserted":
        return _promised(scene, claim)
    edtf = claim.when.edtf if claim.when is not None else None
    return edtf if edtf is not None and edtf.startswith(_UNTIL) else None


def _promised(scene: Scene, claim: Claim) -> str | None:
    """Return the time until which something is promised or threatened by a claim that it was: "pledged on Monday to leave by 1 June".

    One that stands before the verb is that of the promise: "By Tuesday he had pledged".
    """
    if claim.type not in ("AGREE", "THREATEN") or claim.object is None or not has(claim.trigger.text, scene.words.promising):
        return None
    within = [t for t in scene.times if claim.object.start <= t.quote.start < claim.object.end]
    told = [t for t in (claim.when, *within) if t is not None and (t.edtf or "").startswith(_UNTIL)]
    return next((t.edtf for t in told if t.quote.start > claim.trigger.start or scene.words.verb_last), None)


def _steps(scene: Scene, claims: list[Claim]) -> tuple[Step, ...]:
    steps: list[Step] = []
    for claim in claims:
        status = _status(scene, claim, steps)
        when = claim.when.edtf if claim.when is not None else None
        inside = any(c.object is not None and overlap(c.object, claim.trigger) and _taken_back(scene, c) for c in claims)
        if when is not None and (inside or when == _promised(scene, claim)):  # the day of the promise itself is not told
            when = None
        if status is None:  # it is told again, and nothing changes
            steps[-1] = Step(steps[-1].edtf, steps[-1].status, (*steps[-1].claims, claim.id))
        elif steps and steps[-1].status == status and (when is None or steps[-1].edtf in (when, None)):
            steps[-1] = Step(steps[-1].edtf or when, status, (*steps[-1].claims, claim.id))
        else:
            steps.append(Step(when, status, (claim.id,)))
    return tuple(steps)


def _status(scene: Scene, claim: Claim, steps: list[Step]) -> str | None:
    """Return the status that a claim gives a commitment; None when it leaves it as it is."""
    if claim.modality == "conditional" or claim.condition is not None:
        return "conditional"
    if _taken_back(scene, claim) or (steps and _ended(scene, claim)):
        return "withdrawn"
    if not steps:
        return "open"
    if steps[-1].status == "withdrawn" and claim.type == "AGREE":
        return None  # "withdrew its promise"
    changed = {"denied": "contested", "negated": "broken"}.get(claim.modality)
    if changed is None and claim.modality == "asserted" and claim.type not in ("AGREE", "THREATEN"):
        changed = "done"
    return changed
