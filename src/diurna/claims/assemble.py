"""Frames to claims: roles become parties, words become times and places."""

from __future__ import annotations

from typing import TYPE_CHECKING

from diurna.claims.dates import dated
from diurna.claims.lexicon import has
from diurna.claims.speakers import SPEECH_ACTS, chain
from diurna.record import Claim, digest

if TYPE_CHECKING:
    from diurna.claims.scene import Scene
    from diurna.record import Frame, Place, Quote, Time

# Ordinary typesetting, not damage: a claim that touches it is not "repaired".
_LAYOUT = frozenset({"special space", "newline of another system", "line break inside a paragraph"})


def assembled(scene: Scene) -> tuple[Claim, ...]:
    """Return one claim for each frame of the reading, in text order."""
    frames = tuple(sorted(scene.reading.frames or (), key=lambda f: (f.trigger.start, f.trigger.end)))
    return tuple(_claim(scene, frame, time) for frame, time in zip(frames, dated(scene, frames), strict=True))


def _claim(scene: Scene, frame: Frame, time: Time | None) -> Claim:
    place, words = _where(scene, frame)
    document = scene.reading.document
    return Claim(
        id="c-" + digest(document.sha256, frame.type, frame.trigger.start, frame.trigger.end),
        document=document.id,
        type=frame.type,
        mode=mode(scene, frame),
        trigger=frame.trigger,
        actors=scene.parties(q for q in frame.actors if frame.type in SPEECH_ACTS or q not in frame.according_to),
        recipients=scene.parties(frame.recipients),
        when=time,
        where=place,
        where_quote=words,
        according_to=chain(scene, frame),
        modality=frame.modality,
        condition=frame.condition,
        object=frame.object,
        sentence=scene.sentence(frame.sentence),
        repaired=(time is not None and time.repaired) or _touches_repair(scene, frame.trigger),
        confidence=round(frame.confidence * (time.confidence if time is not None else 1.0) ** 0.5, 4),
    )


def mode(scene: Scene, frame: Frame) -> str:
    """Return the PLOVER mode that the trigger's words name, else the object's, or ""."""
    modes = scene.words.modes.get(frame.type, {})
    for quote in (frame.trigger, frame.object):
        if quote is not None and (found := next((name for name, words in modes.items() if has(quote.text, words)), None)):
            return found
    return ""


def _where(scene: Scene, frame: Frame) -> tuple[Place | None, Quote | None]:
    for quote in frame.where:
        if (place := scene.place(quote)) is not None:
            return place, quote
    return None, frame.where[0] if frame.where else None


def _touches_repair(scene: Scene, quote: Quote) -> bool:
    origin = scene.reading.origin
    if origin is None:
        return False
    a, b = origin[quote.start], origin[quote.end]
    return any(r.quote.start < b and a < r.quote.end for r in scene.reading.repairs or () if r.reason not in _LAYOUT)
