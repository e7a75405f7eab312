"""Plain text: the document's text is its decoded bytes, whole."""

from __future__ import annotations

from diurna.errors import InputError
from diurna.ingest._decode import decode
from diurna.ingest._extract import NO, Extract

SUFFIXES = (".txt", ".text")
LIBRARY = "diurna"


def sniff(sample: bytes) -> int:  # noqa: ARG001 - every format is asked
    """Whatever is nothing else is read as plain text."""
    return NO


def extract(raw: bytes, name: str) -> Extract:
    """Decode the bytes; raise `InputError` when they are no text, or XML of a kind that is not read."""
    return extract_as(raw, name, charset="")


def extract_as(raw: bytes, name: str, *, charset: str) -> Extract:
    """Decode bytes whose charset is told by what they came in."""
    text, issues = decode(raw, name, declared=charset)
    if text.lstrip().startswith("<?xml"):
        raise InputError(f"{name}: XML that is neither a page, a feed nor a list of feeds; hand in the article's text")
    return Extract(text=text, issues=issues)
