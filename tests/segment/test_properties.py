"""What holds for any text at all."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from diurna.errors import InputError
from diurna.record import Document, Quote, Time
from diurna.segment import prepare, split

PIECES = [
    "ville", "Le", "août", "M", "St", "U.S", "z.B", "14", "2019", "Ã©", "â€™", "Ð¿", "é", "ш", "ال", "桥", "İ", "ß", "😀", "\u0301",
    ".", "...", "…", "!", "?", "؟", "。", ",", ";", ":", "-", "—", "«", "»", "“", "”", "„", '"', "'", "’", "(", ")", "「", "」",
    " ", "  ", "\n", "\n\n", "\r\n", "\r", "\t", "\xa0", "\u202f", "\u3000", "\xad", "\u200b", "\u200f", "\ufeff", "\x00", "\x85", "\u2028",
    "\ud800", "-\n", "\xad\n", "www.a.Com/", "a@b.Org", "• ", "1) ",
]  # fmt: skip
TEXTS = st.one_of(st.lists(st.sampled_from(PIECES), max_size=60).map("".join), st.text(st.characters(), max_size=80))
LANGUAGES = st.sampled_from(["fr", "de", "ar", "zh", "ru"])


@settings(deadline=None)
@given(TEXTS, LANGUAGES)
def test_the_map_is_monotone_and_exact(text, language):
    reading = prepare(Document("d", text, ""), language=language)
    if reading.origin is None:
        assert (reading.text, reading.repairs) == (text, ())
        return
    assert len(reading.origin) == len(reading.text) + 1
    assert list(reading.origin) == sorted(reading.origin)
    assert reading.origin[0] >= 0
    assert reading.origin[-1] == len(text)
    told = [range(repair.quote.start, repair.quote.end) for repair in reading.repairs]
    for character, at in zip(reading.text, reading.origin, strict=False):
        assert text[at : at + 1] == character or any(at in quote or at == quote.stop for quote in told)
    for at in set(range(len(text))) - set(reading.origin):
        assert any(at in quote for quote in told)


@settings(deadline=None)
@given(TEXTS, LANGUAGES)
def test_every_repair_quotes_the_document(text, language):
    for repair in prepare(Document("d", text, ""), language=language).repairs:
        assert text[repair.quote.start : repair.quote.end] == repair.quote.text


@settings(deadline=None)
@given(TEXTS, LANGUAGES, st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60)), max_size=3))
def test_sentences_hold_every_character_once_and_no_time_is_divided(text, language, spans):
    reading = prepare(Document("d", text, ""), language=language)
    size = len(reading.text)
    quotes = [Quote(min(a, b, size), min(max(a, b), size), "") for a, b in spans]
    times = tuple(Time(quote, None, "DATE", "", "none", "stated", False, "", 1.0) for quote in quotes)
    reading = split(replace(reading, times=times))
    held = [i for sentence in reading.sentences for i in range(sentence.start, sentence.end)]
    assert held == sorted(set(held))
    assert {i for i, character in enumerate(reading.text) if not character.isspace()} <= set(held)
    for sentence in reading.sentences:
        words = reading.text[sentence.start : sentence.end]
        assert words == words.strip() != ""
        start, end = reading.paragraphs[sentence.paragraph]
        assert start <= sentence.start
        assert sentence.end <= end
        assert not any(quote.start < sentence.end < quote.end <= end for quote in quotes)


@settings(deadline=None)
@given(TEXTS, LANGUAGES)
def test_quotations_lie_in_the_text_one_after_the_other(text, language):
    reading = prepare(Document("d", text, ""), language=language)
    ends = [end for span in reading.quotations for end in span]
    assert ends == sorted(ends)
    assert not ends or ends[-1] <= len(reading.text)


@settings(deadline=None, max_examples=50)
@given(TEXTS)
def test_the_language_of_any_text_is_found_or_refused(text):
    try:
        reading = prepare(Document("d", text, ""))
    except InputError:
        return
    assert split(reading).sentences is not None


@settings(deadline=None)
@given(TEXTS, LANGUAGES)
def test_a_repaired_text_needs_no_further_repair_of_characters(text, language):
    reading = prepare(Document("d", text, ""), language=language)
    again = prepare(Document("d", reading.text, ""), language=language)
    assert "invisible character" not in {repair.reason for repair in again.repairs}
    assert "special space" not in {repair.reason for repair in again.repairs}


@pytest.mark.parametrize("flood", ["1.", "a.\n", '"', "«", "A. ", "-\n", "\ud800", "\u200f", "a" * 9 + " ", "Ã©", "،"])
def test_floods(flood):
    text = flood * 3000
    reading = split(prepare(Document("d", text, ""), language="fr"))
    held = "".join(reading.text[s.start : s.end] for s in reading.sentences)
    assert "".join(held.split()) == "".join(reading.text.split())
