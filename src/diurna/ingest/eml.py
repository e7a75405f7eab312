"""EML: one mail; its plain text, else its HTML."""

from __future__ import annotations

import re
from email.utils import parseaddr
from typing import TYPE_CHECKING

from diurna.errors import InputError
from diurna.ingest import html
from diurna.ingest._days import day
from diurna.ingest._decode import decode
from diurna.ingest._extract import LIKELY, NO, PERHAPS, Extract
from diurna.ingest._fragment import plain
from diurna.ingest._mail import header, headers, message, payload
from diurna.record import Issue

if TYPE_CHECKING:
    from email.message import MIMEPart

__all__ = ["LIBRARY", "SUFFIXES", "extract", "headers", "sniff"]

SUFFIXES = (".eml",)
LIBRARY = "diurna"

_HEADER = re.compile(rb"^(from|date|subject|received|message-id|mime-version|return-path|delivered-to|to):", re.IGNORECASE | re.MULTILINE)
_FIRST = re.compile(rb"[A-Za-z][A-Za-z0-9-]*:")
_ENOUGH = 3  # headers of a mail that tell it from a text with a colon
_SEVERAL = ("List-Id", "List-Unsubscribe")  # what a newsletter carries: its sender is an outlet


def sniff(sample: bytes) -> int:
    """Likely when it begins with headers of a mail, perhaps when they may be those of a saved page."""
    head = sample[:16_384].replace(b"\r\n", b"\n").partition(b"\n\n")[0]
    if not _FIRST.match(head) or len({name.lower() for name in _HEADER.findall(head)}) < _ENOUGH:
        return NO
    return PERHAPS if b"multipart/related" in head else LIKELY


def extract(raw: bytes, name: str) -> Extract:
    """Take text, subject, sender and day out of a mail; attachments are named, not read.

    Raises:
        InputError: it has no part with text.
    """
    mail = message(raw, name)
    try:
        body = mail.get_body(("plain", "html"))
        attached = [part.get_filename() or part.get_content_type() for part in mail.iter_attachments()]
    except (AttributeError, KeyError, RecursionError, ValueError) as error:  # the parser's faults with damaged structure
        raise InputError(f"{name}: a mail whose parts cannot be told apart ({error})") from error
    if body is None:
        raise InputError(f"{name}: a mail without text")
    text, issues = _text(body, name)
    sender, address = parseaddr(header(mail, "From"))
    return Extract(
        text=text,
        title=header(mail, "Subject"),
        source=(sender or address) if any(header(mail, key) for key in _SEVERAL) else "",
        published=day(header(mail, "Date")),
        language=header(mail, "Content-Language"),
        author=sender or address,
        issues=(*issues, *(Issue("attachment not read", name, f"{what}; save it and add it by itself") for what in attached)),
    )


def _text(body: MIMEPart, name: str) -> tuple[str, tuple[Issue, ...]]:
    charset = body.get_content_charset() or ""
    if body.get_content_subtype() != "html":
        return decode(payload(body), name, declared=charset)
    try:
        page = html.extract_as(payload(body), name, charset=charset)
    except InputError:  # no article: a short mail in HTML, of which every word counts
        text, issues = decode(payload(body), name, declared=charset)
        return plain(text, name), issues
    return page.text, page.issues
