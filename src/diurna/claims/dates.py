"""When: the time of a claim, by the words the frame gives it, else by the story it is told in."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from diurna.claims.asked import at_request
from diurna.claims.lexicon import folded, pattern
from diurna.claims.scene import overlap
from diurna.claims.speakers import SPEECH_ACTS
from diurna.record import Quote, Time

if TYPE_CHECKING:
    from diurna.claims.scene import Scene
    from diurna.record import Frame

_NARROW = frozenset({"day", "time"})
# Acts that go on in one scene; what people say, agree or decide in between has its own time.
_SCENE = frozenset({"ASSAULT", "PROTEST", "COERCE", "MOBILIZE"})
_DATES = frozenset({"DATE", "TIME"})
_DATELINE = 60  # characters of place and agency before the day of a dateline
_DASH = re.compile(r"[ ,.]{0,3}(?:\([^()]{1,40}\)\s?)?\s?(?:--|[-\u2013\u2014])\s")
_OPENS = 12  # characters before the time that a sentence opens with: "On ", "Depuis le "
_BEFORE = 50  # characters between an anniversary and its act
_COUNT = re.compile(r"(?<![\d.,])(\d{1,3})[^\W\d_]{0,4}[.\u00ba\u00aa-]?[^\W\d_]{0,3}\s+$")
_REST = re.compile(r"[^\W\d_]*")
_AUXILIARY = 24  # characters between "had" and its verb
_WITH_SAYING = 12  # characters between the end of a stem of saying and its time: "announced on Monday"
_FAR = 4  # sentences that a scene, and a speaker, are followed


def told(scene: Scene, frame: Frame) -> Time | None:
    """Return the time the frame's own words give, or None; a dateline's day is the report's where the sentence tells another."""
    for quote in frame.when:
        if (found := scene.time(quote)) is not None:
            return _beside_dateline(scene, frame, found)
    return None


def _beside_dateline(scene: Scene, frame: Frame, time: Time) -> Time | None:
    """Return the time nearest to the act when the one found is that of a dateline ("GULMAR, 14 March - Police fired on Saturday")."""
    start, end = scene.sentences[frame.sentence].start, scene.sentences[frame.sentence].end
    if time.quote.start - start > _DATELINE or not _DASH.match(scene.text, time.quote.end, end):
        return time
    others = [t for t in scene.times if time.quote.end <= t.quote.start < end and t.timex_type in _DATES]
    nearest = min(others, key=lambda t: abs(t.quote.start - frame.trigger.start), default=time)
    return nearest if nearest.edtf else None


def _unresolved(scene: Scene, frame: Frame) -> bool:
    """Tell whether an act that has no time has a date of its own that could not be resolved: no other may take its place."""
    spans = [t.quote for t in scene.times if t.timex_type in _DATES and not t.edtf]
    sentence = scene.sentences[frame.sentence]
    lined = frame.when and any(sentence.start <= q.start < sentence.end for q in spans)
    return bool(lined) or any(overlap(q, w) for q in spans for w in frame.when)


def dated(scene: Scene, frames: tuple[Frame, ...]) -> list[Time | None]:
    """Return the time of each frame: told with it, else taken from its sentence or an act told before, which the time then says.

    A sentence that opens with a time is set in it. A day is carried, to an act told as happened, in three ways: inside a
    sentence that tells one time, from the act that has it; along a scene of force or protest; and along a speech, to what
    its speaker goes on to say.
    """
    out: list[Time | None] = []
    before: list[tuple[Frame, Time]] = []
    for frame in frames:
        time = told(scene, frame)
        if time is not None:
            time = _before(scene, frame, time)
            if frame.modality == "asserted" or frame.type in SPEECH_ACTS:
                before.append((frame, time))
        elif frame.modality in ("asserted", "conditional", "negated") and not _unresolved(scene, frame):
            time = (
                _anniversary(scene, frame)
                or _opening(scene, frame)
                or next((_carried(t) for f, t in reversed(before) if _goes_on(scene, f, t, frame)), None)
            )
        out.append(time)
    return out


def _before(scene: Scene, frame: Frame, time: Time) -> Time:
    """Return the time of an act told as over when it was said: the time that stands with the saying is its latest one.

    "On 27 August the president said that the army had formed a reserve" gives "../2020-08-27".
    """
    start, end = scene.sentences[frame.sentence].start, frame.trigger.start
    said, at = folded(scene.text[start:end])
    over = [start + at[m.start()] for m in pattern(scene.words.had).finditer(said)]
    saying = [(start + at[m.start()], start + at[m.end()]) for m in pattern(scene.words.saying).finditer(said)]
    far = bool(over) and end - over[-1] > _AUXILIARY * (3 if scene.words.verb_last else 1) and not at_request(scene, frame.trigger)
    if frame.modality != "asserted" or not over or far or "/" in (time.edtf or "/") or not frame.according_to:
        return time
    verb = next((s for s in reversed(saying) if s[1] <= over[-1]), None)
    if verb is None or not (time.quote.end <= verb[0] or 0 <= time.quote.start - verb[1] <= _WITH_SAYING):
        return time
    return replace(time, edtf=f"../{time.edtf}", precision="interval", reason=f"{time.reason}; told then as over")


def _anniversary(scene: Scene, frame: Frame) -> Time | None:
    """Return the year of an act whose anniversary is told right before it ("the 50th anniversary of the massacre")."""
    start = max(scene.sentences[frame.sentence].start, frame.trigger.start - _BEFORE)
    said, at = folded(scene.text[start : frame.trigger.start])
    published = scene.reading.document.published
    for word in reversed(list(pattern(scene.words.anniversary).finditer(said))):
        count = _COUNT.search(said, 0, word.start())
        if count is None or published is None:
            return None
        year = str(int(published[:4]) - int(count[1]))
        rest = _REST.match(scene.text, start + at[word.end()])
        first, end = start + at[count.start()], rest.end() if rest is not None else start + at[word.end()]
        quote = Quote(first, end, scene.text[first:end])
        reason = "the years of the anniversary, counted back from publication"
        return Time(quote, year, "DATE", year, "year", "publication", repaired=False, reason=reason, confidence=0.7)
    return None


def _opening(scene: Scene, frame: Frame) -> Time | None:
    """Return the time that a sentence opens with, for an act told as happened outside its quotations."""
    sentence = scene.sentences[frame.sentence]
    first = next(iter(scene.times_in(frame.sentence)), None)
    if first is None or first.quote.start - sentence.start > _OPENS or frame.modality != "asserted" or scene.quotation(frame.trigger):
        return None
    return replace(first, reason=f"{first.reason}; the sentence opens with it", confidence=round(first.confidence * 0.8, 4))


def _goes_on(scene: Scene, told_before: Frame, time: Time, frame: Frame) -> bool:
    gap = frame.sentence - told_before.sentence
    if gap == 0:
        alone = len({t.edtf for t in scene.times_in(frame.sentence)}) == 1
        return frame.modality == "asserted" and alone and time.precision != "interval"
    if gap > _FAR or time.precision not in _NARROW:
        return False
    between = range(told_before.sentence + 1, frame.sentence + 1)
    others = {t.precision for k in between for t in scene.times_in(k) if t.timex_type != "DURATION"}
    if others & _NARROW:
        return False
    if frame.type in SPEECH_ACTS and told_before.type in SPEECH_ACTS:
        return bool(_doers(scene, frame) & _doers(scene, told_before))
    return not others and frame.modality == "asserted" and frame.type in _SCENE and told_before.type in _SCENE


def _doers(scene: Scene, frame: Frame) -> set[str]:
    return {p.actor for p in scene.parties(frame.actors) if p.actor}


def _carried(time: Time) -> Time:
    reason = f"no date of its own; told after what happened at \u201c{time.quote.text}\u201d"
    return replace(time, basis="carried", reason=reason, confidence=round(time.confidence * 0.7, 4))
