"""JSON lines, or a JSON array, of articles: each object a document."""

from __future__ import annotations

import re
from itertools import chain
from typing import TYPE_CHECKING, Any, BinaryIO

from diurna.case import Piece, Refusal
from diurna.errors import InputError
from diurna.ingest._columns import Row, kind_of, object_of, rows
from diurna.ingest._extract import LIKELY, NO
from diurna.ingest._json import canonical, parsed
from diurna.ingest._source import MAX_RAW, raw_of_stream
from diurna.ingest.ninjs import is_ninjs

if TYPE_CHECKING:
    from collections.abc import Iterator

    from diurna.ingest._budget import Budget

SUFFIXES = (".jsonl", ".ndjson", ".jl")

_OBJECT = re.compile(rb'(?:\xef\xbb\xbf)?\s*(?:\[\s*)?\{\s*"')


def sniff(sample: bytes) -> int:
    """Likely when it begins with an object, or an array of them."""
    return LIKELY if _OBJECT.match(sample) else NO


def pieces(stream: BinaryIO, name: str, budget: Budget) -> Iterator[Piece | Refusal]:  # noqa: ARG001 - nothing is packed in it
    """Yield an article for each object; what is wrong with a line is said of that line."""
    yield from rows(_entries(stream, name), name)


def _entries(stream: BinaryIO, name: str) -> Iterator[Row | Piece | Refusal]:
    for number, line in _values(stream, name):
        where = f"{name}#{number}"
        try:
            found = object_of(parsed(line, where) if isinstance(line, bytes) else line, where)
            yield Piece(where, canonical(found), "ninjs") if is_ninjs(found) else (number, found)
        except InputError as error:
            yield Refusal(where, str(error).removeprefix(f"{where}: "))


def _values(stream: BinaryIO, name: str) -> Iterator[tuple[int, Any]]:
    """Yield number and bytes of each line; or, of a file that is one JSON value, number and value of each object in it."""
    first = stream.readline(MAX_RAW).removeprefix(b"\xef\xbb\xbf")
    second = stream.readline(MAX_RAW)
    if first.strip() == b"[" or not (_is_object(first) or _is_object(second)):
        yield from enumerate(_objects(parsed(first + second + raw_of_stream(stream, name), name)), 1)
        return
    for number, line in enumerate(chain((first, second), iter(lambda: stream.readline(MAX_RAW), b"")), 1):
        if len(line) == MAX_RAW and not line.endswith(b"\n"):
            raise InputError(f"{name}: line {number} has more than {MAX_RAW:,} bytes; it and what follows are not read")
        if line.strip():
            yield number, line


def _is_object(line: bytes) -> bool:
    """Return whether a line is an object by itself: then each line is to be one, whatever is wrong with others."""
    try:
        return isinstance(parsed(line, ""), dict)
    except InputError:
        return False


def _objects(value: Any) -> list[Any]:
    """Return the articles of one JSON value: a list, the one list of objects in an object ("articles"), or the object itself."""
    if not isinstance(value, dict):
        return value if isinstance(value, list) else [value]
    lists = [inner for inner in value.values() if isinstance(inner, list) and inner and isinstance(inner[0], dict)]
    return lists[0] if len(lists) == 1 and not kind_of(value) and not is_ninjs(value) else [value]
