"""A few kills of the many that `make crash-test` makes."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.append(str(Path(__file__).parents[1]))

import crash


def test_killed_at_random_moments_nothing_is_lost_and_all_ends_as_undisturbed():
    figures = crash.killed(kills=8, seed=7, documents=12)
    assert figures["wrong"] == []
    assert figures["kills"] == 8
    assert (figures["documents"], figures["claims"], figures["aside"]) == (12, 12, 1)
    assert sum(figures[f"kills in {stage}"] > 0 for stage in crash.STAGES) >= 3
