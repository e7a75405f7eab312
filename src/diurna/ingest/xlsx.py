"""XLSX: the sheets of a spreadsheet, each a table as a CSV is."""

from __future__ import annotations

import datetime as dt
import warnings
from typing import TYPE_CHECKING, Any, BinaryIO

from diurna.errors import InputError
from diurna.ingest import _grid, _zipped
from diurna.ingest._extract import INSIDE, NO
from diurna.ingest._names import printable
from diurna.ingest._source import MAX_RAW

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from diurna.case import Piece, Refusal
    from diurna.ingest._budget import Budget

SUFFIXES = (".xlsx", ".xlsm")

# What openpyxl drops (validation, charts, themes) is nothing that is read.
warnings.filterwarnings("ignore", module="openpyxl")

_MOST_ROWS = 1_048_576  # of a sheet; openpyxl makes up every empty row before one that claims a higher number


def sniff(sample: bytes) -> int:
    """By a workbook inside a ZIP."""
    return INSIDE if sample.startswith(b"PK") and b"xl/workbook.xml" in sample else NO


def pieces(stream: BinaryIO, name: str, budget: Budget) -> Iterator[Piece | Refusal]:  # noqa: ARG001 - checked whole
    """Yield the rows of every sheet; of several sheets the name tells which."""
    import openpyxl  # noqa: PLC0415 - 0.3 s to import

    with _zipped.opened(stream, name) as archive:
        _zipped.check_office(archive, name)
    stream.seek(0)
    container = stream.read(MAX_RAW + 1)
    stream.seek(0)
    try:
        workbook = openpyxl.load_workbook(stream, read_only=True, data_only=True, keep_links=False)
        sheets = [sheet for sheet in workbook.worksheets if sheet.max_row != 0]
        for sheet in sheets:
            sheet.reset_dimensions()  # what a file says of its own size is not to be relied on
            table = name if len(sheets) == 1 else f"{name}/{printable(sheet.title)}"
            yield from _grid.pieces(_cells(sheet), table, container=container if len(container) <= MAX_RAW else b"")
    except (ValueError, KeyError, TypeError, AttributeError, IndexError, SyntaxError) as error:  # a ParseError is a SyntaxError
        raise InputError(f"{name}: a spreadsheet that cannot be read ({printable(str(error))}); save it again, or as CSV") from error


def _cells(sheet: Any) -> Iterator[tuple[int, Sequence[str]]]:
    for number, cells in enumerate(sheet.iter_rows(values_only=True), 1):
        if number > _MOST_ROWS:
            raise ValueError(f"a row after number {_MOST_ROWS:,}, the last that a sheet can have")
        if any(cell is not None for cell in cells):
            yield number, [_words(cell) for cell in cells]


def _words(cell: Any) -> str:
    """Return a cell as a CSV would hold it; a day without a time is a day."""
    if cell is None:
        return ""
    if isinstance(cell, dt.datetime):
        return cell.date().isoformat() if cell.time() == dt.time() else cell.isoformat(sep=" ")
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell)
