from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diurna.record import Quote
from diurna.store.passages import find, passage

WORDS = st.lists(st.sampled_from(["one", "two", "three", "四", "\n", "."]), min_size=1, max_size=30).map(" ".join)


@given(text=WORDS, spans=st.tuples(st.integers(0, 60), st.integers(1, 20)))
def test_a_passage_is_found_in_its_own_text(text, spans):
    start = spans[0] % len(text)
    end = min(start + spans[1], len(text))
    assert find(text, passage("d", text, Quote(start, end, text[start:end]))) == (start, end)


@given(before=WORDS, after=WORDS, lead=WORDS)
def test_a_passage_is_found_after_words_were_put_before_it(before, after, lead):
    text = f"{before} the unique words {after}"
    start = text.index("the unique")
    told = passage("d", text, Quote(start, start + 16, text[start : start + 16]))
    assert find(f"{lead} {text}", told) == (start + len(lead) + 1, start + len(lead) + 17)


def test_equal_words_in_equal_surroundings_are_counted():
    text = "x" * 40 + "said so. " * 9
    told = [passage("d", text, Quote(at, at + 4, "said")) for at in range(40, len(text), 9)]
    assert len({one.id for one in told}) == len(told)
    assert [find("y" + text, one) for one in told] == [(one.start + 1, one.end + 1) for one in told]


@pytest.mark.parametrize(("now", "found"), [("a\nlong   way home", (2, 12)), ("nothing here", None), ("A LONG WAY", None)])
def test_white_space_may_differ_words_may_not(now, found):
    assert find(now, passage("d", "a long way", Quote(2, 10, "long way"))) == found
