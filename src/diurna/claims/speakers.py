"""Who says it: the chain of sources of a claim, innermost first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from diurna.claims.lexicon import folded, has, pattern, plain

if TYPE_CHECKING:
    from diurna.claims.scene import Scene
    from diurna.record import Frame, Party, Quote

SPEECH_ACTS = frozenset({"ACCUSE", "REQUEST", "REJECT", "SUPPORT", "THREATEN"})
_BESIDE = 25  # characters
_BACK = 2  # sentences before the one before
_SPEAKERS = frozenset({"person", "organisation", "office", "group"})


def chain(scene: Scene, frame: Frame) -> tuple[Party, ...]:
    """Return who says that the act of a frame happened.

    The words of the frame's own sentence come first; an act told inside a quotation belongs to its speaker, who may stand
    in another sentence. A speech act performed by the speaker itself has no other source than its actor.
    """
    acting = doers(scene, frame)
    said = scene.parties(q for q in ordered(scene, frame) if q not in acting or frame.type in SPEECH_ACTS)
    quotation = scene.quotation(frame.trigger)
    if not said and quotation is not None:
        said = scene.parties(speaker(scene, quotation))
    if frame.type in SPEECH_ACTS:
        speaking = {p.actor for p in scene.parties(acting)}
        said = tuple(p for p in said if p.actor not in speaking or not p.actor)
    return said


def doers(scene: Scene, frame: Frame) -> list[Quote]:
    """Return the words that name who acts: not those beside a word of saying that are a source as well.

    A speech act may have its source as its only actor: then the source is who performs it.
    """
    acting = [q for q in frame.actors if not (q in frame.according_to and voiced(scene, q))]
    return acting or (list(frame.actors) if frame.type in SPEECH_ACTS else [])


def ordered(scene: Scene, frame: Frame) -> list[Quote]:
    """Return a frame's sources innermost first: one that follows a word like "citing" stands inside the others."""
    inner: list[Quote] = []
    outer: list[Quote] = []
    for quote in frame.according_to:
        before = plain(scene.text[max(0, quote.start - 40) : quote.start])
        cited = any(len(before) - m.end() < 20 for m in pattern(scene.words.citing).finditer(before))  # noqa: PLR2004 - "citing the … "
        (inner if cited else outer).append(quote)
    return inner + outer


def voiced(scene: Scene, quote: Quote) -> bool:
    """Tell whether a word of saying or citing stands beside some words."""
    before, after = scene.text[max(0, quote.start - _BESIDE) : quote.start], scene.text[quote.end : quote.end + _BESIDE]
    return any(has(side, (*scene.words.saying, *scene.words.citing)) for side in (before, after))


def speaker(scene: Scene, quotation: tuple[int, int]) -> list[Quote]:
    """Return the words that name who speaks in a quotation, innermost first: beside it in its sentences, else in the one before.

    A fragment of a sentence ("the accord 'concluded in Minsk'") is quoted from what was cited last, up to three sentences back.
    """
    sentences = [k for k, s in enumerate(scene.sentences) if s.start < quotation[1] and quotation[0] < s.end]
    if not sentences:
        return []
    first = sentences[0]
    for k in (*reversed(sentences), first - 1):
        if k >= 0 and (found := _said_in(scene, k)):
            return found
    if len(sentences) > 1 or quotation[0] <= scene.sentences[first].start + 1:
        return []
    return next((cited for k in range(first - 2, max(-1, first - 2 - _BACK), -1) if (cited := _sources(scene, k))), [])


def _sources(scene: Scene, index: int) -> list[Quote]:
    """Return the sources that the first frame of a sentence to have any gives, innermost first."""
    cited = (f for f in scene.reading.frames or () if f.sentence == index and f.according_to)
    return next((found for f in cited if (found := [q for q in ordered(scene, f) if scene.quotation(q) is None])), [])


def _said_in(scene: Scene, index: int) -> list[Quote]:
    reading = scene.reading
    if sources := _sources(scene, index):
        return sources
    sentence = scene.sentence(index)
    outside = _outside(scene, sentence)
    if not has(outside, scene.words.saying):
        return []
    said, at = folded(outside)
    verbs = [sentence.start + at[m.start()] for m in pattern(scene.words.saying).finditer(said)]
    named = [m.quote for m in reading.mentions or () if m.sentence == index and m.kind in _SPEAKERS and scene.quotation(m.quote) is None]
    named += [q for f in reading.frames or () if f.sentence == index for q in f.actors if scene.quotation(q) is None]
    return sorted(named, key=lambda q: (min(min(abs(q.start - v), abs(q.end - v)) for v in verbs), q.start))[:1]


def _outside(scene: Scene, sentence: Quote) -> str:
    """Return a sentence with the words of quotations blanked out, at equal length."""
    chars = list(sentence.text)
    for a, b in scene.quotations:
        for k in range(max(a, sentence.start) - sentence.start, min(b, sentence.end) - sentence.start):
            chars[k] = " "
    return "".join(chars)
