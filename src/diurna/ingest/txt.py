"""Plain text: the document's text is its decoded bytes, whole."""

from __future__ import annotations

from diurna.ingest._decode import decode
from diurna.ingest._extract import Extract

SUFFIXES = (".txt", ".text", ".md")


def sniff(raw: bytes) -> int:  # noqa: ARG001 - every format is asked with the bytes
    """Anything may be plain text."""
    return 1


def extract(raw: bytes, name: str) -> Extract:
    """Decode the bytes."""
    text, issues = decode(raw, name)
    return Extract(text=text, issues=issues)
