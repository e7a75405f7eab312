from __future__ import annotations

import csv
import dataclasses
import io
import json
import zipfile

import made_case
import openpyxl
import pytest

from diurna import store
from diurna.case import Filters
from diurna.errors import InputError
from diurna.export import formats
from diurna.review import Draft
from diurna.run import checks, desk, exchange, sheets, tables, views


@pytest.fixture
def case(tmp_path, reading):
    path = made_case.velden(tmp_path / "velden.diurna", reading)
    with store.open(path, write=True, verb="test") as opened:
        yield opened


def exported(case, kind, path):
    made = formats("export")[kind].render(views.edition(case))
    path.write_bytes(made if isinstance(made, bytes) else made.encode())
    return path


def edited(path, changes):
    """Edit cells of a workbook as a person would: by claim and column."""
    book = openpyxl.load_workbook(path)
    sheet = book["claims"]
    columns = {cell.value: cell.column for cell in sheet[1]}
    for row in range(2, sheet.max_row + 1):
        for (claim, column), value in changes.items():
            if sheet.cell(row, columns["id"]).value == claim:
                sheet.cell(row, columns[column]).value = value
    book.save(path)
    return path


def values(case):
    return {row.claim: row for row in case.query(Filters(), limit=100).rows}


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_an_export_that_nobody_edited_asks_for_nothing(case, tmp_path, kind):
    found = sheets.compare(case, tables.rows(exported(case, kind, tmp_path / f"a.{kind}")))
    assert found.unchanged == 8
    assert dataclasses.replace(found, unchanged=0) == type(found)()


def test_a_workbook_goes_out_is_edited_and_comes_back(case, tmp_path):
    path = edited(
        exported(case, "xlsx", tmp_path / "a.xlsx"),
        {
            ("b1", "when"): "2021-05-04/2021-05-05", ("b1", "actors"): "Ildra; Karst", ("b2", "status"): "rejected",
            ("m2", "object"): "delay", ("c4", "type"): "ACCUSE", ("m1", "where"): "Velden",
        },
    )  # fmt: skip
    found = sheets.compare(case, tables.rows(path))
    assert {(change.claim, change.part, change.after) for change in found.changes} == {
        ("b1", "when", "2021-05-04/2021-05-05"), ("b1", "actors", "Ildra; Karst"), ("b2", "status", "rejected"),
        ("m2", "object", "delay"), ("c4", "type", "ACCUSE"), ("m1", "where", "Velden"),
    }  # fmt: skip
    assert (found.conflicts, found.refused, found.unknown, found.new) == ((), (), (), ())
    assert list(case.decisions()) == []
    sheets.apply(desk.Desk(case, who="ada"), found, "from the sheet")
    assert {decision.why for decision in case.decisions()} == {"from the sheet"}
    again = {row["id"]: row for row in tables.rows(exported(case, "xlsx", tmp_path / "b.xlsx"))}
    assert again["b1"]["when"] == "2021-05-04/2021-05-05"
    assert again["b1"]["actors"] == "Ildra; Karst"
    assert (again["b2"]["status"], again["m2"]["object"], again["c4"]["type"], again["m1"]["where"]) == (
        "rejected",
        "delay",
        "ACCUSE",
        "Velden",
    )
    after = sheets.compare(case, tables.rows(tmp_path / "b.xlsx"))
    assert (after.unchanged, after.changes) == (8, ())
    # The masked person is still who she was.
    assert values(case)["m2"].actors == (("person:ana-brodt", "Ana Brodt"),)
    assert list(checks.faults(case)) == []


def test_what_was_decided_meanwhile_is_a_conflict_and_stays(case, tmp_path):
    path = edited(exported(case, "xlsx", tmp_path / "a.xlsx"), {("b1", "when"): "2021-05-04", ("b2", "type"): "THREATEN"})
    desk.decide(case, "edit", "b1", {"when": "2021-05-06"}, who="bo")
    found = sheets.compare(case, tables.rows(path))
    (conflict,) = found.conflicts
    assert (conflict.claim, conflict.changes[0].before, conflict.changes[0].after) == ("b1", "2021-05-06", "2021-05-04")
    assert "bo" in conflict.why
    sheets.apply(desk.Desk(case, who="ada"), found)
    assert values(case)["b1"].edtf == "2021-05-06"
    assert values(case)["b2"].type == "THREATEN"


def test_rows_of_claims_that_are_not_there_and_rows_left_out_are_counted(case, tmp_path):
    rows = tables.rows(exported(case, "csv", tmp_path / "a.csv"))
    rows[0]["id"] = "zz"
    found = sheets.compare(case, [*rows[:3], {**rows[3], "id": ""}])
    assert found.unknown == ((2, "zz"),)
    assert [number for number, _ in found.new] == [5]
    assert (found.unchanged, found.missing) == (2, 6)


def test_a_spreadsheet_saved_with_semicolons_or_in_utf16_is_read(case, tmp_path):
    text = exported(case, "csv", tmp_path / "a.csv").read_text(encoding="utf-8-sig")
    rows = tables.rows(tmp_path / "a.csv")
    path = tmp_path / "b.csv"
    out = io.StringIO()
    csv.writer(out, delimiter=";").writerows(csv.reader(io.StringIO(text)))
    path.write_text(out.getvalue(), encoding="utf-16")
    assert tables.rows(path) == rows


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"date,event\n2021,talks\n", "use `diurna add`"),
        (b"", "use `diurna add`"),
        ("id,version\nb1,Zoë\n".encode("latin-1"), "CSV UTF-8"),
        (b'id,version\n"b1,x', "quotation marks"),
        (b"PK\x03\x04 and no more", "save it again"),
    ],
)
def test_what_is_no_export_is_refused_with_what_to_do(tmp_path, content, told):
    path = tmp_path / "a.csv"
    path.write_bytes(content)
    with pytest.raises(InputError, match=told):
        tables.rows(path)


def test_a_workbook_that_unpacks_to_too_much_is_refused_unread(tmp_path, monkeypatch):
    monkeypatch.setattr(tables, "_UNPACKED", 1000)
    path = tmp_path / "a.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as parts:
        parts.writestr("xl/workbook.xml", b" " * 2000)
    with pytest.raises(InputError, match="unpacks to 2,000 bytes"):
        tables.rows(path)
    with pytest.raises(InputError, match="No such file"):
        tables.rows(tmp_path / "none.csv")


@pytest.fixture
def other(tmp_path, reading):
    path = made_case.velden(tmp_path / "other.diurna", reading)
    with store.open(path, write=True, verb="test") as opened:
        yield opened


def sent(case, path):
    path.write_text("".join(exchange.lines(case.decisions())), encoding="utf-8")
    return exchange.read(path)


def test_decisions_go_to_another_copy_and_come_back_once(case, other, tmp_path):
    worker = desk.Desk(case, who="ada")
    worker.commit_all([Draft("accept", "b1", why="sure"), Draft("edit", "b2", {"type": "THREATEN"}), Draft("merge", "b1 m1")])
    worker.commit(Draft("undo", worker.state.decisions[0].id))
    log = sent(case, tmp_path / "log.jsonl")
    assert log == tuple(case.decisions())
    found = exchange.compare(other, log)
    assert (found.new, found.left) == (log, ())
    made = exchange.apply(desk.Desk(other, who="bo"), found)
    assert made[0].why == f"sure [{log[0].id} by ada at {log[0].at}]"
    assert {decision.who for decision in made} == {"bo"}
    theirs, mine = values(case), values(other)
    assert {claim: (row.status, row.type, row.event) for claim, row in theirs.items()} == {
        claim: (row.status, row.type, row.event) for claim, row in mine.items()
    }
    assert exchange.compare(other, log).new == ()
    # Back again, with one more: only that one is new, and an undo of what came from here finds it.
    again = desk.Desk(other, who="bo")
    again.commit(Draft("undo", made[1].id))
    back = exchange.compare(case, sent(other, tmp_path / "back.jsonl"))
    assert [decision.action for decision in back.new] == ["undo"]
    exchange.apply(desk.Desk(case, who="ada"), back)
    assert values(case)["b2"].type == "COERCE"
    assert [*checks.faults(case), *checks.faults(other)] == []


def test_decisions_on_what_was_decided_here_or_is_not_here_are_left_out(case, other, tmp_path):
    worker = desk.Desk(case, who="ada")
    worker.commit_all([Draft("reject", "b1"), Draft("accept", "m1")])
    worker.commit(Draft("undo", worker.state.decisions[0].id))
    desk.decide(other, "accept", "b1", who="bo")
    found = exchange.compare(other, sent(case, tmp_path / "log.jsonl"))
    assert [decision.target for decision in found.new] == ["m1"]
    assert ["CONFLICT" in left.why for left in found.left] == [True, False]
    exchange.apply(desk.Desk(other, who="bo"), found)
    assert values(other)["b1"].status == "accepted"
    empty = made_case.make(tmp_path / "empty.diurna", made_case.many(1))
    with store.open(empty, write=False) as nothing:
        assert all("holds no claim" in left.why for left in exchange.compare(nothing, found.new).left)


def test_a_file_of_decisions_that_was_changed_is_refused(case, tmp_path):
    desk.Desk(case, who="ada").commit_all([Draft("accept", "b1"), Draft("accept", "m1")])
    path = tmp_path / "log.jsonl"
    sent(case, path)
    whole = path.read_text(encoding="utf-8")
    for changed, told in (
        (whole.replace('"accept"', '"reject"', 1), "changed or cut"),
        (whole.splitlines()[1], "changed or cut"),
        ("{}\n", "no decision"),
        (whole.replace('"values": {}', '"values": []', 1), "no decision"),
        ("[" * 100000, "no JSON"),
        ("\ud800".encode("utf-8", "surrogatepass").decode("latin-1"), "no JSON"),
    ):
        path.write_text(changed, encoding="utf-8")
        with pytest.raises(InputError, match=told):
            exchange.read(path)
    assert json.loads(whole.splitlines()[0])["who"] == "ada"
