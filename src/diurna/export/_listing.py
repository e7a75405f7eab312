"""Listings: a page of a case for a terminal, and plain tables."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from wcwidth import width as cells_of

from diurna.export._chronology import Line, chronology
from diurna.export._columns import Column, columns, styled
from diurna.export._sheet import neutral
from diurna.export.table import claim_rows

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from diurna.export._edition import Edition
    from diurna.export._sheet import Cell

_LEAST = 8  # columns that a cell gets, however many there are


def listing(edition: Edition) -> str:
    """Write the claims of a case for a terminal, each with how it stands, its source and its link; private persons are masked."""
    people = [edition.people(reading) for reading in edition.readings]
    told = chronology(edition.readings, people)

    def below(line: Line) -> str:
        document, stands = edition.readings[line.document].document, edition.stands(line.claim.id)
        source = people[line.document].text(", ".join(part for part in (document.source, document.published) if part))
        judged = f"{stands.status} by {stands.who}" if stands.status != "pending" else ""
        merged = f"event {stands.event}" if stands.event else ""
        found = f"{line.claim.id}  {edition.link(line.claim.id)}"
        return f"{found}\n{' · '.join(part for part in (source, judged, merged) if part)}".rstrip()

    lines = list(claim_rows(told.dated, edition, below)) if told.dated else []
    if told.undated:
        lines += ["", styled("WITHOUT A DATE", "1" if edition.colour else ""), *claim_rows(told.undated, edition, below)]
    return "".join(line.rstrip() + "\n" for line in lines)


def grid(header: Sequence[str], rows: Sequence[Sequence[str]], *, width: int, colour: bool) -> str:
    """Write a table for a terminal; cells that are too long for it are wrapped.

    Args:
        header: the names of the columns.
        rows: a text for each column.
        width: columns of the terminal.
        colour: whether to set the header off by a style.
    """
    wanted = [max(_wide(name), 1, *(_wide(row[at]) for row in rows)) for at, name in enumerate(header)]
    room = width - 2 * (len(wanted) - 1)
    # The widest columns give first, all to the same width.
    cap = next((cap for cap in range(min(max(wanted), width), _LEAST, -1) if sum(min(size, cap) for size in wanted) <= room), _LEAST)
    widths = [min(size, cap) for size in wanted]
    lines = list(columns([Column(name, size, "1" if colour else "") for name, size in zip(header, widths, strict=True)]))
    for row in rows:
        lines += columns([Column(cell, size) for cell, size in zip(row, widths, strict=True)])
    return "".join(line.rstrip() + "\n" for line in lines)


def sheet(header: Sequence[str], rows: Iterable[Sequence[Cell]]) -> str:
    """Write a table as CSV; a text cell that a spreadsheet would run gets a leading apostrophe."""
    made = io.StringIO()
    writer = csv.writer(made, lineterminator="\n")
    writer.writerow([neutral(name) for name in header])
    writer.writerows([neutral(cell) for cell in row] for row in rows)
    return made.getvalue()


def _wide(cell: str) -> int:
    return max(cells_of(line) for line in cell.split("\n"))
