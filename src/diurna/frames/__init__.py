"""Frames: adds mentions and acts with their roles to a reading, by one multilingual model.

Needs sentences. Never looks at dates, places or actors beyond the words, and never at more than one sentence at a time.
Example: "Police arrested six people" gives a COERCE frame, trigger "arrested", actor "Police", recipient "six people".
"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import TYPE_CHECKING, cast

from diurna.frames import dateline
from diurna.frames.model import Act, SentenceReading, model
from diurna.record import EventType, Frame, Issue, Mention, MentionKind, Modality, Quote, Reading

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["read"]

_PARTICLE = 3  # letters
_WORKERS = 2  # sentences side by side, each on one thread


def read(reading: Reading) -> Reading:
    """Return the reading with its mentions and frames.

    Raises:
        ModelError: the model file is missing or does not fit.
    """
    sentences = reading.sentences or ()
    texts = [reading.text[s.start : s.end] for s in sentences]
    found = _all(texts)
    mentions: list[Mention] = []
    frames: list[Frame] = []
    issues: list[Issue] = []
    for k, (sentence, said) in enumerate(zip(sentences, found, strict=True)):
        view = _View(reading.text, sentence.start, said)
        end = dateline.line(reading, k, sentence)
        named, acts = dateline.without(sentence.start, end, view.mentions(k), [view.frame(act, k) for act in said.acts])
        mentions += named
        frames += acts
        if said.unread:
            where = f"characters {sentence.start} to {sentence.end}"
            issues.append(Issue("sentence cut", where, f"its last {said.unread} words are past the model's length and were not read"))
    return replace(reading, mentions=tuple(mentions), frames=tuple(frames), issues=(*reading.issues, *issues))


def _all(texts: Sequence[str]) -> list[SentenceReading]:
    if not texts:
        return []
    with ThreadPoolExecutor(_WORKERS) as pool:
        return list(pool.map(model().read, texts))


class _View:
    """One sentence's reading, seen as quotes of the text."""

    def __init__(self, text: str, base: int, said: SentenceReading) -> None:
        self.text, self.base, self.said = text, base, said

    def quote(self, first: int, end: int) -> Quote:
        """Return the words from word `first` up to word `end`, not included."""
        a, b = self.base + self.said.spans[first][0], self.base + self.said.spans[end - 1][1]
        return Quote(a, b, self.text[a:b])

    def mentions(self, sentence: int) -> list[Mention]:
        """Return the mentions of actors and places; times are the room `times`'s."""
        kept = [(self._trimmed(a, b), kind, p) for a, b, kind, p in self.said.mentions if kind != "time"]
        return [Mention(self.quote(*span), cast("MentionKind", kind), sentence, round(p, 4)) for span, kind, p in kept if span is not None]

    def frame(self, act: Act, sentence: int) -> Frame:
        """Return an act as a frame; a role's words are stretched to the mention they lie in."""
        named = {role: tuple(self.quote(a, b) for a, b in self._snapped(role, spans)) for role, spans in act.roles.items()}
        return Frame(
            trigger=self.quote(*act.trigger),
            type=cast("EventType", act.type),
            modality=cast("Modality", act.modality),
            sentence=sentence,
            confidence=round(act.confidence, 4),
            actors=named["actor"],
            recipients=named["recipient"],
            where=named["where"],
            when=named["when"],
            according_to=named["according_to"],
            condition=named["condition"][0] if named["condition"] else None,
            object=named["object"][0] if named["object"] else None,
        )

    def _snapped(self, role: str, spans: list[tuple[int, int, float]]) -> list[tuple[int, int]]:
        out: list[tuple[int, int]] = []
        for a, b, _ in spans:
            within = [m for m in self.said.mentions if m[0] <= a and b <= m[1] and (m[2] == "time") == (role == "when")]
            span = self._trimmed(*(within[0][:2] if within and role not in ("condition", "object") else (a, b)))
            if span is not None and span not in out:
                out.append(span)
        return out

    def _trimmed(self, a: int, b: int) -> tuple[int, int] | None:
        """Return a span of words without signs at its edges and without particles, short and in small letters, at its end."""
        words = [self.quote(w, w + 1).text for w in range(a, b)]
        while words and (not words[-1][0].isalnum() or (len(words[-1]) <= _PARTICLE and words[-1].islower())):
            words.pop()
        first = next((k for k, word in enumerate(words) if word[0].isalnum() or word[0] in "\"'\u00ab\u201c\u201e"), len(words))
        return (a + first, a + len(words)) if first < len(words) else None
