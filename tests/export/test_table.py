from __future__ import annotations

import re

import pytest
from wcwidth import wcswidth

from diurna.export import Edition, formats
from diurna.export._columns import Column, columns
from diurna.record import Issue

TABLE = formats()["table"]


@pytest.mark.parametrize("width", [40, 60, 80, 100, 160])
def test_no_line_is_wider_than_the_terminal(reading, width):
    for line in TABLE.render(Edition((reading,), width=width)).splitlines():
        assert wcswidth(line) <= width


def test_dated_claims_stand_in_time_order_and_the_rest_apart(reading):
    text = TABLE.render(Edition((reading,)))
    order = [
        text.index(words)
        for words in ("since 9 Feb 2021", "3 Mar 2021", "WITHOUT A DATE", "CONCEDE", "AGREEMENT", "COMMITMENT", "NOT READ")
    ]
    assert order == sorted(order)


@pytest.mark.parametrize(
    "words", ["according to Velden", "conditional: if the strike", "night shifts ended by June", "the year is not told", "▲ PROTEST"]
)
def test_what_a_reader_needs_is_shown(reading, words):
    assert words in TABLE.render(Edition((reading,)))


def test_colour_only_when_asked(reading):
    assert "\x1b" not in TABLE.render(Edition((reading,)))
    coloured = TABLE.render(Edition((reading,), colour=True))
    assert re.sub(r"\x1b\[[\d;]*m", "", coloured).split() == TABLE.render(Edition((reading,))).split()


def test_what_failed_is_listed(reading):
    text = TABLE.render(Edition((reading,), failed=(Issue("not read", "bad.pdf", "a PDF, not text"),), several=True))
    assert "bad.pdf: not read: a PDF, not text" in text


def test_wide_letters_take_two_cells_and_no_control_character_gets_through():
    rows = list(columns([Column("总统周三签署协议", 6), Column("a\x1b[31mb", 10)]))
    assert all(wcswidth(row) == 18 for row in rows)
    assert "\x1b" not in "".join(rows)
