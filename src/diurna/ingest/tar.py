"""tar: a folder that travels as one file, read as it comes; members that are no plain files are refused."""

from __future__ import annotations

import tarfile
from typing import TYPE_CHECKING, BinaryIO, cast

from diurna.case import Refusal
from diurna.errors import InputError
from diurna.ingest._extract import MAGIC, NO, Member
from diurna.ingest._names import printable

if TYPE_CHECKING:
    from collections.abc import Iterator

    from diurna.ingest._budget import Budget

SUFFIXES = (".tar",)
_MAGIC, _AT = b"ustar", 257  # POSIX.1-1988 and GNU alike; older archives are known by their suffix


def sniff(sample: bytes) -> int:
    """By its magic number."""
    return MAGIC if sample[_AT:].startswith(_MAGIC) else NO


def pieces(stream: BinaryIO, name: str, budget: Budget) -> Iterator[Member | Refusal]:
    """Yield the plain files in the order of the archive."""
    try:
        with tarfile.open(fileobj=stream, mode="r|") as archive:
            while (info := archive.next()) is not None:
                archive.members = []  # type: ignore[attr-defined]  # it would keep every header to its end
                if info.isdir():
                    continue
                member = archive.extractfile(info) if info.isfile() else None
                if member is None:
                    yield Refusal(f"{name}/{printable(info.name)}", f"{_named(info)}, no plain file; archive what it points to")
                else:
                    yield Member(info.name, budget.counted(cast("BinaryIO", member)))
    except tarfile.TarError as error:
        raise InputError(f"{name}: a damaged tar archive ({error}); download or make it again") from error


def _named(info: tarfile.TarInfo) -> str:
    if info.issym():
        return "a symbolic link"
    return "a hard link" if info.islnk() else "a device or pipe" if info.isdev() else "of an unknown type"
