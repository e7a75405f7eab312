"""Anaphora: pronouns, speakers of quotations and "the two …", resolved to actors told nearby."""

from __future__ import annotations

from typing import TYPE_CHECKING

from diurna.actors import words
from diurna.actors.identity import LOCAL, Sense
from diurna.record import digest

if TYPE_CHECKING:
    from diurna.actors.phrase import Phrase
    from diurna.actors.scene import Draft, Scene, Told
    from diurna.record import Frame, Quote, Reading

_REACH = 2  # sentences back that a pronoun may point to
_PERSONAL = frozenset({"he", "she", "he-or-it", "she-or-it"})
_MANY = frozenset({"group", "plural", "armed group", "alleged", "organisation", "party"})
_SAME_SENTENCE = 6  # weight of several named together before "they" in its own sentence: more than any subject told before
_SPEAKS = 2  # more weight for a person where the pronoun says something: battalions do not accuse
_SPEECH_ACTS = frozenset({"ACCUSE", "REQUEST", "REJECT", "SUPPORT", "THREATEN"})  # whose actor speaks


class Speech:
    """Who speaks where: quotations with their speakers, and the speakers of frames."""

    def __init__(self, reading: Reading) -> None:
        self._quotations = reading.quotations or ()
        self._frames = reading.frames or ()
        self._sentences = reading.sentences or ()

    def voice(self, quote: Quote, scene: Scene, sentence: int) -> str:
        """Return whose words hold a quote: the id of their speaker, or "" for the document's own voice."""
        told = any(quote in (*f.actors, *f.recipients, f.object) and f.according_to for f in self._frames)
        return self.speaker(quote, scene, sentence) if told or self.quotation(quote) else ""

    def says(self, quote: Quote) -> bool:
        """Return whether the quote is who speaks: the speaker of a frame, or who accuses, asks or rejects."""
        return any(quote in f.according_to or (f.type in _SPEECH_ACTS and quote in f.actors) for f in self._frames)

    def says_at(self, start: int) -> bool:
        """Return whether who speaks is told at a position."""
        return any(q.start == start and self.says(q) for f in self._frames for q in (*f.according_to, *f.actors))

    def quotation(self, quote: Quote) -> tuple[int, int] | None:
        """Return the quotation that holds a quote, or None."""
        return next(((a, b) for a, b in self._quotations if a <= quote.start and quote.end <= b), None)

    def speaker(self, quote: Quote, scene: Scene, sentence: int) -> str:
        """Return the id of who says the words of a quote: the innermost speaker of a frame, else one beside the quotation."""
        for frame in self._frames:
            if quote in (*frame.actors, *frame.recipients, frame.object) and frame.according_to:
                return scene.done.get(frame.according_to[0], "")
        span = self.quotation(quote)
        if span is None:
            return ""
        for frame in self._frames:
            if span[0] <= frame.trigger.start < span[1] and frame.according_to:
                return scene.done.get(frame.according_to[0], "")
        return self._beside(span, scene, sentence)

    def _beside(self, span: tuple[int, int], scene: Scene, sentence: int) -> str:
        start, end = self._bounds(span)
        outside = [
            t for t in scene.tellings if (t.end <= span[0] or t.start >= span[1]) and scene.drafts[t.id].sense.kind in ("person", "office")
        ]
        near = [t for t in outside if start <= t.start < end]
        if near:
            return min(near, key=lambda t: (min(abs(t.start - span[1]), abs(span[0] - t.end)), t.start)).id
        before = [t for t in outside if t.end <= span[0] and sentence - t.sentence <= _REACH]
        # Who was speaking goes on speaking, though others were named since.
        lately = [f for f in self._frames if sentence - _REACH <= f.sentence < sentence]
        said = {scene.done.get(q) for f in lately for q in (*f.according_to, *(f.actors if f.type in _SPEECH_ACTS else ()))}
        likely = [t for t in before if t.id in said] or [t for t in before if t.subject] or before
        return likely[-1].id if likely else ""

    def _bounds(self, span: tuple[int, int]) -> tuple[int, int]:
        over = [s for s in self._sentences if s.start < span[1] and span[0] < s.end]
        return (over[0].start, over[-1].end) if over else span


def first_person(phrase: Phrase, scene: Scene, speech: Speech) -> Sense | None:
    """Return the speaker that "I" or "we" inside a quotation means; "we" of one who speaks for a state is the state."""
    which = phrase.pronoun
    if which not in ("i", "we"):
        return None
    speaker = speech.speaker(phrase.quote, scene, phrase.sentence)
    draft = scene.drafts.get(speaker)
    if draft is None:
        return unresolved(phrase, scene, "who speaks is not told")
    if which == "we" and draft.country and (draft.sense.kind == "office" or draft.titles) and not draft.private:
        shown = words.states()[draft.country].name
        return Sense(
            f"state:{draft.country}",
            "state",
            draft.country,
            shown,
            f"'{phrase.quote.text}' said by {draft.sense.name}, who speaks for {shown}",
        )
    return scene.again(speaker, f"'{phrase.quote.text}' said by {draft.sense.name}")


def pronoun(phrase: Phrase, scene: Scene, frames: tuple[Frame, ...], speech: Speech) -> Sense | None:
    """Return the nearest fitting actor that a pronoun of the third person points back to; subjects first, not one of its own clause.

    A speaker's label is pointed back to in that speaker's words only: outside them the record would adopt it.
    """
    which = phrase.pronoun
    if not which:
        return None
    barred = _of_own_clause(phrase, scene, frames)
    # Of whom somebody speaks as "they" is told right before: farther back it may be anybody.
    reach = 1 if which == "they" and speech.quotation(phrase.quote) else _REACH
    best: tuple[int, Told] | None = None
    for telling in scene.before(phrase.quote.start, phrase.sentence, reach):
        if telling.id in barred or not _fits(which, scene.drafts[telling.id], scene) or _anothers(phrase, telling, scene, speech):
            continue
        score = _score(phrase, telling, scene, speech)
        if best is None or score > best[0]:
            best = (score, telling)
    if best is None:
        return unresolved(phrase, scene, "no fitting actor is told before")
    name = scene.drafts[best[1].id].sense.name
    return scene.again(best[1].id, f"'{phrase.quote.text}' points back to {name}")


def _score(phrase: Phrase, telling: Told, scene: Scene, speech: Speech) -> int:
    """Return how likely a pronoun points to a telling: subjects, near ones, those of its kind; who speaks, where the pronoun speaks."""
    which, kind = phrase.pronoun, scene.drafts[telling.id].sense.kind
    back = phrase.sentence - telling.sentence
    speaks = which in _PERSONAL and kind == "person" and speech.says(phrase.quote)
    subject = telling.subject or (speaks and speech.says_at(telling.start))
    score = 3 * subject - (3 if which == "they" else 2) * back + 2 * _prefers(which, scene.drafts[telling.id])
    named_beside = which == "they" and kind == "plural" and not back
    return score + _SAME_SENTENCE * named_beside + _SPEAKS * speaks


def _anothers(phrase: Phrase, telling: Told, scene: Scene, speech: Speech) -> bool:
    """Return whether what is told is a label in other words than the pronoun's: another speaker's, or a speaker's and the document's."""
    if scene.drafts[telling.id].sense.kind != "alleged":
        return False
    label = next(q for q, i in scene.done.items() if i == telling.id and q.start == telling.start)
    return speech.voice(label, scene, telling.sentence) != speech.voice(phrase.quote, scene, phrase.sentence)


def _of_own_clause(phrase: Phrase, scene: Scene, frames: tuple[Frame, ...]) -> set[str]:
    """Return the ids of the other parties of the pronoun's own frames: nobody acts on himself by a plain pronoun.

    "They" may well repeat who acts beside it: "at the talks of the presidents they agreed".
    """
    barred = set()
    for frame in frames:
        sides = (frame.actors, frame.recipients)
        if any(phrase.quote in side for side in sides):
            others = [s for s in sides if phrase.quote not in s] if phrase.pronoun == "they" else sides
            barred |= {scene.done[q] for side in others for q in side if q != phrase.quote and q in scene.done}
    return barred


def _fits(which: str, draft: Draft, scene: Scene) -> bool:
    kind, gender = draft.sense.kind, draft.gender
    person = kind == "person" or (kind == "office" and bool(draft.titles))
    if which in ("he", "she"):
        return person and gender in ("", "m" if which == "he" else "f")
    if which in ("he-or-it", "she-or-it"):
        return kind not in _MANY - {"organisation", "party", "armed group"} and not (
            person and gender and gender != ("m" if which[0] == "h" else "f")
        )
    if which == "it":
        return not person and kind not in ("group", "plural", "alleged")
    if which == "they":
        return not person and (kind != "state" or draft.country in scene.view.lexicon.words.plural_states)
    return True


def _prefers(which: str, draft: Draft) -> bool:
    if which in _PERSONAL:
        return draft.sense.kind == "person"
    return which == "they" and draft.sense.kind in ("group", "plural")


def unresolved(phrase: Phrase, scene: Scene, why: str) -> Sense:
    """Return the sense of words that point to somebody whom the document does not tell; `why` goes into the reason."""
    identity = f"unresolved:{digest(scene.view.document, phrase.quote.start)[:LOCAL]}"
    return Sense(identity, "unresolved", "", phrase.quote.text, f"'{phrase.quote.text}': {why}")
