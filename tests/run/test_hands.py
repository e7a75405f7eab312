"""Hands: work is done by other processes as by this one."""

from __future__ import annotations

import os
import signal
import sys

import pytest

from diurna.errors import QueryError, WorkerError
from diurna.run._hands import Hands
from diurna.run.link import batches


class Adding:
    """Adds to a number, and says in which process."""

    def __init__(self, more: int) -> None:
        self.more = more

    def __call__(self, number: int) -> tuple[int, int]:
        sys.stdout.write("a library that prints\n")
        return number + self.more, os.getpid()


def failing(number: int) -> int:
    if number == 5:
        raise QueryError("five")
    return number


def dying(number: int) -> int:
    if number == 5:
        os.kill(os.getpid(), signal.SIGKILL)
    return number


def test_parts_come_back_in_order_from_other_processes_and_each_work_is_its_own():
    with Hands(2) as hands:
        found = list(hands.map(Adding(1), range(40)))
        more = list(hands.map(Adding(100), iter(range(3))))
    assert [number for number, _ in found] == list(range(1, 41))
    assert [number for number, _ in more] == [100, 101, 102]
    assert os.getpid() not in {where for _, where in found}


def test_without_hands_the_work_is_done_here():
    with Hands() as hands:
        assert list(hands.map(Adding(1), range(3))) == [(number, os.getpid()) for number in (1, 2, 3)]


def test_an_error_of_the_work_is_raised_as_it_is():
    with Hands(2) as hands, pytest.raises(QueryError, match="five"):
        list(hands.map(failing, range(10)))


def test_a_hand_that_is_killed_is_told_and_the_others_end():
    with Hands(2) as hands, pytest.raises(WorkerError, match="link again"):
        list(hands.map(dying, range(10)))


def test_batches_hold_all_in_order():
    assert list(batches(range(5), 2)) == [(0, 1), (2, 3), (4,)]
    assert list(batches((), 2)) == []
