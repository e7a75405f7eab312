"""The formats: the modules of this folder, and which of them a file is of."""

from __future__ import annotations

import importlib
import pkgutil
from functools import cache
from importlib.metadata import version
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, Any, cast

from diurna.errors import InputError
from diurna.ingest._extract import MAGIC, NO

if TYPE_CHECKING:
    from diurna.ingest._extract import Container, Extract, Format

_ROOM = __name__.rpartition(".")[0]


@cache
def modules() -> dict[str, Any]:
    """Return every format by name, sorted; a leading underscore keeps a module out."""
    names = sorted(m.name for m in pkgutil.iter_modules([str(Path(__file__).parent)]) if not m.name.startswith("_"))
    return {name: importlib.import_module(f"{_ROOM}.{name}") for name in names}


@cache
def documents() -> dict[str, Format]:
    """Return the formats of documents by name."""
    return {name: module for name, module in modules().items() if hasattr(module, "extract")}


@cache
def containers() -> dict[str, Container]:
    """Return the formats that hold documents, by name."""
    return {name: module for name, module in modules().items() if hasattr(module, "pieces")}


def of(sample: bytes, name: str) -> str:
    """Return the name of the format: by a magic number, else the suffix of the name, else what the bytes look like."""
    sure = {kind: module.sniff(sample) for kind, module in modules().items()}
    likeliest = max(sure, key=lambda kind: sure[kind])
    if sure[likeliest] >= MAGIC:
        return likeliest
    suffix = PurePath(name).suffix.lower()
    for kind, module in modules().items():
        if suffix and suffix in module.SUFFIXES:
            return kind
    return likeliest if sure[likeliest] > NO else "txt"


def extracted(kind: str, raw: bytes, name: str, *, charset: str) -> Extract:
    """Take the text out of a document; `charset` is what came with it said, "" when that is silent."""
    module: Any = documents()[kind]
    if charset and hasattr(module, "extract_as"):
        return cast("Extract", module.extract_as(raw, name, charset=charset))
    return cast("Extract", module.extract(raw, name))


def headers(raw: bytes, kind: str) -> tuple[tuple[str, str], ...]:
    """Return the headers that a document itself carries, () for most formats."""
    module = modules()[kind]
    return module.headers(raw) if hasattr(module, "headers") else ()


def needed(package: str, name: str) -> Any:
    """Return an optional library; raise `InputError` that says how to install it when it is missing."""
    try:
        return importlib.import_module(package)
    except ImportError as error:
        raise InputError(f"{name}: reading it needs {package}; install it with: pip install 'diurna[formats]'") from error


def extractor(kind: str) -> str:
    """Return name and version of what takes the text out of documents of a kind ("html: trafilatura 2.3.1")."""
    library = documents()[kind].LIBRARY
    return f"{kind}: {library} {version(library)}"
