"""PDF: the text layer, page by page; nothing is recognised from images."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from diurna.errors import InputError
from diurna.ingest._extract import MAGIC, NO, Extract
from diurna.ingest._kinds import needed
from diurna.ingest._names import printable
from diurna.ingest._source import MAX_TEXT
from diurna.record import Issue

if TYPE_CHECKING:
    from collections.abc import Iterator

SUFFIXES = (".pdf",)
LIBRARY = "pypdfium2"

_BREAK = re.compile(r"\r\n?")
_HYPHEN = re.compile("[\ufffe\x02]\n?")  # what PDFium puts for a hyphen at the end of a line
_FILE_NAME = re.compile(r"\.\w{2,4}$")  # a title such as "Microsoft Word - draft.doc" is none
_WITHIN = 1024  # bytes: readers accept some before the header
_SHOWN = 12  # pages named in an issue


def sniff(sample: bytes) -> int:
    """By its magic number."""
    return MAGIC if b"%PDF-" in sample[:_WITHIN] else NO


def extract(raw: bytes, name: str) -> Extract:
    """Take out the text of all pages; raise `InputError` when there is none, as in a scan, or it is locked or damaged."""
    pdfium = needed("pypdfium2", name)
    try:
        document = pdfium.PdfDocument(raw)
    except pdfium.PdfiumError as error:
        why = "locked with a password" if "assword" in str(error) else "damaged"
        raise InputError(f"{name}: a PDF that is {why} ({error}); hand in one that opens") from error
    try:
        texts = tuple(_pages(document, pdfium))
        told = document.get_metadata_dict()
        count = len(document)
    finally:
        document.close()
    if not any(texts):
        raise InputError(f"{name}: no text in the {count} pages, only images; recognise it first, for instance with ocrmypdf")
    empty = [str(number) for number, text in enumerate(texts, 1) if not text]
    issues = (Issue("pages without text", name, f"page {', '.join(empty[:_SHOWN])}: nothing but images there"),) if empty else ()
    text, pages = _joined(texts)
    title = told.get("Title", "").strip()
    return Extract(
        text=text,
        title="" if _FILE_NAME.search(title) else printable(title),
        author=printable(told.get("Author", "").strip()),
        pages=pages,
        issues=issues,
    )


def _pages(document: Any, pdfium: Any) -> Iterator[str]:
    """Yield the text of each page until there is more than one document may have."""
    length = 0
    for index in range(len(document)):
        try:
            page = document[index]
            found = page.get_textpage().get_text_range()
        except pdfium.PdfiumError:
            found = ""  # a damaged page is told with those that have no text
        text = _HYPHEN.sub("", _BREAK.sub("\n", found)).strip()
        length += len(text)
        yield text
        if length > MAX_TEXT:
            return


def _joined(texts: tuple[str, ...]) -> tuple[str, tuple[int, ...]]:
    """Join the pages, and tell where each begins; a sentence that goes on over the page stays in one paragraph."""
    whole, pages = "", []
    for text in texts:
        if whole and text:
            whole += "\n" if whole[-1].isalnum() or whole[-1] == "," else "\n\n"
        pages.append(len(whole))
        whole += text
    return whole, tuple(pages)
