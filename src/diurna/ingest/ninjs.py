"""ninjs: a news item as agencies send it (IPTC), versions 1 to 3."""

from __future__ import annotations

import re
from typing import Any

from diurna.ingest._columns import object_of
from diurna.ingest._days import day
from diurna.ingest._extract import MAGIC, NO, Extract
from diurna.ingest._fragment import plain
from diurna.ingest._json import parsed, words

SUFFIXES = (".ninjs",)
LIBRARY = "diurna"

_HEAD = 65_536  # bytes in which an item names itself
_KEYS = re.compile(rb'"(?:body_text|body_xhtml|body_html|bodies)"\s*:')
_BODIES = ("body_xhtml", "body_html", "body_text")  # versions 1 and 2, the one with paragraphs first


def sniff(sample: bytes) -> int:
    """By one object that has a URI and a body by their names here."""
    head = sample[:_HEAD]
    return MAGIC if head.lstrip().startswith(b"{") and b'"uri"' in head and _KEYS.search(head) and b"}\n{" not in head else NO


def is_ninjs(value: dict[str, Any]) -> bool:
    """Return whether an object is a news item rather than a row with columns."""
    return "uri" in value and any(key in value for key in (*_BODIES, "bodies"))


def extract(raw: bytes, name: str) -> Extract:
    """Take body, headline, byline and the day of its first version out of an item."""
    item = object_of(parsed(raw, name), name)
    body, markup = _body(item)
    stated = next((item[key] for key in ("firstcreated", "firstCreated", "versioncreated", "versionCreated") if item.get(key)), "")
    return Extract(
        text=plain(body, name) if markup else body,
        title=_first(item.get("headline") or item.get("headlines")),
        source=words(item.get("copyrightholder") or item.get("copyrightHolder") or item.get("source") or item.get("infosources") or ""),
        published=day(words(stated)),
        language=words(item.get("language") or ""),
        author=_first(item.get("byline") or item.get("by") or item.get("bylines")),
        url=next((words(item[key]) for key in ("canonicalurl", "canonicalUrl", "uri") if words(item.get(key)).startswith("http")), ""),
    )


def _body(item: dict[str, Any]) -> tuple[str, bool]:
    for key in _BODIES:
        if words(item.get(key)).strip():
            return words(item[key]), key != "body_text"
    bodies = [body for body in item.get("bodies") or [] if isinstance(body, dict) and words(body.get("value")).strip()]
    if not bodies:
        return "", False
    best = max(bodies, key=lambda body: "html" in words(body.get("contenttype") or body.get("contentType")))
    return words(best["value"]), "html" in words(best.get("contenttype") or best.get("contentType"))


def _first(value: Any) -> str:
    """Return the words of a value, of a list (one entry a role) the first's."""
    if isinstance(value, list):
        return next(filter(None, map(words, value)), "")
    return words(value) if not isinstance(value, (dict, bool)) or value else ""
