"""The progress bar: how far, how fast, how long still; on a terminal only."""

from __future__ import annotations

import shutil
import sys
import time
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    from types import TracebackType

    from diurna.run.add import Progress

_EVERY = 0.1  # seconds
_WIDTH = 20  # columns of the bar itself
_MINUTE, _HOUR = 60, 3600


class Bar:
    """One line of stderr that is written over and over; a context manager that leaves no trace of it."""

    def __init__(self, *, quiet: bool) -> None:
        self._on = sys.stderr.isatty() and not quiet
        self._shown = ""
        self._last = 0.0

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._clear()

    def show(self, progress: Progress) -> None:
        """Show how far a run has come; calls that come too fast are passed over."""
        now = time.monotonic()
        if self._on and now - self._last >= _EVERY:
            self._last = now
            columns = shutil.get_terminal_size().columns
            self._clear()
            self._shown = line(progress)[: columns - 1]
            sys.stderr.write(self._shown)
            sys.stderr.flush()

    def say(self, message: str) -> None:
        """Write a line to stderr, above the bar."""
        self._clear()
        sys.stderr.write(message + "\n")

    def _clear(self) -> None:
        if self._shown:
            sys.stderr.write("\r" + " " * len(self._shown) + "\r")
            self._shown = ""


def line(progress: Progress) -> str:
    """Return how far a run has come, as words.

    The time left counts by the bytes of the inputs that are done, so it is told once a first one is.
    """
    share = progress.size_done / progress.size if progress.size else 0.0
    filled = round(share * _WIDTH)
    counts = ", ".join(f"{progress.fates.get(fate, 0)} {fate}" for fate in ("read", "known", "failed"))
    settled = sum(progress.fates.values())
    rate = settled / progress.seconds if progress.seconds else 0.0
    told = f"[{'#' * filled}{'.' * (_WIDTH - filled)}] {progress.inputs_done} of {progress.inputs}: {counts}, {rate:.1f}/s"
    return told + (f", {_time(progress.seconds * (1 - share) / share)} left" if share else "")


def _time(seconds: float) -> str:
    if seconds < _MINUTE:
        return f"{seconds:.0f} s"
    return f"{seconds / _MINUTE:.0f} min" if seconds < _HOUR else f"{seconds / _HOUR:.1f} h"
