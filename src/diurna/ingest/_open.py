"""Opening what was handed in: containers in containers, one document at a time."""

from __future__ import annotations

import contextlib
import dataclasses
import io
import lzma
import tarfile
import tempfile
import zipfile
import zlib
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO
from urllib.parse import urlsplit

from diurna.case import Piece, Refusal
from diurna.errors import InputError
from diurna.ingest import _budget, _kinds
from diurna.ingest._budget import Budget, SpentError
from diurna.ingest._extract import Member
from diurna.ingest._names import cleaned, no_document, printable
from diurna.ingest._source import joined, raw_of_stream

if TYPE_CHECKING:
    from collections.abc import Iterator

    from diurna.ingest._extract import Container

SAMPLE = 1 << 16  # bytes looked at from each end: a ZIP tells its members at the end, all else tells itself at the beginning
IN_MEMORY = 16_000_000  # bytes of a packed archive held in memory, more goes to a temporary file
DAMAGED = (zipfile.BadZipFile, tarfile.TarError, zlib.error, lzma.LZMAError, EOFError, OSError, NotImplementedError)


def pieces(source: Path | BinaryIO | Piece, name: str) -> Iterator[Piece | Refusal]:
    """Open what was handed in and yield its documents, or say why there is none.

    Args:
        source: a file, a stream of bytes that is read once, or what was fetched.
        name: what it is called in the case; members are named after it ("saved.zip/a.html", "list.csv#12").

    Yields:
        Pieces and refusals in the order of the container, held one at a time. The same document gives the same bytes
        whether it comes in a folder, a ZIP or a tar.
    """
    try:
        if isinstance(source, Path):
            with source.open("rb") as stream:
                yield from _Opening(Budget()).opened(stream, name)
        elif isinstance(source, Piece):
            member = Member(urlsplit(source.name).path, io.BytesIO(source.raw), source.kind, source.told, source.headers)
            yield from _Opening(Budget()).opened(member.stream, name, member)
        else:
            yield from _Opening(Budget()).opened(source, name)
    except SpentError as error:
        yield Refusal(name, str(error))
    except OSError as error:
        yield Refusal(name, f"{error.strerror or error}; check the path and its permissions")


@dataclasses.dataclass(frozen=True, slots=True)
class _Opening:
    """One file being opened; `depth` counts the archives around, `within` names the innermost one's module."""

    budget: Budget
    depth: int = 0
    within: str = ""

    def opened(self, stream: BinaryIO, name: str, member: Member | None = None) -> Iterator[Piece | Refusal]:
        """Yield the pieces of one stream; what is wrong with it becomes a refusal."""
        try:
            with contextlib.ExitStack() as stack:
                stream, sample = self._sampled(stream, stack)
                kind = (member.kind if member else "") or _kinds.of(sample, member.name if member else name)
                container = _kinds.containers().get(kind)
                if container is None:
                    yield self._piece(stream, name, kind, member)
                else:
                    yield from self._inside(container, kind, stream, name)
        except SpentError:
            raise
        except InputError as error:
            yield Refusal(name, str(error).removeprefix(f"{name}: "))
        except DAMAGED as error:
            yield Refusal(name, f"damaged: {printable(str(error)) or type(error).__name__}")

    def _inside(self, container: Container, kind: str, stream: BinaryIO, name: str) -> Iterator[Piece | Refusal]:
        inner = _Opening(self.budget, self.depth + (kind != "gz"), kind)  # compression alone is no level: a tar.gz is one archive
        if inner.depth > _budget.MAX_DEPTH or kind == self.within == "gz":
            raise InputError(f"an archive {inner.depth} deep in others, at most {_budget.MAX_DEPTH}; unpack the outer ones")
        for part in container.pieces(stream, name, self.budget):
            if not isinstance(part, Refusal):
                self.budget.member()
            if not isinstance(part, (Piece, Refusal)):
                yield from inner.member(part, name)
            else:
                yield part

    def member(self, member: Member, container: str) -> Iterator[Piece | Refusal]:
        """Yield what is in one member; a name that is not fit or of no document is refused or skipped unread."""
        try:
            inside = cleaned(member.name)
        except InputError as error:
            yield Refusal(f"{container}/{printable(member.name)}", str(error))
            return
        name = container if self.within == "gz" else f"{container}/{inside}"  # what is merely packed keeps its name
        if why := "" if member.kind else no_document(inside):
            yield Refusal(name, why, "skipped")
        else:
            yield from self.opened(member.stream, name, member)

    def _piece(self, stream: BinaryIO, name: str, kind: str, member: Member | None) -> Piece:
        raw = raw_of_stream(stream, name)
        headers = _kinds.headers(raw, kind)
        if member is None:
            return Piece(name, raw, kind, headers=headers)
        return Piece(name, raw, kind, member.told, (*member.headers, *headers))

    def _sampled(self, stream: BinaryIO, stack: contextlib.ExitStack) -> tuple[BinaryIO, bytes]:
        """Return the stream at its beginning, and its two ends; an archive that must be read from its end is put where it can be."""
        buffered = stream if isinstance(stream, (io.BufferedReader, io.BytesIO)) else self.budget.counted(stream)
        head = buffered.read(SAMPLE)
        if buffered.seekable():
            size = buffered.seek(0, io.SEEK_END)
            buffered.seek(max(len(head), size - SAMPLE))
            tail = buffered.read()
            buffered.seek(0)
            return buffered, head + tail
        if not head.startswith(b"PK"):
            return joined(head, buffered), head
        spool = stack.enter_context(tempfile.SpooledTemporaryFile(IN_MEMORY))  # noqa: SIM115 - the stack closes it
        spool.write(head)
        while block := buffered.read(1 << 20):
            spool.write(block)
        spool.seek(max(len(head), spool.tell() - SAMPLE))
        tail = spool.read()
        spool.seek(0)
        return spool, head + tail  # type: ignore[return-value]  # a spool is a binary file in all but its type
