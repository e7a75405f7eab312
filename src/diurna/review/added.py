"""Added: what a decision to add a claim holds: the words of the document that tell of the act, and the parts as text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from diurna.errors import ReviewError
from diurna.record import Quote, digest
from diurna.review.plain import MOST, checked, spaced

if TYPE_CHECKING:
    from collections.abc import Mapping

PARTS = ("type", "actors", "recipients", "when", "where", "according_to", "modality")
_PLACE = ("document", "start", "end", "words")
_OFFSET = re.compile(r"\d{1,12}", re.ASCII)


def drafted(document: str, text: str, told: Mapping[str, str]) -> tuple[str, dict[str, str]]:
    """Return the id of a new claim, and the values of the decision that adds it.

    Args:
        document: the id of a document.
        text: its text.
        told: `start` and `end` of words in it (code points), or `words`, of which the first are meant, and parts of the claim as text.

    Raises:
        ReviewError: the words are not there, or a part cannot have its value.
    """
    start, end = told.get("start", ""), told.get("end", "")
    if not told.get("words") and _OFFSET.fullmatch(start) and _OFFSET.fullmatch(end) and int(start) < int(end) <= len(text):
        quote: Quote | None = _trimmed(text, int(start), int(end))
    else:
        quote = found(text, {"start": "0", "end": "0", **told})
    if quote is None or not quote.text:
        raise ReviewError(
            f"add: the words {spaced(told.get('words', ''))[:80]!r} are not in the text; select them, or write them as they stand"
        )
    parts = {part: value for part, value in told.items() if part not in _PLACE and spaced(value)}
    where = {"document": document, "start": str(quote.start), "end": str(quote.end), "words": spaced(quote.text)}
    made = values({**where, **parts})
    return identity(made), made


def values(told: Mapping[str, str]) -> dict[str, str]:
    """Return the values of a decision to add in their normal form; ReviewError when one is missing or impossible."""
    missing = [name for name in (*_PLACE, "type") if not told.get(name)]
    if missing:
        raise ReviewError(f"add: no {', '.join(missing)} found; a claim needs words of a document and a type")
    if strange := [name for name in told if name not in (*_PLACE, *PARTS)]:
        raise ReviewError(f"add: {', '.join(strange)} found; a new claim may have {', '.join(PARTS)}, the rest is for edit")
    if not (_OFFSET.fullmatch(told["start"]) and _OFFSET.fullmatch(told["end"])):
        raise ReviewError(f"add: start {told['start'][:20]!r}, end {told['end'][:20]!r} found, numbers expected")
    if len(told["words"]) > MOST:
        raise ReviewError(f"add: {len(told['words'])} characters of words found, at most {MOST} expected; select fewer")
    return {name: spaced(value) if name in _PLACE else checked(name, value) for name, value in told.items()}


def identity(told: Mapping[str, str]) -> str:
    """Return the id of the claim that a decision adds: a digest of all that it tells."""
    return "c-" + digest("added", dict(told))


def found(text: str, told: Mapping[str, str]) -> Quote | None:
    """Return the words of a decision to add in a text: where they were, else the nearest of their like; white space may differ."""
    start, end, words = int(told.get("start", "0")), int(told.get("end", "0")), told.get("words", "").split()
    if not words:
        return None
    if text[start:end].split() == words:
        return Quote(start, end, text[start:end])
    spots = re.finditer(r"\s+".join(map(re.escape, words)), text)
    best = min(spots, key=lambda spot: abs(spot.start() - start), default=None)
    return Quote(best.start(), best.end(), best[0]) if best else None


def _trimmed(text: str, start: int, end: int) -> Quote:
    """Return a selection without the white space at its ends."""
    words = text[start:end]
    first = start + len(words) - len(words.lstrip())
    return Quote(first, first + len(words.strip()), words.strip())
