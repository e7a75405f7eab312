"""Several processes on one case, and what becomes of workers when their supervisor is killed."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from fast_cases import folder_of, ids

from diurna import store
from diurna.case import Filters

FAST_ADD = Path(__file__).parent / "fast_add.py"


def started(*arguments):
    return subprocess.Popen(  # noqa: S603 - our own driver
        [sys.executable, str(FAST_ADD), *map(str, arguments)], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )


def until(found, seconds=20.0):
    end = time.monotonic() + seconds
    while not (value := found()):
        assert time.monotonic() < end, "waited in vain"
        time.sleep(0.02)
    return value


def children(pid):
    return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def alive(pid):
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def test_one_writes_another_waits_or_says_who_writes_and_a_reader_is_never_blocked(case_path, tmp_path):
    folder = folder_of(tmp_path, 5, hangs="HANG")
    first = started(case_path, folder, "--workers", "1", "--seconds", "2", "--quiet")
    until(lambda: len(ids(case_path)) >= 1)
    second = started(case_path, folder, "--wait", "0")
    third = started(case_path, folder, "--wait", "30", "--workers", "1")
    with store.open(case_path, write=False) as case:
        for _ in range(20):
            began = time.monotonic()
            assert case.query(Filters(), limit=10).total <= 5
            assert time.monotonic() - began < 1
    assert f"process {first.pid} (add, since" in second.communicate(timeout=20)[1]
    assert second.returncode == 1
    assert "took longer than 2 s" in first.communicate(timeout=30)[1]
    assert "0 read, 5 known, 0 failed, 1 quarantined" in third.communicate(timeout=30)[0]


@pytest.mark.skipif(not Path("/proc/self/task").is_dir(), reason="the children of a process are read from /proc")
def test_workers_die_with_their_supervisor_even_while_they_hang(case_path, tmp_path):
    folder = folder_of(tmp_path, 0, hangs="HANG")
    process = started(case_path, folder, "--workers", "1")
    (worker,) = until(lambda: children(process.pid))
    until(lambda: Path(f"/proc/{worker}/stat").read_text().split()[2] == "S" and len(ids_in_hand(case_path)) == 1)
    process.kill()
    process.communicate()
    until(lambda: not alive(worker), 5.0)
    assert process.returncode == -signal.SIGKILL
    with store.open(case_path, write=True) as case:
        assert [Path(noted.name).name for noted in case.interrupted()] == ["hangs.txt"]


def ids_in_hand(path):
    with store.open(path, write=False) as case:
        return case.sql("SELECT document FROM entry WHERE fate = 'in hand'")[1]


def test_an_interrupt_ends_workers_and_says_that_it_stopped(case_path, tmp_path):
    folder = folder_of(tmp_path, 3, hangs="HANG")
    process = started(case_path, folder, "--workers", "1")
    until(lambda: len(ids_in_hand(case_path)) == 1 and len(ids(case_path)) == 3)
    os.kill(process.pid, signal.SIGINT)
    assert process.communicate(timeout=20)[1].endswith("stopped\n")
    assert process.returncode == 130
    assert [file.name for file in case_path.parent.iterdir()] == [case_path.name]
    assert len(ids(case_path)) == 3
