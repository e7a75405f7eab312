"""Export: readings → text in one format.

Adds nothing to a reading; needs finished readings, offsets in the document as received.
Never drops a claim without saying so; private persons are masked wherever people read (table, CSV, page).
>>> sorted(formats())
['csv', 'html', 'json', 'jsonl', 'table']
"""

from __future__ import annotations

import importlib
import pkgutil
from typing import TYPE_CHECKING

from diurna.export._edition import Edition

if TYPE_CHECKING:
    from diurna.export._edition import Format

__all__ = ["Edition", "formats"]


def formats() -> dict[str, Format]:
    """Return the output formats by name: the modules of this folder, sorted; a leading underscore keeps a module out."""
    names = sorted(m.name for m in pkgutil.iter_modules(__path__) if not m.name.startswith("_"))
    return {name: importlib.import_module(f"{__name__}.{name}") for name in names}
