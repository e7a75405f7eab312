from __future__ import annotations

import tempfile
from pathlib import Path

import fast_reader
import pytest

from diurna import store
from diurna.run.add import add

MEMORY = 64 << 20


@pytest.fixture
def path():
    """A case in memory where there is a disk for it: half of the time of these tests would be spent waiting for the real one."""
    with tempfile.TemporaryDirectory(dir="/dev/shm" if Path("/dev/shm").is_dir() else None) as folder:  # noqa: S108 - one of our own in it
        made = Path(folder) / "case.diurna"
        store.create(made, name="case")
        yield made


def folder_of(tmp_path, count, **marked):
    folder = tmp_path / "in"
    folder.mkdir(exist_ok=True)
    for number in range(count):
        (folder / f"{number:04}.txt").write_text(f"Report {number} of the harbour.")
    for name, words in marked.items():
        (folder / f"{name}.txt").write_text(f"{words} in the harbour.")
    return folder


def added(path, *inputs, **options):
    with store.open(path, write=True, verb="add") as case:
        return add(case, inputs, **{"read": fast_reader.read, "workers": 2, "seconds": 1.0, "memory": MEMORY, **options})


def ids(path):
    with store.open(path, write=False) as case:
        return {kept.id for kept in case.documents()}


def test_one_that_crashes_one_that_hangs_and_one_that_eats_memory_are_named_and_the_rest_is_read(path, tmp_path):
    folder = folder_of(tmp_path, 497, crashes="CRASH", hangs="HANG", eats="EAT")
    tally = added(path, folder)
    assert (tally.read, tally.known, tally.failed) == (497, 0, ())
    assert {issue.where: issue.why for issue in tally.quarantined} == {
        str(folder / "crashes.txt"): "its reader crashed (SIGSEGV)",
        str(folder / "eats.txt"): "needs more than 64 MB of memory",
        str(folder / "hangs.txt"): "took longer than 1 s",
    }
    assert len(ids(path)) == 497
