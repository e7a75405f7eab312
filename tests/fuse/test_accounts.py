"""Blocks of accounts in a reader's words."""

from __future__ import annotations

import pytest

from diurna.event import Account
from diurna.fuse import keys, said


@pytest.mark.parametrize(
    ("key", "words"),
    [
        ("never|name:dockers|material conflict", "dockers and material conflict, no date"),
        ("from 2021-03|state:NOR|state:ISL", "Norway and state:ISL, from 2021-03"),
    ],
)
def test_a_block_in_words(key, words):
    assert said(key, {"state:NOR": "Norway"}) == words


@pytest.mark.parametrize("day", ["2021-03-01", "2021-03-04", "1999-12-31", "2024-02-29"])
def test_the_days_of_a_block_hold_that_of_its_account(day):
    told = Account("c", "d", "AGREE", "asserted", day, day, day, ("state:NOR",), ("state:ISL",), "", (), (), "signed", "They signed.", "en")
    found = [said(key, {}).rpartition(", ")[2].split(" to ") for key in keys(told, None)]
    assert found
    assert all(first <= day <= last for first, last in found)
