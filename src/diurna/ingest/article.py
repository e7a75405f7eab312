"""A row of a table of articles, a line of JSONL: the columns as `data/columns.toml` reads them."""

from __future__ import annotations

from diurna.ingest._columns import object_of, roles, value
from diurna.ingest._days import day
from diurna.ingest._extract import NO, Extract
from diurna.ingest._fragment import is_markup, plain
from diurna.ingest._json import parsed
from diurna.record import Issue

SUFFIXES = ()
LIBRARY = "diurna"


def sniff(sample: bytes) -> int:  # noqa: ARG001 - every format is asked
    """Only the table knows that something is a row of it."""
    return NO


def extract(raw: bytes, name: str) -> Extract:
    """Take text and metadata out of the row's canonical JSON; a text that is HTML loses its markup."""
    row = object_of(parsed(raw, name), name)
    found = {role: value(row, columns) for role, columns in roles("article", row).items()}
    text = found.get("text", "")
    stated = found.get("published", "")
    issues: tuple[Issue, ...] = ()
    if stated and not day(stated):
        issues = (Issue("day of publication not read", name, f"{stated[:40]!r} is written in no form that is read surely; use YYYY-MM-DD"),)
    return Extract(
        text=plain(text, name) if is_markup(text) else text,
        title=found.get("title", ""),
        source=found.get("source", ""),
        published=day(stated),
        language=found.get("language", ""),
        author=found.get("author", ""),
        url=found.get("url", ""),
        issues=issues,
    )
