"""Texts are alike by the rare words they share."""

import math

import pytest

from diurna.fuse.likeness import Words, terms

TEXTS = ("The dockers of Sfax strike", "The dockers of Oran work", "The court of Oran sits", "")
WORDS = Words.of(TEXTS)


def test_rarity_counts_texts_not_words():
    assert Words.of(["port port port", "strike"]).holding == {"port": 1, "strike": 1}
    assert WORDS.rarity("docker") == pytest.approx(math.log(5 / 3))
    assert WORDS.rarity("unheard") == pytest.approx(math.log(5))


def test_a_word_of_every_text_tells_nothing():
    assert Words.of(["port strike", "port work"]).likeness("port", "port") == 0.0


def test_inflected_forms_accents_and_case_meet():
    assert terms("manifestants").keys() == terms("MANIFESTÉ").keys()


def test_short_words_go_and_numbers_stay():
    assert terms("at 7 or 1,200 of us") == {"7": 1.5, "1,200": 1.5}


def test_han_text_is_read_by_pairs():
    assert terms("港口罢工") == {"港口": 1.0, "口罢": 1.0, "罢工": 1.0}


def test_a_name_weighs_more_than_a_common_word():
    words = Words.of(["alpha beta", "gamma delta"])
    assert words.coverage("Alpha gamma", "alpha") == pytest.approx(0.6)


def test_coverage_is_the_share_of_the_report_by_rarity():
    words = Words.of(["red", "blue", "green red"])
    red, blue = math.log(4 / 3), math.log(4 / 2)
    assert words.coverage("red red blue", "the blue house") == pytest.approx(blue / (1.5 * red + blue))


def test_coverage_is_one_sided():
    assert WORDS.coverage("dockers", TEXTS[0]) == 1.0
    assert WORDS.coverage(TEXTS[0], "dockers") < 1.0


def test_likeness_of_two_vectors_by_hand():
    words = Words.of(["aaa", "bbb", "ccc"])
    assert words.likeness("aaa bbb", "bbb ccc") == pytest.approx(0.5)


@pytest.mark.parametrize("one", TEXTS)
@pytest.mark.parametrize("other", TEXTS)
def test_likeness_is_symmetric_and_within_0_and_1(one, other):
    assert WORDS.likeness(one, other) == WORDS.likeness(other, one)
    assert 0.0 <= WORDS.likeness(one, other) <= 1.0


def test_a_text_is_like_itself_and_nothing_is_like_an_empty_one():
    assert WORDS.likeness(TEXTS[0], TEXTS[0]) == pytest.approx(1.0)
    assert WORDS.likeness(TEXTS[0], "") == WORDS.coverage("", TEXTS[0]) == 0.0
