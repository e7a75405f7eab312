"""Folders: a fixed order, and a word on everything that is left out."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from diurna import ingest
from diurna.case import Refusal

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def folder(tmp_path) -> Path:
    for name in (
        "in/b.txt",
        "in/a/z.txt",
        "in/a/keep.log",
        "in/drafts/x.txt",
        "in/c.log",
        "in/.hidden/x.txt",
        "in/page_files/s.css",
        "out.txt",
    ):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("Talks opened.")
    (tmp_path / "in/.diurnaignore").write_text("# mine\n*.log\n/drafts/\n")
    (tmp_path / "in/a/.diurnaignore").write_text("!keep.log\n")
    (tmp_path / "in/link.txt").symlink_to(tmp_path / "out.txt")
    (tmp_path / "in/inner.txt").symlink_to(tmp_path / "in/b.txt")
    (tmp_path / "in/round").symlink_to(tmp_path / "in")
    (tmp_path / "in/gone.txt").symlink_to(tmp_path / "in/nothing")
    os.mkfifo(tmp_path / "in/pipe.txt")
    return tmp_path / "in"


def walked(*paths: Path, **options: object) -> tuple[list[str], dict[str, str]]:
    root = paths[0]
    found = list(ingest.walk(paths, **options))
    files = [str(path.relative_to(root)) for path, name in (x for x in found if not isinstance(x, Refusal))]
    assert all(x.kind == "skipped" for x in found if isinstance(x, Refusal))
    return files, {str(x.name).removeprefix(f"{root}/"): x.why for x in found if isinstance(x, Refusal)}


def test_a_folder_is_walked_in_order_without_what_is_ignored_hidden_or_leads_out(folder):
    files, skipped = walked(folder)
    assert files == ["a/keep.log", "a/z.txt", "b.txt", "inner.txt"]
    assert skipped == {
        ".hidden": "hidden",
        "c.log": "matches .diurnaignore or --ignore",
        "drafts": "matches .diurnaignore or --ignore",
        "gone.txt": "a link to nothing",
        "link.txt": "a link out of the folder",
        "page_files/s.css": "a .css file, no document",
        "pipe.txt": "no plain file",
        "round": "a link to a folder that is walked in its own place",
    }


def test_patterns_may_be_given_besides(folder):
    assert walked(folder, ignore=("b.*",))[0] == ["a/keep.log", "a/z.txt", "inner.txt"]


def test_a_file_that_is_named_is_always_yielded(folder):
    assert list(ingest.walk([folder / "c.log", folder / "none"])) == [
        (folder / "c.log", f"{folder}/c.log"),
        (folder / "none", f"{folder}/none"),
    ]
    (missing,) = ingest.pieces(folder / "none", "none")
    assert missing == Refusal("none", "No such file or directory; check the path and its permissions")


def test_names_do_not_depend_on_where_a_folder_is(folder, monkeypatch):
    monkeypatch.chdir(folder.parent)
    from_here = [x[1] for x in ingest.walk([type(folder)("in")]) if not isinstance(x, Refusal)]
    assert from_here == ["in/a/keep.log", "in/a/z.txt", "in/b.txt", "in/inner.txt"]
