"""A text and its translation tell the same at the same place."""

import pytest

from diurna.event import Account
from diurna.fuse import beside, link
from diurna.fuse.parallel import overlap
from diurna.fuse.words import sounds


def account(claim, **values):
    told = {
        "document": "english" if claim.startswith("e") else "german", "type": "AID", "modality": "asserted", "edtf": None, "first": None,
        "last": None, "actors": (), "recipients": (), "place": "", "within": (), "numbers": (), "trigger": "gave",
        "sentence": "It gave them bread.", "language": "en" if claim.startswith("e") else "de", "span": (1000, 1500),
    } | values  # fmt: skip
    return Account(claim=claim, **told)


@pytest.mark.parametrize(
    ("one", "other", "share"),
    [((1000, 1500), (1000, 1500), 1.0), ((1000, 1500), (1250, 2250), 0.5), ((1000, 1500), (1500, 2000), 0.0), ((0, 0), (1, 2), None)],
)
def test_overlap_is_of_the_shorter_sentence(one, other, share):
    a, b = account("e", span=one), account("d", span=other)
    assert overlap(a, b) == overlap(b, a) == share


def test_what_lies_beside_is_compared_across_languages_alone():
    told = [account("e1"), account("e2", span=(5000, 6000)), account("d1"), account("d2", span=(5100, 6000)), account("d3", span=(0, 0))]
    assert sorted(beside(told)) == [("d1", "e1"), ("d2", "e2")]


def test_a_place_speaks_for_claims_of_one_origin_alone():
    a, b = account("e"), account("d", sentence="Man gab ihnen Brot.")
    assert link(a, b, {}) is None
    assert "at the same place of a text and its translation" in link(a, b, {}, one_origin=True).reasons


@pytest.mark.parametrize("other", [{"span": (4000, 4500)}, {"type": "ASSAULT"}, {"span": (1400, 1900)}])
def test_another_place_or_another_act_is_another_event(other):
    assert link(account("e"), account("d", **other), {}, one_origin=True) is None


def test_names_sound_alike_in_two_alphabets():
    english, russian = "Charles Chaplin met Anna Lund in Minsk.", "В Минске Чарльз Чаплин встретил Анну Лунд."
    assert len(sounds(english) & sounds(russian)) >= 2
    found = link(
        account("e", sentence=english, actors=("person:q1",)),
        account("d", sentence=russian, language="ru", actors=("person:q1",), edtf=None, place=""),
        {"person:q1": "Chaplin"},
    )
    assert found is not None
    assert any("names in both sentences" in why for why in found.reasons)
