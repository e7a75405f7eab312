"""Columns: which role each column of a table has, by `data/columns.toml`, and the rows of a table as documents."""

from __future__ import annotations

import dataclasses
import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from diurna import knowledge
from diurna.case import Piece, Refusal
from diurna.errors import InputError
from diurna.ingest._json import canonical, words
from diurna.ingest._names import printable
from diurna.ingest._source import MAX_RAW

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

_BLANKS = re.compile(r"[\s_.:*-]+|\([^()]*\)")
_LONGEST = 200  # characters of a header that are looked at
SHOWN = 12  # columns named in a message


@dataclass(frozen=True, slots=True)
class Columns:
    """The file `data/columns.toml`: for each kind of table, the names that the columns of each role go by."""

    article: dict[str, tuple[str, ...]]
    chronology: dict[str, tuple[str, ...]]


@cache
def _names(kind: str) -> dict[str, tuple[int, int, str]]:
    """Return for each name of a column its role, with the places of both in the file."""
    columns = knowledge.load("columns", Columns)
    table = columns.article if kind == "article" else columns.chronology
    found: dict[str, tuple[int, int, str]] = {}
    for at, (role, names) in enumerate(table.items()):
        for rank, name in enumerate(names):
            found.setdefault(name, (at, rank, role))
    return found


def roles(kind: str, headers: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """Return for each role the columns that have it, the preferred first; a column has one role at most."""
    names = _names(kind)
    known = sorted(
        (*names[plain], header) for header in headers if (plain := _BLANKS.sub(" ", header[:_LONGEST]).strip(" ?:*").casefold()) in names
    )
    found: dict[str, tuple[str, ...]] = {}
    for _, _, role, header in known:
        found[role] = (*found.get(role, ()), header)
    return found


def kind_of(headers: Iterable[str]) -> str:
    """Return what a table with these columns holds: "article", "chronology" or "" when it is neither."""
    headers = tuple(headers)
    if "text" in roles("article", headers):
        return "article"
    found = roles("chronology", headers)
    return "chronology" if "date" in found and "event" in found else ""


def _ours(headers: Iterable[str]) -> bool:
    """Tell whether a table is an export of ours: reading it would make evidence of what was read out of evidence."""
    headers = set(headers)
    return {"id", "version", "status", "link"} <= headers or {"trigger_quote", "when_edtf"} <= headers or "diurna_id" in headers


def value(row: Mapping[str, Any], columns: Iterable[str]) -> str:
    """Return the first of the columns' values that is not empty, as words."""
    return next(filter(None, (words(row.get(column)).strip() for column in columns)), "")


Row = tuple[int, "Mapping[str, Any]"]


def rows(
    table: Iterable[Row | Piece | Refusal], name: str, *, headers: tuple[str, ...] = (), keep: bool = False, container: bytes = b""
) -> Iterator[Piece | Refusal]:
    """Yield each row as a document of kind "article" or "chronology", and how the columns were read, once a header.

    Args:
        table: number and columns of each row; what is no row is handed on.
        name: of the table.
        headers: of the whole table where it has them, else each row has its own.
        keep: whether the table is kept as an original beside its rows.
        container: the table's bytes where it is to be kept and small enough.
    """
    told: set[tuple[str, ...]] = set()
    for entry in table:
        if isinstance(entry, (Piece, Refusal)):
            yield entry
            continue
        number, row = entry
        columns = headers or tuple(sorted(row))
        if _ours(columns):
            yield Refusal(name, "an export of Diurna, no new evidence; `diurna import CASE FILE` takes back what was edited in it")
            return
        kind = kind_of(columns)
        if kind and len(told) < SHOWN and columns not in told:
            told.add(columns)
            yield Refusal(name, _read_as(kind, columns), "note")
        piece = _row(row, kind, f"{name}#{number}")
        yield dataclasses.replace(piece, keep_container=keep, container=container) if isinstance(piece, Piece) else piece


def _row(row: Mapping[str, Any], kind: str, name: str) -> Piece | Refusal:
    if not kind:
        return not_understood(name, row)
    found = roles(kind, row)
    for role in ("text",) if kind == "article" else ("date", "event"):
        if not value(row, found.get(role, ())):
            return Refusal(name, f"no {role} in this row; nothing to read")
    raw = canonical(row)
    if len(raw) > MAX_RAW:
        return Refusal(name, f"{len(raw):,} bytes, at most {MAX_RAW:,} a document")
    return Piece(name, raw, kind)


def not_understood(name: str, headers: Iterable[str]) -> Refusal:
    """Say that the columns are those of no table that is read."""
    shown = ", ".join(printable(header) for header in list(headers)[:SHOWN] if header)
    return Refusal(
        name, f"no column of texts, none of dates with one of events; found: {shown}; name one “text”, or two “date” and “event”"
    )


def _read_as(kind: str, headers: Iterable[str]) -> str:
    found = {role: columns for role, columns in roles(kind, headers).items() if columns}
    read = ", ".join(f"{printable(columns[0])} → {role}" for role, columns in found.items())
    unread = [printable(header) for header in headers if not any(header in columns for columns in found.values())]
    return f"columns read as {kind}: {read}" + (f"; kept unread: {', '.join(unread[:SHOWN])}" if unread else "")


def object_of(parsed: Any, name: str) -> dict[str, Any]:
    """Return the row that a JSON value is; raise `InputError` when it is no object."""
    if not isinstance(parsed, dict):
        raise InputError(f"{name}: a JSON {type(parsed).__name__}, an object with the columns of an article expected")
    return parsed
