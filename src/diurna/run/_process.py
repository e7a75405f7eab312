"""One worker as its supervisor sees it: a process, what it has been given, what it holds, and until when it must be heard from."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import time
from dataclasses import dataclass, field
from typing import IO, TYPE_CHECKING

from diurna.run._channel import Inbox, frame

if TYPE_CHECKING:
    from pathlib import Path

    from diurna.run._channel import Heard, Message
    from diurna.run._inputs import Input

_CHUNK = 1 << 20
_DYING = 2.0  # seconds
_TAIL = 4000  # bytes of what a worker said on stderr that are kept, for the reason of its death


@dataclass(slots=True)
class Job:
    """An input to be opened from piece `start` on; `alone` is a second try, beside which nothing else goes on.

    `stamp` is that of the file when it was opened before, "" when it was not. `only` is the one document wanted of it, "" for all,
    `name` its name; `done` says that it has been dealt with. `again` is a document that was in hand when the model could not be loaded.
    """

    input: Input
    shard: str
    start: int = 0
    stamp: str = ""
    alone: bool = False
    only: str = ""
    name: str = ""
    done: bool = False
    again: str = ""


@dataclass(frozen=True, slots=True)
class Hand:
    """The document in a worker's hand."""

    id: str
    name: str


@dataclass(slots=True)
class Limits:
    """What a worker may take: seconds for a document, or between two, and more for each character; bytes of memory; documents."""

    seconds: float = 120.0
    per_character: float = 0.002  # seconds: ten times what the model takes on one busy core
    memory: int = 2 << 30  # beyond what the loaded model takes
    documents: int = 500  # then it is replaced, since libraries grow


@dataclass(slots=True, eq=False)
class Process:
    """A worker process."""

    popen: subprocess.Popen[bytes]
    inbox: Inbox = field(default_factory=Inbox)
    ready: bool = False
    warming: bool = False
    deadline: float | None = None
    allowed: float = 0.0
    job: Job | None = None
    hand: Hand | None = None
    container: bytes | None = None
    documents: int = 0
    tail: bytes = b""

    @classmethod
    def hired(cls, hello: Message, folder: Path) -> Process:
        """Start a worker; `folder` is where it may put temporary files."""
        # Without -P a module beside the user's files, such as a saved json.py, would take the place of Python's own.
        command = [sys.executable, "-P", "-m", "diurna.run._worker", str(os.getpid())]
        pipe = subprocess.PIPE
        popen = subprocess.Popen(  # noqa: S603 - our own interpreter and module
            command, stdin=pipe, stdout=pipe, stderr=pipe, bufsize=0, process_group=0, env={**os.environ, "TMPDIR": str(folder)}
        )
        worker = cls(popen)
        worker.send(hello)
        return worker

    @property
    def out(self) -> IO[bytes]:
        """The end of its channel that it answers on."""
        return pipe_of(self.popen.stdout)

    @property
    def err(self) -> IO[bytes]:
        """What it says beside, such as the warnings of libraries."""
        return pipe_of(self.popen.stderr)

    def send(self, message: Message) -> None:
        """Tell the worker something; when it is gone, its end of the channel says so."""
        with contextlib.suppress(BrokenPipeError):
            pipe_of(self.popen.stdin).write(frame(message))

    def allow(self, seconds: float) -> None:
        """Expect to hear from it within so many seconds."""
        self.allowed, self.deadline = seconds, time.monotonic() + seconds

    def heard(self) -> list[Heard] | None:
        """Return the messages that have come, None when the worker has gone; errors as `Inbox.feed`."""
        data = os.read(self.out.fileno(), _CHUNK)
        return list(self.inbox.feed(data)) if data else None

    def muttered(self) -> bool:
        """Keep the end of what it says on stderr; tell whether it may say more."""
        data = os.read(self.err.fileno(), _CHUNK)
        self.tail = (self.tail + data)[-_TAIL:]
        return bool(data)

    def end(self, *, hung_up: bool = False) -> str:
        """End the process, whatever it does, and return how it ended when it had by itself.

        One that hung up is dying: the system closes its channel before it tells how it died.
        """
        try:
            ended = self.popen.wait(_DYING if hung_up else 0)
        except subprocess.TimeoutExpired:
            ended = None
            with contextlib.suppress(ProcessLookupError):
                self.popen.kill()
            self.popen.wait()
        for stream in (self.popen.stdin, self.popen.stdout, self.popen.stderr):
            pipe_of(stream).close()
        return "" if ended is None else self._told(ended)

    def _told(self, status: int) -> str:
        if status < 0:
            name = signal.Signals(-status).name if -status in list(signal.Signals) else f"signal {-status}"
            return f"its reader crashed ({name})"
        said = self.tail.decode("utf-8", "replace").strip().splitlines()
        return f"its reader ended with status {status}" + (f": {said[-1][:200]}" if said else "")


def pipe_of(stream: IO[bytes] | None) -> IO[bytes]:
    """Return a stream of a process that was started with pipes."""
    if stream is None:
        raise ValueError("the process was started without pipes")
    return stream
