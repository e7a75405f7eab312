"""Datelines: the place, day and agency at the head of a report act and speak in nothing that its first sentence tells."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from diurna.record import Frame, Mention, Quote, Reading, Sentence

_LINE = re.compile(r"(?P<head>(?:[^.!?:;\n()]|(?<=\d)\.){2,60}?\.?)(?P<agency>\s?\([^()\n]{1,40}\))?\s?(?:--|[-\u2013\u2014])\s")
_WORD = re.compile(r"[^\W\d_]+")
_FIRST = 12  # sentences: a title, a byline and a summary may stand before it


def line(reading: Reading, index: int, sentence: Sentence) -> int:
    """Return where the dateline that opens a sentence ends; its start where there is none.

    It is a name and a dash, with a day or an agency between them, or in capitals.
    """
    found = _LINE.match(reading.text, sentence.start, sentence.end) if index < _FIRST else None
    if found is None:
        return sentence.start
    head = found["head"].strip()
    dated = any(sentence.start < t.quote.start < found.end() for t in reading.times or ())
    first = _WORD.search(head)
    if first is None or first.start() or first[0].islower():
        return sentence.start
    named = first[0].isupper() and len(first[0]) > 1
    marked = (dated and ("," in head or "\u060c" in head or named)) or (found["agency"] and (named or "," in head)) or head.isupper()
    return found.end() if marked else sentence.start


def without(start: int, end: int, mentions: list[Mention], frames: list[Frame]) -> tuple[list[Mention], list[Frame]]:
    """Return mentions and frames of a sentence with nobody of its dateline, which lies from `start` to `end`, in them; its place stays."""

    def inside(quote: Quote) -> bool:
        return start <= quote.start and quote.end <= end

    kept = [m for m in mentions if m.kind == "place" or not inside(m.quote)]
    told = [
        replace(
            frame,
            actors=tuple(q for q in frame.actors if not inside(q)),
            recipients=tuple(q for q in frame.recipients if not inside(q)),
            according_to=tuple(q for q in frame.according_to if not inside(q)),
        )
        for frame in frames
        if not inside(frame.trigger)
    ]
    return kept, told
