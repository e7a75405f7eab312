"""gzip: one packed file; a tar.gz is a tar in it."""

from __future__ import annotations

import gzip
from pathlib import PurePath
from typing import TYPE_CHECKING, BinaryIO

from diurna.ingest._extract import MAGIC, NO, Member

if TYPE_CHECKING:
    from collections.abc import Iterator

    from diurna.ingest._budget import Budget

SUFFIXES = (".gz", ".tgz")


def sniff(sample: bytes) -> int:
    """By its magic number."""
    return MAGIC if sample.startswith(b"\x1f\x8b") else NO


def pieces(stream: BinaryIO, name: str, budget: Budget) -> Iterator[Member]:
    """Yield the one file in it."""
    path = PurePath(name)
    with gzip.GzipFile(fileobj=stream) as unpacked:
        inside = f"{path.stem}.tar" if path.suffix == ".tgz" else path.stem
        yield Member(inside or "unpacked", budget.counted(unpacked, packed=stream.tell))  # type: ignore[arg-type]  # it reads bytes
