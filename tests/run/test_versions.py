from __future__ import annotations

import shutil
from dataclasses import asdict

import pytest

from diurna.run import _limits, versions


@pytest.fixture
def package(tmp_path, monkeypatch):
    """A copy of a part of each kind, in place of the package."""
    for part in ("data/model/labels.json", "data/languages/fr.toml", "claims/assemble.py", "cli/read.py", "run/pipeline.py"):
        target = tmp_path / part
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(versions._PACKAGE / part, target)  # noqa: SLF001
    monkeypatch.setattr(versions, "_PACKAGE", tmp_path)
    versions._files.cache_clear()  # noqa: SLF001
    yield tmp_path
    versions._files.cache_clear()  # noqa: SLF001


@pytest.mark.parametrize(
    ("file", "changed"),
    [
        ("data/model/labels.json", {"model"}),
        ("data/languages/fr.toml", {"knowledge"}),
        ("claims/assemble.py", {"code"}),
        ("run/pipeline.py", {"code"}),
        ("cli/read.py", set()),
    ],
)
def test_a_changed_file_is_another_version_of_what_it_belongs_to(package, file, changed):
    before = asdict(versions.current())
    assert asdict(versions.current()) == before
    with (package / file).open("a") as handle:
        handle.write("\n")
    after = asdict(versions.current())
    assert {part for part in after if after[part] != before[part]} == changed


def test_what_libraries_say_when_memory_runs_out_is_known_also_behind_another_error():
    assert _limits.out_of_memory(MemoryError())
    assert _limits.out_of_memory(RuntimeError("Failed to allocate memory for requested buffer of size 1"))
    behind = ValueError("no page")
    behind.__cause__ = MemoryError()
    assert _limits.out_of_memory(behind)
    assert not _limits.out_of_memory(ValueError("no page"))
