"""RSS and Atom: each entry of a saved feed is a document."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, BinaryIO

from diurna.errors import InputError
from diurna.ingest import _entries, _markup
from diurna.ingest._extract import LIKELY, NO
from diurna.ingest._names import printable
from diurna.ingest._source import raw_of_stream

if TYPE_CHECKING:
    from collections.abc import Iterator

    from diurna.case import Piece, Refusal
    from diurna.ingest._budget import Budget

SUFFIXES = (".rss", ".atom")

_ROOT = re.compile(rb"<(?:\w+:)?(?:rss|feed|RDF)[\s>]")
_HEAD = 4_096  # bytes before which a feed begins; one with a document type is known too, so that it is told why it is refused


def sniff(sample: bytes) -> int:
    """Likely when its first element is that of a feed."""
    head = sample[:_HEAD].replace(b"\x00", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")
    return LIKELY if head.startswith(b"<") and _ROOT.search(head) and b"<html" not in head.lower() else NO


def pieces(stream: BinaryIO, name: str, budget: Budget) -> Iterator[Piece | Refusal]:  # noqa: ARG001 - nothing is packed in it
    """Yield the entries in the feed's order."""
    import feedparser  # noqa: PLC0415 - 0.2 s to import

    raw = raw_of_stream(stream, name)
    _markup.check(raw, name)
    try:
        feed = feedparser.parse(raw, sanitize_html=False, resolve_relative_uris=False)
    except Exception as error:  # feedparser lets faults of charsets, dates and markup out as they come
        raise InputError(f"{name}: a feed that cannot be read ({printable(str(error))}); save it again") from error
    if not feed.version:
        raise InputError(f"{name}: no RSS or Atom feed in it ({feed.get('bozo_exception', 'no known root')})")
    told = {"source": feed.feed.get("title", ""), "language": feed.feed.get("language", "")}
    yield from _entries.pieces(map(_row, feed.entries), name, told=told, container=raw)


def _row(entry: Any) -> dict[str, str]:
    contents = [content for content in entry.get("content", ()) if content.get("value")]
    best = max(contents, key=lambda content: len(content["value"]), default={"value": ""})
    return {
        "id": entry.get("id", ""),
        "url": entry.get("link", ""),
        "title": entry.get("title", ""),
        "author": entry.get("author", ""),
        "published": entry.get("published", ""),
        "updated": dict.get(entry, "updated", ""),  # feedparser would give the day of publication where there is none
        "text": best["value"],
        "summary": entry.get("summary", ""),
        "language": best.get("language") or "",
    }
