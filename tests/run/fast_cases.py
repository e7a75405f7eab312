"""Folders of short documents for the fast reader, and what a case holds of them."""

from __future__ import annotations

import zipfile

from diurna import store


def folder_of(tmp_path, count, **marked):
    """Make a folder of so many reports, and of one document more for each marked word."""
    folder = tmp_path / "in"
    folder.mkdir(exist_ok=True)
    for number in range(count):
        (folder / f"{number:04}.txt").write_text(f"Report {number} of the harbour.")
    for name, words in marked.items():
        (folder / f"{name}.txt").write_text(f"{words} in the harbour.")
    return folder


def zipped(folder, target):
    with zipfile.ZipFile(target, "w") as archive:
        for file in sorted(folder.iterdir()):
            archive.write(file, file.name)
    return target


def ids(path):
    with store.open(path, write=False) as case:
        return {kept.id for kept in case.documents()}
