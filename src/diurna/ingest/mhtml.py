"""MHTML: a page that a browser saved as one file, with the address it came from."""

from __future__ import annotations

import dataclasses

from diurna.errors import InputError
from diurna.ingest import html
from diurna.ingest._extract import LIKELY, NO, Extract
from diurna.ingest._mail import header, headers, message, payload

__all__ = ["LIBRARY", "SUFFIXES", "extract", "headers", "sniff"]

SUFFIXES = (".mhtml", ".mht")
LIBRARY = html.LIBRARY

_HEAD = 16_384  # bytes of headers


def sniff(sample: bytes) -> int:
    """Likely when it begins with the headers of a page and what belongs to it, and was never sent."""
    head = sample[:_HEAD].replace(b"\r\n", b"\n").partition(b"\n\n")[0].lower()
    saved = b"multipart/related" in head and b"mime-version:" in head
    return LIKELY if saved and b"received:" not in head and b"message-id:" not in head else NO


def extract(raw: bytes, name: str) -> Extract:
    """Take the article out of the page; raise `InputError` when there is none in it."""
    saved = message(raw, name)
    page = next((part for part in saved.walk() if part.get_content_type() in ("text/html", "application/xhtml+xml")), None)
    if page is None:
        raise InputError(f"{name}: no page in it; save it again as a web page")
    found = html.extract_as(payload(page), name, charset=page.get_content_charset() or "")
    address = header(saved, "Snapshot-Content-Location") or header(page, "Content-Location")
    return dataclasses.replace(found, url=address if address.startswith(("http://", "https://")) else found.url)
