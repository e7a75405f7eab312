"""XLSX: a workbook to edit and import again, a claim a row, with sheets of agreements, commitments, and what it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from diurna.errors import ExportError
from diurna.export._rows import rows

if TYPE_CHECKING:
    from diurna.export._edition import Edition

SUFFIX = ".xlsx"
LOSSES = (
    "stages of agreements and commitments are one cell each; those of one document alone, before they are joined, are not in it",
    "lists of names are one cell each, joined by semicolons; the words that name each party are not in it",
    "the places that a name could also mean are not in it",
    "control characters are removed, and a text is cut after 32,767 characters",
)

_ROWS = 1_048_575  # what a sheet can hold, the header taken off


def render(edition: Edition) -> bytes:
    """Write the claims of a case as a workbook.

    Raises:
        ExportError: there are more claims than a sheet has rows.
    """
    told = rows(edition)
    if len(told) > _ROWS:
        raise ExportError(f"{len(told):,} claims found, a sheet holds {_ROWS:,}; narrow the filters, or export csv or parquet")
    from diurna.export import _workbook  # noqa: PLC0415 - openpyxl takes 0.14 s, and every start of the program lists the formats

    return _workbook.workbook(told, edition, LOSSES)
