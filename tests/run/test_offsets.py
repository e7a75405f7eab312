from __future__ import annotations

import dataclasses

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diurna.errors import QuoteError
from diurna.record import Document, Mention, Quote, Reading, Sentence
from diurna.run.offsets import quotes, received


def with_mention(original: str, working: str, origin: tuple[int, ...], start: int, end: int) -> Reading:
    mention = Mention(Quote(start, end, working[start:end]), "person", 0, 1.0)
    sentence = Sentence(start, end, 0)
    return Reading(
        Document("d", original, ""), working, "en", origin=origin, mentions=(mention,), sentences=(sentence,), quotations=((start, end),)
    )


@pytest.mark.parametrize(
    ("original", "working", "origin", "words", "back"),
    [
        ("in­ter­national talks", "international talks", (0, 1, 3, 4, 5, *range(7, 22)), "international", "in­ter­national"),
        ("Minsk\xad talks", "Minsk talks", (0, 1, 2, 3, 4, *range(6, 13)), "Minsk", "Minsk"),
        ("pactÃ© x", "pacté x", (0, 1, 2, 3, 4, 6, 7, 8), "pacté", "pactÃ©"),
        ("end.Next", "end. Next", (0, 1, 2, 3, 4, 4, 5, 6, 7, 8), "Next", "Next"),
        ("août. 9 vote", "9 août vote", (6, 5, 0, 1, 2, 3, 7, 8, 9, 10, 11, 12), "9 août", "août. 9"),
    ],
)  # fmt: skip
def test_quotes_are_the_words_as_received(original, working, origin, words, back):
    assert len(origin) == len(working) + 1
    start = working.index(words)
    reading = received(with_mention(original, working, origin, start, start + len(words)))
    (mention,) = reading.mentions
    assert mention.quote.text == back
    assert original[mention.quote.start : mention.quote.end] == back
    assert reading.quotations == ((mention.quote.start, mention.quote.end),)
    assert (reading.text, reading.origin) == (original, None)


@given(st.data())
def test_every_span_of_a_text_with_dropped_letters_quotes_its_slice(data):
    original = data.draw(st.text(alphabet="ab \u00ad", min_size=1, max_size=30))
    kept = [i for i, letter in enumerate(original) if letter != "\u00ad"]
    working = "".join(original[i] for i in kept)
    if working:
        start = data.draw(st.integers(0, len(working) - 1))
        end = data.draw(st.integers(start + 1, len(working)))
        reading = received(with_mention(original, working, (*kept, len(original)), start, end))
        for quote in quotes(reading):
            assert quote.text == original[quote.start : quote.end]
            assert quote.text.replace("\u00ad", "").strip() == working[start:end].strip()


def test_a_reading_without_repairs_stays_as_it_is(reading):
    assert received(reading) == reading


def test_a_wrong_quote_is_never_handed_out(reading):
    claim = dataclasses.replace(reading.claims[0], trigger=Quote(0, 4, "nope"))
    with pytest.raises(QuoteError, match="quotes 'nope' but the text there is 'Harb'"):
        received(dataclasses.replace(reading, claims=(claim,)))


def test_an_unmapped_working_text_is_never_handed_out(reading):
    with pytest.raises(QuoteError, match="no map back"):
        received(dataclasses.replace(reading, text=reading.text + " "))
