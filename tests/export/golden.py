"""The golden files: each export of the one edition, as text that a person can compare.

python tests/export/golden.py    writes them anew; look at the difference before you commit it
"""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path

import openpyxl
from assaults import armed
from edition import edition
from pyarrow import parquet

from diurna.export import formats

FOLDER = Path(__file__).with_name("golden")
NAMES = sorted(formats("export"))
# Formats that hold only what took place on a known day, or only assaults: they get a document of these besides.
ARMED = ("acled", "polecat", "ucdp")


def path(name: str) -> Path:
    """Return where the golden file of a format lies: one suffix serves several formats."""
    suffix = formats()[name].SUFFIX
    return FOLDER / f"{name}{suffix}{'.txt' if isinstance(rendered(name), bytes) else ''}"


def rendered(name: str, **changes: object) -> str | bytes:
    """Return the edition in a format; `changes` are fields of it."""
    return formats()[name].render((armed if name in ARMED else edition)(**changes))


def shown(name: str, **changes: object) -> str:
    """Return the edition in a format as text; of a binary one, what a reader of it finds inside."""
    made = rendered(name, **changes)
    if isinstance(made, str):
        return made
    return {".xlsx": _workbook, ".parquet": _table, ".zip": _archive}[formats()[name].SUFFIX](made)


def _workbook(made: bytes) -> str:
    book = openpyxl.load_workbook(io.BytesIO(made))
    return "\n".join(
        f"{sheet.title}!{cell.coordinate} {cell.data_type} {cell.value}"
        for sheet in book
        for row in sheet.iter_rows()
        for cell in row
        if cell.value is not None
    )


def _table(made: bytes) -> str:
    table = parquet.read_table(io.BytesIO(made))
    columns = [f"{field.name}: {field.type}" for field in table.schema]
    return "\n".join([*columns, *(json.dumps(row, ensure_ascii=False, default=str) for row in table.to_pylist())])


def _archive(made: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(made)) as archive:
        return "\n".join(f"== {name}\n{archive.read(name).decode()}" for name in sorted(archive.namelist()))


def main() -> None:
    """Write every golden file."""
    FOLDER.mkdir(exist_ok=True)
    for name in NAMES:
        path(name).write_bytes(shown(name).encode())


if __name__ == "__main__":
    main()
