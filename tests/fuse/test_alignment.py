"""Sentences laid side by side: against every way to do it, and turned round."""

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from diurna.fuse import alignment
from diurna.fuse.alignment import aligned

LENGTHS = st.lists(st.integers(1, 200), min_size=1, max_size=6)


def best(one, other, shared):
    """Return the bits of the best of all alignments, each looked at."""

    def step(i, j):
        if i == len(one) and j == len(other):
            return 0.0
        found = []
        for di, dj in ((1, 1), (1, 2), (2, 1)):
            if i + di <= len(one) and j + dj <= len(other):
                fit = alignment._lengths(math.log(sum(one[i : i + di])) - math.log(sum(other[j : j + dj])))  # noqa: SLF001
                held = sum(shared[a].get(b, 0.0) for a in range(i, i + di) for b in range(j, j + dj))
                found.append(fit + held + (alignment._MERGED if di + dj > 2 else 0.0) + step(i + di, j + dj))  # noqa: SLF001
        skipped = alignment._SKIPPED  # noqa: SLF001
        found += [skipped + step(i + di, j + dj) for di, dj in ((0, 1), (1, 0)) if i + di <= len(one) and j + dj <= len(other)]
        return max(found)

    return step(0, 0)


@settings(max_examples=60, deadline=None)
@given(LENGTHS, LENGTHS, st.data())
def test_the_best_alignment_is_found_and_turning_gives_the_same(one, other, data):
    cells = data.draw(st.dictionaries(st.tuples(st.integers(0, len(one) - 1), st.integers(0, len(other) - 1)), st.floats(0, 4)))
    shared = [{b: bits for (a, b), bits in cells.items() if a == at} for at in range(len(one))]
    turned = [{a: bits for (a, b), bits in cells.items() if b == at} for at in range(len(other))]
    found = aligned(one, other, shared)
    assert found.bits == pytest.approx(best(one, other, shared))
    assert aligned(other, one, turned).bits == pytest.approx(found.bits)


def test_one_sentence_made_two_stands_beside_both():
    found = aligned([80, 120, 60, 90], [82, 55, 66, 61, 88], [{}, {1: 3.0, 2: 3.0}, {}, {}])
    assert sorted(found.beside) == [(0, 0), (1, 1), (1, 2), (2, 3), (3, 4)]


def test_a_sentence_of_one_text_alone_is_passed_over():
    found = aligned([40, 150, 20, 90], [40, 20, 90], [{0: 2.0}, {}, {1: 2.0}, {2: 2.0}])
    assert sorted(found.beside) == [(0, 0), (2, 1), (3, 2)]


def test_lengths_alone_speak_for_like_texts_and_against_others():
    lengths = [40, 150, 20, 90, 130, 10, 70, 200]
    assert aligned(lengths, [size + size // 10 for size in lengths], [{}] * 8).bits > 8
    assert aligned(lengths, [130, 12, 160, 20, 15, 190, 30, 33], [{}] * 8).bits < 0
