"""When: the time of a claim, by the words the frame gives it, else by the story it is told in."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from diurna.claims.scene import Scene
    from diurna.record import Frame, Time

_NARROW = frozenset({"day", "time", "interval", "month"})
_SCENE = frozenset({"ASSAULT", "PROTEST", "COERCE", "MOBILIZE", "CONSULT", "RETREAT", "AGREE", "AID"})


def told(scene: Scene, frame: Frame) -> Time | None:
    """Return the time the frame's own words give, or None."""
    for quote in frame.when:
        if (found := scene.time(quote)) is not None:
            return found
    return None


def dated(scene: Scene, frames: tuple[Frame, ...]) -> list[Time | None]:
    """Return the time of each frame: told with it, else carried from the act told before in the same scene.

    A date is carried within a paragraph, to an act told as happened, from the act told last; the carried time says so.
    """
    out: list[Time | None] = []
    last: tuple[int, Time] | None = None
    for frame in frames:
        time = told(scene, frame)
        if time is None and last is not None and _same_scene(scene, frame, last[0]):
            time = _carried(last[1])
        elif time is not None and frame.modality == "asserted" and time.precision in _NARROW:
            last = (frame.sentence, time)
        out.append(time)
    return out


def _same_scene(scene: Scene, frame: Frame, before: int) -> bool:
    if frame.modality != "asserted" or frame.type not in _SCENE:
        return False
    return scene.paragraph(frame.sentence) == scene.paragraph(before)


def _carried(time: Time) -> Time:
    reason = f"no date of its own; told after what happened at \u201c{time.quote.text}\u201d"
    return replace(time, basis="carried", reason=reason, confidence=round(time.confidence * 0.7, 4))
