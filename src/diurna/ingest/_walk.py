"""Folders: their files in a fixed order, without what is hidden, ignored or leads out of them."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from pathspec import GitIgnoreSpec

from diurna.case import Refusal
from diurna.ingest._names import no_document

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    _Specs = tuple[tuple[Path, GitIgnoreSpec], ...]

IGNORE_FILE = ".diurnaignore"


def walk(paths: Iterable[Path], *, ignore: Iterable[str] = ()) -> Iterator[tuple[Path, str] | Refusal]:
    """Yield the files of the paths, each with the name it has in the case, folders in sorted order.

    Args:
        paths: files and folders, in the order in which they were named; a file named is always yielded.
        ignore: patterns as in .gitignore, counted from each folder named; a `.diurnaignore` in a folder adds its own.

    Yields:
        Path and name; or, for what is hidden, ignored, no plain file or a link out of its folder, a refusal that says so.
    """
    patterns = GitIgnoreSpec.from_lines(ignore)
    for path in paths:
        if path.is_dir():
            yield from _folder(path, path.resolve(), ((path, patterns),))
        else:
            yield path, str(path)


def _folder(folder: Path, root: Path, specs: _Specs) -> Iterator[tuple[Path, str] | Refusal]:
    own = folder / IGNORE_FILE
    try:
        if own.is_file():
            specs = (*specs, (folder, GitIgnoreSpec.from_lines(own.read_text("utf-8", "replace").splitlines())))
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError as error:
        yield Refusal(str(folder), f"{error.strerror or error}; check its permissions")
        return
    for entry in entries:
        path = folder / entry.name
        if path == own:
            continue
        if why := _skipped(path, entry, root, specs):
            yield Refusal(str(path), why, "skipped")
        elif entry.is_dir():
            yield from _folder(path, root, specs)
        elif entry.is_file():
            yield path, str(path)
        else:
            yield Refusal(str(path), "no plain file", "skipped")


def _skipped(path: Path, entry: os.DirEntry[str], root: Path, specs: _Specs) -> str:
    if why := no_document(path.relative_to(specs[0][0]).as_posix()):
        return why
    if entry.is_symlink():
        if not path.exists():
            return "a link to nothing"
        if not path.resolve().is_relative_to(root):
            return "a link out of the folder"
        if path.is_dir():
            return "a link to a folder that is walked in its own place"
    return f"matches {IGNORE_FILE} or --ignore" if _ignored(path, specs, folder=entry.is_dir()) else ""


def _ignored(path: Path, specs: _Specs, *, folder: bool) -> bool:
    """As git decides: the deepest file with a pattern that matches; a pattern with ! takes back."""
    for base, spec in reversed(specs):
        found = spec.check_file(path.relative_to(base).as_posix() + ("/" if folder else "")).include
        if found is not None:
            return found
    return False
