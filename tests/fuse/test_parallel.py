"""A text and its translation tell the same at the same place."""

import pytest

from diurna.event import Account
from diurna.fuse import beside, link
from diurna.fuse.words import sounds


def account(claim, **values):
    told = {
        "document": "english" if claim.startswith("e") else "german", "type": "AID", "modality": "asserted", "edtf": None, "first": None,
        "last": None, "actors": (), "recipients": (), "place": "", "within": (), "numbers": (), "trigger": "gave",
        "sentence": "It gave them bread.", "language": "en" if claim.startswith("e") else "de", "span": (1000, 1500),
    } | values  # fmt: skip
    return Account(claim=claim, **told)


LENGTHS = {"english": (50, 100, 50), "german": (60, 120, 60)}


def test_what_lies_beside_is_told_across_languages_alone():
    told = [
        account("e1", span=(0, 2500)),
        account("e2", span=(2500, 7500)),
        account("d1", span=(0, 2500)),
        account("d2", span=(2400, 7400)),
    ]
    assert beside(told, LENGTHS) == {
        ("d1", "e1"): 1.0,
        ("d1", "e2"): 0.0,
        ("d2", "e1"): pytest.approx(0.04),
        ("d2", "e2"): pytest.approx(0.98),
    }
    assert beside(reversed(told), LENGTHS) == beside(told, LENGTHS)


def test_a_sentence_more_moves_what_follows():
    lengths = {"english": (40, 90, 30, 70), "german": (40, 90, 200, 30, 70)}
    last = [account("e1", span=(6957, 10000)), account("d1", span=(8372, 10000))]
    assert beside(last, lengths)["d1", "e1"] > 0.9
    assert beside([account("e1", span=(5652, 6957)), account("d1", span=(7674, 8372))], lengths)["d1", "e1"] > 0.9


@pytest.mark.parametrize("lengths", [{}, {"english": (), "german": (5,)}, {"english": (1,) * 500, "german": (1,) * 500}])
def test_without_the_lengths_of_sentences_places_are_taken_as_they_are(lengths):
    assert beside([account("e1"), account("d1", span=(1250, 2250)), account("d2", span=(0, 0))], lengths) == {("d1", "e1"): 0.5}


def test_a_place_speaks_for_claims_of_a_translation_alone():
    a, b = account("e"), account("d", sentence="Man gab ihnen Brot.")
    assert link(a, b) is None
    assert ("at the same place of both texts",) in link(a, b, beside=0.9).reasons


@pytest.mark.parametrize(("other", "share"), [({}, 0.0), ({"type": "ASSAULT"}, 1.0), ({}, 0.2)])
def test_another_place_or_another_act_is_another_event(other, share):
    assert link(account("e"), account("d", **other), beside=share) is None


def test_names_sound_alike_in_two_alphabets():
    english, russian = "Charles Chaplin met Anna Lund in Minsk.", "В Минске Чарльз Чаплин встретил Анну Лунд."
    assert len(sounds(english) & sounds(russian)) >= 2
    found = link(
        account("e", sentence=english, actors=("person:q1",)),
        account("d", sentence=russian, language="ru", actors=("person:q1",), edtf=None, place=""),
    )
    assert found is not None
    assert any(why[0] == "names in both sentences" for why in found.reasons)
