"""JSON Feed: each item is a document."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, BinaryIO

from diurna.errors import InputError
from diurna.ingest import _entries
from diurna.ingest._columns import object_of
from diurna.ingest._extract import MAGIC, NO
from diurna.ingest._json import parsed, words
from diurna.ingest._source import raw_of_stream

if TYPE_CHECKING:
    from collections.abc import Iterator

    from diurna.case import Piece, Refusal
    from diurna.ingest._budget import Budget

SUFFIXES = (".jsonfeed",)

_VERSION = re.compile(rb'"version"\s*:\s*"https?:(?:\\?/){2}(?:www\.)?jsonfeed\.org\\?/version')


def sniff(sample: bytes) -> int:
    """By the address that names its version."""
    return MAGIC if sample.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{") and _VERSION.search(sample) else NO


def pieces(stream: BinaryIO, name: str, budget: Budget) -> Iterator[Piece | Refusal]:  # noqa: ARG001 - nothing is packed in it
    """Yield the items in the feed's order."""
    raw = raw_of_stream(stream, name)
    feed = object_of(parsed(raw, name), name)
    items = feed.get("items")
    if not isinstance(items, list):
        raise InputError(f"{name}: a JSON Feed without a list of items")
    told = {"source": words(feed.get("title")), "language": words(feed.get("language"))}
    yield from _entries.pieces((_row(item) for item in items if isinstance(item, dict)), name, told=told, container=raw)


def _row(item: dict[str, Any]) -> dict[str, str]:
    return {
        "id": words(item.get("id")),
        "url": words(item.get("url")) or words(item.get("external_url")),
        "title": words(item.get("title")),
        "author": words(item.get("authors") or item.get("author")),
        "published": words(item.get("date_published")),
        "updated": words(item.get("date_modified")),
        "text": words(item.get("content_html")) or words(item.get("content_text")),
        "summary": words(item.get("summary")),
        "language": words(item.get("language")),
    }
