"""When: the time of a claim, by the words the frame gives it, else by the story it is told in."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from diurna.claims.speakers import SPEECH_ACTS

if TYPE_CHECKING:
    from diurna.claims.scene import Scene
    from diurna.record import Frame, Time

_NARROW = frozenset({"day", "time"})
# Acts that go on in one scene; what people say, agree or decide in between has its own time.
_SCENE = frozenset({"ASSAULT", "PROTEST", "COERCE", "MOBILIZE"})
_FAR = 4  # sentences that a scene, and a speaker, are followed


def told(scene: Scene, frame: Frame) -> Time | None:
    """Return the time the frame's own words give, or None."""
    for quote in frame.when:
        if (found := scene.time(quote)) is not None:
            return found
    return None


def dated(scene: Scene, frames: tuple[Frame, ...]) -> list[Time | None]:
    """Return the time of each frame: told with it, else carried from an act told before; a carried time says so.

    A day is carried, to an act told as happened, in three ways: inside a sentence from the act told just before; along a
    scene of force or protest; and along a speech, to what its speaker goes on to say.
    """
    out: list[Time | None] = []
    before: list[tuple[Frame, Time]] = []
    for frame in frames:
        time = told(scene, frame)
        if time is not None:
            if frame.modality == "asserted" or frame.type in SPEECH_ACTS:
                before.append((frame, time))
        elif frame.modality in ("asserted", "conditional", "negated"):
            source = next((t for f, t in reversed(before) if _goes_on(scene, f, t, frame)), None)
            time = _carried(source) if source is not None else None
        out.append(time)
    return out


def _goes_on(scene: Scene, told_before: Frame, time: Time, frame: Frame) -> bool:
    gap = frame.sentence - told_before.sentence
    if gap == 0:
        between = scene.text[told_before.trigger.start : frame.trigger.start]
        return frame.modality == "asserted" and ";" not in between and frame.type not in SPEECH_ACTS
    if gap > _FAR or time.precision not in _NARROW or scene.times_in(frame.sentence):
        return False
    if frame.type in SPEECH_ACTS and told_before.type in SPEECH_ACTS:
        return bool(_doers(scene, frame) & _doers(scene, told_before))
    return frame.modality == "asserted" and frame.type in _SCENE and told_before.type in _SCENE


def _doers(scene: Scene, frame: Frame) -> set[str]:
    return {p.actor for p in scene.parties(frame.actors) if p.actor}


def _carried(time: Time) -> Time:
    reason = f"no date of its own; told after what happened at \u201c{time.quote.text}\u201d"
    return replace(time, basis="carried", reason=reason, confidence=round(time.confidence * 0.7, 4))
