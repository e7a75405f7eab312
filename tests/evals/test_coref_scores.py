"""The scorers of clusters, on examples worked out by hand."""

import itertools
import pathlib
import sys

import pytest

sys.path.insert(0, str(pathlib.Path(__file__).parents[2] / "evals"))

import coref
import ecb
import famus

GOLD = [{1, 2, 3}, {4, 5, 6, 7}]
GIVEN = [{1, 2}, {3, 4}, {5, 6, 7}]


def test_muc():
    # Given: 4 links, one of them false; gold: 5 links, the first cluster in two parts, the second in two.
    assert coref.muc(GOLD, GIVEN) == pytest.approx((3 / 4, 3 / 5, 2 / 3))


def test_b_cubed():
    # Precision: 2·1 + 2·½ + 3·1; recall: 2·⅔ + ⅓, and ¼ + 3·¾; each of 7.
    precision, recall, _ = coref.b_cubed(GOLD, GIVEN)
    assert (precision, recall) == pytest.approx((6 / 7, (5 / 3 + 5 / 2) / 7))


def test_ceaf_e():
    # The first with {1, 2}: 4/5; the second with {5, 6, 7}: 6/7; {3, 4} stays alone.
    best = 4 / 5 + 6 / 7
    assert coref.ceaf_e(GOLD, GIVEN)[:2] == pytest.approx((best / 3, best / 2))


def test_conll_is_the_mean_and_a_perfect_answer_has_1():
    scores = [score(GOLD, GIVEN)[2] for score in (coref.muc, coref.b_cubed, coref.ceaf_e)]
    assert coref.conll(GOLD, GIVEN) == pytest.approx(sum(scores) / 3)
    assert coref.conll(GOLD, GOLD) == pytest.approx(1.0)


def test_singletons_have_no_links():
    assert coref.muc(GOLD, [{m} for m in range(1, 8)]) == (0.0, 0.0, 0.0)


def test_clusters_that_lost_mentions_count_them_as_missed():
    gold, given = [{1, 2}, {3, 4}], [{1, 2}]
    assert coref.muc(gold, given)[:2] == pytest.approx((1.0, 0.5))
    assert coref.b_cubed(gold, given)[:2] == pytest.approx((1.0, 0.5))
    assert coref.without_singletons([{1, 2}, {3}]) == [{1, 2}]


def test_strays():
    # One cluster mixes two events; each of the two events is in two clusters.
    assert coref.strays(GOLD, GIVEN) == (50.0, 100.0)


@pytest.mark.parametrize(
    "matrix",
    [
        [[0.9, 0.8], [0.8, 0.1]],  # the greedy choice is wrong
        [[0.2, 0.5, 0.4], [0.6, 0.5, 0.0], [0.3, 0.7, 0.7]],
        [[0.1, 0.9, 0.5], [0.3, 0.8, 0.2]],
        [[0.1], [0.4], [0.3]],
    ],
)
def test_the_best_pairing_is_that_of_trying_all(matrix):
    long, short = (matrix, list(zip(*matrix, strict=True)))[:: 1 if len(matrix) >= len(matrix[0]) else -1]
    tried = (sum(long[row][column] for column, row in enumerate(rows)) for rows in itertools.permutations(range(len(long)), len(long[0])))
    assert short
    assert coref.paired(matrix) == pytest.approx(max(tried))


@pytest.mark.parametrize(
    ("word", "lemma"),
    [("Strikes", "strik"), ("striking", "strik"), ("stopped", "stop"), ("tried", "try"), ("pass", "pass"), ("led", "led")],
)
def test_light_lemma(word, lemma):
    assert ecb.lemma(word) == lemma


def test_documents_of_one_story_form_one_group():
    story, other = "the dockers of sfax strike over wages", "the court of oran hears a smuggler"
    group = ecb.groups({"a": story, "b": other, "c": story + " today", "d": other + " again"})
    assert group["a"] == group["c"] != group["b"] == group["d"]


def test_the_sentence_of_the_trigger():
    report = {"doctext": "He came . He left . He slept .", "frame-trigger-span": ["left", 13, 16]}
    assert famus.told(report) == "He left ."
    assert famus.windows("A . B . C . D .") == ["A . B . C .", "B . C . D ."]


def test_the_fitted_threshold():
    assert famus.fitted([0.1, 0.4, 0.6, 0.9], [False, False, True, True]) == pytest.approx(0.5)
    assert famus.accuracy([0.1, 0.9], [True, True], 0.5) == 0.5
