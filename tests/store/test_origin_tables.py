"""The tables of origins: which documents meet, which ties hold, what is of another origin now."""

# ruff: noqa: PT012 - what was written is taken back at the end of each test

from __future__ import annotations

from collections import Counter
from itertools import combinations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some
from made_cases import taken

from diurna import store
from diurna.event import Kin, Origin
from diurna.store import origins
from diurna.store.origins import Sketched

NEEDS, LIMIT = 3, 4
MARKS, BANDS = (1, 2, 3, 4), (-1, -2)
how = some.tuples(some.sets(some.sampled_from((*MARKS, *BANDS))), some.sampled_from("ef"), some.booleans())
steps = some.lists(
    some.dictionaries(
        some.integers(0, 5),
        some.tuples(some.sets(some.sampled_from((*MARKS, *BANDS))), some.sampled_from("ef"), some.booleans()),
        min_size=1,
    ),
    max_size=6,
)


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """A case of six documents, and their ids."""
    path = tmp_path_factory.mktemp("case") / "made.diurna"
    store.create(path, name="made")
    with store.open(path, write=True) as case:
        for number in range(6):
            case.keep(taken({}, lead=f"Number {number}. "))
        return path, sorted(document.id for document in case.documents())


@pytest.fixture
def few(monkeypatch):
    monkeypatch.setattr(origins, "_LARGE", str(LIMIT))


def told(document: str, keys: set[int], language: str, *, credit: bool) -> Sketched:
    return Sketched(document, "r", language, "", credit, NEEDS, tuple(sorted(keys)), b"{}")


def put(case, sketch: Sketched) -> None:
    with case.origins.putting() as write:
        write(sketch)


@pytest.mark.usefixtures("few")
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60, deadline=None)
@given(steps)
def test_ties_are_those_of_the_pairs_that_share_enough_keys_which_few_have(made, steps):
    path, ids = made
    held: dict[str, tuple[set[int], str, bool]] = {}
    with store.open(path, write=True) as case, pytest.raises(UndoneError), case.transaction():
        for step in steps:
            held |= {ids[number]: how for number, how in step.items()}
            for number, (keys, language, credit) in step.items():
                put(case, told(ids[number], keys, language, credit=credit))
            pairs, _ = case.origins.meeting([ids[number] for number in step])
            case.origins.put_ties((a, b, "copy", 0.5, (), 0.0) for a, b in pairs)
        assert {(tie.a, tie.b) for tie in case.origins.ties(ids)} == _expected(held)
        raise UndoneError


class UndoneError(Exception):
    """Takes back what was written, so that the case serves again."""


def _expected(held):
    sizes = Counter(key for keys, *_ in held.values() for key in keys)
    small = {key for key, size in sizes.items() if size <= LIMIT}
    found = set()
    for a, b in combinations(sorted(held), 2):
        shared = held[a][0] & held[b][0] & small
        marks = sum(key > 0 for key in shared)
        foreign, credit = held[a][1] != held[b][1], held[a][2] and held[b][2]
        if marks < len(shared) or (foreign and marks >= NEEDS) or (credit and marks >= 2):
            found.add((a, b))
    return found


def test_origins_come_back_and_those_that_changed_are_named(made):
    path, (one, other, third, *_) = made
    with store.open(path, write=True) as case, pytest.raises(UndoneError), case.transaction():
        alone = (Origin("o-1", (one,)), Origin("o-2", (other,)), Origin("o-3", (third,)))
        assert case.origins.settle([one, other, third], alone) == {one, other, third}
        assert case.origins.all() == alone
        joined = Origin("o-1", (one, other), (Kin(other, one, "copy", ("words the same", "0.90")),))
        assert case.origins.settle([one, other], [joined]) == {other}
        assert case.origins.all() == (joined, alone[2])
        assert case.origins.of([other]) == (joined,)
        assert case.origins.reach([other]) == {one, other}
        raise UndoneError


def test_a_sketch_is_asked_for_once_for_each_reading(made):
    path, ids = made
    with store.open(path, write=True) as case, pytest.raises(UndoneError), case.transaction():
        missing = case.origins.unsketched()
        assert sorted(missing) == ids
        for document, reading in missing.items():
            put(case, Sketched(document, reading, "en", "2021-01-01", False, 5, (-1, 7), document.encode()))
        assert case.origins.unsketched() == {}
        assert case.origins.bodies(ids[:1]) == {ids[0]: ids[0].encode()}
        assert [(held.document, held.published) for held in case.origins.held(ids[:2])] == [(ids[0], "2021-01-01"), (ids[1], "2021-01-01")]
        raise UndoneError
