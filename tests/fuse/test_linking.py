"""Accounts, blocks, the pairwise score and clusters."""

import random
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from diurna.event import Account, Link
from diurna.fuse import clusters, keys, link
from diurna.fuse.weights import quad, weights
from diurna.fuse.words import likeness
from diurna.wording import worded

NAMES = {"geonames:1": "Sochi", "state:BLR": "Belarus", "person:Q1": "Ada Lund"}


def account(claim, **values):
    told = {
        "document": f"d-{claim}", "type": "CONSULT", "modality": "asserted", "edtf": "2021-03-05", "actors": ("state:BLR",),
        "recipients": (), "place": "geonames:1", "within": ("iso:RUS",), "numbers": (), "trigger": "met",
        "sentence": "Ministers met in Sochi on Friday.", "language": "en",
    } | values  # fmt: skip
    span = {"first": told["edtf"], "last": told["edtf"]} if told["edtf"] else {"first": None, "last": None}
    return Account(claim=claim, **(span | told))


CASES = [
    ("the same in every part", {}, True),
    ("another language, so that words say nothing", {"sentence": "Die Minister trafen sich.", "trigger": "trafen", "language": "de"}, True),
    ("another country acts elsewhere", {"actors": ("state:CHL",), "place": "geonames:2", "within": ("iso:CHL",)}, False),
    ("four days later", {"edtf": "2021-03-09"}, False),
    ("another town of the country", {"place": "geonames:3", "sentence": "Delegations talked for an hour over gas."}, False),
    ("the country alone is told", {"place": "iso:RUS", "within": ()}, True),
    ("an act of another kind", {"type": "ASSAULT", "sentence": "Police beat two students near a bridge."}, False),
]


@pytest.mark.parametrize(("other", "linked"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_link(other, linked):
    found = link(account("a"), account("b", **other))
    assert (found is not None) == linked
    assert found == link(account("b", **other), account("a"))


def test_reasons_are_words_of_a_reader():
    found = link(account("b", actors=("person:Q1",)), account("a", actors=("person:Q1",)))
    assert (found.a, found.b) == ("a", "b")
    reasons = {worded(reason, names=NAMES) for reason in found.reasons}
    assert {"same day 2021-03-05", "Sochi", "same actor Ada Lund", "both CONSULT"} <= reasons


def test_types_have_one_family_each():
    families = [name for types in weights().quads.values() for name in types]
    assert len(families) == len(set(families)) == 16
    assert all(quad(a) and quad(b) for a, b in weights().type.pairs)


@given(st.integers(0, 3), st.integers(0, 4000), st.sampled_from([1, 2, 5, 8]))
def test_days_within_the_window_share_a_block(gap, start, width):
    first = date(2015, 1, 1) + timedelta(start)
    last = first + timedelta(width - 1)
    near = last + timedelta(gap)
    wide = account("a", edtf=f"{first}/{last}", first=str(first), last=str(last))
    assert set(keys(wide, None)) & set(keys(account("b", edtf=str(near)), None))


def test_a_claim_without_a_date_is_looked_for_when_its_document_was_published():
    undated = keys(account("a", edtf=None), "2021-03-06")
    assert set(undated) & set(keys(account("b"), None))
    assert not set(keys(account("a", edtf=None), None)) & set(keys(account("b"), None))


def test_likeness_in_a_script_without_spaces():
    assert likeness("部长们星期五在索契会面", "部长们周五在索契会面") > 0.5 > likeness("部长们星期五在索契会面", "警察逮捕了两名学生")


def test_two_acts_of_one_sentence_are_two_events():
    made = {"a": account("a", document="d"), "b": account("b", document="d", type="AGREE")}
    found = link(made["a"], made["b"])
    assert found is None or not [why for why in found.reasons if "words" in why[0]]
    assert len(clusters(made, [Link("a", "b", 9.0, ())])) == 2


def world(seed, number=30):
    rng = random.Random(seed)  # noqa: S311 - chance that can be had again
    made = {}
    for n in range(number):
        day = date(2021, 3, 1) + timedelta(rng.randrange(6))
        town = rng.randrange(3)
        made[f"c{n:02}"] = account(
            f"c{n:02}",
            document=f"d{n % 7}",
            edtf=str(day),
            type=rng.choice(["CONSULT", "AGREE", "PROTEST"]),
            modality=rng.choice(["asserted", "asserted", "denied"]),
            actors=(rng.choice(["state:BLR", "state:RUS", "person:Q1"]),),
            place=rng.choice(["", f"geonames:{town}"]),
            sentence=f"Sentence {n}: ministers met in Sochi on Friday.",
        )
    listed = sorted(made)
    links = [found for i, a in enumerate(listed) for b in listed[i + 1 :] if (found := link(made[a], made[b]))]
    return made, links


@settings(max_examples=30, deadline=None)
@given(st.integers(0, 10**6), st.randoms())
def test_clusters_do_not_depend_on_order_and_hold_every_claim_once(seed, rng):
    made, links = world(seed)
    mixed = dict(rng.sample(list(made.items()), len(made)))
    found = clusters(mixed, rng.sample(links, len(links)))
    assert found == clusters(made, links)
    assert sorted(claim for cluster in found for claim in cluster) == sorted(made)


@settings(max_examples=30, deadline=None)
@given(st.integers(0, 10**6))
def test_no_event_holds_what_one_document_cannot_say_of_it(seed):
    made, links = world(seed)
    for cluster in clusters(made, links):
        for document in {made[claim].document for claim in cluster}:
            days = {made[claim].edtf for claim in cluster if made[claim].document == document}
            denied = {made[claim].modality == "denied" for claim in cluster if made[claim].document == document}
            assert len(days) == len(denied) == 1


def test_people_are_obeyed():
    made = {name: account(name) for name in "abc"} | {"far": account("far", edtf="1999-01-01")}
    links = [Link(a, b, 9.0, ()) for a, b in ("ab", "ac", "bc")]
    assert clusters(made, links, apart=frozenset("b")) == (frozenset("ac"), frozenset("b"), frozenset({"far"}))
    merged = clusters(made, links, together=[frozenset({"a", "far"})], apart=frozenset("c"))
    assert frozenset({"a", "far"}) <= next(cluster for cluster in merged if "a" in cluster)


def test_a_merge_of_two_claims_takes_what_hangs_on_each_along():
    made = {name: account(name) for name in "abcd"}
    links = [Link("a", "b", 8.0, ()), Link("c", "d", 8.0, ())]
    assert clusters(made, links, together=[frozenset("bc")]) == (frozenset("abcd"),)


@pytest.mark.parametrize("size", [2, 8])
def test_a_merge_of_two_claims_joins_their_whole_events_however_large_and_whatever_a_document_says(size):
    ids = [f"{side}{n}" for side in "xy" for n in range(size)]
    made = {claim: account(claim) for claim in ids}
    made["y1"] = account("y1", document="d-x1", edtf="2021-03-20")  # what one document cannot say of one event
    links = [Link(a, b, 3.0, ("near",)) for a in ids for b in ids if a < b and a[0] == b[0]]
    assert clusters(made, links) == (frozenset(ids[:size]), frozenset(ids[size:]))
    assert clusters(made, links, together=[frozenset({"x0", "y0"})]) == (frozenset(ids),)
    alone = clusters(made, links, together=[frozenset({"x0", "y0"})], apart=frozenset({"y0"}))
    assert alone == (frozenset([*ids[:size], "y0"]), frozenset(ids[size + 1 :]))


def test_one_weak_link_does_not_chain_two_events():
    made = {name: account(name) for name in "abcd"}
    links = [Link("a", "b", 8.0, ()), Link("c", "d", 8.0, ()), Link("b", "c", 1.0, ())]
    assert clusters(made, links) == (frozenset("ab"), frozenset("cd"))
