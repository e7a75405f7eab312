"""Frames to claims: roles become parties, words become times and places."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from diurna.claims.applied import applied, of_entry
from diurna.claims.asked import asked
from diurna.claims.dates import dated, told
from diurna.claims.lexicon import has
from diurna.claims.lists import told_until
from diurna.claims.scene import overlap
from diurna.claims.speakers import chain, doers
from diurna.record import Claim, Quote, digest

if TYPE_CHECKING:
    from diurna.claims.scene import Scene
    from diurna.record import Frame, Party, Place, Time

_CLAUSE_END = re.compile("[,;:.!?\u00bb\u201d\u061f\u060c\u3002\uff0c\uff1b]")
_SPEECH_END = re.compile("[;.!?\u00bb\u201d\u061f\u3002\uff1b](?:\\s|$)")
_QUOTE_END = re.compile("[\u00bb\u201d](?=\\W)")
_BESIDE = 40  # characters
# Ordinary typesetting, not damage: a claim that touches it is not "repaired".
_LAYOUT = frozenset({"special space", "newline of another system", "line break inside a paragraph"})


def assembled(scene: Scene) -> tuple[Claim, ...]:
    """Return one claim for each frame of the reading, in text order.

    What stands inside a condition is not told as done, but for what has a time of its own there ("the men who fled on Monday").
    """
    frames = applied(scene, asked(scene, tuple(sorted(scene.reading.frames or (), key=lambda f: (f.trigger.start, f.trigger.end)))))
    times = [None if of_entry(scene, f) else time for f, time in zip(frames, dated(scene, frames), strict=True)]
    claims = [_claim(scene, f, time) for f, time in zip(frames, times, strict=True)]
    conditions = [c.condition for c in claims if c.condition is not None]
    own = {f.trigger for f in frames if told(scene, f) is not None}
    return _once([c for c in claims if c.trigger in own or not any(overlap(c.trigger, q) for q in conditions)])


def _once(claims: list[Claim]) -> tuple[Claim, ...]:
    """Return claims with an act that two words side by side tell ("struck a deal") told once, by the surer one.

    On the development gold five of six such pairs were one act; typed F1 rose from 0.508 to 0.513.
    """
    out: list[Claim] = []
    for claim in claims:
        first = next((k for k in range(len(out), 0, -1) if out[k - 1].sentence != claim.sentence), 0)
        twin = next((k for k in range(first, len(out)) if _one_act(out[k], claim)), None)
        if twin is None:
            out.append(claim)
        elif claim.confidence > out[twin].confidence:
            out[twin] = claim
    return tuple(out)


def _one_act(first: Claim, second: Claim) -> bool:
    if first.type != second.type or second.trigger.start - first.trigger.end > _BESIDE:
        return False
    one, other = ({p.actor for p in c.actors} for c in (first, second))
    return one == other or not one or not other


def _claim(scene: Scene, frame: Frame, time: Time | None) -> Claim:
    frame = _placed(scene, frame)
    place, words = _where(scene, frame)
    document, condition = scene.reading.document, _clause(scene, frame)
    actors, recipients = _apart(
        frame, scene.parties(doers(scene, frame)), scene.parties(q for q in frame.recipients if _done_to(scene, q, frame, condition))
    )
    return Claim(
        id="c-" + digest(document.sha256, frame.type, frame.trigger.start, frame.trigger.end),
        document=document.id,
        type=frame.type,
        mode=mode(scene, frame),
        trigger=frame.trigger,
        actors=actors,
        recipients=recipients,
        when=time,
        where=place,
        where_quote=words,
        according_to=chain(scene, frame),
        modality="asserted" if frame.modality == "planned" and _under_way(time) else frame.modality,
        condition=condition,
        object=frame.object,
        sentence=scene.sentence(frame.sentence),
        repaired=(time is not None and time.repaired) or _touches_repair(scene, frame.trigger),
        confidence=round(frame.confidence * (time.confidence if time is not None else 1.0) ** 0.5, 4),
    )


def _placed(scene: Scene, frame: Frame) -> Frame:
    """Return a frame whose parties are not also the place of its act, but for states, which can be both.

    Words that are a recipient too, or name a person, are the place only where such a place is known.
    """
    known = tuple(q for q in frame.where if _pinned(scene, q) or not (q in frame.recipients or _is_person(scene, q)))
    frame = replace(frame, where=known)
    actors = tuple(q for q in frame.actors if q not in frame.where or any(p.actor.startswith("state:") for p in scene.named(q)))
    return replace(frame, actors=actors)


def _pinned(scene: Scene, quote: Quote) -> bool:
    place = scene.place(quote)
    return place is not None and place.lat is not None


def _is_person(scene: Scene, quote: Quote) -> bool:
    return any(p.actor.startswith("person:") for p in scene.named(quote))


def _apart(frame: Frame, actors: tuple[Party, ...], recipients: tuple[Party, ...]) -> tuple[tuple[Party, ...], tuple[Party, ...]]:
    """Return parties of which none does something to itself: who is told in both roles is the recipient, if others act."""
    both = {p.actor for p in actors if p.actor} & {p.actor for p in recipients}
    if not both or frame.type in ("AGREE", "CONSULT", "COOPERATE"):
        return actors, recipients
    others = tuple(p for p in actors if p.actor not in both)
    return (others, recipients) if others else (actors, tuple(p for p in recipients if p.actor not in both))


def _done_to(scene: Scene, quote: Quote, frame: Frame, condition: Quote | None) -> bool:
    """Tell whether a recipient is one: no actor too, told outside the condition, and not only the object again.

    "The withdrawal of the reserve" is done to nobody, and neither is the sending of 800 soldiers.
    """
    if quote in frame.actors or (condition is not None and overlap(quote, condition)):
        return False
    named = any(p.actor and not p.actor.startswith("place:") for p in scene.named(quote))
    return quote != frame.object or (named and frame.type != "MOBILIZE")


def mode(scene: Scene, frame: Frame) -> str:
    """Return the PLOVER mode that the trigger's words name, else the object's, or ""."""
    modes = scene.words.modes.get(frame.type, {})
    for quote in (frame.trigger, frame.object):
        if quote is not None and (found := next((name for name, words in modes.items() if has(quote.text, words)), None)):
            return found
    return ""


def _clause(scene: Scene, frame: Frame) -> Quote | None:
    """Return the condition as a whole: up to the comma before what hangs on it, or to the end of what is told after it."""
    if frame.condition is None:
        return None
    start, sentence = frame.condition.start, scene.sentence(frame.sentence)
    ends = _CLAUSE_END if start < frame.trigger.start else _SPEECH_END
    stop = ends.search(scene.text, frame.condition.end, sentence.end)
    end = told_until(scene, start, stop.start() if stop is not None else sentence.end)
    if start < frame.trigger.start < end:
        end = frame.condition.end
    closed = _QUOTE_END.search(scene.text, start, end)  # what stands behind the quotation is said by somebody else
    end = closed.start() if closed is not None and scene.text[start : closed.start()].strip() else end
    words = scene.text[start:end].rstrip(' ,;.\u00a0\u00bb\u201d"')
    return Quote(start, start + len(words), words) if words else frame.condition


def _under_way(time: Time | None) -> bool:
    """Tell whether an act has a beginning and no end ("since 9 August"): then it goes on and is not planned."""
    return time is not None and (time.edtf or "").endswith("/..") and time.basis != "carried"


def _where(scene: Scene, frame: Frame) -> tuple[Place | None, Quote | None]:
    for quote in frame.where:
        if (place := scene.place(quote)) is not None:
            town = scene.town_before(quote) if place.kind == "border" else None
            return town or (place, quote)
    return None, frame.where[0] if frame.where else None


def _touches_repair(scene: Scene, quote: Quote) -> bool:
    origin = scene.reading.origin
    if origin is None:
        return False
    a, b = origin[quote.start], origin[quote.end]
    return any(r.quote.start < b and a < r.quote.end for r in scene.reading.repairs or () if r.reason not in _LAYOUT)
