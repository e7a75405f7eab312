"""Ingest: bytes → documents.

Adds a `Document` with the text exactly as taken out; needs the bytes and the name they came under.
Never touches the network unless a URL is fetched, never translates newlines, never invents a publication date.
>>> load(b"Talks opened.", name="a.txt")[0].text
'Talks opened.'
"""

from __future__ import annotations

import dataclasses
import hashlib
from datetime import date
from typing import TYPE_CHECKING

from diurna.errors import InputError
from diurna.ingest import _kinds
from diurna.ingest._fetch import fetch
from diurna.ingest._kinds import extractor
from diurna.ingest._kinds import modules as formats
from diurna.ingest._open import pieces
from diurna.ingest._source import MAX_TEXT, bytes_of, raw_of_stream
from diurna.ingest._walk import walk
from diurna.ingest.chronology import entry
from diurna.record import Document, Issue

if TYPE_CHECKING:
    from collections.abc import Mapping

    from diurna.ingest._extract import Extract

__all__ = ["MAX_TEXT", "bytes_of", "day_of", "entry", "extractor", "fetch", "formats", "load", "pieces", "raw_of_stream", "walk"]

TITLE_LENGTH = 200  # a longer first line is a paragraph, not a headline


def load(  # noqa: PLR0913 - each says one thing of the document
    raw: bytes, *, name: str, kind: str = "", told: Mapping[str, str] | None = None, published: str | None = None, source: str = ""
) -> tuple[Document, tuple[Issue, ...]]:
    """Take the text out of the bytes of one document.

    Args:
        raw: the bytes as received.
        name: path or name they were handed in under; its suffix chooses the format, else the content does.
        kind: the format, as `Piece.kind` names it; found out when it is "".
        told: what the container says of it (`Piece.told`); it wins over the document's own metadata.
        published: day of publication, YYYY-MM-DD; without it, what was told or the document's own metadata, else None.
        source: the outlet; without it, what was told or the document's own metadata.

    Returns:
        The document, and what was doubtful on the way.

    Raises:
        InputError: empty, binary, too large, without text, or several documents in one; or `published` is no day.
    """
    if published is not None:
        day_of(published)
    if not raw.strip():
        raise InputError(f"{name}: empty; hand in a text or HTML document")
    kind = kind or _kinds.of(raw, name)
    if kind in _kinds.containers():
        raise InputError(f"{name}: {kind}, which may hold several documents; add it to a case: diurna add CASE {name}")
    extract = _kinds.extracted(kind, raw, name, charset=(told or {}).get("charset", ""))
    if not extract.text.strip():
        raise InputError(f"{name}: no article text found in it; hand in a document that holds the article's text")
    if len(extract.text) > MAX_TEXT:
        raise InputError(f"{name}: {len(extract.text):,} characters of text, at most {MAX_TEXT:,} a document; split it into its articles")
    document = _document(raw, name, extract, told or {})
    if source:
        document = dataclasses.replace(document, source=source)
    if published:
        document = dataclasses.replace(document, published=published, published_by="given")
    return document, extract.issues


def _document(raw: bytes, name: str, extract: Extract, told: Mapping[str, str]) -> Document:
    published = told.get("published") or extract.published
    return Document(
        id=name,
        text=extract.text,
        sha256=hashlib.sha256(raw).hexdigest(),
        title=told.get("title") or extract.title or _first_line(extract.text),
        source=told.get("source") or extract.source,
        published=published,
        published_by="metadata" if published else "",
        language=told.get("language") or extract.language,
        author=told.get("author") or extract.author,
        url=told.get("url") or extract.url,
        pages=extract.pages,
    )


def day_of(published: str) -> str:
    """Return the day itself when it is one (YYYY-MM-DD); raise `InputError` otherwise."""
    try:
        if date.fromisoformat(published).isoformat() == published:
            return published
    except ValueError:
        pass
    raise InputError(f"published: {published!r} is no day; expected YYYY-MM-DD")


def _first_line(text: str) -> str:
    first, _, rest = text.strip().partition("\n")
    first = first.strip()
    return first if rest.strip() and len(first) <= TITLE_LENGTH and first[-1] not in ".:;,。।؟" else ""
