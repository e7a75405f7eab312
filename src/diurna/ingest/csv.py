"""CSV: a table of articles, or a chronology of the user's own; each row a document."""

from __future__ import annotations

import csv
import io
from itertools import chain, islice
from typing import TYPE_CHECKING, BinaryIO

from diurna.case import Refusal
from diurna.errors import InputError
from diurna.ingest import _grid
from diurna.ingest._columns import kind_of
from diurna.ingest._decode import charset_of
from diurna.ingest._extract import NO, PERHAPS
from diurna.ingest._source import MAX_RAW, MAX_TEXT, joined

if TYPE_CHECKING:
    from collections.abc import Iterator

    from diurna.case import Piece
    from diurna.ingest._budget import Budget

SUFFIXES = (".csv", ".tsv", ".tab")

DELIMITERS = ",;\t|"
_SEP = "sep="  # a first line by which Excel tells the delimiter
_LINE = 4096  # characters of a line of headers
_SAMPLE = 1 << 20  # bytes by which the charset is told

csv.field_size_limit(10 * MAX_TEXT)  # characters: markup and all; the module's own limit, 128 KiB, is less than long articles have


def sniff(sample: bytes) -> int:
    """Perhaps when the first line has the columns of a table that is read."""
    line = sample[:_LINE].decode("utf-8", "ignore").lstrip("\ufeff").partition("\n")[0]
    if line.lstrip().startswith(("<", "{", "[", "%", "PK")):
        return NO  # known at once: the columns take longer
    return PERHAPS if any(_is_header(line, delimiter) for delimiter in DELIMITERS) else NO


def pieces(stream: BinaryIO, name: str, budget: Budget) -> Iterator[Piece | Refusal]:  # noqa: ARG001 - nothing is packed in it
    """Yield the rows below the header; a table too large to be kept is read all the same."""
    head = stream.read(MAX_RAW + 1)
    encoding, guessed = charset_of(head[:_SAMPLE])
    if guessed:
        yield Refusal(name, f"not UTF-8; read as {encoding}, the likeliest: letters may be wrong", "note")
    text = io.TextIOWrapper(joined(head, stream), encoding, newline="", errors="replace" if guessed else "strict")
    yield from _grid.pieces(_cells(text, name), name, container=head if len(head) <= MAX_RAW else b"")


def _cells(text: io.TextIOWrapper, name: str) -> Iterator[tuple[int, list[str]]]:
    number = 0
    try:
        first = list(islice(text, _grid.HEADER_WITHIN))
        if first and first[0].lower().startswith(_SEP):
            delimiter, number = first.pop(0)[len(_SEP) :].strip("\r\n") or "\t", 1
        else:
            delimiter = _delimiter(first)
        for cells in csv.reader(chain(first, text), delimiter=delimiter[0]):
            number += 1
            yield number, cells
    except csv.Error as error:
        raise InputError(f"{name}: row {number + 1}: {error}; what follows is not read; check its quotation marks") from error
    except UnicodeError as error:
        raise InputError(f"{name}: near row {number + 1}: not {text.encoding}; what follows is not read; save it as UTF-8") from error


def _delimiter(lines: list[str]) -> str:
    """Return the delimiter that makes a header of one of the first lines, else the commonest in the first of them."""
    for delimiter in DELIMITERS:
        if any(_is_header(line, delimiter) for line in lines):
            return delimiter
    return max(DELIMITERS, key=(lines or [""])[0].count)


def _is_header(line: str, delimiter: str) -> bool:
    return bool(kind_of(cell.strip(' "\r\n') for cell in line[:_LINE].split(delimiter)))
