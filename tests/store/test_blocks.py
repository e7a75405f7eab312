"""Blocks: which pairs are compared follows from the claims that are there, however they came and went."""

from __future__ import annotations

from collections import Counter
from itertools import combinations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from diurna import store
from diurna.event import Account, Link
from diurna.store import blocks

CLAIMS, KEYS, LIMIT = "abcdefg", "xyz", 3
steps = some.lists(some.dictionaries(some.sampled_from(CLAIMS), some.sets(some.sampled_from(KEYS)) | some.none(), min_size=1), max_size=8)


def told(claim: str) -> Account:
    return Account(claim, f"d-{claim}", "ASSAULT", "asserted", None, None, None, (), (), "", (), (), "struck", "Velden struck.", "en")


@pytest.fixture
def few(monkeypatch):
    monkeypatch.setattr(blocks, "MOST", LIMIT)


@pytest.mark.usefixtures("few")
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60, deadline=None)
@given(steps)
def test_links_are_those_of_the_pairs_that_share_a_key_which_few_have(tmp_path_factory, steps):
    path = tmp_path_factory.mktemp("case") / "made.diurna"
    store.create(path, name="made")
    held: dict[str, set[str]] = {}
    with store.open(path, write=True) as case:
        for step in steps:
            _change(case.fusion, step)
            held = {claim: keys for claim, keys in {**held, **step}.items() if keys is not None}
        found = {(link.a, link.b) for link in case.fusion.links_of(held)}
        assert [fault for fault in case.verify() if fault.where == "crowd"] == []
    sizes = Counter(key for keys in held.values() for key in keys)
    shared = {key for key, size in sizes.items() if size <= LIMIT}
    assert found == {(a, b) for a, b in combinations(sorted(held), 2) if held[a] & held[b] & shared}


def _change(fusion, step):
    """Take out claims, put claims with their keys, link what is to be compared, as linking does."""
    fusion.drop(step)
    fresh = [claim for claim, keys in step.items() if keys is not None]
    fusion.put((told(claim), "s", map(blocks.hashed, step[claim])) for claim in fresh)
    again = fusion.crowd(fresh).again
    fusion.add_links(Link(a, b, 1.0, ()) for a, b in fusion.candidates({*fresh, *again}))
