"""The write-ahead log of a case: SQLite drops all that follows a damaged frame of it without a word."""

from __future__ import annotations

import struct
import time
from typing import TYPE_CHECKING

from diurna.case import Fault

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_HEADER, _FRAME = 32, 24  # bytes
_MAGIC = 0x377F0682  # its last bit tells the byte order of the sums
_MASK = 0xFFFFFFFF
_AGAIN = 0.05  # seconds until a log that seems damaged is looked at again


def faults(path: Path) -> Iterator[Fault]:
    """Yield the frames of a case's log that are damaged before the end of a transaction.

    A last transaction that was not finished is none: that is what a log is for. But when a whole transaction of the same
    log follows a frame whose sum is wrong, committed work is lost to SQLite. A log that changes while it is looked at is
    being written, and not damaged.
    """
    log = path.with_name(path.name + "-wal")
    raw = _bytes(log)
    found = _fault(log, raw)
    while found is not None:
        time.sleep(_AGAIN)
        now = _bytes(log)
        if now == raw:
            yield found
            return
        raw, found = now, _fault(log, now)


def _bytes(log: Path) -> bytes:
    try:
        return log.read_bytes()
    except FileNotFoundError:
        return b""


def _fault(log: Path, raw: bytes) -> Fault | None:
    if not raw:
        return None
    head = struct.unpack(">8I", raw[:_HEADER].ljust(_HEADER, b"\0"))
    order = "<" if head[0] == _MAGIC else ">"
    sums = _sums(raw[: _HEADER - 8].ljust(_HEADER - 8, b"\0"), (0, 0), order)
    if head[0] & ~1 != _MAGIC or sums != head[6:8]:
        return Fault(str(log), "a header whose sum is wrong", "the header of a write-ahead log: what it held is lost to SQLite")
    size, salt = head[2], head[4:6]
    for number, at in enumerate(range(_HEADER, len(raw) - _FRAME - size + 1, _FRAME + size), 1):
        frame = struct.unpack(">6I", raw[at : at + _FRAME])
        sums = _sums(raw[at + _FRAME : at + _FRAME + size], _sums(raw[at : at + 8], sums, order), order)
        if frame[2:4] != salt or sums != frame[4:6]:
            lost = _committed_after(raw, at if frame[2:4] == salt else at + _FRAME + size, size, salt)
            told = "a whole frame: what was committed in it and after it is lost"
            return Fault(f"{log}, frame {number}", "a sum that is wrong", told) if lost else None
    return None


def _committed_after(raw: bytes, start: int, size: int, salt: tuple[int, ...]) -> bool:
    """Tell whether a frame that ends a transaction of this log follows."""
    for at in range(start, len(raw) - _FRAME - size + 1, _FRAME + size):
        frame = struct.unpack(">6I", raw[at : at + _FRAME])
        if frame[1] and frame[2:4] == salt:
            return True
    return False


def _sums(data: bytes, sums: tuple[int, ...], order: str) -> tuple[int, int]:
    first, second = sums
    words = struct.unpack(f"{order}{len(data) // 4}I", data)
    for one, other in zip(words[::2], words[1::2], strict=True):
        first = (first + one + second) & _MASK
        second = (second + other + first) & _MASK
    return first, second
