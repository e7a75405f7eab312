"""Shaped: CSV in the columns of another project's data, ours after them, so that its tools find what they know."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from diurna.export._sheet import legal, neutral

if TYPE_CHECKING:
    from collections.abc import Iterable

    from diurna.export._edition import Edition
    from diurna.export._rows import Row
    from diurna.export._sheet import Cell

# What every row of an export carries; it stands behind the columns of the target, which tools that go by position then still find.
OURS = ("diurna_id", "diurna_version", "diurna_status", "diurna_edtf", "diurna_quote", "diurna_source", "diurna_link")
LOSSES = (
    "claims that are planned, conditional, demanded, possible, denied or negated, and those that people rejected, are not in it",
    "a row is a claim, not an event: two papers that tell one event are two rows",
    "condition and object have no column",
    "agreements and commitments with their steps are not in it",
)


def table(edition: Edition, columns: tuple[str, ...], rows: Iterable[tuple[Row, dict[str, Cell]]]) -> str:
    """Write rows as CSV with a header: the target's columns in their order, "" for what is not told, then ours.

    Args:
        edition: `raw` leaves cells as they are that a spreadsheet would run.
        columns: those of the target.
        rows: each claim with its cells, by column.
    """
    out = io.StringIO()
    writer = csv.DictWriter(out, fieldnames=(*columns, *OURS), restval="", lineterminator="\n")
    writer.writeheader()
    for row, cells in rows:
        whole = {name: legal(cell)[0] for name, cell in {**cells, **_ours(row)}.items()}
        writer.writerow(whole if edition.raw else {name: neutral(cell) for name, cell in whole.items()})
    return out.getvalue()


def _ours(row: Row) -> dict[str, Cell]:
    told = (row.id, row.version, row.status, row.when, row.sentence, row.source, row.link or row.url)
    return dict(zip(OURS, told, strict=True))
