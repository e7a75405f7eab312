"""Evidence beside a date: the tense of its sentence, and the events told with it."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from diurna.times.context import Resolved
from diurna.times.fold import fold

if TYPE_CHECKING:
    from diurna.times.draft import Draft
    from diurna.times.lexicon import Lexicon

REACH = 160  # characters on each side in which a sentence's verb is looked for
BEFORE, AFTER = 60, 10  # times on each side among which an event's day is looked for
SENTENCE_END = re.compile(r"[.!?;\n](?=\s|$)")
BESIDE = re.compile(r"\s?[,(:–—-]?\s?(?:\w+\s?)?$")  # what may stand between an event and the day set beside it
Pairs = list[tuple["Draft", "Resolved | None"]]


@cache
def _cue(words: tuple[str, ...]) -> re.Pattern[str]:
    endings = [re.escape(fold(w[1:]).text) for w in words if w.startswith("-")]
    whole = [re.escape(fold(w).text) for w in words if not w.startswith("-")]
    forms = [rf"\b(?:{'|'.join(whole)})\b"] if whole else []
    forms += [rf"\b\w{{3,}}(?:{'|'.join(endings)})\b"] if endings else []
    return re.compile("|".join(forms) or r"(?!)")


def tense(text: str, start: int, end: int, words: Lexicon) -> tuple[bool, bool]:
    """Return whether the sentence around a span tells of the future, and whether it tells of the past."""
    left, right = text[max(0, start - REACH) : start], text[end : end + REACH]
    ends = [m.end() for m in SENTENCE_END.finditer(left)]
    stop = SENTENCE_END.search(right)
    sentence = left[ends[-1] if ends else 0 :] + text[start:end] + right[: stop.start() if stop else len(right)]
    over = tuple(phrase for phrase in words.words.past if " " in phrase)  # "est entré en vigueur" holds "entre en vigueur"
    ahead = _cue(over).sub(" ", sentence) if over else sentence
    return bool(_cue(words.words.future).search(ahead)), bool(_cue(words.words.past).search(sentence))


def events(text: str, pairs: Pairs, words: Lexicon) -> Pairs:
    """Give "the date of its signature" the date set beside it, else the one that is told with the signing."""
    kept: Pairs = []
    for index, (draft, resolved) in enumerate(pairs):
        if draft.kind != "event":
            kept.append((draft, resolved))
            continue
        beside = _beside(text, draft, pairs[index + 1] if index + 1 < len(pairs) else None, words)
        told = beside or told_with(text, draft, pairs[max(0, index - BEFORE) : index + AFTER], words)
        if told is not None and told.point is not None:
            reason = f"the day of the event, which the text tells as {told.point.timex()}"
            kept.append((draft, Resolved(replace(told.point, clock=""), "event", reason, 0.8)))
        elif draft.name != "event_upon":  # "upon its election" is a time only where a day is told
            kept.append((draft, Resolved(None, "event", "the text does not tell the day of this event", 0.4)))
    return kept


def _beside(text: str, event: Draft, after: tuple[Draft, Resolved | None] | None, words: Lexicon) -> Resolved | None:
    """Return the day set beside an event: "the date of its publication, 22 January"."""
    if after is None or after[1] is None or after[1].point is None or after[0].kind != "date" or after[1].point.grain != "day":
        return None
    gap = fold(text[event.end : after[0].start]).text
    leads = {fold(w).text for w in (*words.words.the, *words.words.on)}
    return after[1] if BESIDE.match(gap) and set(re.findall(r"\w+", gap)) <= leads else None


def _stems(word: str, words: Lexicon) -> tuple[str, ...]:
    return next((tuple(fold(s).text for s in stems) for noun, stems in words.words.events.items() if word == fold(noun).text), ())


def told_with(text: str, event: Draft, pairs: Pairs, words: Lexicon) -> Resolved | None:
    """Return the day that is told with an event, whose name is the draft's value."""
    cue = re.compile(rf"\b(?:{'|'.join(map(re.escape, _stems(event.value, words)))})")
    others = text[: event.start] + " " * (event.end - event.start) + text[event.end :]  # its own word tells of no other event
    best: tuple[int, Resolved] | None = None
    for draft, resolved in pairs:
        if draft.kind not in ("date", "weekday", "offset") or resolved is None or resolved.point is None or resolved.point.grain != "day":
            continue
        around = fold(others[max(0, draft.start - REACH) : draft.start]).text + "\0" + fold(others[draft.end : draft.end + REACH // 2]).text
        if not cue.search(_same_line(around)) or draft.start <= event.start < draft.end:
            continue
        distance = event.start - draft.start if draft.start < event.start else 10 * (draft.start - event.start)
        if best is None or distance < best[0]:
            best = (distance, resolved)
    return best[1] if best else None


def _same_line(around: str) -> str:
    left, _, right = around.partition("\0")
    return left.rsplit("\n", 1)[-1] + " " + right.split("\n", 1)[0]
