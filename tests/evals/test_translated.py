"""The measure of claims joined with those of a translation, on a small made-up example."""

import pathlib
import sys

import pytest

sys.path.insert(0, str(pathlib.Path(__file__).parents[2] / "evals"))

import translated
from translated import Where

WHERE = {
    "e1": Where("mill", "eng", 0, "AGREE"),
    "e2": Where("mill", "eng", 4, "ASSAULT"),
    "e3": Where("mill", "eng", 7, "AID"),
    "e4": Where("dam", "eng", 0, "PROTEST"),
    "f1": Where("mill", "fra", 0, "AGREE"),
    "f2": Where("mill", "fra", 4, "COERCE"),
    "f4": Where("dam", "fra", 0, "PROTEST"),
}
EVENTS = [{"e1", "f1", "f2"}, {"e2"}, {"e3"}, {"e4", "f4"}]


def test_the_shares_are_of_claims_whose_line_the_other_tells_too():
    counts = translated.score(WHERE, EVENTS, "fra")
    assert (counts["matched"], counts["joined"]) == (3, 2)
    assert (counts["same type"], counts["joined of one type"]) == (2, 2)


def test_pairs_of_lines_far_apart_and_of_two_stories_are_wrong():
    counts = translated.score(WHERE, EVENTS, "fra")
    assert (counts["across"], counts["across lines"], counts["across stories"]) == (3, 1, 0)
    assert (counts["within"], counts["within lines"]) == (1, 1)
    counts = translated.score(WHERE, [{"e1", "e4"}, {"f1"}, {"f2"}, {"f4"}, {"e2"}, {"e3"}], "fra")
    assert (counts["within"], counts["within stories"]) == (1, 1)


def test_a_row_tells_shares_and_what_they_are_of():
    counts = translated.score(WHERE, EVENTS, "fra")
    told = " ".join(translated.row("fra", WHERE, counts).split())
    assert told == "fra 4 3 0.667 of 3 1.000 of 2 0.0 + 33.3 of 3 0.0 + 100.0 of 1"


@pytest.mark.parametrize("count", [1, 2])
def test_stories_keep_their_lines(tmp_path, count):
    (tmp_path / "documents.tsv").write_text("0\tmill\n1\tmill\n25\tdam\n", "utf-8")
    assert translated.stories_of(tmp_path, count) == dict(list({"mill": [0, 1], "dam": [2]}.items())[:count])
