from __future__ import annotations

import dataclasses

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from made_cases import FACTS, taken

from diurna import store
from diurna.case import Filters, Standing
from diurna.errors import QueryError

MANY = [
    {"act": "struck", "edtf": "2020-08-09", "actor": "Bürgerrat", "place": "Graz"},
    {"act": "fought", "edtf": "../2019", "type": "AID", "modality": "denied"},
    {"act": "raided", "edtf": "2020-08/.."},
    {"act": "met", "edtf": None},
    {"act": "shelled", "edtf": "2020~", "recipient": "Οδησσός"},
]
PARTS = ("sentence", "actor", "act", "recipient", "place", "day", "edtf")
IN_MANDARIN = dict(zip(PARTS, ("北京和莫斯科周一签署了合作协议。", "北京", "签署", "莫斯科", "北京", "周一", "2022"), strict=True))
IN_THAI = dict(zip(PARTS, ("รัฐบาลลงนามกับกองทัพที่กรุงเทพวันจันทร์", "รัฐบาล", "ลงนาม", "กองทัพ", "กรุงเทพ", "วันจันทร์", "2022"), strict=True))


@pytest.fixture(scope="module")
def case(tmp_path_factory):
    made = tmp_path_factory.mktemp("case") / "x.diurna"
    store.create(made, name="x")
    with store.open(made, write=True) as writer:
        first = taken(*MANY, title="Über die Front")
        writer.keep(first)
        writer.keep(taken(IN_MANDARIN, language="zh", source="新华社", title="协议"))
        writer.keep(taken(IN_THAI, language="th", source=""))
        writer.lay([(first.reading.claims[0], Standing("accepted"))])
    with store.open(made, write=False) as reader:
        yield reader


@pytest.mark.parametrize(
    ("filters", "acts"),
    [
        ({}, ["fought", "shelled", "raided", "struck", "签署", "ลงนาม", "met"]),
        ({"start": "2020-08-09", "end": "2020-08-09"}, ["shelled", "raided", "struck"]),
        ({"end": "2019"}, ["fought"]),
        ({"start": "2021"}, ["raided", "签署", "ลงนาม"]),
        ({"start": "2021", "end": "2021-12"}, ["raided"]),
        ({"start": "1950-01-01", "end": "1950-01-02"}, ["fought"]),
        ({"actor": "burgerrat"}, ["struck"]),
        ({"actor": "actor:Bürgerrat"}, ["struck"]),
        ({"actor": "ΟΔΗΣΣΟΣ"}, ["shelled"]),
        ({"actor": "100%"}, []),
        ({"place": "gra"}, ["struck"]),
        ({"place": "town:Graz"}, ["struck"]),
        ({"types": ("AID", "MOBILIZE")}, ["fought"]),
        ({"modality": "denied"}, ["fought"]),
        ({"status": "accepted"}, ["struck"]),
        ({"source": "新华"}, ["签署"]),
        ({"source": "GAZETTE", "text": "raided"}, ["raided"]),
        ({"source": "-"}, ["ลงนาม"]),
        ({"source": "-", "text": "raided"}, []),
        ({"language": "th"}, ["ลงนาม"]),
        ({"text": "raided"}, ["raided"]),
        ({"text": "RAID*"}, ["raided"]),
        ({"text": "raid"}, []),
        ({"text": "struck graz"}, ["struck"]),
        ({"text": '"struck Morava"'}, ["struck"]),
        ({"text": '"Morava struck"'}, []),
        ({"text": "burgerrat uber"}, ["struck"]),
        ({"text": "签署了"}, ["签署"]),
        ({"text": "合作协议"}, ["签署"]),
        ({"text": "协议"}, ["签署"]),
        ({"text": "京"}, ["签署"]),
        ({"text": "北京 莫斯科"}, ["签署"]),
        ({"text": "北京 东京"}, []),
        ({"text": "กองทัพ"}, ["ลงนาม"]),
        ({"text": "ทัพ"}, ["ลงนาม"]),
        ({"text": "!!!"}, []),
        ({"text": "raided - !"}, ["raided"]),
        ({"text": "  "}, ["fought", "shelled", "raided", "struck", "签署", "ลงนาม", "met"]),
    ],
)
def test_filters_show_what_they_name(case, filters, acts):
    found = case.query(Filters(**filters), limit=50)
    assert [row.trigger for row in found.rows] == acts
    assert found.total == len(acts)


def test_a_row_holds_what_a_table_needs(case):
    (row,) = case.query(Filters(text="raided"), limit=5).rows
    assert (row.actors, row.recipients, row.place_id, row.place) == (
        (("actor:Velden", "Velden"),),
        (("actor:Morava", "Morava"),),
        "town:Orlen",
        FACTS["place"],
    )
    assert (row.edtf, row.first_day, row.last_day) == ("2020-08/..", "2020-08-01", None)
    assert (row.status, row.edited, row.confidence, row.published) == ("pending", (), 0.5, "2021-03-05")
    assert row.link.startswith(f"/d/{row.document}#p-")


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(text=st.text(st.characters(codec="utf-8"), max_size=12) | st.text(alphabet="\"*'():^-+%_\\ NEARADO京a", max_size=14))
def test_no_text_breaks_a_query(case, text):
    assert case.query(Filters(text=text, actor=text, place=text, source=text), limit=3).total >= 0


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=30)
@given(limit=st.integers(1, 9), text=st.sampled_from(["", "velden"]))
def test_pages_show_every_row_once_and_in_order(case, limit, text):
    filters, cursor, rows = Filters(text=text), "", []
    while True:
        page = case.query(filters, limit=limit, cursor=cursor)
        rows += page.rows
        cursor = page.next_cursor
        if not cursor:
            break
        assert len(page.rows) == limit
    assert rows == list(case.query(filters, limit=100).rows)
    assert page.total == len(rows)


def test_a_cursor_holds_when_documents_are_added(path):
    with store.open(path, write=True) as case:
        case.keep(taken(*MANY))
        first = case.query(Filters(), limit=3)
        case.keep(taken({"act": "early", "edtf": "1900"}, {"act": "late", "edtf": "2030"}, lead="x "))
        rest = case.query(Filters(), limit=20, cursor=first.next_cursor)
        assert [row.trigger for row in first.rows + rest.rows] == ["fought", "shelled", "raided", "struck", "late", "met"]


@pytest.mark.parametrize("cursor", ["x", "!", "W10", "WzEsMl0", "bnVsbA", "[" * 50, "WzAsICIiLCAiIiwgMCwgMCwgbnVsbF0"])
def test_a_wrong_cursor_is_refused(case, cursor):
    with pytest.raises(QueryError, match="expected one that a query has given"):
        case.query(Filters(), limit=1, cursor=cursor)


@pytest.mark.parametrize("filters", [{"start": "monday"}, {"end": "XXXX-01-01"}, {"start": "2020-13"}])
def test_a_wrong_day_is_refused(case, filters):
    with pytest.raises(QueryError, match="expected YYYY-MM-DD"):
        case.query(Filters(**filters), limit=1)


def test_a_row_is_laid_anew_and_found_by_its_new_words_alone(path):
    document = taken(*MANY)
    claim = document.reading.claims[0]
    party = dataclasses.replace(claim.actors[0], actor="actor:Zebra", name="Zebra")
    with store.open(path, write=True) as case:
        case.keep(document)
        before = case.query(Filters(), limit=9)
        assert case.lay([(dataclasses.replace(claim, actors=(party,)), Standing("edited", ("actors",)))]) == 1
        after = case.query(Filters(), limit=9)
        assert [row.claim for row in after.rows] == [row.claim for row in before.rows]
        assert case.query(Filters(text="zebra"), limit=9).total == case.query(Filters(actor="zebra"), limit=9).total == 1
        assert case.query(Filters(actor="burgerrat"), limit=9).total == 0
        assert case.lay([(dataclasses.replace(claim, id="c-none"), Standing())]) == 0
