"""WACZ: web archives and their index in a ZIP; the archives are read."""

from __future__ import annotations

from typing import TYPE_CHECKING, BinaryIO

from diurna.case import Refusal
from diurna.errors import InputError
from diurna.ingest._budget import SpentError
from diurna.ingest._extract import INSIDE, NO, Member
from diurna.ingest._names import printable
from diurna.ingest._zipped import opened, unpacked

if TYPE_CHECKING:
    from collections.abc import Iterator

    from diurna.ingest._budget import Budget

SUFFIXES = (".wacz",)

_FOLDER, _ENDINGS = "archive/", (".warc", ".warc.gz")


def sniff(sample: bytes) -> int:
    """By a package's description and a web archive inside a ZIP."""
    return INSIDE if sample.startswith(b"PK") and b"datapackage.json" in sample and b"archive/" in sample and b".warc" in sample else NO


def pieces(stream: BinaryIO, name: str, budget: Budget) -> Iterator[Member | Refusal]:
    """Yield the web archives in it; index, pages and logs tell nothing that these do not hold."""
    with opened(stream, name) as archive:
        infos = [info for info in archive.infolist() if info.filename.startswith(_FOLDER) and info.filename.endswith(_ENDINGS)]
        for info in sorted(infos, key=lambda info: info.filename):
            try:
                with unpacked(archive, info, budget) as member:
                    yield Member(info.filename, member)
            except SpentError:
                raise
            except InputError as error:
                yield Refusal(f"{name}/{printable(info.filename)}", str(error))
    if not infos:
        yield Refusal(name, "no web archive in its folder archive/")
