"""Adding: what is handed in is read by killable workers and kept in a case, document by document."""

from __future__ import annotations

import os
import shutil
import sys
import time
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, BinaryIO

from diurna.case import Refusal
from diurna.record import digest
from diurna.run import versions
from diurna.run._book import Book
from diurna.run._inputs import Input, check_room, gather
from diurna.run._process import Job, Limits
from diurna.run._supervisor import Orders, Supervisor
from diurna.run.link import link

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from pathlib import Path

    from diurna.case import Fate, Tally
    from diurna.record import Reading
    from diurna.store import Store

_SHARD = 16  # inputs
_LIMITS = Limits()


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a run has come: inputs and their bytes, how many documents met with each fate, seconds since it began."""

    inputs: int
    inputs_done: int
    size: int
    size_done: int
    fates: Mapping[Fate, int]
    seconds: float


def add(  # noqa: PLR0913 - what may be told of documents, and what they may take
    case: Store,
    inputs: Iterable[str | Path],
    *,
    published: str | None = None,
    source: str = "",
    language: str = "",
    workers: int | None = None,
    seconds: float = _LIMITS.seconds,
    memory: int = _LIMITS.memory,
    documents: int = _LIMITS.documents,
    reread: bool = False,
    retry_quarantined: bool = False,
    read: Callable[..., Reading] | None = None,
    progress: Callable[[Progress], None] | None = None,
    noted: Callable[[Refusal], None] | None = None,
    stdin: BinaryIO | None = None,
) -> Tally:
    """Read files, folders, archives, feeds into a case; what the case has already is left as it is.

    Each document is kept in one transaction, and at the end claims are linked. A run that was broken off, however it was, is gone on
    with by adding the same again.

    Args:
        case: opened to write.
        inputs: paths, URLs, "-" for standard input; a folder stands for the files in it that `.diurnaignore` does not name.
        published: the day all of it was published, YYYY-MM-DD; `source` and `language` likewise, as for `run.read`.
        source: the outlet.
        language: ISO 639-1 code.
        workers: reading processes; by default one for each processor that this process may use.
        seconds: how long a document may take, and 2 ms more for each of its characters.
        memory: bytes a document may take beyond what the loaded model does (held on Linux only).
        documents: how many one worker reads before it is replaced.
        reread: read again what was read by another version of model, knowledge or code; the new reading supersedes.
        retry_quarantined: let the documents that were put aside be tried again.
        read: reads one document, as `pipeline.read` does, which it is by default; a function of a module, since workers import it. A
            function `warm` of that module is called before the memory is limited.
        progress: called whenever something has been settled.
        noted: called for what was skipped, and for notes on how something was understood.
        stdin: what "-" stands for; the process's own by default.

    Returns:
        What became of every document handed in; documents that failed or were put aside are named with the reason.

    Raises:
        StoreError: the disk has no room, or the case could not be written; what was kept before stays, and adding again goes on.
        WorkerError: no reading process can be started.
        LedgerError: documents are not all accounted for, a fault of ours.
    """
    began = time.monotonic()
    say = noted or (lambda _: None)
    limits = Limits(seconds=seconds, memory=memory, documents=documents)
    given = {"published": published, "source": source, "language": language}
    with _folder(case.path) as folder:
        named = list(inputs)
        found = list(gather(named, case=case.path, folder=folder, stdin=stdin or sys.stdin.buffer))
        check_room(case.path, [item for item in found if isinstance(item, Input)])
        run = case.begin_run("add", [str(name) for name in named])
        book = Book(case, run, versions.current(), reread=reread, retry=retry_quarantined)
        jobs = list(_jobs(found, book, say))
        size = sum(job.input.size for job in jobs)

        def step() -> None:
            if progress is not None:
                progress(Progress(len(jobs), supervisor.inputs_done, size, supervisor.bytes_done, book.counts, time.monotonic() - began))

        orders = Orders(*_reader(read), given, limits, workers or _processors(), folder)
        supervisor = Supervisor(book, orders, on_step=step, noted=say)
        supervisor.work(jobs)
        book.flush()
        tally = case.end_run(run)
    link(case)
    return tally


def _jobs(found: Iterable[Input | Refusal], book: Book, say: Callable[[Refusal], None]) -> Iterator[Job]:
    """Deal what was found into shards; yield a job for each input that is not put aside, note the others."""
    items: list[Input | Refusal] = []
    for item in found:
        if isinstance(item, Refusal) and item.kind != "refused":
            say(item)
        else:
            items.append(item)
    made = book.versions
    troubled = any(identity.startswith("i-") for identity in book.aside)  # only then is every input hashed before it is opened
    for first in range(0, len(items), _SHARD):
        part = items[first : first + _SHARD]
        shard = "s-" + digest([item.name for item in part], made.model, made.knowledge, made.code)
        book.plan(shard, len(part))
        for item in part:
            if isinstance(item, Refusal):
                book.refused(item.name, item.why, shard)
                book.leave(shard)
            elif troubled and book.is_aside(identity := item.identity()):
                book.put_aside(identity, item.name, shard)
                book.leave(shard)
            else:
                yield Job(item, shard)


def _reader(read: Callable[..., Reading] | None) -> tuple[str, str, list[str]]:
    """Return the module and the name of what reads, and where workers look for it.

    Our own is named and not imported, since the model is for workers alone. For ours they look nowhere else: a folder of the user's
    has no place among what they may import.
    """
    if read is None:
        return "diurna.run.pipeline", "read", []
    return read.__module__, read.__qualname__, sys.path


def _processors() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


@contextmanager
def _folder(case: Path) -> Iterator[Path]:
    """Make a folder beside the case for what must be put down meanwhile, and remove it; one that a broken-off run left goes first.

    It lies beside the case since what is put there is as confidential, and the same disk was checked for room.
    """
    folder = case.with_name(case.name + ".tmp")
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(mode=0o700)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)
