"""Cases for tests that write a lot."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest

from diurna import store

MEMORY_DISK = Path("/dev/shm")  # noqa: S108 - a folder of our own is made in it


@pytest.fixture
def case_path():
    """An empty case, in memory where there is a disk for it: half of the time would be spent waiting for the real one."""
    with tempfile.TemporaryDirectory(dir=MEMORY_DISK if MEMORY_DISK.is_dir() else None) as folder:
        made = Path(folder) / "case.diurna"
        store.create(made, name="case")
        yield made
