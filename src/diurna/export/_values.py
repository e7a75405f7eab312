"""Values: the parts of a claim that people may edit, as the text that stands in their cells."""

from __future__ import annotations

from typing import TYPE_CHECKING

from diurna.case import EDITABLE

if TYPE_CHECKING:
    from collections.abc import Iterable

    from diurna.export._people import People
    from diurna.record import Claim

JOIN = "; "


def values(claim: Claim, people: People) -> dict[str, str]:
    """Return the editable parts of a claim by name, in the order of `EDITABLE`; "" for what is not told.

    Parties are joined by "; ", `when` is EDTF, white space is single blanks; private persons are masked.
    """
    parts = {
        "type": claim.type,
        "mode": claim.mode,
        "actors": joined(people.name(party) for party in claim.actors),
        "recipients": joined(people.name(party) for party in claim.recipients),
        "when": (claim.when.edtf or "") if claim.when else "",
        "where": people.text(claim.where.name) if claim.where else people.words(claim.where_quote),
        "according_to": joined(people.name(party) for party in claim.according_to),
        "modality": claim.modality,
        "condition": people.words(claim.condition),
        "object": people.words(claim.object),
    }
    return {part: spaced(parts[part]) for part in EDITABLE}


def joined(names: Iterable[str]) -> str:
    """Return names as one cell."""
    return JOIN.join(spaced(name) for name in names)


def spaced(text: str) -> str:
    """Return a text with each run of white space as one blank, none at its ends."""
    return " ".join(text.split())
