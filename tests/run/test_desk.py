from __future__ import annotations

import dataclasses

import made_case
import pytest

from diurna import review, store
from diurna.case import Filters
from diurna.errors import QueryError, ReviewError, StoreError
from diurna.review import Draft
from diurna.run import checks, desk, views


@pytest.fixture
def path(tmp_path, reading):
    return made_case.velden(tmp_path / "velden.diurna", reading)


@pytest.fixture
def case(path):
    with store.open(path, write=True, verb="test") as opened:
        yield opened


def rows(case, **filters):
    return {row.claim: row for row in case.query(Filters(**filters), limit=100).rows}


def test_a_decision_is_in_the_log_and_in_the_chronology(case):
    link = desk.decide(case, "edit", "b1", {"when": "2021-05-06", "actors": "Ildra; Velden"}, "misread", who="ada")
    assert list(case.decisions()) == [link]
    row = rows(case)["b1"]
    assert (row.edtf, row.status, row.who, row.edited) == ("2021-05-06", "edited", "ada", ("actors", "when"))
    assert row.link.startswith("/d/d-")
    assert "b1" in rows(case, text="Velden", document=row.document)
    assert list(checks.faults(case)) == []


def test_undo_and_redo_show_in_the_chronology(case):
    worker = desk.Desk(case, who="ada")
    worker.commit(Draft("reject", "b1"))
    worker.commit(Draft("undo", worker.state.decisions[-1].id))
    assert rows(case)["b1"].status == "pending"
    worker.commit(Draft("redo", worker.state.decisions[0].id))
    assert rows(case)["b1"].status == "rejected"
    assert list(checks.faults(case)) == []


def test_a_merge_touches_all_of_its_event_and_a_split_too(case):
    worker = desk.Desk(case, who="ada")
    worker.commit(Draft("merge", "b1 m1"))
    worker.commit(Draft("merge", "m1 c1"))
    assert {rows(case)[claim].event for claim in ("b1", "m1", "c1")} == {"b1"}
    worker.commit(Draft("split", "b1"))
    assert [rows(case)[claim].event for claim in ("b1", "m1", "c1")] == ["", "c1", "c1"]
    assert list(checks.faults(case)) == []


def test_several_decisions_hold_together_or_not_at_all(case):
    worker = desk.Desk(case, who="ada")
    with pytest.raises(ReviewError, match="EDTF"):
        worker.commit_all([Draft("accept", "b1"), Draft("edit", "b2", {"when": "some day"})])
    with pytest.raises(ReviewError, match="no claim 'zz'"):
        worker.commit_all([Draft("accept", "b1"), Draft("accept", "zz")])
    assert list(case.decisions()) == []
    assert worker.state.decisions == ()
    worker.commit_all([Draft("accept", "b1"), Draft("edit", "b2", {"when": "2021-07"})])
    assert [row.status for row in rows(case).values() if row.status != "pending"] == ["accepted", "edited"]


def test_a_failure_between_log_and_chronology_leaves_both(case, monkeypatch):
    before = rows(case)

    def broken(claims):
        list(claims)
        raise StoreError("the disk is full")

    monkeypatch.setattr(case, "lay", broken)
    worker = desk.Desk(case, who="ada")
    with pytest.raises(StoreError, match="full"):
        worker.commit(Draft("accept", "b1"))
    assert list(case.decisions()) == []
    assert rows(case) == before
    assert worker.state.decisions == ()


def test_a_decision_outlives_a_rereading(case):
    desk.decide(case, "edit", "b1", {"type": "AGREE"}, who="ada")
    again = made_case.taken(made_case.borders(), received="2026-11-20T08:00:00Z", model="m-2")
    case.keep(again, laid=_decided(again, case))
    assert rows(case)["b1"].type == "AGREE"
    assert list(checks.faults(case)) == []


def _decided(taken, case):
    log = tuple(case.decisions())
    return desk.decided(taken.reading, review.replay(log), desk.targets(log))


def test_what_was_undone_is_no_fault_after_a_rereading(case):
    worker = desk.Desk(case, who="ada")
    worker.commit(Draft("split", "b1"))
    worker.commit(Draft("accept", "b2"))
    worker.commit(Draft("undo", worker.state.decisions[-1].id))
    again = made_case.taken(made_case.borders(), received="2026-11-20T08:00:00Z", model="m-2")
    case.keep(again, laid=_decided(again, case))
    assert list(checks.faults(case)) == []


def test_an_edition_holds_the_claims_asked_for_as_they_stand(case):
    desk.decide(case, "edit", "b1", {"where": "Sorrel"}, who="ada")
    made = views.edition(case, Filters(text="opened"))
    assert [claim.id for reading in made.readings for claim in reading.claims] == ["b1"]
    assert made.readings[0].claims[0].where.name == "Sorrel"
    assert made.stands("b1").status == "edited"
    assert made.stands("b1").version.startswith("v-")
    assert (made.case, made.filters) == ("Velden", "words “opened”")
    assert made.link("b1") == rows(case)["b1"].link
    assert len(views.edition(case).readings) == 3


def test_an_edition_as_of_a_decision_or_a_day(case, monkeypatch):
    moments = iter(["2026-11-02T09:00:00Z", "2026-11-03T09:00:00Z", "2026-11-05T09:00:00Z"])
    monkeypatch.setattr(desk, "now", lambda: next(moments))
    for action, values in (("accept", {}), ("edit", {"when": "2021-05-07"}), ("reject", {})):
        desk.decide(case, action, "b1", values, who="ada")
    assert _then(case, "1") == ("accepted", "2021-05-05")
    assert _then(case, "2") == _then(case, "2026-11-04") == ("edited", "2021-05-07")
    assert _then(case, "2026-11-01") == ("pending", "2021-05-05")
    assert _then(case, None) == ("rejected", "2021-05-07")
    assert views.edition(case, as_of="2026-10-31").readings == ()
    shown = views.edition(case, Filters(status="edited", text="opened", start="2021-05-07"), as_of="2")
    assert [claim.id for reading in shown.readings for claim in reading.claims] == ["b1"]
    assert views.edition(case, Filters(status="rejected"), as_of="2").readings == ()
    assert shown.as_of == "2026-11-03T09:00:00Z"


def test_decisions_of_a_clock_that_went_back_count_from_the_first_later_one_on(case, monkeypatch):
    moments = iter(["2026-11-02T09:00:00Z", "2026-11-05T09:00:00Z", "2026-11-03T09:00:00Z"])
    monkeypatch.setattr(desk, "now", lambda: next(moments))
    for action in ("accept", "reject", "unsure"):
        desk.decide(case, action, "b1", who="ada")
    assert [_then(case, as_of)[0] for as_of in ("2026-11-01", "2026-11-04", "2026-11-05")] == ["pending", "accepted", "unsure"]


def _then(case, as_of):
    made = views.edition(case, as_of=as_of)
    (claim,) = [claim for reading in made.readings for claim in reading.claims if claim.id == "b1"]
    return made.stands("b1").status, claim.when.edtf


@pytest.mark.parametrize("as_of", ["0", "7", "May", "2026-13-01", "2026-11", "٣", ""])
def test_what_is_no_moment_is_refused(case, as_of):
    with pytest.raises(QueryError, match="as of"):
        views.edition(case, as_of=as_of)


def test_as_of_takes_the_reading_known_then(case):
    again = made_case.borders()
    fewer = dataclasses.replace(again, claims=again.claims[:1])
    case.keep(made_case.taken(fewer, received="2026-11-20T08:00:00Z", model="m-2"))
    claims = lambda made: {claim.id for reading in made.readings for claim in reading.claims}  # noqa: E731 - said twice
    assert "b2" not in claims(views.edition(case))
    then = views.edition(case, as_of="2026-11-10")
    assert "b2" in claims(then)
    assert then.link("b2").startswith("/d/d-")
    assert claims(views.edition(case, Filters(modality="possible"), as_of="2026-11-10")) == {"b2"}


def test_pages_cover_all_and_hold_the_rows_that_the_store_has(tmp_path):
    path = made_case.make(tmp_path / "many.diurna", *(made_case.many(number) for number in range(23)))
    with store.open(path, write=False) as case:
        seen, cursor = [], ""
        while True:
            page = views.page(case, Filters(), limit=5, cursor=cursor)
            assert page.total == 23
            seen += [claim.id for reading in page.edition.readings for claim in reading.claims]
            cursor = page.next_cursor
            if not cursor:
                break
        assert sorted(seen) == sorted(f"g{number}" for number in range(23))
        listed = views.documents(case, Filters(text="Group7"), limit=5)
        assert [(kept.title, claims) for kept, claims in listed.documents] == [("March 7", 1)]
        first = views.documents(case, Filters(), limit=20)
        rest = views.documents(case, Filters(), limit=20, cursor=first.next_cursor)
        assert (len(first.documents), len(rest.documents), rest.next_cursor, rest.total) == (20, 3, "", 23)


def test_faults_are_found(path):
    with store.open(path, write=True) as case:
        desk.decide(case, "accept", "b1", who="ada")
        with case.transaction():
            case._db.execute("UPDATE chronology SET status = 'rejected' WHERE claim = 'b1'")  # noqa: SLF001 - as damage would
        (fault,) = checks.faults(case)
        assert (fault.where, fault.found, fault.expected) == ("chronology, claim b1, status", "'rejected'", "'accepted'")
        assert checks.counts(case).originals == 3
        assert checks.counts(case).decisions == 1
        assert checks.counts(case).quotes > 20
