"""The write-ahead log of a case: SQLite drops all that follows a damaged frame of it without a word."""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING

from diurna.case import Fault

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_HEADER, _FRAME = 32, 24  # bytes
_MAGIC = 0x377F0682  # its last bit tells the byte order of the sums
_MASK = 0xFFFFFFFF


def faults(path: Path) -> Iterator[Fault]:
    """Yield the frames of a case's log that are damaged before the end of a transaction.

    A last transaction that was not finished is none: that is what a log is for. But when a whole transaction of the same
    log follows a frame whose sum is wrong, committed work is lost to SQLite.
    """
    log = path.with_name(path.name + "-wal")
    try:
        raw = log.read_bytes()
    except FileNotFoundError:
        return
    if not raw:
        return
    head = struct.unpack(">8I", raw[:_HEADER].ljust(_HEADER, b"\0"))
    order = "<" if head[0] == _MAGIC else ">"
    sums = _sums(raw[: _HEADER - 8], (0, 0), order)
    if head[0] & ~1 != _MAGIC or sums != head[6:8]:
        yield Fault(str(log), "a header whose sum is wrong", "the header of a write-ahead log: what it held is lost to SQLite")
        return
    size = head[2]
    for number, at in enumerate(range(_HEADER, len(raw) - _FRAME - size + 1, _FRAME + size), 1):
        frame = struct.unpack(">6I", raw[at : at + _FRAME])
        sums = _sums(raw[at + _FRAME : at + _FRAME + size], _sums(raw[at : at + 8], sums, order), order)
        if frame[2:4] != head[4:6] or sums != frame[4:6]:
            if _committed_after(raw, at + _FRAME + size, size, head[4:6]) or (frame[1] and frame[2:4] == head[4:6]):
                yield Fault(f"{log}, frame {number}", "a sum that is wrong", "a whole frame: what was committed in it and after it is lost")
            return


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
