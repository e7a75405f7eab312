"""The day of publication as a page's markup states it, or None: nothing is guessed from words, addresses or clocks."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from diurna.ingest._days import day

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.html import HtmlElement

# Names of <meta> that state the first publication (Open Graph, Dublin Core, schema.org, Parse.ly, Sailthru, Google News), best first.
_META = (
    "article:published_time",
    "og:article:published_time",
    "datepublished",
    "dc.date.issued",
    "dcterms.issued",
    "dcterms.created",
    "dc.date.created",
    "parsely-pub-date",
    "sailthru.date",
    "pubdate",
    "publishdate",
    "publication_date",
    "article.published",
    "cxenseparse:recs:publishtime",
    "dc.date",
    "dcterms.date",
    "date",
)


def published_of(tree: HtmlElement) -> str | None:
    """Return the day (YYYY-MM-DD) on which the page says it was published; the day as written, whatever its time zone."""
    for stated in (*_meta(tree), *_linked_data(tree), *_time_elements(tree)):
        if found := day(stated):
            return found
    return None


def _meta(tree: HtmlElement) -> Iterator[str]:
    stated: dict[str, str] = {}
    for element in tree.iter("meta"):
        for attribute in ("property", "name", "itemprop"):
            stated.setdefault((element.get(attribute) or "").lower(), element.get("content") or "")
    return (stated[name] for name in _META if name in stated)


def _linked_data(tree: HtmlElement) -> Iterator[str]:
    for script in tree.iter("script"):
        if (script.get("type") or "").lower() == "application/ld+json":
            try:
                data = json.loads(script.text_content())
            except (ValueError, RecursionError):
                continue
            yield from _dates_published(data, depth=0)


def _dates_published(data: Any, *, depth: int) -> Iterator[str]:
    """Walk JSON-LD for the page's own date: its top objects and their graph, not the pages it links to."""
    if isinstance(data, list):
        for item in data:
            yield from _dates_published(item, depth=depth)
    elif isinstance(data, dict) and depth <= 1:
        if isinstance(data.get("datePublished"), str):
            yield data["datePublished"]
        for key in ("@graph", "mainEntity"):
            yield from _dates_published(data.get(key), depth=depth + 1)


def _time_elements(tree: HtmlElement) -> Iterator[str]:
    for element in tree.iter("time"):
        if element.get("pubdate") is not None or (element.get("itemprop") or "").lower() == "datepublished":
            yield element.get("datetime") or element.get("content") or ""
