"""A claim of a case as plain data: whole, private persons masked, with how it stands and where it comes from."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from diurna.export._masked import masked_claim
from diurna.export.json import plain_claim, standing

if TYPE_CHECKING:
    from diurna.export._edition import Edition
    from diurna.export._rows import Row


def of_case(edition: Edition, row: Row) -> dict[str, Any]:
    """Return a claim as the JSON lines of a case hold it."""
    shown = masked_claim(row.claim, row.people)
    plain = plain_claim(shown)
    plain["sentence"]["quote"] = shown.sentence.text
    origin = {"source": row.source, "published": row.published or None, "title": row.title, "url": row.url, "language": row.language}
    return {**plain, **standing(edition, row.id), **origin}
