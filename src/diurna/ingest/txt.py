"""Plain text: the document's text is its decoded bytes, whole."""

from __future__ import annotations

from diurna.ingest._decode import decode
from diurna.ingest._extract import NO, Extract

SUFFIXES = (".txt", ".text")
LIBRARY = "diurna"


def sniff(sample: bytes) -> int:  # noqa: ARG001 - every format is asked
    """Whatever is nothing else is read as plain text."""
    return NO


def extract(raw: bytes, name: str) -> Extract:
    """Decode the bytes."""
    text, issues = decode(raw, name)
    return Extract(text=text, issues=issues)
