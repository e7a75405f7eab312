"""How much may come out of one file: limits that stop bombs and let archives of real size through."""

from __future__ import annotations

import io
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, BinaryIO

from diurna.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Callable

MAX_TOTAL = 20_000_000_000  # bytes out of one file: twenty thousand saved pages of a megabyte each
MAX_MEMBERS = 250_000  # parts of one archive: zipfile holds their list in memory, about 600 bytes each
MAX_RATIO = 200  # bytes out for each in: markup comes to 20, repetitive logs to 100; deflate can reach 1,032
RATIO_FROM = 4_000_000  # bytes: what is smaller does no harm whatever its ratio
MAX_DEPTH = 3  # archives in archives: a WARC in a WACZ in a ZIP; a quine never ends


class SpentError(InputError):
    """The whole file yields more than it may: nothing more is read out of it."""


@dataclass(slots=True)
class Budget:
    """What one handed-in file has yielded so far."""

    total: int = 0
    members: int = field(default=0)

    def member(self) -> None:
        """Count one part; raise `SpentError` when there are too many."""
        self.members += 1
        if self.members > MAX_MEMBERS:
            raise SpentError(f"more than {MAX_MEMBERS:,} parts in it; split it")

    def spend(self, count: int) -> None:
        """Count bytes that came out; raise `SpentError` when there are too many."""
        self.total += count
        if self.total > MAX_TOTAL:
            raise SpentError(f"more than {MAX_TOTAL:,} bytes come out of it; split it")

    def counted(self, stream: BinaryIO, *, packed: Callable[[], int] | None = None) -> io.BufferedReader:
        """Return the stream, its bytes counted as they are read.

        Args:
            stream: gives the unpacked bytes.
            packed: tells how many packed bytes have been used so far; with it, the ratio is held as well.
        """
        return io.BufferedReader(_Counted(stream, self, packed), buffer_size=1 << 16)


class _Counted(io.RawIOBase):
    def __init__(self, stream: BinaryIO, budget: Budget, packed: Callable[[], int] | None) -> None:
        self.stream, self.budget, self.packed, self.out = stream, budget, packed, 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]  # typeshed asks for any writable buffer
        got = self.stream.read(len(buffer))
        self.out += len(got)
        self.budget.spend(len(got))
        if self.packed is not None and self.out > RATIO_FROM and self.out > MAX_RATIO * max(self.packed(), 1):
            raise InputError(f"more than {MAX_RATIO} bytes come out for each one packed: a decompression bomb, or no article")
        buffer[: len(got)] = got
        return len(got)
