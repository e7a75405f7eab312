"""Hands: processes beside this one that do parts of one piece of work, so that a case is linked by all cores.

They are processes of their own, not forks: this one may have threads. What goes to and fro is pickled, since both ends are ours and
no document is opened here; a worker that reads documents is spoken to by `_channel` instead.
"""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
from collections import deque
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from queue import SimpleQueue
from typing import TYPE_CHECKING, Any, TypeVar

from diurna.errors import WorkerError
from diurna.run._hand import receive, send
from diurna.run._process import pipe_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from types import TracebackType
    from typing import Self

Part = TypeVar("Part")
Done = TypeVar("Done")

_MOST = 4  # hands; this process, which writes, keeps no more of them busy
_AHEAD = 2  # parts that wait for each hand


def wanted() -> int:
    """Return how many hands this machine has work for: none where there is one core."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return min(cores, _MOST) if cores > 1 else 0


class Hands:
    """A context manager of some hands; with none, all is done in this process.

    Args:
        count: how many processes; they are started when the first part is at hand.
    """

    def __init__(self, count: int = 0) -> None:
        self._count = count
        self._free: SimpleQueue[subprocess.Popen[bytes]] = SimpleQueue()
        self._hired: list[subprocess.Popen[bytes]] = []
        self._threads: ThreadPoolExecutor | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        for hand in self._hired:
            if error is not None:
                hand.kill()
            with suppress(BrokenPipeError):
                pipe_of(hand.stdin).close()
        if self._threads is not None:
            self._threads.shutdown(cancel_futures=True)
        for hand in self._hired:
            pipe_of(hand.stdout).close()
            hand.wait()

    def map(self, work: Callable[[Part], Done], parts: Iterable[Part]) -> Iterator[Done]:
        """Yield what the work makes of each part, in their order.

        Args:
            work: can be pickled; each hand has its own copy, as it was when the first part was at hand.
            parts: asked for a few ahead of what is yielded.

        Raises:
            WorkerError: a hand was killed. What the work itself raises is raised here.
        """
        if not self._count:
            yield from map(work, parts)
            return
        told, waiting = pickle.dumps(work), deque[Future[Any]]()
        for part in parts:
            waiting.append(self._pool().submit(self._ask, told, part))
            while len(waiting) > _AHEAD * self._count:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()

    def _pool(self) -> ThreadPoolExecutor:
        if self._threads is None:
            # Without -P a module beside the user's files, such as a saved json.py, would take the place of Python's own.
            command = [sys.executable, "-P", "-c", "from diurna.run._hand import main; main()", str(os.getpid())]
            try:
                for _ in range(self._count):
                    hand = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, process_group=0)  # noqa: S603 - ours
                    self._hired.append(hand)
                    self._free.put(hand)
            except OSError as error:
                raise WorkerError(f"a process that helps to link could not be started ({error}); make room and link again") from error
            _send(self._hired, pickle.dumps(sys.path))
            self._threads = ThreadPoolExecutor(self._count)
        return self._threads

    def _ask(self, work: bytes, part: object) -> Any:
        hand = self._free.get()
        try:
            _send([hand], work, pickle.dumps(part))
            done, answer = pickle.loads(receive(pipe_of(hand.stdout)))  # noqa: S301 - a process of ours
        except (OSError, EOFError, ValueError) as error:
            status = hand.poll()
            raise WorkerError(f"a process that helps to link ended (status {status}), out of memory perhaps; link again") from error
        finally:
            self._free.put(hand)
        if not done:
            raise answer
        return answer


def _send(hands: Iterable[subprocess.Popen[bytes]], *frames: bytes) -> None:
    for hand in hands:
        pipe = pipe_of(hand.stdin)
        for data in frames:
            send(pipe, data)
        pipe.flush()
