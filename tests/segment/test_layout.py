"""Paragraphs: blank lines, headlines, lists, lines set to a width."""

from __future__ import annotations

import pytest

from diurna.record import Document
from diurna.segment import prepare

CASES = {
    "headline and paragraphs on single lines": (
        "Storm closes the port\nThe port was shut on Monday.\nShips wait outside.",
        ["Storm closes the port", "The port was shut on Monday.", "Ships wait outside."],
    ),
    "blank lines": ("One stays.\n\n\n  Two leaves.  \n \nThree", ["One stays.", "Two leaves.", "Three"]),
    "a sentence over two lines": (
        "The port was shut on Monday because of\nthe storm.\nShips wait.",
        ["The port was shut on Monday because of the storm.", "Ships wait."],
    ),
    "a list": ("We need:\n- bread and\n- salt\n1. an oven", ["We need:", "- bread and", "- salt", "1. an oven"]),
    "lines set to a width": (
        "The keeper of the lighthouse said on Monday that\nhe saw no ship. Nobody had told him that the\nLord Hale was late.\n\nHe went home.",
        [
            "The keeper of the lighthouse said on Monday that he saw no ship. Nobody had told him that the Lord Hale was late.",
            "He went home.",
        ],
    ),
    "a short line ends a paragraph of set lines": (
        "The keeper of the lighthouse said on Monday\nthat nobody came.\nThe ship of the company in the far town of\nHale was late.",
        ["The keeper of the lighthouse said on Monday that nobody came.", "The ship of the company in the far town of Hale was late."],
    ),
    "lost case": (
        "storm closes the port of the island\nthe port was shut on monday\nships wait.",
        ["storm closes the port of the island", "the port was shut on monday", "ships wait."],
    ),
}


@pytest.mark.parametrize(("text", "expected"), CASES.values(), ids=CASES)
def test_paragraphs(text, expected):
    reading = prepare(Document("d", text, ""), language="en")
    assert [reading.text[start:end] for start, end in reading.paragraphs] == expected
