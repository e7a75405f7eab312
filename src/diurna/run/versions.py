"""Versions: what a reading was made by, so that it can be told when it would come out differently."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

_PACKAGE = Path(__file__).parents[1]
_MODEL = "data/model"
# What a reading is made by; a change to how cases are kept, shown or exported makes no reading old.
_KNOWLEDGE = ("data/languages", "data/actors", "data/places", "data/columns.toml")
_CODE = (
    "ingest", "segment", "times", "frames", "places", "actors", "claims", "run/pipeline.py", "run/offsets.py", "knowledge.py", "record.py",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Versions:
    """The model, the knowledge and the code that make a reading: digests of their files, the code's behind the package's version."""

    model: str
    knowledge: str
    code: str


def current() -> Versions:
    """Return the versions of this installation; a file is hashed again only when its size or time of change is another."""
    return Versions(_digest(_files((_MODEL,))), _digest(_files(_KNOWLEDGE)), f"{version('diurna')}+{_digest(_files(_CODE))}")


@cache
def _files(parts: Iterable[str]) -> tuple[Path, ...]:
    found = [path for part in parts for path in ([_PACKAGE / part] if (_PACKAGE / part).is_file() else (_PACKAGE / part).rglob("*"))]
    return tuple(sorted(path for path in found if path.is_file() and path.suffix not in (".pyc", ".md")))


def _digest(files: Iterable[Path]) -> str:
    """Return 16 hex digits over the names and the contents of files."""
    hashed = hashlib.sha256()
    for path in files:
        found = path.stat()
        hashed.update(f"{path.relative_to(_PACKAGE).as_posix()}\0{_hash(path, found.st_size, found.st_mtime_ns)}\n".encode())
    return hashed.hexdigest()[:16]


@lru_cache(maxsize=4096)
def _hash(path: Path, _size: int, _changed: int) -> str:
    with path.open("rb") as handle:
        return hashlib.file_digest(handle, "sha256").hexdigest()
