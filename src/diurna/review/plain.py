"""A claim as plain text: the editable parts, as exports put them in their columns and as people type them."""

from __future__ import annotations

from typing import TYPE_CHECKING, get_args

from diurna.case import EDITABLE
from diurna.edtf import is_edtf
from diurna.errors import ReviewError
from diurna.record import EventType, Modality

if TYPE_CHECKING:
    from collections.abc import Callable

    from diurna.record import Claim, Party, Quote

JOIN = "; "
PARTIES = ("actors", "recipients", "according_to")
TYPES: tuple[str, ...] = get_args(EventType)
MODALITIES: tuple[str, ...] = get_args(Modality)
MOST = 2000  # characters of a value; the longest part of a claim read so far has 300


def spaced(text: str) -> str:
    """Return a text with each run of white space as one blank, none at its ends."""
    return " ".join(text.split())


def named(party: Party) -> str:
    """Return the name of a party, or the words that stand for it."""
    return party.name or party.quote.text


def worded(quote: Quote | None) -> str:
    """Return the words of a quote, "" for none."""
    return quote.text if quote is not None else ""


def values(claim: Claim, *, name: Callable[[Party], str] = named, words: Callable[[Quote | None], str] = worded) -> dict[str, str]:
    """Return the editable parts of a claim as plain text, in the order of `EDITABLE`.

    Args:
        claim: as read or as corrected.
        name: how a party is shown; exports that mask private persons hand in their own.
        words: how the words of a quote are shown; the same.

    Returns:
        A text for each part, "" for what is not told, white space as single blanks, parties joined by "; ".
    """
    parts = {
        "type": claim.type,
        "mode": claim.mode,
        "actors": JOIN.join(spaced(name(party)) for party in claim.actors),
        "recipients": JOIN.join(spaced(name(party)) for party in claim.recipients),
        "when": (claim.when.edtf or "") if claim.when else "",
        "where": claim.where.name if claim.where else words(claim.where_quote),
        "according_to": JOIN.join(spaced(name(party)) for party in claim.according_to),
        "modality": claim.modality,
        "condition": words(claim.condition),
        "object": words(claim.object),
    }
    return {part: spaced(parts[part]) for part in EDITABLE}


def checked(part: str, value: str) -> str:
    """Return a value that a person gave to a part, in its normal form.

    Raises:
        ReviewError: the part is not editable, or cannot have this value.
    """
    if part not in EDITABLE:
        raise ReviewError(f"{part!r} is no part that can be edited; these are: {', '.join(EDITABLE)}")
    plain = spaced(value)
    if len(plain) > MOST:
        raise ReviewError(f"{part}: {len(plain)} characters found, at most {MOST} expected; shorten it")
    if any(0xD800 <= ord(letter) <= 0xDFFF or ord(letter) < 32 or ord(letter) == 0x7F for letter in plain):  # noqa: PLR2004 - surrogates, controls
        raise ReviewError(f"{part}: {plain!r} holds a control character or half a character; type it again")
    if part == "type" and plain not in TYPES:
        raise ReviewError(f"type: {plain!r} found, expected one of {', '.join(TYPES)}")
    if part == "modality" and plain not in MODALITIES:
        raise ReviewError(f"modality: {plain!r} found, expected one of {', '.join(MODALITIES)}")
    if part == "when" and plain and not is_edtf(plain):
        raise ReviewError(f"when: {plain!r} is no EDTF date; write 2024-05-02, 2024-05, 2024-05-02/2024-05-04, 2024-05-02/.. or 2024~")
    return JOIN.join(names(plain)) if part in PARTIES else plain


def names(value: str) -> list[str]:
    """Return the parties that a value names, in order."""
    return [name for found in value.split(";") if (name := spaced(found))]
