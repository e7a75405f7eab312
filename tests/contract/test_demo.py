"""The sample articles: read and linked, they show what the README promises of a case."""

from __future__ import annotations

import re

import pytest

import diurna
from diurna import knowledge, store
from diurna.run.events import explain
from diurna.wording import worded

PRIVATE = re.compile("Belzarroun|Falcato|Amzourgal|Marreiros|Oulzaine|Бельзаррун|Амзургаль|بلزرون|أوبزار")
LATE = """select count(*) from commitment where status in ('open', 'conditional') and last_day < '2024-10-26'"""


@pytest.fixture(scope="module")
def case(tmp_path_factory):
    made = diurna.open(tmp_path_factory.mktemp("demo") / "demo.diurna")
    tally = made.add(knowledge.data_file("demo"))
    assert not tally.failed
    return made


def values(case, statement):
    return [row[0] if len(row) == 1 else row for row in case.sql(statement)[1]]


def test_six_languages_tell_the_story(case):
    told = values(case, "select language from document where name not like '%.csv%'")
    assert len(told) >= 24
    assert min(map(told.count, ("fr", "en", "ru", "es", "de", "ar"))) >= 3


def test_copies_and_a_translation_are_of_one_origin_and_nothing_else(case):
    names = dict(values(case, "select id, name from document"))
    kin = {(names[a].split("/")[-1], names[b].split("/")[-1], how) for a, b, how in _kin(case)}
    assert len(kin) == 4  # of the translations there are two
    assert {(frozenset((a.split(".")[0], b.split(".")[0])), how) for a, b, how in kin} == {
        (frozenset(("aid-promise",)), "translation"),
        (frozenset(("port-closed", "port-closed-brief")), "copy"),
        (frozenset(("talks-announced", "talks-announced-bahia")), "copy"),
    }


def _kin(case):
    return values(case, "select document, of, kinship from origin_document where of <> ''")


def test_papers_disagree_on_one_event(case):
    events = values(case, "select id from event where type = 'COERCE' and origins >= 3 and edtf = '2024-09-07'")
    with store.open(case.path, write=False) as opened:
        told = [worded(one) for event in events for one in explain(opened, event).disagreements]
    assert any(re.search(r"number.*\b12\b.*\b9\b", words) for words in told)


def test_the_agreement_is_signed_in_force_and_suspended(case):
    stages = values(case, "select status, edtf from stage where pact in (select id from agreement where signed = '2024-09-19')")
    assert {("signed", "2024-09-19"), ("signed", "2024-09-18"), ("in force", "2024-10-01"), ("suspended", "2024-10-18")} <= set(stages)


def test_a_reserve_is_withdrawn_a_promise_kept_another_overdue(case):
    told = values(
        case,
        "select c.status, count(*) from commitment c join pact_document on pact = id where condition <> '' or deadline <> '' group by id",
    )
    assert any(status == "withdrawn" and papers >= 3 for status, papers in told)
    assert any(status == "done" and papers >= 2 for status, papers in told)
    assert values(case, LATE) != [0]


def test_private_persons_stay_masked_in_the_table(case):
    table = case.export("csv")
    assert "Portugal" in table
    assert not PRIVATE.search(table)
