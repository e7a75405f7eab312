"""Tables: the rows of an edited export, out of a CSV or a workbook, as text by column."""

from __future__ import annotations

import csv
import datetime as dt
import io
import zipfile
from typing import TYPE_CHECKING, Any

from diurna.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

Row = dict[str, str]

_LARGEST = 256 * 2**20  # bytes of a file: a sheet's most, a million rows, are about 200 MB
_UNPACKED = 2 * 2**30  # bytes that a workbook may unpack to
_CELL = 1 << 20  # code points of a cell; the csv module's own limit is 131,072
_DELIMITERS = (",", ";", "\t")
_NEEDED = ("id", "version")
_DAMAGED = (
    ValueError,
    KeyError,
    TypeError,
    AttributeError,
    IndexError,
    SyntaxError,
    OSError,
    zipfile.BadZipFile,
    NotImplementedError,
    EOFError,
)


def rows(path: Path) -> list[Row]:
    """Return the rows of a table that `diurna export` made, below its header; blank ones are there, so that they can be counted.

    Raises:
        InputError: it cannot be read, is too large, or is no export of a case.
    """
    try:
        size = path.stat().st_size
        if size > _LARGEST:
            raise InputError(f"{path}: {size:,} bytes, at most {_LARGEST:,} expected; export fewer claims with filters")
        raw = path.read_bytes()
    except OSError as error:
        raise InputError(f"{path}: {error.strerror or error}") from error
    tables = _sheets(raw, path) if raw.startswith(b"PK") else iter([_lines(raw, path)])
    for table in tables:
        header, *below = table or [()]
        names = [str(name).strip() for name in header]
        if all(name in names for name in _NEEDED):
            return [_row(names, cells) for cells in below]
    raise InputError(
        f"{path}: no export of a case: a table with the columns {' and '.join(_NEEDED)} expected; "
        "to read a table of articles or a chronology of your own, use `diurna add`"
    )


def _row(names: list[str], cells: Sequence[str]) -> Row:
    return {name: cell for name, cell in zip(names, cells, strict=False) if name}


def _lines(raw: bytes, path: Path) -> list[Sequence[str]]:
    """Return the rows of a CSV, whichever delimiter a spreadsheet chose."""
    encoding = "utf-16" if raw[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    try:
        text = raw.decode(encoding)
    except UnicodeError as error:
        # A guess would make a change of every name with an accent.
        raise InputError(f"{path}: not UTF-8 ({error}); save it as “CSV UTF-8” or as a workbook (.xlsx)") from error
    first = text.partition("\n")[0]
    delimiter = max(_DELIMITERS, key=first.count)
    csv.field_size_limit(_CELL)
    try:
        return list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True))
    except csv.Error as error:
        raise InputError(
            f"{path}: no CSV that can be read ({error}); check its quotation marks, or save it as a workbook (.xlsx)"
        ) from error


def _sheets(raw: bytes, path: Path) -> Iterator[list[Sequence[str]]]:
    """Yield the rows of each sheet of a workbook."""
    import openpyxl  # noqa: PLC0415 - 0.3 s to import

    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as parts:
            unpacked = sum(part.file_size for part in parts.infolist())
        if unpacked > _UNPACKED:
            raise InputError(f"{path}: unpacks to {unpacked:,} bytes, at most {_UNPACKED:,} expected; export fewer claims with filters")
        book = openpyxl.load_workbook(io.BytesIO(raw), read_only=True, data_only=True, keep_links=False)
        for sheet in book.worksheets:
            sheet.reset_dimensions()  # what a file says of its own size is not to be relied on
            yield [[_words(cell) for cell in cells] for cells in sheet.iter_rows(values_only=True)]
    except _DAMAGED as error:
        told = f"{type(error).__name__}: {error}"
        raise InputError(f"{path}: a workbook that cannot be read ({told}); save it again, or as CSV UTF-8") from error


def _words(cell: Any) -> str:
    """Return a cell as the export wrote it, where a spreadsheet has made a date or a number of it."""
    if cell is None:
        return ""
    if isinstance(cell, dt.datetime):
        return cell.date().isoformat() if cell.time() == dt.time() else cell.isoformat()
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell)
