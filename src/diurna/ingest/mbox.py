"""MBOX: a folder of mails in one file, read one at a time."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, BinaryIO

from diurna.case import Piece, Refusal
from diurna.ingest import _mail
from diurna.ingest._extract import LIKELY, NO
from diurna.ingest._source import MAX_RAW

if TYPE_CHECKING:
    from collections.abc import Iterator

    from diurna.ingest._budget import Budget

SUFFIXES = (".mbox", ".mbx")

_FROM = b"From "  # begins a mail, at the beginning of the file or after an empty line
_QUOTED = re.compile(rb">+From ")  # a line of a mail that begins so: one > is taken off (mboxrd)
_BEGINNING = re.compile(rb"From [^\r\n]*\r?\n[A-Za-z][A-Za-z0-9-]*:")
_LINE = 1 << 20  # bytes of a line read at once


def sniff(sample: bytes) -> int:
    """Likely when its first line is one that begins a mail and a header follows."""
    return LIKELY if _BEGINNING.match(sample) else NO


def pieces(stream: BinaryIO, name: str, budget: Budget) -> Iterator[Piece | Refusal]:  # noqa: ARG001 - nothing is packed in it
    """Yield each mail, without the line that begins it."""
    number, size, empty = 0, 0, True
    lines: list[bytes] = []
    while line := stream.readline(_LINE):
        if empty and line.startswith(_FROM):
            if number:
                yield _piece(lines, size, f"{name}#{number}")
            number, lines, size, empty = number + 1, [], 0, False
            continue
        empty = line in (b"\n", b"\r\n")
        size += len(line)
        if size <= MAX_RAW:
            lines.append(line[1:] if _QUOTED.match(line) else line)
    if number:
        yield _piece(lines, size, f"{name}#{number}")
    elif size:
        yield Refusal(name, "no mail in it: no line that begins with “From ”")


def _piece(lines: list[bytes], size: int, name: str) -> Piece | Refusal:
    if size > MAX_RAW:
        return Refusal(name, f"a mail of {size:,} bytes, at most {MAX_RAW:,} a document")
    if lines and lines[-1] in (b"\n", b"\r\n"):
        lines = lines[:-1]  # the empty line belongs to the folder
    raw = b"".join(lines)
    return Piece(name, raw, "eml", headers=_mail.headers(raw))
