from __future__ import annotations

import dataclasses
import hashlib

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from made_cases import FACTS, WHEN, rows, taken

from diurna import store
from diurna.case import Filters, Piece, Standing, Taken
from diurna.errors import StoreError

FACT = st.fixed_dictionaries(
    {
        "actor": st.sampled_from(["Velden", "Morava", "Bürgerrat"]),
        "act": st.sampled_from(["struck", "met", "aided"]),
        "edtf": st.sampled_from(["2020", "2020-05/..", "../2019", None, "2021-03-04", "XXXX-01-02"]),
        "type": st.sampled_from(["ASSAULT", "AID"]),
    }
)
DOCUMENT = st.lists(FACT, max_size=3)


def test_everything_that_is_kept_comes_back(path, reading):
    raw = b"\x00\xffbytes as received"
    identity = store.document_id(raw)
    told = dataclasses.replace(reading.document, id=identity, sha256=hashlib.sha256(raw).hexdigest())
    claims = tuple(dataclasses.replace(claim, document=identity) for claim in reading.claims)
    whole = dataclasses.replace(reading, document=told, claims=claims)
    piece = Piece("a/pact.txt", raw, "txt", headers=(("Subject", "Pact"),), keep_container=True, container=b"the whole table")
    with store.open(path, write=True) as case:
        assert case.keep(Taken(piece, whole, WHEN, "txt 1", "m", "k", "c"))
        assert case.name == "Harbour"
        assert case.known(identity)
        assert not case.known("d-0")
        assert list(case.readings()) == [whole]
        assert case.reading(identity) == whole
        (document,) = case.documents()
        assert (document.name, document.headers, document.claims) == ("a/pact.txt", (("Subject", "Pact"),), 4)
        assert case.original(document.sha256) == raw
        assert case.original(document.container) == b"the whole table"
        assert case.text(identity).body == reading.text
        for row in case.query(Filters(), limit=10).rows:
            start, end = case.locate(identity, row.link.partition("#")[2])
            assert reading.text[start:end] == row.sentence


def test_a_layer_that_has_not_run_stays_so(path):
    bare = taken({})
    bare = dataclasses.replace(bare, reading=dataclasses.replace(bare.reading, claims=None, agreements=(), commitments=None))
    with store.open(path, write=True) as case:
        case.keep(bare)
        assert list(case.readings()) == [bare.reading]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=10)
@given(documents=st.lists(DOCUMENT, min_size=1, max_size=4))
def test_keeping_twice_changes_no_row(tmp_path_factory, documents):
    made = tmp_path_factory.mktemp("case") / "x.diurna"
    store.create(made, name="x")
    with store.open(made, write=True) as case:
        run = case.begin_run("add", [])
        for facts in documents:
            case.keep(taken(*facts), run=run)
        case.end_run(run)
    before = rows(made)
    with store.open(made, write=True) as case:
        assert [case.keep(taken(*facts)) for facts in documents] == [False] * len(documents)
    assert rows(made) == before


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=15)
@given(steps=st.lists(st.tuples(DOCUMENT, st.sampled_from(["m1", "m2"]), st.sampled_from(["pending", "rejected"])), min_size=1, max_size=5))
def test_a_chronology_built_anew_is_the_one_built_step_by_step(tmp_path_factory, steps):
    made = tmp_path_factory.mktemp("case") / "x.diurna"
    store.create(made, name="x")
    laid = {}
    with store.open(made, write=True) as case:
        for facts, model, status in steps:
            document = taken(*facts, model=model)
            case.keep(document)
            for claim in document.reading.claims:
                laid[claim.id] = (claim, Standing(status=status))
            case.lay(laid.values())
        before = list(case.query(Filters(), limit=100).rows)
        words = case.query(Filters(text="struck"), limit=100)
        case.rebuild(laid.values())
        assert list(case.query(Filters(), limit=100).rows) == before
        assert case.query(Filters(text="struck"), limit=100) == words
        assert list(case.verify_laid(laid.values())) == []


def test_a_new_reading_supersedes_and_the_old_one_stays(path):
    raw = b"raw"
    first = taken({}, {"act": "fought"}, raw=raw)
    second = taken({"act": "aided", "type": "AID"}, raw=raw, model="m2", lead="At dawn. ", title="Another title")
    with store.open(path, write=True) as case:
        assert case.keep(first)
        (row,) = case.query(Filters(text="struck"), limit=5).rows
        assert case.keep(second)
        assert not case.keep(first)
        assert [row.trigger for row in case.query(Filters(), limit=5).rows] == ["aided"]
        assert list(case.readings()) == [second.reading]
        assert case.sql("SELECT count(*) FROM reading")[1] == ((2,),)
        assert case.sql("SELECT count(*) FROM claim")[1] == ((3,),)
        assert case.text(second.reading.document.id, 1).body == first.reading.text
        assert case.locate(first.reading.document.id, row.link.partition("#")[2]) is None
        assert list(case.verify()) == []


def test_a_link_still_finds_its_words_after_a_new_reading(path):
    first = taken({}, {"act": "fought"}, raw=b"raw")
    second = taken({}, {"act": "fought"}, raw=b"raw", model="m2", lead="Now taken out with its title.\n\n")
    with store.open(path, write=True) as case:
        case.keep(first)
        links = {row.sentence: row.link for row in case.query(Filters(), limit=5).rows}
        case.keep(second)
        identity = first.reading.document.id
        for sentence, link in links.items():
            start, end = case.locate(identity, link.partition("#")[2])
            assert second.reading.text[start:end] == sentence


def test_decisions_stand_at_once_in_a_new_reading(path):
    document = taken({})
    (claim,) = document.reading.claims
    changed = dataclasses.replace(claim, type="AID")
    with store.open(path, write=True) as case:
        case.keep(document, laid=[(changed, Standing("edited", ("type",), "v1", who="Ana"))])
        (row,) = case.query(Filters(status="edited"), limit=5).rows
        assert (row.type, row.edited, row.version, row.who) == ("AID", ("type",), "v1", "Ana")
        assert case.reading(document.reading.document.id).claims == (claim,)


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"id": "pact.txt"}, "read the document under its id"),
        ({"sha256": "0" * 64}, "read the document under its id"),
        ({"text": "another"}, "working text"),
    ],
)
def test_a_reading_of_something_else_is_refused(path, change, told):
    good = taken({})
    bad = dataclasses.replace(good.reading, document=dataclasses.replace(good.reading.document, **change))
    with store.open(path, write=True) as case, pytest.raises(StoreError, match=told):
        case.keep(dataclasses.replace(good, reading=bad))


def kept_and_broken(case):
    with case.transaction():
        case.keep(taken({}))
        raise ZeroDivisionError


def test_what_fails_half_way_leaves_nothing(path):
    bad = taken({}, title="half a pair \ud800")
    with store.open(path, write=True) as case:
        with pytest.raises(StoreError, match="surrogate"):
            case.keep(bad)
        with pytest.raises(ZeroDivisionError):
            kept_and_broken(case)
        assert case.sql("SELECT sha256 FROM original UNION ALL SELECT id FROM document UNION ALL SELECT claim FROM chronology")[1] == ()
        assert list(case.verify()) == []


def test_filters_leave_out_claims_and_what_rests_on_them_alone(path):
    first, second = taken({}, {"act": "fought", "place": "Graz"}), taken({"act": "met"}, source="Other", lead="x ")
    with store.open(path, write=True) as case:
        case.keep(first)
        case.keep(second)
        (found,) = case.readings(Filters(text="fought"))
        assert [claim.trigger.text for claim in found.claims] == ["fought"]
        assert found.agreements == found.commitments == ()
        assert [reading.document.source for reading in case.readings(Filters(source="other"))] == ["Other"]
        assert list(case.readings(Filters(document=FACTS["actor"]))) == []
