"""JSON lines: a claim a line."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from diurna.export._masked import masked_claim
from diurna.export.json import plain_claim, standing

if TYPE_CHECKING:
    from collections.abc import Iterator

    from diurna.export._edition import Edition
    from diurna.record import Reading

SUFFIX = ".jsonl"
VERBS = ("read", "export")
LOSSES = (
    "agreements and commitments with their steps are not in it",
    "the places that a name could also mean, and the reasons for a place or a date, are not in it",
)


def render(edition: Edition) -> str:
    """Write each claim as one line of JSON, in the order of the documents.

    Without a case names are exact and nobody is masked. In a case private persons are, and a line goes on with how the claim
    stands and where it comes from; offsets stay those of the document, whose words they are.
    """
    lines = (line for reading in edition.readings for line in (_of_case if edition.case else _plain)(edition, reading))
    return "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines)


def _plain(_: Edition, reading: Reading) -> Iterator[dict[str, Any]]:
    for claim in reading.claims or ():
        yield plain_claim(claim)


def _of_case(edition: Edition, reading: Reading) -> Iterator[dict[str, Any]]:
    people, document = edition.people(reading), reading.document
    origin = {
        "source": people.text(document.source),
        "published": document.published,
        "title": people.text(document.title),
        "url": people.address(document.url),
        "language": reading.language,
    }
    for claim in reading.claims or ():
        shown = masked_claim(claim, people)
        plain = plain_claim(shown)
        plain["sentence"]["quote"] = shown.sentence.text
        yield {**plain, **standing(edition, claim.id), **origin}
