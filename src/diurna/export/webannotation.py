"""Web Annotation: each claim as a W3C annotation on the words of its document (JSON-LD)."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from diurna.export._headline import headline, web
from diurna.export._json_claim import of_case
from diurna.export._rows import rows
from diurna.record import Quote

if TYPE_CHECKING:
    from diurna.export._edition import Edition
    from diurna.export._people import People
    from diurna.export._rows import Row
    from diurna.record import Reading

SUFFIX = ".jsonld"
LOSSES = (
    "a sentence with a private person in it is not quoted: the annotation then stands on the words of the act, or on offsets alone",
    "no words before or after are given where a private person stands near",
    "offsets and quotes are those of the text that was taken out of the document, whose hash the state gives; a page on the web may differ",
    "agreements and commitments with their steps are not in it",
)

_CONTEXT: list[Any] = [
    "http://www.w3.org/ns/anno.jsonld",
    {
        "diurna": "urn:diurna:",
        "textSha256": "diurna:textSha256",
        "documentSha256": "diurna:documentSha256",
        "filters": "diurna:filters",
    },
]
_AROUND = 32  # code points before and after
_NEAR = 64  # code points beyond these in which a name may begin that is cut by them


def render(edition: Edition) -> str:
    """Write one AnnotationCollection with one page that holds an annotation for each claim."""
    told = rows(edition)
    hashes = {id(reading): _sha256(reading.document.text) for reading in edition.readings}
    name = f"urn:diurna:case:{quote(edition.case, safe='')}"
    whole = {
        "@context": _CONTEXT,
        "id": name,
        "type": "AnnotationCollection",
        "label": edition.case or "Diurna",
        "filters": edition.filters,
        "total": len(told),
        "first": {
            "id": f"{name}:page:1",
            "type": "AnnotationPage",
            "startIndex": 0,
            "items": [_annotation(row, edition, hashes[id(row.reading)]) for row in told],
        },
    }
    return json.dumps(whole, ensure_ascii=False, indent=1) + "\n"


def _annotation(row: Row, edition: Edition, text_sha256: str) -> dict[str, Any]:
    claim = json.dumps(of_case(edition, row), ensure_ascii=False)
    tags = [row.type, row.mode, row.modality, row.status]
    return {
        "id": f"urn:diurna:claim:{quote(row.id, safe='')}",
        "type": "Annotation",
        "motivation": ["describing", "tagging"],
        **({"generated": edition.as_of} if edition.as_of else {}),
        **({"via": web(row.link)} if web(row.link) else {}),
        "body": [
            {"type": "TextualBody", "purpose": "describing", "format": "text/plain", "value": headline(row)},
            {"type": "TextualBody", "purpose": "describing", "format": "application/json", "value": claim},
            *({"type": "TextualBody", "purpose": "tagging", "value": tag} for tag in tags if tag),
        ],
        "target": {
            "source": web(row.url) or f"urn:sha256:{row.reading.document.sha256}",
            "state": {"type": "diurna:TextState", "textSha256": text_sha256, "documentSha256": row.reading.document.sha256},
            "selector": _selectors(row),
        },
    }


def _selectors(row: Row) -> list[dict[str, Any]]:
    """Return where the words stand and what they are: the sentence, or the act where the sentence names a private person."""
    words = next((words for words in (row.claim.sentence, row.claim.trigger) if _shown(words, row.people)), None)
    at = words or row.claim.sentence
    position = {"type": "TextPositionSelector", "start": at.start, "end": at.end}
    if words is None:
        return [position]
    return [position, {"type": "TextQuoteSelector", "exact": words.text, **_around(words, row.reading, row.people)}]


def _around(words: Quote, reading: Reading, people: People) -> dict[str, str]:
    """Return the words before and after, each "" where a private person stands in it or so near that a name may be cut."""
    text = reading.document.text
    before = Quote(max(words.start - _AROUND, 0), words.start, text[max(words.start - _AROUND, 0) : words.start])
    after = Quote(words.end, words.end + _AROUND, text[words.end : words.end + _AROUND])
    far = max(before.start - _NEAR, 0)
    return {
        "prefix": before.text if _shown(Quote(far, before.end, text[far : before.end]), people) else "",
        "suffix": after.text if _shown(Quote(after.start, after.end + _NEAR, text[after.start : after.end + _NEAR]), people) else "",
    }


def _shown(words: Quote, people: People) -> bool:
    return people.words(words) == words.text


def _sha256(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
