"""Diurna reads news in many languages and writes the record: who did what to whom, where, when, according to whom."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from diurna.run import Record
    from diurna.run.case import Case

__all__ = ["open", "read"]


def read(text_or_path: str | Path, *, published: str | None = None, source: str = "", lang: str = "") -> Record:
    """Read one article and return its frozen record; see `diurna.run.read` for arguments and errors."""
    from diurna import run  # noqa: PLC0415 - `import diurna` must not load the model's runtime

    return run.read(text_or_path, published=published, source=source, lang=lang)


def open(path: str | Path, *, who: str = "", wait: float = 10.0) -> Case:  # noqa: A001 - `diurna.open` is what it is called
    """Open a case: one file with documents, claims and decisions.

    Args:
        path: the file; one that is not there is made by the first `add`.
        who: the name under which decisions go into the log.
        wait: seconds to wait for another writer.

    Returns:
        A `Case` with add, query, edition, export, decide, decisions, verify, sql and close.

    Raises:
        NotACaseError: the file is something else.
        VersionError: it was written by a newer Diurna.
    """
    from diurna.run.case import Case  # noqa: PLC0415 - `import diurna` stays quick

    return Case(path, who=who, wait=wait)
