"""A row of a person's own chronology: its text is a paragraph for each column, "column: value"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from diurna.case import Entry
from diurna.ingest._columns import object_of, roles, value
from diurna.ingest._extract import NO, Extract
from diurna.ingest._json import parsed, words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from diurna.record import Document

SUFFIXES = ()
LIBRARY = "diurna"

TITLE_LENGTH = 120  # characters of the event that stand for the row in lists
_LINE = re.compile(r"^([^\n]*?): (.*)$", re.MULTILINE)
_PART = re.compile(r"[^;\s](?:[^;]*[^;\s])?")
_SEVERAL = frozenset(("actor", "recipient", "according_to"))  # roles whose values people write in one cell, with semicolons


def sniff(sample: bytes) -> int:  # noqa: ARG001 - every format is asked
    """Only the table knows that something is a row of it."""
    return NO


def extract(raw: bytes, name: str) -> Extract:
    """Write the row's canonical JSON out, the columns with a role first, in the order of `data/columns.toml`."""
    row = {column: " ".join(words(cell).split()) for column, cell in object_of(parsed(raw, name), name).items()}
    found = roles("chronology", row)
    first = [column for columns in found.values() for column in columns]
    order = dict.fromkeys((*first, *sorted(row)))
    event = value(row, found.get("event", ()))
    return Extract(
        text="\n\n".join(f"{_shown(column)}: {row[column]}" for column in order if row[column]),
        title=event if len(event) <= TITLE_LENGTH else f"{event[: TITLE_LENGTH - 1].rstrip()}…",
        source=value(row, found.get("source", ())),
        url=value(row, found.get("url", ())),
    )


def entry(document: Document) -> Entry | None:
    """Return where the values of a row of a chronology stand in its text.

    Args:
        document: one that was loaded as of kind "chronology".

    Returns:
        The spans by role; None when it has no date or no event.
    """
    lines = {found[1]: found for found in _LINE.finditer(document.text)}
    spans = {
        role: tuple(span for column in columns for span in _spans(lines[column], role))
        for role, columns in roles("chronology", lines).items()
    }
    return Entry(spans) if "date" in spans and "event" in spans else None


def _shown(column: str) -> str:
    """Return a column's name without what would end it."""
    return " ".join(column.replace(":", " ").split())


def _spans(line: re.Match[str], role: str) -> Iterator[tuple[int, int]]:
    if role in _SEVERAL:
        yield from (part.span() for part in _PART.finditer(line.string, *line.span(2)))
    else:
        yield line.span(2)
