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
        "The keeper said today that there was no\nship. Nobody told him that the\nlord was late.\n\nHe slept in a house in the far\ntown.",
        [
            "The keeper said today that there was no ship. Nobody told him that the lord was late.",
            "He slept in a house in the far town.",
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
