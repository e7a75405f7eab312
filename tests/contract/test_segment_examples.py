"""Every language file: its examples come apart where they were joined, and its words are written as the rules look them up."""

from __future__ import annotations

import re

import pytest

from diurna.knowledge import language, languages
from diurna.record import Document
from diurna.segment import prepare, split
from diurna.segment.words import Words

HAN = re.compile("[\u4e00-\u9fff]")


def test_there_are_languages():
    assert languages()


@pytest.mark.parametrize("code", languages())
def test_examples_come_apart_where_they_were_joined(code):
    words = language(code, "segment", Words)
    assert words.examples
    for example in words.examples:
        joined = ("" if HAN.search(example[0]) else " ").join(example)
        reading = split(prepare(Document("example", joined, ""), language=code))
        assert tuple(reading.text[s.start : s.end] for s in reading.sentences) == example


@pytest.mark.parametrize("code", languages())
def test_words_are_written_without_spaces_and_without_their_last_stop(code):
    words = language(code, "segment", Words)
    for word in (*words.titles, *words.abbreviations, *words.before_number, *words.starters, *words.hanging, *words.enclitics):
        assert not re.search(r"\s|\.$", word), word
    for name in ("titles", "abbreviations", "before_number", "starters"):
        lowered = [word.lower() for word in getattr(words, name)]
        assert len(lowered) == len(set(lowered)), name
    assert not {word.lower() for word in words.titles} & {word.lower() for word in words.abbreviations}
