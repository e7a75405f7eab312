"""HTML: the article's text as trafilatura finds it; title, source and day from the page's own metadata."""

from __future__ import annotations

import re

from diurna.errors import InputError
from diurna.ingest._decode import decode
from diurna.ingest._extract import LIKELY, NO, PERHAPS, Extract
from diurna.ingest._fragment import check_depth
from diurna.ingest._published import published_of

SUFFIXES = (".html", ".htm", ".xhtml")
LIBRARY = "trafilatura"

_TAGS = re.compile(rb"<(!doctype html|html|head|body|article|meta|p)\b[^<>]*>", re.IGNORECASE)
_CHARSET = re.compile(rb"""<meta[^>]+charset\s*=\s*["']?\s*([\w.:-]+)|<\?xml[^>]+encoding\s*=\s*["']([\w.:-]+)""", re.IGNORECASE)
_OURS = re.compile(r'<meta name="generator" content="Diurna \d')
_HEAD = 4096  # bytes in which a page declares itself (HTML standard: charset within 1024; some pages begin with a comment)


def sniff(sample: bytes) -> int:
    """Likely when a tag of a page's frame stands near a beginning with a tag, perhaps after another beginning."""
    head = sample[: 2 * _HEAD].replace(b"\x00", b"")[:_HEAD].lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")
    if not _TAGS.search(head) or (head.startswith(b"<?xml") and b"<html" not in head.lower()):
        return NO
    return LIKELY if head.startswith(b"<") else PERHAPS


def extract(raw: bytes, name: str) -> Extract:
    """Take the article out of a page; raise `InputError` when there is none in it."""
    return extract_as(raw, name, charset="")


def charset_of(raw: bytes) -> str:
    """Return the charset that a page declares, "" when it declares none."""
    declared = _CHARSET.search(raw[:_HEAD])
    return next((group.decode("ascii") for group in declared.groups() if group), "") if declared else ""


def extract_as(raw: bytes, name: str, *, charset: str) -> Extract:
    """Take the article out of a page whose charset is told by what it came in, "" where that is silent; errors as for `extract`."""
    import trafilatura  # noqa: PLC0415 - 0.4 s to import; text files need not wait for it

    page, issues = decode(raw, name, declared=charset or charset_of(raw))
    if _OURS.search(page, 0, _HEAD):
        raise InputError(f"{name}: a page that Diurna wrote, no new evidence; add the articles themselves")
    tree = trafilatura.load_html(page)
    if tree is None:
        raise InputError(f"{name}: no HTML page in it; hand in a text or HTML document")
    check_depth(tree, name)
    published = published_of(tree)
    found = trafilatura.bare_extraction(
        tree, with_metadata=True, include_comments=False, date_extraction_params={"extensive_search": False, "original_date": True}
    )
    if not isinstance(found, trafilatura.settings.Document) or not found.text:
        raise InputError(f"{name}: no article text found in the page; save the article itself, or hand in its text")
    return Extract(
        text=found.text,
        title=found.title or "",
        source=found.sitename or "",
        published=published,
        language=tree.get("lang") or "",
        author=found.author or "",
        url=found.url or "",
        issues=issues,
    )
