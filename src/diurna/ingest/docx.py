"""DOCX: paragraphs and tables in their order, title and author from the file's properties."""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING, Any

from diurna.errors import InputError
from diurna.ingest import _zipped
from diurna.ingest._extract import INSIDE, NO, Extract
from diurna.ingest._names import printable
from diurna.record import Issue

if TYPE_CHECKING:
    from collections.abc import Iterator

SUFFIXES = (".docx", ".docm")
LIBRARY = "python-docx"

_NOTE = re.compile(rb"<w:(?:foot|end)note (?![^<>]*w:type=)")
_NOTES = ("word/footnotes.xml", "word/endnotes.xml")


def sniff(sample: bytes) -> int:
    """By a text inside a ZIP."""
    return INSIDE if sample.startswith(b"PK") and b"word/document.xml" in sample else NO


def extract(raw: bytes, name: str) -> Extract:
    """Take paragraphs and tables out, a row of a table on one line.

    The day on which the file was made is no day of publication: templates pass theirs on.

    Raises:
        InputError: damaged, or it unpacks to more than is parsed.
    """
    import docx  # noqa: PLC0415 - 0.2 s to import

    try:
        with _zipped.opened(io.BytesIO(raw), name) as archive:
            _zipped.check_office(archive, name)
            notes = sum(len(_NOTE.findall(archive.read(part))) for part in _NOTES if part in archive.namelist())
        document = docx.Document(io.BytesIO(raw))
        text = "\n\n".join(filter(None, _blocks(document)))
        told = document.core_properties
        title, author, language = (printable(value or "") for value in (told.title, told.author, told.language))
    except InputError:
        raise
    except Exception as error:  # python-docx lets every fault of a file out as it comes: KeyError, ValueError, lxml's own
        raise InputError(f"{name}: a DOCX that cannot be read ({printable(str(error))}); save it again") from error
    issues = (Issue("notes not read", name, f"{notes} footnotes or endnotes; the text alone is read"),) if notes else ()
    return Extract(text=text, title=title.strip(), author="" if author == LIBRARY else author.strip(), language=language, issues=issues)


def _blocks(part: Any) -> Iterator[str]:
    for block in part.iter_inner_content():
        if hasattr(block, "rows"):
            yield "\n".join(filter(None, map(_row, block.rows)))
        else:
            yield block.text.strip()


def _row(row: Any) -> str:
    """Return the cells of a row; one that spans columns comes once."""
    cells = {id(cell._tc): cell for cell in row.cells}.values()  # noqa: SLF001 - the only way to tell a spanning cell
    return "\t".join(" ".join(filter(None, _blocks(cell))) for cell in cells).strip()
