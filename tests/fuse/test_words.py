"""Texts of one language are alike by the rare words they share; how rare a word is does not depend on the texts at hand."""

import math

import pytest

from diurna import knowledge
from diurna.fuse.rarity import rarity
from diurna.fuse.words import cosine, coverage, likeness, terms, vector

TEXTS = ("The dockers of Sfax strike", "The dockers of Oran work", "The court of Oran sits", "")


def test_a_word_of_every_text_tells_least():
    assert rarity("the") < 0.1 < rarity("government") < rarity("earthquake")
    assert rarity("zzzqqq") == 1.0


@pytest.mark.parametrize("code", knowledge.languages())
def test_small_words_are_common_in_every_language(code):
    joins = knowledge.words(code, "claims", "joins")
    assert joins
    assert min(rarity(word.strip("-")) for word in joins) < 0.75


def test_inflected_forms_accents_and_case_meet():
    assert terms("manifestants").keys() == terms("MANIFESTÉ").keys()


def test_short_words_go_and_numbers_stay():
    assert terms("at 7 of us, 7 left").keys() == {"7", "left"}
    assert terms("at 7 of us, 7 left")["7"] == (2, 0.5)


def test_han_text_is_read_by_pairs():
    assert terms("港口罢工").keys() == {"港口", "口罢", "罢工"}


def test_a_rare_word_weighs_more_than_a_common_one():
    assert coverage("government earthquake", "earthquake") > 0.5 > coverage("government earthquake", "government")
    assert likeness("the government fell", "the government rose") < likeness("the earthquake fell", "the earthquake rose")


def test_coverage_is_one_sided():
    assert coverage("dockers", TEXTS[0]) == 1.0
    assert coverage(TEXTS[0], "dockers") < 1.0
    assert coverage("", TEXTS[0]) == 0.0


def test_a_vector_has_length_1_and_counts_a_word_less_each_time():
    told = vector("earthquake earthquake flood")
    assert math.hypot(*told.values()) == pytest.approx(1.0)
    assert told["earthq"] < 2 * told["flood"]
    assert cosine(told, vector("of it")) == 0.0


@pytest.mark.parametrize("one", TEXTS)
@pytest.mark.parametrize("other", TEXTS)
def test_likeness_is_symmetric_and_within_0_and_1(one, other):
    assert likeness(one, other) == likeness(other, one)
    assert 0.0 <= likeness(one, other) <= 1.0
    assert likeness(one, one) == (1.0 if one else 0.0)
