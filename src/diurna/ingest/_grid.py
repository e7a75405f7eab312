"""Grids: the cells of a CSV or a spreadsheet as rows with named columns."""

from __future__ import annotations

from itertools import chain, islice
from typing import TYPE_CHECKING

from diurna.ingest._columns import kind_of, not_understood, rows

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from diurna.case import Piece, Refusal

HEADER_WITHIN = 10  # rows: people put a title and a remark above their table


def pieces(grid: Iterable[tuple[int, Sequence[str]]], name: str, *, container: bytes) -> Iterator[Piece | Refusal]:
    """Yield the rows below the header as documents.

    The same row has the same bytes in a CSV and a spreadsheet: its values as words by the names of their columns, without
    those that are empty.

    Args:
        grid: number and cells of each row.
        name: of the table.
        container: its bytes, b"" when it is too large to be kept.
    """
    grid = iter(grid)
    first = list(islice(grid, HEADER_WITHIN))
    at = next((i for i, (_, cells) in enumerate(first) if kind_of(filter(None, cells))), None)
    if at is None:
        if first:
            yield not_understood(name, max(first, key=lambda row: sum(map(bool, row[1])))[1])
        return
    headers = _named(first[at][1])
    below = chain(first[at + 1 :], grid)
    table = ((number, row) for number, cells in below if (row := _row(headers, cells)))
    yield from rows(table, name, headers=headers, keep=True, container=container)


def _named(cells: Sequence[str]) -> tuple[str, ...]:
    """Return a name for each column: its header, "column 3" without one; of two alike the second is "name (2)"."""
    names: list[str] = []
    for number, cell in enumerate(cells, 1):
        name = " ".join(cell.split()) or f"column {number}"
        names.append(name if name not in names else f"{name} ({number})")
    return tuple(names)


def _row(headers: tuple[str, ...], cells: Sequence[str]) -> dict[str, str]:
    beyond = (f"column {number}" for number in range(len(headers) + 1, len(cells) + 1))
    return {header: cell.strip() for header, cell in zip(chain(headers, beyond), cells, strict=False) if cell.strip()}
