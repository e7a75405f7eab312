"""Export: readings → text or bytes in one format.

Adds nothing to a reading; needs finished readings, offsets in the document as received, and for a case how its claims stand.
Never drops a claim without saying so; private persons are masked wherever people read, in a case everywhere.
>>> sorted(formats("read"))
['csv', 'html', 'json', 'jsonl', 'table']
"""

from __future__ import annotations

import importlib
import pkgutil
import re
from typing import TYPE_CHECKING

from diurna.export._dates import spoken
from diurna.export._edition import EVERYONE, Edition, Format
from diurna.export._joined import PACT_COLUMNS, VOW_COLUMNS, Pact, Phase, Vow, agreements, commitments, flat
from diurna.export._json_claim import of_case as plain
from diurna.export._listing import grid, listing, sheet
from diurna.export._people import People
from diurna.export._rows import Row, rows
from diurna.export._sheet import COLUMNS
from diurna.export._values import values

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Literal

__all__ = [
    "COLUMNS",
    "EVERYONE",
    "PACT_COLUMNS",
    "VOW_COLUMNS",
    "Edition",
    "Format",
    "Pact",
    "People",
    "Phase",
    "Row",
    "Vow",
    "agreements",
    "commitments",
    "file_name",
    "flat",
    "formats",
    "grid",
    "listing",
    "losses",
    "plain",
    "rows",
    "sheet",
    "spoken",
    "values",
]

_LONGEST = 80  # characters of a part of a file's name; a name has at most 255 bytes


def formats(verb: Literal["read", "export"] | None = None) -> dict[str, Format]:
    """Return the output formats by name: the modules of this folder, sorted; a leading underscore keeps a module out.

    Args:
        verb: only the formats that this command offers.
    """
    names = sorted(m.name for m in pkgutil.iter_modules(__path__) if not m.name.startswith("_"))
    known = {name: importlib.import_module(f"{__name__}.{name}") for name in names}
    return {name: module for name, module in known.items() if verb is None or verb in getattr(module, "VERBS", ("export",))}


def losses(format_: Format, edition: Edition) -> tuple[str, ...]:
    """Return what a format cannot hold, a sentence each, and then how much of this edition that is, where the format counts it."""
    count: Callable[[Edition], tuple[str, ...]] | None = getattr(format_, "lost", None)
    return format_.LOSSES + (count(edition) if count is not None else ())


def file_name(case: str, view: str, day: str, suffix: str, *, redacted: bool = True) -> str:
    """Return the name of an exported file, `<case>-<view>-<date>[-redacted].<ext>`.

    Args:
        case: the case's name or path; what no file's name can hold becomes a hyphen.
        view: what is exported, such as "chronology".
        day: YYYY-MM-DD.
        suffix: the format's, with its dot.
        redacted: whether private persons are masked in it.

    >>> file_name("/desk/Velden 2021.diurna", "chronology", "2026-11-24", ".xlsx")
    'Velden-2021-chronology-2026-11-24-redacted.xlsx'
    """
    stem = re.split(r"[/\\]", case)[-1]
    stem = stem.rpartition(".")[0] or stem
    parts = (re.sub(r"[^\w.]+", "-", part).strip("-.")[:_LONGEST] for part in (stem, view, day))
    return "-".join([*(part for part in parts if part), *(["redacted"] if redacted else [])]) + suffix
