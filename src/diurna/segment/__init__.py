"""Segment: adds language, working text with its map to the document, repairs, paragraphs, quotations and sentences.

Needs the document alone, and for `split` the times, if they are known; `Repair.quote` counts in the document, all else in the working text.
Never changes what later rooms can stand (lost accents, lost case, letter noise) and never loses a character that is not white space.
Example: `split(prepare(document, language="fr")).sentences[0]` is the first sentence of a French document.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from diurna.record import Reading
from diurna.segment import language as languages
from diurna.segment import layout, mojibake, repair, working
from diurna.segment.quotations import quotations
from diurna.segment.sentences import sentences
from diurna.segment.words import lookup

if TYPE_CHECKING:
    from diurna.record import Document, Issue

__all__ = ["prepare", "split"]


def prepare(document: Document, *, language: str | None = None) -> Reading:
    """Return a reading of the document with its language, working text, map, repairs, paragraphs and quotations.

    Args:
        document: as received.
        language: what the user says it is in (ISO 639-1, a region may follow); None to find out.

    Raises:
        InputError: the language named is not supported, or the text holds no words that any supported language writes.
    """
    code = languages.given(language) if language is not None else ""
    text = working.begin(document.text)
    for stage in (mojibake.edits, repair.newlines, repair.invisible, repair.spaces):
        text = text.edited(tuple(stage(text.text)))
    issues: tuple[Issue, ...] = ()
    if not code:
        code, issues = languages.identify(text.text, where=document.id, hint=document.language)
    words = lookup(code)
    text = text.edited(tuple(repair.hyphens(text.text, words)))
    text = text.edited(tuple(repair.wraps(text.text, layout.wraps(text.text))))
    text = text.edited(tuple(repair.missing_spaces(text.text, words)))
    spans = layout.paragraphs(text.text)
    return Reading(
        document=document,
        text=text.text,
        language=code,
        origin=tuple(text.origin) if text.repairs else None,
        repairs=tuple(sorted(text.repairs, key=lambda made: made.quote)),
        paragraphs=spans,
        quotations=quotations(text.text, spans),
        issues=issues,
    )


def split(reading: Reading) -> Reading:
    """Return the reading with its sentences; spans have no white space at their ends and leave no other character out."""
    return replace(reading, sentences=sentences(reading, lookup(reading.language)))
