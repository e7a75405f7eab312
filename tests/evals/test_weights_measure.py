"""The estimates of linking's weights, on claims of which it is known which event they tell."""

import math
import pathlib
import sys

import pytest

sys.path.insert(0, str(pathlib.Path(__file__).parents[2] / "evals"))

import labelled
import weights

from diurna.fuse import score
from diurna.fuse.weights import weights as in_file


@pytest.fixture(scope="module")
def known():
    return labelled.world(400, 7)


@pytest.fixture(scope="module")
def truth(known):
    return weights.blocked(known)


@pytest.fixture(scope="module")
def seen(known, truth):
    return weights.levels(truth, known)


def test_the_weights_of_the_levels_add_up_to_the_score(known, seen):
    bits, prior = weights.given_bits()
    scores = weights.summed(seen, bits, prior)
    links = {(a, b): score.link(known[a].account, known[b].account) for a, b in seen}
    assert any(links.values())
    for pair, link in links.items():
        if link is None:
            assert scores[pair] <= 0
        else:
            assert scores[pair] == pytest.approx(link.score, abs=0.001)


def test_the_file_is_as_before_after_levels_were_asked_for(seen):
    assert seen
    assert type(in_file().type.same) is float
    assert in_file().prior < 0


def test_a_pair_too_far_apart_in_time_has_no_levels(seen, truth):
    assert len(seen) < len(truth)
    assert set(seen) <= set(truth)


def test_bits_are_the_ratio_of_the_smoothed_shares():
    seen = {(f"a{n}", f"b{n}"): {"type.same" if n < 60 else "type.other": 1} for n in range(100)}
    made, prior = weights.estimate(seen, {pair: at < 50 for at, pair in enumerate(seen)})
    m, u, bits, one, two = made["type.same"]
    assert (one, two) == (50, 10)
    assert bits == pytest.approx(math.log2(m / u))
    assert m == pytest.approx((50 + 5 * 61 / 102) / 55)
    assert made["type.other"][2] < -2
    assert prior == 0


def test_estimates_part_the_pairs_better_than_chance(seen, truth):
    made, prior = weights.estimate(seen, truth)
    average, best, at_zero = weights.quality(weights.summed(seen, {name: row[2] for name, row in made.items()}, prior), truth)
    assert average > 0.9
    assert best >= at_zero > 0.8


def test_without_labels_the_same_levels_speak_for_one_event(seen):
    made, _ = weights.expected(seen, *weights.given_bits(), rounds=5)
    assert made["place.same"][2] > 0 > made["place.different"][2]


def test_pairs_of_one_score_stand_together():
    truth = {("a", "b"): True, ("a", "c"): False, ("b", "c"): False}
    assert weights.quality(dict.fromkeys(truth, 1.0), truth) == pytest.approx((1 / 3, 0.5, 0.5))


def test_tokens_keep_their_place_in_the_text(monkeypatch):
    monkeypatch.setattr(labelled, "read", lambda document, **_: document)
    document, spans = labelled.tokenised("d", ["He", "left", "(", "late", ")", "."])
    assert document.text == "He left (late)."
    assert [document.text[a:b] for a, b in spans] == ["He", "left", "(", "late", ")", "."]
