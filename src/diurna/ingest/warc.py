"""WARC: captured pages, each with the address, the day of capture and the headers it came with.

Read record by record with our own framing: FastWARC 2.0.1 returns a record that is cut short as if it were whole, and a
stream that fails takes the process down.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, BinaryIO

from diurna.case import Piece, Refusal
from diurna.errors import InputError
from diurna.ingest import _http
from diurna.ingest._extract import MAGIC, NO
from diurna.ingest._names import printable
from diurna.ingest._source import MAX_RAW

if TYPE_CHECKING:
    from collections.abc import Iterator

    from diurna.ingest._budget import Budget

SUFFIXES = (".warc",)

_READ = ("response", "resource", "conversion")
_VERSION = re.compile(rb"WARC/\d\.\d+\s*$")
_MAX_HEAD = 1 << 16  # bytes of the headers of a record, or of the HTTP headers in it
_MAX_BLOCK = MAX_RAW + _MAX_HEAD
_STEP = 1 << 20  # bytes skipped at once
_FINE, _PARTIAL = range(200, 300), 206


@dataclass(frozen=True, slots=True)
class _Record:
    number: int
    headers: _http.Headers
    block: bytes
    size: int

    def __getitem__(self, name: str) -> str:
        return _http.value(self.headers, name)


def sniff(sample: bytes) -> int:
    """By its magic number."""
    return MAGIC if sample.startswith(b"WARC/") else NO


def pieces(stream: BinaryIO, name: str, budget: Budget) -> Iterator[Piece | Refusal]:  # noqa: ARG001 - the packing around is counted
    """Yield the pages; requests, metadata and the like are no documents and are passed over."""
    for record in _records(stream, name):
        if record["warc-type"] == "revisit":
            yield Refusal(_named(record, name), "captured again unchanged: no page of its own", "skipped")
        elif record["warc-type"] in _READ:
            yield _page(record, _named(record, name))


def _named(record: _Record, name: str) -> str:
    return f"{name}#{record.number} {printable(record['warc-target-uri'].strip('<>'))}".rstrip()


def _page(record: _Record, name: str) -> Piece | Refusal:
    headers, payload, status = record.headers, record.block, _FINE[0]
    if record["content-type"].startswith("application/http"):
        head, headers, payload = _split(record.block)
        first = head.split(maxsplit=2)
        status = int(first[1]) if len(first) > 1 and first[1].isdigit() else 0
    if why := _broken(record, status):
        return Refusal(name, why)
    if why := _no_page(record, status, _http.media_type(headers)):
        return Refusal(name, why, "skipped")
    answer = headers is not record.headers
    try:
        raw = _http.body(payload, headers, most=MAX_RAW) if answer else payload
    except InputError as error:
        return Refusal(name, str(error))
    told = {"url": record["warc-target-uri"].strip("<>"), "charset": _http.charset(headers)}
    kept = (*record.headers, *headers) if answer else record.headers
    return Piece(name, raw, _http.KINDS[_http.media_type(headers)], told=told, headers=kept)


def _broken(record: _Record, status: int) -> str:
    """Return why a page was not captured whole, "" when it was."""
    if record.size > _MAX_BLOCK:
        return f"{record.size:,} bytes, at most {MAX_RAW:,} a document"
    if why := record["warc-truncated"]:
        return f"only a part of the page was captured ({printable(why)})"
    return "the server sent a part of the page only" if status == _PARTIAL else ""


def _no_page(record: _Record, status: int, media: str) -> str:
    """Return why a record is none of a page, "" when it is one."""
    if record["warc-target-uri"].strip("<").startswith("urn:"):
        return "what the crawler wrote itself, no page"
    if status not in _FINE:
        return f"the server answered {status}, no page" if status else "an answer without a status, no page"
    return "" if media in _http.KINDS else f"{printable(media) or 'of no told type'}, no document"


def _split(block: bytes) -> tuple[bytes, _http.Headers, bytes]:
    """Return first line, headers and payload of an HTTP answer."""
    ends = [(at, len(gap)) for gap in (b"\r\n\r\n", b"\n\n") if (at := block.find(gap, 0, _MAX_HEAD)) >= 0]
    at, gap = min(ends, default=(len(block), 0))
    head = block[:at]
    return head.partition(b"\n")[0], _http.headers(head), block[at + gap :]


def _records(stream: BinaryIO, name: str) -> Iterator[_Record]:
    """Yield the records one at a time; one too large is passed over unread and has an empty block."""
    number = 0
    while head := _head(stream, name, number + 1):
        number += 1
        headers = _http.headers(head)
        stated = _http.value(headers, "content-length")
        if not stated.isascii() or not stated.isdigit() or len(stated) > 18:  # noqa: PLR2004 - digits of a 64-bit length
            raise InputError(f"{name}: record {number} does not tell its length; what follows is not read")
        size = int(stated)
        block = stream.read(size) if size <= _MAX_BLOCK else b""
        got = len(block) or _passed(stream, size)
        if got < size:
            raise InputError(f"{name}: cut short in record {number}, {got:,} of {size:,} bytes; download or capture it again")
        yield _Record(number, headers, block, size)


def _head(stream: BinaryIO, name: str, number: int) -> bytes:
    """Return the lines of a record's headers, b"" at the end."""
    line = stream.readline(_MAX_HEAD)
    while line in (b"\r\n", b"\n"):
        line = stream.readline(_MAX_HEAD)
    if not line:
        return b""
    if not _VERSION.match(line):
        raise InputError(f"{name}: no record where number {number} should begin; what follows is not read")
    lines, size = [line], len(line)
    while (line := stream.readline(_MAX_HEAD)) not in (b"\r\n", b"\n"):
        size += len(line)
        if not line or size > _MAX_HEAD:
            raise InputError(f"{name}: the headers of record {number} do not end; what follows is not read")
        lines.append(line)
    return b"".join(lines)


def _passed(stream: BinaryIO, size: int) -> int:
    left = size
    while left and (got := len(stream.read(min(left, _STEP)))):
        left -= got
    return size - left
