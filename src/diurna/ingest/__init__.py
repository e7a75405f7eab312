"""Ingest: bytes → document.

Adds a `Document` with the text exactly as decoded; needs the bytes and the name they came under.
Never touches the network, never translates newlines, never invents a publication date.
>>> load(b"Talks opened.", name="a.txt")[0].text
'Talks opened.'
"""

from __future__ import annotations

import hashlib
import importlib
import pkgutil
from datetime import date
from pathlib import PurePath
from typing import TYPE_CHECKING

from diurna.errors import InputError
from diurna.ingest._source import MAX_TEXT, bytes_of, raw_of_stream
from diurna.record import Document, Issue

if TYPE_CHECKING:
    from diurna.ingest._extract import Format

__all__ = ["MAX_TEXT", "bytes_of", "day_of", "formats", "load", "raw_of_stream"]

TITLE_LENGTH = 200  # a longer first line is a paragraph, not a headline


def formats() -> dict[str, Format]:
    """Return the input formats by name: the modules of this folder, sorted; a leading underscore keeps a module out."""
    names = sorted(m.name for m in pkgutil.iter_modules(__path__) if not m.name.startswith("_"))
    return {name: importlib.import_module(f"{__name__}.{name}") for name in names}


def load(raw: bytes, *, name: str, published: str | None = None, source: str = "") -> tuple[Document, tuple[Issue, ...]]:
    """Take the text out of the bytes of one document.

    Args:
        raw: the bytes as received.
        name: path or name they were handed in under; its suffix chooses the format, else the content does.
        published: day of publication, YYYY-MM-DD; without it, the document's own metadata, else None.
        source: the outlet; without it, the document's own metadata.

    Returns:
        The document, and what was doubtful on the way.

    Raises:
        InputError: empty, binary, too large or without text; or `published` is no day.
    """
    if published is not None:
        day_of(published)
    if not raw.strip():
        raise InputError(f"{name}: empty; hand in a text or HTML document")
    extract = _format_of(raw, name).extract(raw, name)
    if not extract.text.strip():
        raise InputError(f"{name}: no article text found in it; hand in a text or HTML document that holds the article")
    if len(extract.text) > MAX_TEXT:
        raise InputError(f"{name}: {len(extract.text):,} characters of text, at most {MAX_TEXT:,} a document; split it into its articles")
    document = Document(
        id=name,
        text=extract.text,
        sha256=hashlib.sha256(raw).hexdigest(),
        title=extract.title or _first_line(extract.text),
        source=source or extract.source,
        published=published or extract.published,
        published_by="given" if published else "metadata" if extract.published else "",
        language=extract.language,
    )
    return document, extract.issues


def day_of(published: str) -> str:
    """Return the day itself when it is one (YYYY-MM-DD); raise `InputError` otherwise."""
    try:
        if date.fromisoformat(published).isoformat() == published:
            return published
    except ValueError:
        pass
    raise InputError(f"published: {published!r} is no day; expected YYYY-MM-DD")


def _format_of(raw: bytes, name: str) -> Format:
    known = formats()
    suffix = PurePath(name).suffix.lower()
    for candidate in known.values():
        if suffix in candidate.SUFFIXES:
            return candidate
    return max(known.values(), key=lambda candidate: candidate.sniff(raw))


def _first_line(text: str) -> str:
    first, _, rest = text.strip().partition("\n")
    first = first.strip()
    return first if rest.strip() and len(first) <= TITLE_LENGTH and first[-1] not in ".:;,。।؟" else ""
