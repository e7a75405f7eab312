"""The channel between the supervisor and a worker: messages as JSON, with bytes behind them. Nothing is unpickled.

A frame is four bytes (big-endian length of the JSON), the JSON object, and the blobs whose lengths it names under "blobs".
"""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING, Any

from diurna.errors import WorkerError

if TYPE_CHECKING:
    from collections.abc import Iterator


class AnswerError(WorkerError):
    """A worker answers what is no answer: it is replaced."""


Message = dict[str, Any]
Heard = tuple[Message, list[bytes]]

_LENGTH = 4
_CHUNK = 1 << 20
# Bytes of one frame. The longest document has 400,000 characters; its reading, text twice and spans by the thousand, stays under a
# tenth of this. A worker that says more than this is broken.
MOST = 1 << 29


def frame(message: Message, *blobs: bytes) -> bytes:
    """Return a message and its blobs as one frame."""
    # ASCII only: a name may hold halves of surrogate pairs, which JSON can escape and UTF-8 cannot hold.
    told = json.dumps({**message, "blobs": [len(blob) for blob in blobs]}, separators=(",", ":")).encode("ascii")
    return b"".join((len(told).to_bytes(_LENGTH, "big"), told, *blobs))


class Inbox:
    """Bytes in as they come, whole messages out."""

    def __init__(self) -> None:
        self._buffer = bytearray()

    def feed(self, data: bytes) -> Iterator[Heard]:
        """Add bytes and yield the messages that are whole now.

        Raises:
            AnswerError: what came is no frame, or one of more than `MOST` bytes.
        """
        self._buffer += data
        while (heard := self._next()) is not None:
            yield heard

    def _next(self) -> Heard | None:
        buffer = self._buffer
        start = _LENGTH + int.from_bytes(buffer[:_LENGTH], "big")
        if len(buffer) < _LENGTH or (len(buffer) < start <= MOST):
            return None
        if start > MOST:
            raise AnswerError(f"a message of {start} bytes, at most {MOST} expected")
        message, lengths = _parsed(bytes(buffer[_LENGTH:start]))
        if start + sum(lengths) > MOST:
            raise AnswerError(f"a message of {start + sum(lengths)} bytes, at most {MOST} expected")
        if len(buffer) < start + sum(lengths):
            return None
        blobs = []
        for length in lengths:
            blobs.append(bytes(buffer[start : start + length]))
            start += length
        del buffer[:start]
        return message, blobs


class Line:
    """A worker's two ends of its channel; it waits until a message is whole."""

    def __init__(self, inward: int, outward: int) -> None:
        self._in, self._out = inward, outward
        self._inbox = Inbox()
        self._waiting: list[Heard] = []

    def send(self, message: Message, *blobs: bytes) -> None:
        """Send a message; raise `BrokenPipeError` when nobody listens."""
        data = memoryview(frame(message, *blobs))
        while data:
            data = data[os.write(self._out, data[:_CHUNK]) :]

    def receive(self) -> Message:
        """Return the next message; raise `EOFError` when the other side has gone."""
        while not self._waiting:
            data = os.read(self._in, _CHUNK)
            if not data:
                raise EOFError
            self._waiting += self._inbox.feed(data)
        return self._waiting.pop(0)[0]


def _parsed(told: bytes) -> tuple[Message, list[int]]:
    try:
        message = json.loads(told)
        lengths = message.pop("blobs")
        if all(isinstance(length, int) and length >= 0 for length in lengths):
            return message, lengths
    except (ValueError, RecursionError, TypeError, KeyError, AttributeError):
        pass
    raise AnswerError(f"a message that is none: {told[:80]!r}")
