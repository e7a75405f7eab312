"""Bytes from a file or a stream, with a limit."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, BinaryIO

from diurna.errors import InputError

if TYPE_CHECKING:
    from pathlib import Path

MAX_TEXT = 400_000  # code points: twice the longest article of the corpora; it takes minutes to read
MAX_RAW = 20_000_000  # bytes: saved pages carry ten times their text in markup


def bytes_of(path: Path) -> bytes:
    """Read one file; raise `InputError` with the reason when it cannot be read."""
    try:
        if path.is_dir():
            raise InputError(f"{path}: a folder; hand in the files in it")
        with path.open("rb") as stream:
            return raw_of_stream(stream, str(path))
    except OSError as error:
        raise InputError(f"{path}: {error.strerror or error}; check the path and its permissions") from error


def raw_of_stream(stream: BinaryIO, name: str) -> bytes:
    """Read a stream to its end; raise `InputError` when it holds more than one document may."""
    raw = stream.read(MAX_RAW + 1)
    if len(raw) > MAX_RAW:
        raise InputError(f"{name}: more than {MAX_RAW:,} bytes, too large for one document; split it into its articles")
    return raw


def joined(head: bytes, rest: BinaryIO) -> io.BufferedReader:
    """Return a stream whose beginning has been read, whole again."""
    return io.BufferedReader(_Joined(head, rest), buffer_size=1 << 16)


class _Joined(io.RawIOBase):
    """A stream whose beginning has been read."""

    def __init__(self, head: bytes, rest: BinaryIO) -> None:
        self.head, self.rest = head, rest

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]  # typeshed asks for any writable buffer
        got, self.head = (self.head[: len(buffer)], self.head[len(buffer) :]) if self.head else (self.rest.read(len(buffer)), b"")
        buffer[: len(got)] = got
        return len(got)
