"""Diurna reads news in many languages and writes the record: who did what to whom, where, when, according to whom."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from diurna.run import Record

__all__ = ["read"]


def read(text_or_path: str | Path, *, published: str | None = None, source: str = "", lang: str = "") -> Record:
    """Read one article and return its frozen record; see `diurna.run.read` for arguments and errors."""
    from diurna import run  # noqa: PLC0415 - `import diurna` must not load the model's runtime

    return run.read(text_or_path, published=published, source=source, lang=lang)
