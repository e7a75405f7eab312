"""Finding: a reading's text to its times, paragraph by paragraph, in one pass for drafts and one for values."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from diurna.knowledge import languages
from diurna.record import Issue, Quote, Reading, Time
from diurna.times import anchors, dateline, waits
from diurna.times.context import Context, Resolved
from diurna.times.fold import fold
from diurna.times.lexicon import Lexicon, lexicon
from diurna.times.match import drafts
from diurna.times.resolve import resolve
from diurna.times.timex import time_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from diurna.times.draft import Draft

COUNTED = ("date", "weekday", "offset", "clock")
PIECE = 20_000  # characters handled at once: memory stays small on a text without paragraphs
SENTENCE = re.compile(r"(?<=[.!?。])\s*(?=[^\W\d_])")
BLANK = re.compile(r"\n[ \t]*\n\s*")


def find(reading: Reading) -> Reading:
    """Fill the layer `times`.

    Args:
        reading: its text, language, paragraphs (None: split on blank lines) and document.published are used.

    Returns:
        A copy with `times` in the order of the text; a language without data gives none and an issue.
    """
    if reading.language not in languages():
        issue = Issue("times", reading.document.id, f"no data for the language '{reading.language}'; there are: {', '.join(languages())}")
        return replace(reading, times=(), issues=(*reading.issues, issue))
    words = lexicon(reading.language)
    found = [draft for number, start, end in _pieces(reading) for draft in _drafts(reading.text, number, start, end, words)]
    published = _published(reading)
    lined = dateline.day(reading.text, found) if published is None else None
    context = Context(found, published or lined)
    resolved = [(draft, resolve(draft, context) if draft.kind in COUNTED or draft.amount is not None else None) for draft in found]
    resolved = waits.counted(reading.text, anchors.events(reading.text, resolved, words), words)
    resolved = [(d, r) for d, r in resolved if d.name != "day_start" or (r is not None and r.basis == "carried")]
    times = [time for time in (_time(reading.text, d, r, resolved, i) for i, (d, r) in enumerate(resolved)) if time is not None]
    if lined is not None:
        times = [dateline.said(time) for time in times]
    return replace(reading, times=tuple(times), issues=(*reading.issues, *_open(times, reading.document.id)))


def _open(times: list[Time], document: str) -> Iterator[Issue]:
    """Yield, for each reason why, the words of the dates that could not be resolved; "now" and "recently" are no dates."""
    told: dict[str, list[str]] = {}
    for time in times:
        if time.edtf is None and time.timex_type in ("DATE", "TIME") and not time.timex_value.endswith("_REF"):
            told.setdefault(time.reason, []).append(f"\u201c{time.quote.text}\u201d")
    yield from (Issue(f"date not resolved: {', '.join(dict.fromkeys(words))}", document, why) for why, words in told.items())


def _published(reading: Reading) -> date | None:
    try:
        return date.fromisoformat(reading.document.published or "")
    except ValueError:
        return None


def _pieces(reading: Reading) -> Iterator[tuple[int, int, int]]:
    text = reading.text
    spans = reading.paragraphs
    if spans is None:
        edges = [0, *(e for m in BLANK.finditer(text) for e in m.span()), len(text)]
        spans = tuple(zip(edges[::2], edges[1::2], strict=True))
    for number, (start, end) in enumerate(spans):
        at = start
        while end - at > PIECE:
            # A sentence's end is the place to cut, else a space, else anywhere.
            ends = [m.start() for m in SENTENCE.finditer(text, at + PIECE // 2, at + PIECE)]
            cut = ends[-1] if ends else text.rfind(" ", at + PIECE // 2, at + PIECE)
            cut = cut if cut > at else at + PIECE
            yield number, at, cut
            at = cut
        yield number, at, end


def _drafts(text: str, number: int, start: int, end: int, words: Lexicon) -> list[Draft]:
    folded = fold(text[start:end])
    found = drafts(folded, words)
    for draft in found:
        draft.future, draft.past = anchors.tense(folded.text, draft.start, draft.end, words)
        draft.start, draft.end = start + folded.offset(draft.start), start + folded.offset(draft.end - 1) + 1
        draft.paragraph = number
    return found


def _time(text: str, draft: Draft, resolved: Resolved | None, others: list[tuple[Draft, Resolved | None]], index: int) -> Time | None:
    partner = None
    if draft.linked:
        other = others[index + (1 if draft.linked == "first" else -1)][1]
        partner = other.point if other else None
    return time_of(Quote(draft.start, draft.end, text[draft.start : draft.end]), draft, resolved, partner)
