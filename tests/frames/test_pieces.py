"""Words, pieces and the decoding of probabilities, without the model."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from diurna.frames.decode import ROLES, decoded_roles, trigger_spans
from diurna.frames.words import Vocabulary, words

CASES = [
    ("L'accord est signé.", ["L", "'", "accord", "est", "signé", "."]),
    ("in 2020, 3,5%", ["in", "2020", ",", "3", ",", "5", "%"]),
    ("中国外长周三", ["中", "国", "外", "长", "周", "三"]),
    ("Türkiye'nin", ["Türkiye", "'", "nin"]),
    ("  ", []),
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_words(text, expected):
    assert [text[a:b] for a, b in words(text)] == expected


@given(st.text())
def test_every_sign_that_is_not_blank_is_in_exactly_one_word(text):
    covered = [i for a, b in words(text) for i in range(a, b)]
    assert covered == sorted(set(covered))
    assert all(text[i].isspace() for i in set(range(len(text))) - set(covered))


def test_the_likeliest_pieces_are_chosen_and_unknown_signs_are_unknown():
    v = Vocabulary({"\u2581ab": -1.0, "\u2581a": -2.0, "b": -2.0, "c": -1.0}, {"\u2581ab": 4, "\u2581a": 5, "b": 6, "c": 7})
    assert v.pieces("abc", spaced=True) == (4, 7)
    assert v.pieces("bc", spaced=False) == (6, 7)
    assert v.pieces("\u03a9", spaced=False) == (3,)


def test_a_trigger_goes_on_while_words_continue_it():
    p = np.array([[0.9, 0.1, 0.0], [0.1, 0.9, 0.0], [0.2, 0.1, 0.7], [0.9, 0.05, 0.05], [0.3, 0.7, 0.0]])
    assert [(a, b) for a, b, _ in trigger_spans(p, 0.5)] == [(1, 3), (4, 5)]


def test_a_place_is_held_once_and_actors_by_several():
    p = np.zeros((5, len(ROLES), 3))
    p[:, :, 0] = 1.0
    for role in ("actor", "where"):
        r = ROLES.index(role)
        p[0, r], p[1, r], p[3, r] = (0.1, 0.9, 0.0), (0.1, 0.0, 0.9), (0.4, 0.6, 0.0)
    found = dict(zip(ROLES, decoded_roles(p, 0.5), strict=True))
    assert [(a, b) for a, b, _ in found["actor"]] == [(0, 2), (3, 4)]
    assert [(a, b) for a, b, _ in found["where"]] == [(0, 2)]
    assert found["object"] == []
