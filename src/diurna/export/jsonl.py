"""JSON lines: a claim a line."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from diurna.export.json import plain_claim

if TYPE_CHECKING:
    from diurna.export._edition import Edition

SUFFIX = ".jsonl"
VERBS = ("read", "export")
LOSSES: tuple[str, ...] = ("agreements and commitments",)


def render(edition: Edition) -> str:
    """Write each claim as one line of JSON, in the order of the documents; names are exact, nobody is masked."""
    claims = (claim for reading in edition.readings for claim in reading.claims or ())
    return "".join(json.dumps(plain_claim(claim), ensure_ascii=False) + "\n" for claim in claims)
