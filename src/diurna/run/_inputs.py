"""Inputs: what was handed in, as files that a worker can open, again if need be, in a fixed order."""

from __future__ import annotations

import hashlib
import io
import os
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

from diurna import ingest
from diurna.case import Refusal
from diurna.errors import InputError, StoreError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

STDIN = "-"
_SPARE = 64 << 20  # bytes that stay free: room for SQLite's log and for whoever else writes to the disk
_CASE = ("", "-wal", "-shm", "-journal", ".lock", ".tmp")


@dataclass(frozen=True, slots=True)
class Input:
    """One file to be opened: where it is, what it is called in the case, how many bytes it has.

    `fetched` is what the server told of a page: the kind, told and headers of its piece.
    """

    path: str
    name: str
    size: int
    fetched: Mapping[str, Any] | None = None

    def identity(self) -> str:
        """Return what names the file itself in the ledger, when it cannot be opened: "i-" and the beginning of its SHA-256."""
        try:
            with Path(self.path).open("rb") as handle:
                return "i-" + hashlib.file_digest(handle, "sha256").hexdigest()[:16]
        except OSError:
            return refusal_id(self.name)


def refusal_id(name: str) -> str:
    """Return what names something in the ledger whose bytes were never seen."""
    return "n-" + hashlib.sha256(name.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def plain(name: str) -> str:
    """Return a name as text: bytes of a file's name that are no UTF-8 become replacement characters."""
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def gather(named: Iterable[str | Path], *, case: Path, folder: Path, stdin: BinaryIO) -> Iterator[Input | Refusal]:
    """Yield what was handed in, sorted by name.

    Args:
        named: files, folders, URLs, "-" for standard input; the same one twice counts once.
        case: the case; its own files are left out.
        folder: where standard input, pipes and pages fetched are put, so that they can be opened more than once.
        stdin: standard input.

    Yields:
        Inputs, and a refusal for each that is skipped or cannot be fetched. A file that is missing is an input: opening it fails.
    """
    words = sorted({str(word) for word in named})
    own = {case.resolve().with_name(case.name + suffix) for suffix in _CASE}
    urls = [word for word in words if word.startswith(("http://", "https://"))]
    if STDIN in words:
        yield _spooled(stdin, STDIN, folder)
    for url in urls:
        yield _fetched(url, folder)
    paths = [Path(word) for word in words if word != STDIN and word not in urls]
    found = ingest.walk([path for path in paths if not _is_pipe(path)])
    yield from (_spooled_path(path, folder) for path in paths if _is_pipe(path))
    for item in found:
        if isinstance(item, Refusal):
            yield item
        elif item[0].resolve() not in own:
            yield _of_file(*item)


def check_room(case: Path, inputs: Iterable[Input]) -> None:
    """Raise `StoreError` when the disk of a case has no room for inputs; a case takes about what its originals take."""
    needed = _SPARE + sum(item.size for item in inputs)
    free = shutil.disk_usage(case.parent).free
    if free < needed:
        raise StoreError(
            f"{case}: {free / 1e6:,.0f} MB free on its disk, {needed / 1e6:,.0f} MB needed for what is to be added; make room, or add less"
        )


def _of_file(path: Path, name: str) -> Input:
    try:
        size = path.stat().st_size
    except OSError:
        size = 0  # the worker that opens it says why it cannot
    return Input(os.path.abspath(path), plain(name), size)  # noqa: PTH100 - `resolve` would follow links


def _is_pipe(path: Path) -> bool:
    return path.is_fifo() or path.is_char_device()


def _spooled_path(path: Path, folder: Path) -> Input:
    with path.open("rb") as stream:
        return _spooled(stream, str(path), folder)


def _spooled(stream: BinaryIO, name: str, folder: Path, fetched: Mapping[str, Any] | None = None) -> Input:
    target = folder / refusal_id(name)
    try:
        with target.open("wb") as handle:
            shutil.copyfileobj(stream, handle, 1 << 20)
    except OSError as error:
        raise StoreError(f"{name}: cannot be put beside the case to be read ({error.strerror or error}); make room there") from error
    return Input(str(target.absolute()), plain(name), target.stat().st_size, fetched)


def _fetched(url: str, folder: Path) -> Input | Refusal:
    try:
        piece = ingest.fetch(url)
    except InputError as error:
        return Refusal(url, str(error).removeprefix(f"{url}: "))
    return _spooled(io.BytesIO(piece.raw), url, folder, {"kind": piece.kind, "told": dict(piece.told), "headers": piece.headers})
