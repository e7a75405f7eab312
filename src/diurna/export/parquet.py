"""Parquet: the claims as typed columns, for data frames and query engines."""

from __future__ import annotations

import io
import json
from datetime import date
from typing import TYPE_CHECKING, Any

from diurna.errors import MissingPackageError
from diurna.export import _sheet
from diurna.export._rows import rows

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import ModuleType

    from diurna.export._edition import Edition
    from diurna.export._rows import Row

SUFFIX = ".parquet"
LOSSES = (
    "agreements and commitments with their steps are not in it",
    "the words that name each party and the places that a name could also mean are not in it",
    "first_day and last_day are dates of years 1 to 9999; the date itself stands as EDTF text in when",
)

_LISTS = ("actors", "actors_ids", "recipients", "recipients_ids", "according_to", "according_to_ids", "edited")
_DATES = ("first_day", "last_day")
_BATCH = 10_000  # rows of a group: what is held in memory beside the claims


def render(edition: Edition) -> bytes:
    """Write the claims as one Parquet file; lists are lists, EDTF is text, its first and last day are dates.

    Raises:
        MissingPackageError: pyarrow is not installed.
    """
    arrow, writer = _pyarrow()
    kinds = {"text": arrow.string(), "whole": arrow.int32(), "number": arrow.float64()}
    told = rows(edition)
    schema = arrow.schema(
        [_field(arrow, field, kinds) for field in _sheet.FIELDS],
        metadata={"diurna": json.dumps(dict(_sheet.about(edition, len(told))), ensure_ascii=False)},
    )
    out = io.BytesIO()
    with writer.ParquetWriter(out, schema, compression="zstd") as file:
        for group in _groups(told):
            file.write_table(arrow.Table.from_pylist([_plain(row) for row in group], schema=schema))
    return out.getvalue()


def _pyarrow() -> tuple[ModuleType, ModuleType]:
    try:
        import pyarrow  # noqa: ICN001, PLC0415 - an extra, not a dependency
        from pyarrow import parquet  # noqa: PLC0415 - the same
    except ImportError as error:
        raise MissingPackageError("the parquet export needs pyarrow; install it with: pip install 'diurna[parquet]'") from error
    return pyarrow, parquet


def _field(arrow: ModuleType, field: _sheet.Field, kinds: dict[str, Any]) -> Any:
    kind = arrow.list_(arrow.string()) if field.name in _LISTS else arrow.date32() if field.name in _DATES else kinds[field.kind]
    if field.name == "repaired":
        kind = arrow.bool_()
    return arrow.field(field.name, kind, metadata={"description": field.told})


def _plain(row: Row) -> dict[str, Any]:
    """Return a claim as values of the schema; a text that tells nothing is null, half characters are taken out."""
    plain: dict[str, Any] = {
        name: _sheet.legal(cell)[0] or None if isinstance(cell, str) else cell for name, cell in _sheet.cells(row).items()
    }
    plain |= {name: [_sheet.legal(part)[0] for part in getattr(row, name)] for name in _LISTS}
    plain |= {name: date.fromisoformat(day) if (day := plain[name]) else None for name in _DATES}
    return {**plain, "repaired": row.repaired}


def _groups(told: tuple[Row, ...]) -> Iterator[tuple[Row, ...]]:
    for start in range(0, len(told), _BATCH):
        yield told[start : start + _BATCH]
