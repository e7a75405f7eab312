"""The lock of a case: one writer at a time, known by name."""

from __future__ import annotations

import json
import os
import sys
import time
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from diurna.errors import BusyError, StoreError

if TYPE_CHECKING:
    from pathlib import Path

_EVERY = 0.05  # seconds between two tries


class Lock:
    """An flock on `<case>.lock`, a file that says who holds it; it is let go when the process ends, however it ends."""

    def __init__(self, case: Path, *, verb: str, wait: float) -> None:
        self.path = case.with_name(case.name + ".lock")
        self._file = self._taken(case, wait)
        told = {"pid": os.getpid(), "verb": verb, "since": datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")}
        os.ftruncate(self._file, 0)
        os.pwrite(self._file, json.dumps(told).encode(), 0)

    def release(self) -> None:
        """Let go of the lock and remove its file; a second call does nothing."""
        if self._file >= 0:
            self.path.unlink(missing_ok=True)
            os.close(self._file)
            self._file = -1

    def _taken(self, case: Path, wait: float) -> int:
        until = time.monotonic() + wait
        while True:
            file = self._tried(case)
            if file is not None:
                return file
            if time.monotonic() >= until:
                raise BusyError(f"{case}: {_holder(self.path)} is writing to it; waited {wait:g} s; try again when it has ended")
            time.sleep(_EVERY)

    def _tried(self, case: Path) -> int | None:
        if sys.platform == "win32":
            raise StoreError(f"{case}: a case can be written on Linux and macOS only; on Windows it can be read")
        import fcntl  # noqa: PLC0415 - Windows has none

        try:
            file = os.open(self.path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
        except OSError as error:
            raise StoreError(
                f"{self.path}: cannot be made ({error.strerror}); writing to a case needs a folder that can be written"
            ) from error
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            # The one who held it may have removed the file after it was opened here: then the lock is on nothing.
            if os.fstat(file).st_ino == self.path.stat().st_ino:
                return file
        except (BlockingIOError, FileNotFoundError):
            pass
        os.close(file)
        return None


def _holder(path: Path) -> str:
    try:
        told = json.loads(path.read_text(encoding="utf-8"))
        return f"process {told['pid']} ({told['verb'] or 'no verb told'}, since {told['since']})"
    except (OSError, ValueError, KeyError, TypeError):
        return "another process"
