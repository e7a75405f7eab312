from __future__ import annotations

import csv
import io
import json
import os
import pty
import re
import sqlite3
import subprocess
import sys
from pathlib import Path

import made_case
import openpyxl
import pytest

import diurna
import diurna.run.case
from diurna import store
from diurna.cli import main, verbs
from diurna.errors import NotACaseError, QueryError, ReviewError, StoreError
from diurna.export import formats
from diurna.run import desk


@pytest.fixture
def case(tmp_path, reading, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return made_case.velden(tmp_path / "velden.diurna", reading)


def decided(case, action, target, values=None, who="bo"):
    with store.open(case, write=True) as opened:
        return desk.decide(opened, action, target, values, who=who)


def ids(out):
    return [json.loads(line)["id"] for line in out.splitlines()]


# Query.


def test_a_page_on_a_terminal_has_links_and_masks(case, capsys):
    decided(case, "accept", "b1")
    assert main(["query", str(case)]) == 0
    out, err = capsys.readouterr()
    assert err == "8 of 8 claims\n"
    assert out.index("since 9 Feb 2021") < out.index("5 May 2021") < out.index("WITHOUT A DATE")
    assert "b1  /d/d-" in out
    assert "accepted by bo" in out
    assert "a private person [P-" in out
    assert "Brodt" not in out
    assert "Tamm" not in out
    assert "\x1b" not in out


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        (["opened"], "b1"),
        (["--actor", "ildra"], "b1 b2"),
        (["--actor", "iso:SOR", "talks"], "b1"),
        (["--place", "karst"], "b1"),
        (["--type", "protest,coerce"], "c2 m1 b2"),
        (["--type", "PROTEST", "--type", "coerce"], "c2 m1 b2"),
        (["--from", "2021-05-06", "--to", "2021-05"], "c2 m1"),
        (["--from", "2021-06"], "c2 b2"),
        (["--to", "2021-02"], "c2"),
        (["--source", "herald"], "b1 b2"),
        (["--modality", "possible"], "b2"),
        (["--status", "rejected"], "b2"),
        (["--language", "en", "--status", "pending", "--place", "velden"], "c1"),
        (["--language", "fr"], ""),
    ],
)
def test_filters(case, capsys, filters, expected):
    decided(case, "reject", "b2")
    assert main(["query", str(case), "--jsonl", *filters]) == 0
    out, err = capsys.readouterr()
    assert ids(out) == expected.split()
    assert err.startswith(f"{len(expected.split())} of {len(expected.split())} claim")


def test_cursors_cover_all_and_every_row_says_what_it_is(case, capsys):
    seen, cursor = [], []
    while True:
        assert main(["query", str(case), "--json", "--limit", "3", *cursor]) == 0
        out, err = capsys.readouterr()
        rows = json.loads(out)
        assert all(row[name] for row in rows for name in ("id", "version", "link", "status", "source", "sentence"))
        seen += [row["id"] for row in rows]
        if "--cursor" not in err:
            break
        cursor = ["--cursor", err.split("--cursor ")[1].strip()]
    assert seen == ["c2", "c1", "b1", "m1", "b2", "c3", "c4", "m2"]


def test_csv_of_a_query_is_that_of_the_export_without_the_mark(case, capsys):
    assert main(["query", str(case), "--csv", "banner"]) == 0
    (row,) = csv.DictReader(io.StringIO(capsys.readouterr().out))
    assert (row["id"], row["object"]) == ("c4", "'=SUM(A1)")


def test_documents(case, capsys):
    assert main(["query", str(case), "--documents", "--json", "--type", "ACCUSE"]) == 0
    out, err = capsys.readouterr()
    assert [(row["title"], row["claims"]) for row in json.loads(out)] == [("Weavers march", 1)]
    assert err == "1 of 1 document\n"
    assert main(["query", str(case), "--documents", "--limit", "2"]) == 0
    out, err = capsys.readouterr()
    assert out.splitlines()[0].split() == ["id", "published", "language", "claims", "source", "title"]
    assert err == "2 of 3 documents; the next page: --cursor 2\n"


def test_sql_in_every_shape(case, capsys):
    statement = "select type, count(*) n, null from chronology where type in ('AGREE', 'PROTEST') group by type order by type"
    assert main(["query", str(case), "--sql", statement]) == 0
    assert [line.split() for line in capsys.readouterr().out.splitlines()] == [["type", "n", "null"], ["AGREE", "1"], ["PROTEST", "2"]]
    assert main(["query", str(case), "--sql", statement, "--json"]) == 0
    assert json.loads(capsys.readouterr().out)[1] == {"type": "PROTEST", "n": 2, "null": None}
    assert main(["query", str(case), "--csv", "--sql", "select '=1+1' a, -1 b, 1.5 a, x'00ff' c, 9e999 d"]) == 0
    assert capsys.readouterr().out == "a,b,a (3),c,d\n'=1+1,-1,1.5,2 bytes,inf\n"


@pytest.mark.parametrize(
    ("statement", "told"),
    [
        ("delete from chronology", "refused"),
        ("update decision set who = 'x'", "refused"),
        ("attach '/tmp/other.db' as other", "refused"),
        ("pragma journal_mode = delete", "refused"),
        ("vacuum", "refused|SQLite"),
        ("select 1; delete from claim", "SQLite says|one statement"),
        ("select load_extension('x')", "refused|no such function|SQLite"),
        ("with recursive n(i) as (select 1 union all select i + 1 from n) select count(*) from n", "more than 1 s"),
        ("selec", "SQLite says"),
    ],
)
def test_sql_that_writes_attaches_or_takes_long_is_refused(case, capsys, statement, told):
    before = case.read_bytes()
    assert main(["query", str(case), "--seconds", "1", "--sql", statement]) == 1
    out, err = capsys.readouterr()
    assert out == ""
    assert any(words in err for words in told.split("|")), err
    assert case.read_bytes() == before


@pytest.mark.parametrize(
    "argv",
    [
        ["query"],
        ["query", "CASE", "--from", "May"],
        ["query", "CASE", "--to", "2021-02-30"],
        ["query", "CASE", "--type", "DANCE"],
        ["query", "CASE", "--limit", "0"],
        ["query", "CASE", "--status", "good"],
        ["query", "CASE", "--json", "--csv"],
        ["query", "CASE", "talks", "--sql", "select 1"],
        ["export", "CASE"],
        ["export", "CASE", "docx"],
        ["export", "CASE", "case", "--place", "Velden"],
        ["export", "CASE", "decisions", "--type", "AID"],
        ["import", "CASE"],
        ["verify"],
        ["review", "CASE", "--order", "none"],
    ],
)
def test_wrong_usage_is_status_2(case, capsys, argv):
    assert main([str(case) if word == "CASE" else word for word in argv]) == 2
    assert "see diurna" in capsys.readouterr().err


@pytest.mark.parametrize("verb", ["query", "review", "export", "import", "verify"])
def test_help_begins_with_examples(verb, capsys):
    assert main([verb, "--help"]) == 0
    assert capsys.readouterr().out.startswith(f"examples:\n  diurna {verb} ")


@pytest.mark.parametrize("argv", [["query"], ["review"], ["verify"], ["export", "csv"], ["import", "some.csv"]])
def test_what_is_no_case_is_told(tmp_path, capsys, argv):
    (tmp_path / "some.csv").write_text("id,version\n")
    (tmp_path / "text.diurna").write_text("no case")
    for name in ("none.diurna", "text.diurna"):
        assert main([argv[0], str(tmp_path / name), *(str(tmp_path / word) if "." in word else word for word in argv[1:])]) == 1
        assert "diurna add" in capsys.readouterr().err
    assert main(["query", str(tmp_path / "text.diurna"), "--cursor", "x"]) == 1


# Export.


def test_a_file_with_a_name_that_says_all_is_never_written_over(case, tmp_path, capsys, monkeypatch):
    monkeypatch.setattr("diurna.run.views.today", lambda: "2026-11-24")
    assert main(["export", str(case), "csv", "--from", "2021-05", "--to", "2021-05"]) == 0
    out, err = capsys.readouterr()
    path = tmp_path / "velden-chronology-2026-11-24-redacted.csv"
    assert [row["id"] for row in csv.DictReader(io.StringIO(path.read_text("utf-8-sig")))] == ["c2", "b1", "m1"]
    assert out == ""
    assert f"wrote {path.name} from 3 claims of 3 documents" in err
    assert "filters: from 2021-05, until 2021-05" in err
    assert "private persons are masked" in err
    assert "– agreements and commitments with their steps are not in it" in err
    path.write_text("edited")
    assert main(["export", str(case), "csv"]) == 1
    assert "perhaps edited" in capsys.readouterr().err
    assert path.read_text() == "edited"
    assert main(["export", str(case), "csv", "-o", str(path)]) == 0
    assert main(["export", str(case), "geojson", "-o", str(tmp_path)]) == 0
    assert (tmp_path / "velden-chronology-2026-11-24-redacted.geojson").exists()
    assert main(["export", str(case), "csv", "-o", str(case)]) == 1
    assert main(["verify", str(case)]) == 0


def test_every_format_can_be_written_and_is_listed(case, tmp_path, capsys):
    for name, module in formats("export").items():
        assert main(["export", str(case), name, "-o", str(tmp_path / f"out-{name}{module.SUFFIX}")]) == 0, name
    capsys.readouterr()
    assert main(["export", "--list"]) == 0
    out = capsys.readouterr().out
    assert all(f"\n{name} " in out for name in [*formats("export"), "case", "decisions"])
    assert not [path for path in tmp_path.iterdir() if "part" in path.name]
    assert (tmp_path / "out-followthemoney.sidecar.jsonl").exists()


def test_to_standard_output_raw_and_as_of(case, capsys):
    first = decided(case, "edit", "b1", {"when": "2021-05-04"})
    decided(case, "undo", first.id)
    assert main(["export", str(case), "csv", "-o", "-", "--raw", "--as-of", "1", "--status", "edited"]) == 0
    out, err = capsys.readouterr()
    assert [(row["id"], row["when"]) for row in csv.DictReader(io.StringIO(out))] == [("b1", "2021-05-04")]
    assert "written from 1 claim of 1 document\nfilters: status edited; as of " in err
    assert main(["export", str(case), "csv", "-o", "-", "--as-of", "3"]) == 1
    assert "the log has 2 decisions" in capsys.readouterr().err


def test_what_was_put_aside_unread_is_told(case, tmp_path, capsys):
    with store.open(case, write=True) as opened:
        opened.quarantine("d-0000000000000000", "poison.pdf", "broke its reader twice")
    assert main(["export", str(case), "report", "-o", str(tmp_path / "report.html")]) == 0
    assert "quarantined, not in it: poison.pdf: broke its reader twice" in capsys.readouterr().err
    assert "poison.pdf" in (tmp_path / "report.html").read_text("utf-8")
    assert main(["export", str(case), "csv", "-o", str(tmp_path / "a.csv"), "--place", "Velden"]) == 0
    assert "poison" not in capsys.readouterr().err


def test_nothing_is_left_where_it_cannot_be_written(case, tmp_path, capsys):
    assert main(["export", str(case), "csv", "-o", str(tmp_path / "no" / "a.csv")]) == 1
    assert main(["export", str(case), "case", "-o", str(tmp_path / "no" / "a.diurna")]) == 1
    assert "not written" in capsys.readouterr().err


def test_the_case_itself_is_copied_whole_but_never_said_to_be_masked(case, tmp_path, capsys):
    decided(case, "accept", "b1")
    assert main(["export", str(case), "case", "--redacted"]) == 1
    assert "cannot be masked" in capsys.readouterr().err
    copy = tmp_path / "copy.diurna"
    assert main(["export", str(case), "case", "-o", str(copy)]) == 0
    assert "nobody is masked" in capsys.readouterr().err
    assert main(["verify", str(copy)]) == 0
    with store.open(copy, write=False) as copied, store.open(case, write=False) as whole:
        assert list(copied.decisions()) == list(whole.decisions())
        assert [row.body for row in map(copied.text, [kept.id for kept in copied.documents()])] == [
            row.body for row in map(whole.text, [kept.id for kept in whole.documents()])
        ]
    assert main(["export", str(case), "case", "-o", str(case)]) == 1


# Import.


def test_an_edited_workbook_is_shown_then_applied(case, tmp_path, capsys):
    path = tmp_path / "out.xlsx"
    assert main(["export", str(case), "xlsx", "-o", str(path)]) == 0
    book = openpyxl.load_workbook(path)
    sheet = book["claims"]
    columns = {cell.value: cell.column for cell in sheet[1]}
    for row in sheet.iter_rows(min_row=2):
        if row[0].value == "b1":
            sheet.cell(row[0].row, columns["when"]).value = "2021-05-04"
            sheet.cell(row[0].row, columns["status"]).value = "accepted"
    book.save(path)
    capsys.readouterr()
    assert main(["import", str(case), str(path)]) == 0
    out, err = capsys.readouterr()
    assert "2021-05-05 → 2021-05-04" in out
    assert "2 changes on 1 claim; 7 claims unchanged." in out
    assert err == "nothing is changed yet; add --apply to decide this\n"
    assert main(["import", str(case), str(path), "--apply", "--who", "ada", "--why", "the wire"]) == 0
    assert "2 decisions made" in capsys.readouterr().err
    assert main(["export", str(case), "csv", "-o", "-", "--status", "accepted"]) == 0
    (row,) = csv.DictReader(io.StringIO(capsys.readouterr().out.removeprefix("\ufeff")))
    assert (row["id"], row["when"], row["decided_by"]) == ("b1", "2021-05-04", "ada")
    # The file is now older than the case, but asks for what stands.
    assert main(["import", str(case), str(path), "--apply", "--who", "ada"]) == 0
    assert "nothing to apply" in capsys.readouterr().err
    assert main(["verify", str(case)]) == 0


def test_a_conflict_is_shown_not_applied_and_status_1(case, tmp_path, capsys):
    path = tmp_path / "out.csv"
    assert main(["export", str(case), "csv", "-o", str(path)]) == 0
    path.write_text(
        path.read_text("utf-8").replace("2021-05-05", "2021-05-04").replace("2021-05-09,PROTEST", "2021-05-08,PROTEST"), "utf-8"
    )
    decided(case, "reject", "b1")
    capsys.readouterr()
    assert main(["import", str(case), str(path), "--apply", "--who", "ada"]) == 1
    out, err = capsys.readouterr()
    assert "CONFLICT: the claim has changed since the export (rejected by bo" in out
    assert err == "1 decision made\n"
    assert main(["query", str(case), "--jsonl", "--from", "2021-05", "--to", "2021-05-08"]) == 0
    rows = {row["id"]: row for row in map(json.loads, capsys.readouterr().out.splitlines())}
    assert (rows["b1"]["when"]["edtf"], rows["b1"]["status"]) == ("2021-05-05", "rejected")
    assert rows["m1"]["when"]["edtf"] == "2021-05-08"


def test_decisions_go_out_and_into_another_copy(case, tmp_path, reading, capsys):
    decided(case, "accept", "b1")
    decided(case, "reject", "m1")
    other = made_case.make(tmp_path / "other.diurna", reading, made_case.borders())
    path = tmp_path / "log.jsonl"
    assert main(["export", str(case), "decisions", "-o", str(path)]) == 0
    capsys.readouterr()
    assert main(["import", str(other), str(path)]) == 1
    out, err = capsys.readouterr()
    assert "1 new, 0 known, 1 not taken over" in out
    assert "the case holds no claim 'm1'" in out
    assert "add --apply" in err
    assert main(["import", str(other), str(path), "--apply", "--who", "ada"]) == 1
    assert main(["import", str(other), str(path), "--apply", "--who", "ada"]) == 1
    assert "nothing to apply" in capsys.readouterr().err
    with store.open(other, write=False) as opened:
        (decision,) = opened.decisions()
    assert decision.who == "ada"
    assert " by bo at " in decision.why
    assert main(["verify", str(other)]) == 0


@pytest.mark.parametrize(
    ("content", "told"), [("url,text\na,b\n", "diurna add"), ('{"id": "x"}\n', "diurna add"), ("", "diurna add"), (None, "No such file")]
)
def test_what_is_no_export_is_refused(case, tmp_path, capsys, content, told):
    path = tmp_path / "some.csv"
    if content is not None:
        path.write_text(content)
    assert main(["import", str(case), str(path), "--apply"]) == 1
    assert told in capsys.readouterr().err


# Review.


def test_a_session_by_lines_decides_and_undoes(case, capsys, monkeypatch):
    monkeypatch.setattr(sys, "stdin", io.StringIO("accept\nreject not in the text\nundo\nquit\n"))
    assert main(["review", str(case), "--who", "ada", "--order", "document", "--actor", "ildra"]) == 0
    _, err = capsys.readouterr()
    assert err == "2 of 2 claims pending; you decide as ada\n3 decisions kept; 1 of 2 claims pending\n"
    with store.open(case, write=False) as opened:
        assert [(link.action, link.who) for link in opened.decisions()] == [("accept", "ada"), ("reject", "ada"), ("undo", "ada")]
    assert main(["verify", str(case)]) == 0


def test_a_session_by_keys_on_a_terminal(case):
    keys = b"axuq"
    main_end, other_end = pty.openpty()
    command = [sys.executable, "-m", "diurna.cli", "review", str(case), "--who", "ada", "--order", "document"]
    with subprocess.Popen(command, stdin=other_end, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as running:  # noqa: S603
        os.write(main_end, keys)
        _, err = running.communicate(timeout=60)
    os.close(main_end)
    os.close(other_end)
    assert running.returncode == 0, err
    with store.open(case, write=False) as opened:
        assert [link.action for link in opened.decisions()] == ["accept", "reject", "undo"]
    assert b"7 of 8 claims pending" in err


def test_the_name_of_who_decides_comes_from_git(case, tmp_path, monkeypatch, capsys):
    (tmp_path / "gitconfig").write_text("[user]\nname = Orla Git\n")
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(tmp_path / "gitconfig"))
    monkeypatch.setattr(sys, "stdin", io.StringIO(""))
    assert main(["review", str(case)]) == 0
    assert "you decide as Orla Git" in capsys.readouterr().err


def test_a_second_writer_is_told_who_holds_the_case(case, capsys):
    with store.open(case, write=True, verb="add"):
        assert main(["review", str(case), "--who", "ada", "--wait", "0"]) == 1
        assert f"process {os.getpid()} (add" in capsys.readouterr().err
        assert main(["query", str(case)]) == 0


def test_a_document_is_rejected_as_a_whole_and_restored(case, capsys):
    with store.open(case, write=False) as opened:
        document = opened.documents_of(["b1"])["b1"]
    assert main(["review", str(case), "--who", "Ada", "--reject-document", document, "--why", "a forgery"]) == 0
    assert capsys.readouterr().err == (
        f"{document} is rejected with its 2 claims; undo: diurna review {case} --restore-document {document}\n"
    )
    assert main(["query", str(case), "--status", "rejected", "--jsonl"]) == 0
    assert ids(capsys.readouterr().out) == ["b1", "b2"]
    assert main(["verify", str(case)]) == 0
    assert main(["review", str(case), "--who", "Ada", "--restore-document", document]) == 0
    assert main(["review", str(case), "--who", "Ada", "--restore-document", document]) == 1
    assert "is not a document that was rejected" in capsys.readouterr().err
    assert main(["query", str(case), "--status", "rejected", "--jsonl"]) == 0
    assert capsys.readouterr().out == ""


# Verify.


def test_all_is_well_and_says_how_much(case, capsys):
    decided(case, "accept", "b1")
    assert main(["verify", str(case)]) == 0
    assert capsys.readouterr().out.endswith("3 originals, 44 quotes, 1 decision checked: all well\n")
    assert main(["verify", str(case), "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == []


def test_a_byte_flipped_anywhere_and_a_tail_cut_are_found(case, tmp_path, capsys):
    decided(case, "accept", "b1")
    whole = case.read_bytes()
    for number, offset in enumerate(range(200, len(whole), len(whole) // 12)):
        path = tmp_path / f"flipped-{number}.diurna"
        path.write_bytes(whole[:offset] + bytes([whole[offset] ^ 1]) + whole[offset + 1 :])
        assert main(["verify", str(path)]) == 1, offset
    cut = tmp_path / "cut.diurna"
    cut.write_bytes(whole[:-5000])
    capsys.readouterr()
    assert main(["verify", str(cut), "--json"]) == 1
    out, err = capsys.readouterr()
    assert out == "" or json.loads(out)
    assert "cut" in out + err or "malformed" in out + err


def test_a_changed_decision_or_row_is_named(case, capsys):
    decided(case, "accept", "b1")
    db = sqlite3.connect(case)
    db.execute("UPDATE decision SET who = 'mallory'")
    db.execute("UPDATE chronology SET edtf = '1999' WHERE claim = 'b1'")
    db.commit()
    db.close()
    assert main(["verify", str(case)]) == 1
    out, err = capsys.readouterr()
    assert "decision 1 (" in out
    assert "chronology, claim b1, edtf\n  found     '1999'\n  expected  '2021-05-05'" in out
    assert "faults" in err


# From Python.


def test_a_notebook_can_do_it_all(case, tmp_path):
    with diurna.open(case, who="ada") as opened:
        assert [row.id for row in opened.query("opened")] == ["b1"]
        assert [row.id for row in opened.query(types=("AGREE",), start="2021")] == ["c1"]
        link = opened.decide("edit", "b1", {"type": "AGREE"}, "they signed")
        assert opened.decisions() == (link,)
        assert opened.query(status="edited")[0].text()["type"] == "AGREE"
        assert [len(opened.edition(as_of=as_of, status="edited").readings) for as_of in ("1", "2020-01-01")] == [1, 0]
        opened.export("csv", tmp_path / "a.csv", types=("AGREE",))
        assert (tmp_path / "a.csv").read_text("utf-8-sig").count("\nb1,") == 1
        assert opened.verify() == ()
        assert opened.sql("select count(*) from claim")[1] == ((8,),)
        with pytest.raises(QueryError):
            opened.sql("delete from claim")
        with pytest.raises(ValueError, match=r"these are: .*csv"):
            opened.export("docx")
    with pytest.raises(StoreError, match="closed"):
        opened.query()
    with pytest.raises(ReviewError, match="who="):
        diurna.open(case).decide("accept", "b1")
    with pytest.raises(NotACaseError):
        diurna.open(tmp_path / "a.csv")
    with pytest.raises(NotACaseError):
        diurna.open(tmp_path / "none.diurna").query()


def test_every_verb_has_its_place_in_the_docs():
    docs = Path(__file__).parents[2] / "docs"
    told = "\n".join(path.read_text("utf-8") for path in [*docs.glob("*.md"), docs.parent / "README.md"])
    assert [verb for verb in verbs() if f"diurna {verb}" not in told] == []


def test_the_example_of_the_docs_runs(case, monkeypatch):
    page = (Path(__file__).parents[2] / "docs" / "case.md").read_text("utf-8")
    (example,) = re.findall(r"```python\n(.*?)```", page, re.DOTALL)
    case.rename("news.diurna")
    monkeypatch.setattr(diurna.run.case.Case, "add", lambda *_: None)  # is tried on its own
    exec(compile(example, "docs/case.md", "exec"), {})  # noqa: S102 - our own page
    assert openpyxl.load_workbook("desk.xlsx")["claims"].max_row == 2


def test_days_that_leave_nothing_between_them_are_refused(case, capsys):
    assert main(["query", str(case), "--from", "2021-06", "--to", "2021-05"]) == 1
    assert "exchange them" in capsys.readouterr().err
    assert main(["query", str(case), "--from", "2021-05", "--to", "2021"]) == 0


def test_a_renamed_column_is_told(case, tmp_path, capsys):
    sheet = tmp_path / "edited.csv"
    assert main(["export", str(case), "csv", "-o", str(sheet)]) == 0
    text = sheet.read_text(encoding="utf-8-sig")
    sheet.write_text(text.replace("when", "Date (checked)", 1), encoding="utf-8")
    assert main(["import", str(case), str(sheet)]) == 1
    err = capsys.readouterr().err
    assert "nothing of them is compared: when" in err
    assert "not read: Date (checked)" in err


def test_a_line_of_the_review_that_is_not_done_is_told(case, capsys, monkeypatch):
    monkeypatch.setattr("sys.stdin", io.StringIO("accept\nbogus\nedit when=99\n"))
    assert main(["review", str(case), "--who", "Ada"]) == 1
    err = capsys.readouterr().err
    assert "'bogus' is no command" in err
    assert "Not done." in err
    assert "1 decision kept" in err
