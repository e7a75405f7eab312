"""ZIP archives opened with their limits checked: the list of members before it is read, each member before it is unpacked."""

from __future__ import annotations

import contextlib
import io
import struct
import zipfile
from typing import TYPE_CHECKING, BinaryIO, cast

from diurna.errors import InputError
from diurna.ingest import _budget, _markup

if TYPE_CHECKING:
    from collections.abc import Iterator

    from diurna.ingest._budget import Budget

# End of the list of members (APPNOTE 4.3.16): members, bytes of the list; the record is 22 bytes and a comment of at most 65,535.
_END, _END_SIZE, _LONGEST_COMMENT = b"PK\x05\x06", 22, 65_535
_LISTED = 46  # bytes that one member takes in the list at the least
MAX_OFFICE = 200_000_000  # bytes of an unpacked DOCX or XLSX: its parts are parsed in memory
_LONG = 0xFFFF  # ZIP64 tells the number elsewhere; the size of the list is bounded by the file


@contextlib.contextmanager
def opened(stream: BinaryIO, name: str) -> Iterator[zipfile.ZipFile]:
    """Open an archive; raise `InputError` when it is damaged or lists more members than are read."""
    _check_list(stream, name)
    try:
        archive = zipfile.ZipFile(stream)
    except (zipfile.BadZipFile, NotImplementedError, ValueError, struct.error) as error:
        raise InputError(f"{name}: a damaged ZIP archive ({error}); download or make it again") from error
    with archive:
        yield archive


@contextlib.contextmanager
def unpacked(archive: zipfile.ZipFile, info: zipfile.ZipInfo, budget: Budget) -> Iterator[BinaryIO]:
    """Open one member; raise `InputError` when it is locked, packed in an unknown way, or a bomb by what the archive says itself.

    zipfile never gives more bytes than the archive says, so that what is checked here holds.
    """
    if info.flag_bits & 1:
        raise InputError("locked with a password; unlock it first")
    if info.file_size > _budget.RATIO_FROM and info.file_size > _budget.MAX_RATIO * max(info.compress_size, 1):
        raise InputError(
            f"{info.file_size:,} bytes packed into {info.compress_size:,}, more than {_budget.MAX_RATIO} for one: a decompression bomb"
        )
    try:
        member = archive.open(info)
    except (NotImplementedError, RuntimeError, zipfile.BadZipFile, ValueError, EOFError, struct.error) as error:
        raise InputError(f"cannot be unpacked ({error}); pack it as plain ZIP") from error
    with member:
        yield budget.counted(cast("BinaryIO", member))


def read(archive: zipfile.ZipFile, member: str, budget: Budget, *, most: int) -> bytes:
    """Return one member whole; raise `InputError` when it is missing or has more than `most` bytes."""
    try:
        info = archive.getinfo(member)
    except KeyError as error:
        raise InputError(f"no {member} in it; not a whole file of its kind") from error
    if info.file_size > most:
        raise InputError(f"{member} in it has {info.file_size:,} bytes, at most {most:,} are read")
    with unpacked(archive, info, budget) as stream:
        return stream.read()


def _check_list(stream: BinaryIO, name: str) -> None:
    size = stream.seek(0, io.SEEK_END)
    stream.seek(max(0, size - _END_SIZE - _LONGEST_COMMENT))
    tail = stream.read()
    stream.seek(0)
    at = tail.rfind(_END)
    if at < 0 or len(tail) - at < _END_SIZE:
        raise InputError(f"{name}: a ZIP archive without its list of members, cut short; download or make it again")
    count, listed = struct.unpack_from("<HL", tail, at + 10)
    if max(0 if count == _LONG else count, min(listed, size) // _LISTED // 2) > _budget.MAX_MEMBERS:
        raise InputError(f"{name}: more than {_budget.MAX_MEMBERS:,} parts in it; split it")


def check_office(archive: zipfile.ZipFile, name: str) -> None:
    """Raise `InputError` when a DOCX or XLSX would unpack to more than is parsed, or one of its XML parts declares entities."""
    infos = archive.infolist()
    total = sum(info.file_size for info in infos)
    if total > MAX_OFFICE:
        raise InputError(f"{name}: unpacks to {total:,} bytes, at most {MAX_OFFICE:,} are read; split it")
    budget = _budget.Budget()
    for info in infos:
        try:
            with unpacked(archive, info, budget) as member:
                head = member.read(_markup.HEAD)
        except InputError as error:
            raise InputError(f"{name}: {info.filename}: {error}") from error
        if info.filename.lower().endswith((".xml", ".rels", ".vml")):
            _markup.check(head, f"{name}: {info.filename}")
