"""Workbook: the sheets of an XLSX, as openpyxl writes them."""

from __future__ import annotations

import io
import re
import zipfile
from typing import TYPE_CHECKING, get_args

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from diurna.case import Status
from diurna.export import _sheet
from diurna.export._joined import PACT_COLUMNS, VOW_COLUMNS, agreements, commitments, flat
from diurna.record import EventType, Modality

if TYPE_CHECKING:
    from collections.abc import Sequence

    from openpyxl.cell import Cell as XCell
    from openpyxl.worksheet._write_only import WriteOnlyWorksheet

    from diurna.export._edition import Edition
    from diurna.export._joined import Pact, Vow
    from diurna.export._rows import Row

_WIDTH = 24  # letters, of the columns of agreements and commitments
_LETTERS = 32_767  # what a cell can hold
_LINKS = 65_000  # Excel repairs a sheet with more than 65,530
_CHOICES = {"status": get_args(Status), "type": get_args(EventType), "modality": get_args(Modality)}
_EDITED = frozenset(field.name for field in _sheet.FIELDS if field.editable)  # empty ones too are text: what is typed in stays
_TOP = Alignment(vertical="top", wrap_text=True)
_BOLD = Font(bold=True)
_EDITABLE, _FIXED = PatternFill("solid", fgColor="FFE9C46A"), PatternFill("solid", fgColor="FFD9DCE0")
_STAMP = (1980, 1, 1, 0, 0, 0)  # the same case makes the same bytes


def workbook(told: tuple[Row, ...], edition: Edition, losses: tuple[str, ...]) -> bytes:
    """Return the bytes of a workbook with these claims; `losses` are said on its second sheet."""
    book = Workbook(write_only=True)
    removed = _claims(book.create_sheet("claims"), told, edition)
    removed += _joined_sheet(book, "agreements", PACT_COLUMNS, agreements(edition), edition)
    removed += _joined_sheet(book, "commitments", VOW_COLUMNS, commitments(edition), edition)
    _about(book.create_sheet("about"), (*_sheet.about(edition, len(told)), ("characters removed", str(removed))), losses)
    out = io.BytesIO()
    book.save(out)
    return _settled(out, edition.as_of)


def _claims(sheet: WriteOnlyWorksheet, told: tuple[Row, ...], edition: Edition) -> int:
    """Write the sheet of claims and return how many characters it could not hold."""
    sheet.freeze_panes = "B2"
    for number, field in enumerate(_sheet.FIELDS, 1):
        sheet.column_dimensions[get_column_letter(number)].width = field.width
    last = get_column_letter(len(_sheet.FIELDS))
    sheet.auto_filter.ref = f"A1:{last}{len(told) + 1}"
    for number, field in enumerate(_sheet.FIELDS, 1):
        if choices := _CHOICES.get(field.name):
            letter = get_column_letter(number)
            choice = DataValidation(type="list", formula1=f'"{",".join(choices)}"', allow_blank=False, showErrorMessage=True)
            choice.add(f"{letter}2:{letter}{max(len(told) + 1, 2)}")
            sheet.data_validations.append(choice)
    sheet.append([_styled(sheet, field.name, font=_BOLD, fill=_EDITABLE if field.editable else _FIXED) for field in _sheet.FIELDS])
    removed = 0
    for row in told:
        cells: list[XCell | None] = []
        for name, cell in _sheet.cells(row).items():
            text, lost = _fit(cell if edition.raw else _sheet.neutral(cell))
            removed += lost
            if text in ("", None) and name not in _EDITED:
                cells.append(None)
                continue
            made = _styled(sheet, text)
            if name in ("link", "url") and len(told) * 2 <= _LINKS and str(text).startswith(("http://", "https://")):
                made.hyperlink = str(text)
            cells.append(made)
        sheet.append(cells)
    return removed


def _joined_sheet(book: Workbook, title: str, columns: tuple[str, ...], told: Sequence[Pact | Vow], edition: Edition) -> int:
    """Write a sheet of agreements or commitments, where there are any, and return how many characters it could not hold."""
    if not told:
        return 0
    sheet = book.create_sheet(title)
    sheet.freeze_panes = "B2"
    for number in range(1, len(columns) + 1):
        sheet.column_dimensions[get_column_letter(number)].width = _WIDTH
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(columns))}{len(told) + 1}"
    sheet.append([_styled(sheet, name, font=_BOLD, fill=_FIXED) for name in columns])
    removed = 0
    for one in told:
        fitted = [_fit(cell if edition.raw else _sheet.neutral(cell)) for cell in flat(one, columns)]
        sheet.append([None if cell == "" else _styled(sheet, cell) for cell, _ in fitted])
        removed += sum(lost for _, lost in fitted)
    return removed


def _about(sheet: WriteOnlyWorksheet, told: tuple[tuple[str, str], ...], losses: tuple[str, ...]) -> None:
    """Write the sheet that says what the workbook is, what it cannot hold, and what its columns mean."""
    for letter, width in (("A", 24), ("B", 100), ("C", 16)):
        sheet.column_dimensions[letter].width = width
    facts = [*told, *(("not in this file" if not number else "", loss) for number, loss in enumerate(losses))]
    for name, fact in facts:
        sheet.append([_styled(sheet, name, font=_BOLD), _styled(sheet, _fit(_sheet.neutral(fact))[0])])
    sheet.append([])
    sheet.append([_styled(sheet, heading, font=_BOLD, fill=_FIXED) for heading in ("column", "what stands in it", "may be edited")])
    for field in _sheet.FIELDS:
        sheet.append([_styled(sheet, field.name), _styled(sheet, field.told), _styled(sheet, "yes" if field.editable else "no")])


def _fit(cell: _sheet.Cell) -> tuple[_sheet.Cell, int]:
    """Return a cell as a sheet can hold it, and how many characters it lost."""
    kept, removed = _sheet.legal(cell)
    over = max(len(kept) - _LETTERS, 0) if isinstance(kept, str) else 0
    return (kept[:_LETTERS], removed + over) if isinstance(kept, str) else (kept, removed)


def _styled(sheet: WriteOnlyWorksheet, value: _sheet.Cell, *, font: Font | None = None, fill: PatternFill | None = None) -> XCell:
    cell = WriteOnlyCell(sheet, value)
    cell.alignment = _TOP
    if isinstance(value, str):
        # A text is a text: else openpyxl writes "=1+1" as a formula, and Excel makes a date of an edited "2024-03".
        cell.data_type, cell.number_format = "s", "@"
    if font is not None:
        cell.font = font
    if fill is not None:
        cell.fill = fill
    return cell


def _settled(made: io.BytesIO, as_of: str) -> bytes:
    """Return a workbook that tells the moment of the case's state instead of that of its making."""
    out = io.BytesIO()
    with zipfile.ZipFile(made) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            part = old.read(name)
            if name == "docProps/core.xml":
                moment = as_of if re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", as_of, re.ASCII) else "1980-01-01T00:00:00Z"
                part = re.sub(rb"(?<=W3CDTF\">)[^<]*", moment.encode(), part)
            info = zipfile.ZipInfo(name, _STAMP)
            info.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(info, part)
    return out.getvalue()
