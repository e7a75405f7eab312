"""The supervisor: deals inputs to workers, lets them go on document by document, and ends those that crash, hang or eat memory.

It alone writes to the case. What a document may do to its worker costs that document a strike and nobody else anything.
"""

from __future__ import annotations

import selectors
import time
from collections import deque
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from diurna.case import Refusal
from diurna.errors import WorkerError
from diurna.run._answer import taken
from diurna.run._channel import AnswerError
from diurna.run._process import Hand, Job, Limits, Process

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from diurna.run._book import Book
    from diurna.run._channel import Message

_START = 120.0  # seconds in which a worker must have started, or have loaded the model, on a machine that is busy
_STARTS = 3  # workers in a row that do not get that far: something is wrong with all of them
_GONE = "no longer in its file, which was changed meanwhile; add it again"


@dataclass(frozen=True, slots=True)
class Orders:
    """What every worker is told: which function reads, and where to look for it, what is known of all documents, what it may take."""

    module: str
    name: str
    path: list[str]
    given: dict[str, Any]
    limits: Limits
    workers: int
    folder: Path


class Supervisor:
    """Runs jobs to their end; `on_step` is called whenever something has been settled."""

    def __init__(self, book: Book, orders: Orders, *, on_step: Callable[[], None], noted: Callable[[Refusal], None]) -> None:
        self.book, self.orders = book, orders
        self.inputs_done = self.bytes_done = 0
        self._on_step, self._noted = on_step, noted
        self._jobs: deque[Job] = deque()
        self._alone: deque[Job] = deque()
        self._staff: list[Process] = []
        self._single = False
        self._stillborn = 0
        self._selector = selectors.DefaultSelector()

    def work(self, jobs: Iterable[Job]) -> None:
        """Do all jobs, then, one at a time, what is to be tried alone.

        Raises:
            WorkerError: workers cannot be started.
            StoreError: the case cannot be written.
        """
        self._jobs.extend(jobs)
        try:
            while self._deal():
                self._listen()
        finally:
            for worker in tuple(self._staff):
                self._dismiss(worker)
            self._selector.close()

    def _deal(self) -> bool:
        """Give jobs to workers who wait, and hire some when they are too few; tell whether anything is still to be done."""
        busy = sum(worker.job is not None for worker in self._staff)
        if not self._jobs and not busy and self._alone:
            self._single = True
            self._jobs.append(self._alone.popleft())
        most = 1 if self._single else self.orders.workers
        for worker in self._staff:
            if self._jobs and worker.ready and worker.job is None and busy < most:
                self._give(worker, self._jobs.popleft())
                busy += 1
        while len(self._staff) < min(most, busy + len(self._jobs)):
            self._hire()
        return bool(busy or self._jobs or self._alone)

    def _give(self, worker: Process, job: Job) -> None:
        self.book.open(job.shard)
        worker.job, worker.container = job, None
        worker.allow(self.orders.limits.seconds)
        told = {"do": "open", "path": job.input.path, "name": job.input.name, "start": job.start, "stamp": job.stamp}
        worker.send({**told, "fetched": job.input.fetched, "given": self.orders.given})

    def _hire(self) -> None:
        hello = {"module": self.orders.module, "name": self.orders.name, "path": self.orders.path, "memory": self.orders.limits.memory}
        worker = Process.hired(hello, self.orders.folder)
        worker.allow(_START)
        self._staff.append(worker)
        self._selector.register(worker.out, selectors.EVENT_READ, (worker, True))
        self._selector.register(worker.err, selectors.EVENT_READ, (worker, False))

    def _dismiss(self, worker: Process, *, hung_up: bool = False) -> str:
        """End a worker and return how it ended if it had by itself."""
        self._staff.remove(worker)
        for stream in (worker.out, worker.err):
            if stream in self._selector.get_map():
                self._selector.unregister(stream)
        return worker.end(hung_up=hung_up)

    def _listen(self) -> None:
        """Wait for the next word of any worker, or for the first to be overdue, and act on it."""
        deadlines = [worker.deadline for worker in self._staff if worker.deadline is not None]
        wait = max(min(deadlines) - time.monotonic(), 0.0) if deadlines else None
        for key, _ in self._selector.select(wait):
            worker, spoken = key.data
            if worker not in self._staff:
                continue
            if spoken:
                self._hear(worker)
            elif not worker.muttered():
                self._selector.unregister(worker.err)
        now = time.monotonic()
        overdue = [worker for worker in self._staff if worker.deadline is not None and worker.deadline < now]
        if overdue:
            # What it said while another document was being written to the case was said in time.
            spoken_up = [key.data[0] for key, _ in self._selector.select(0) if key.data[1]]
            for worker in overdue:
                if worker not in spoken_up:
                    self._lost(worker, f"took longer than {worker.allowed:.0f} s")

    def _hear(self, worker: Process) -> None:
        try:
            heard = worker.heard()
            if heard is None:
                self._lost(worker, "")
                return
            for message, blobs in heard:
                self._act(worker, message, blobs)
        except AnswerError as error:
            self._lost(worker, f"its reader answered {error}")

    def _act(self, worker: Process, message: Message, blobs: list[bytes]) -> None:
        """Do what a message asks for."""
        what, job, limits = message.get("is"), worker.job, self.orders.limits
        if what == "unfit":
            raise WorkerError(message["why"])
        if what == "ready":
            worker.ready, worker.deadline = True, None
        elif job is not None and worker in self._staff:
            worker.allow(limits.seconds + limits.per_character * message.get("characters", 0))
            if what in ("read", "failed") and worker.hand is not None:
                self._answered(worker, job, worker.hand, message, blobs)
            elif what in ("warming", "warm"):
                worker.warming = what == "warming"
                worker.allow(_START if worker.warming else limits.seconds)
            elif what != "text":
                self._opening(worker, job, message)

    def _opening(self, worker: Process, job: Job, message: Message) -> None:
        """Follow a worker that goes through an input."""
        what = message.get("is")
        if what == "opened":
            job.start, job.stamp = message["start"], message["stamp"]
        elif what == "piece":
            self._named(worker, job, message)
        elif what == "refused":
            self._refused(job, message)
        elif what == "end":
            self._ended(worker, job)
        elif what == "memory":
            self._lost(worker, f"needs more than {self.orders.limits.memory / 2**20:,.0f} MB of memory")
        else:
            raise AnswerError(f"{what!r}, which was not asked for")

    def _named(self, worker: Process, job: Job, message: Message) -> None:
        """Answer a worker that names a document."""
        job.start = message["number"]
        if worker.documents >= self.orders.limits.documents:
            self._jobs.appendleft(job)
            self._dismiss(worker)
            return
        hand = Hand(message["id"], message["name"])
        if job.done:
            worker.send({"do": "stop"})
            return
        wanted = hand.id in (job.only, job.again)
        if job.only and not wanted:
            worker.send({"do": "skip"})
            return
        answer = self.book.named(hand.id, hand.name, job.shard, wanted=wanted)
        if answer == "later":
            self._put_off(job, hand)
        elif answer == "go":
            worker.hand = hand
        worker.send({"do": "go" if answer == "go" else "skip"})
        if answer != "go":
            job.start += 1
            self._on_step()

    def _put_off(self, job: Job, hand: Hand) -> None:
        self.book.shards[job.shard].left += 1
        self._alone.append(replace(job, only=hand.id, name=hand.name, alone=True))

    def _refused(self, job: Job, message: Message) -> None:
        job.start = message["number"] + 1
        refusal = Refusal(message["name"], message["why"], message["kind"])
        if refusal.kind != "refused":
            self._noted(refusal)
        elif not job.only:
            self.book.refused(refusal.name, refusal.why, job.shard)
            self._on_step()

    def _answered(self, worker: Process, job: Job, hand: Hand, message: Message, blobs: list[bytes]) -> None:
        """Keep what was read, or why it was not."""
        if message["is"] == "failed":
            self.book.failed(hand.id, hand.name, message["why"], job.shard)
        else:
            if message["container"] == "new":
                worker.container = blobs.pop()
            container = None if message["container"] == "none" else worker.container
            self.book.read(taken(hand, blobs, container, self.book.versions), job.shard)
        worker.hand = None
        worker.documents += 1
        self._stillborn = 0
        job.start += 1
        job.done = bool(job.only)
        self._on_step()

    def _ended(self, worker: Process, job: Job) -> None:
        """Close an input that has been gone through."""
        if job.only and not job.done:
            self.book.failed(job.only, job.name, _GONE, job.shard)
        worker.job, worker.deadline = None, None
        self._close(job)
        if worker.documents >= self.orders.limits.documents:
            self._dismiss(worker)

    def _close(self, job: Job) -> None:
        if not job.only:
            self.inputs_done += 1
            self.bytes_done += job.input.size
        self.book.leave(job.shard)
        self._on_step()

    def _lost(self, worker: Process, why: str) -> None:
        """Replace a worker that died or is to die; what it held is struck and tried once more, what it had not reached goes on."""
        job, hand = worker.job, worker.hand
        why = self._dismiss(worker, hung_up=not why) or why or "its reader hung up"
        if job is None or worker.warming:
            self._stillborn += 1
            if self._stillborn >= _STARTS:
                raise WorkerError(f"a reader cannot be started: {why}")
            if job is not None and hand is not None:
                self._jobs.appendleft(replace(job, again=hand.id))
            return
        if hand is None:
            self._strike_input(job, why)
            return
        if self.book.struck(hand.id, hand.name, why, job.shard, alone=job.alone):
            self._put_off(job, hand)
        if job.only:
            self._close(job)
        else:
            job.start += 1
            self._jobs.appendleft(job)

    def _strike_input(self, job: Job, why: str) -> None:
        """Strike an input that broke its worker outside any document."""
        why = f"while it was being opened, {why}"
        if job.only and job.done:
            self._close(job)
        elif self.book.struck(job.input.identity(), job.input.name, why, job.shard, alone=job.alone):
            self._alone.append(replace(job, alone=True))
        elif job.only:
            self.book.failed(job.only, job.name, why, job.shard)
            self._close(job)
        else:
            self.book.shards[job.shard].n_in += 1
            self._close(job)
