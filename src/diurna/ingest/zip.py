"""ZIP: a folder that travels as one file."""

from __future__ import annotations

import stat
from typing import TYPE_CHECKING, BinaryIO

from diurna.case import Refusal
from diurna.errors import InputError
from diurna.ingest import _budget
from diurna.ingest._extract import MAGIC, NO, Member
from diurna.ingest._names import printable
from diurna.ingest._zipped import opened, unpacked

if TYPE_CHECKING:
    import zipfile
    from collections.abc import Iterator

    from diurna.ingest._budget import Budget

SUFFIXES = (".zip",)

_PACKAGES = ("[Content_Types].xml", "mimetype")  # what tells a PPTX, an ODT or an EPUB from a folder


def sniff(sample: bytes) -> int:
    """By its magic number; what is a ZIP by its make alone (DOCX, XLSX, WACZ) tells itself by what is inside."""
    return MAGIC if sample.startswith((b"PK\x03\x04", b"PK\x05\x06")) else NO


def pieces(stream: BinaryIO, name: str, budget: Budget) -> Iterator[Member | Refusal]:
    """Yield the members in the order of their names, as a folder is walked."""
    with opened(stream, name) as archive:
        if any(info.filename in _PACKAGES for info in archive.infolist()):
            raise InputError(f"{name}: a file of an office program or an e-book that is not read; save it as DOCX, XLSX or PDF")
        for info in sorted(archive.infolist(), key=lambda info: info.filename.split("/")):
            if info.is_dir():
                continue
            try:
                _check(info)
                with unpacked(archive, info, budget) as member:
                    yield Member(info.filename, member)
            except InputError as error:
                if isinstance(error, _budget.SpentError):
                    raise
                yield Refusal(f"{name}/{printable(info.filename)}", str(error))


def _check(info: zipfile.ZipInfo) -> None:
    if stat.S_ISLNK(info.external_attr >> 16):
        raise InputError("a symbolic link, no file; archive what it points to")
