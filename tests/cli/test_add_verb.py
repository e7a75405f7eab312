from __future__ import annotations

import dataclasses
import io
import json
import sys
import tempfile
from pathlib import Path

import pytest

sys.path.append(str(Path(__file__).parents[1] / "run"))

import fast_reader

from diurna import store
from diurna.cli import main
from diurna.cli._progress import Bar, line
from diurna.run.add import Progress


@pytest.fixture
def case():
    with tempfile.TemporaryDirectory(dir="/dev/shm" if Path("/dev/shm").is_dir() else None) as folder:  # noqa: S108 - one of our own in it
        yield Path(folder) / "news.diurna"


def test_a_case_is_made_and_what_was_not_read_is_told_with_the_reason(case, tmp_path, capsys):
    (tmp_path / "a.txt").write_text("A report.")
    (tmp_path / "b.txt").write_text("REFUSE this.")
    (tmp_path / "c.css").write_text("p {}")
    failed = tmp_path.parent / f"{tmp_path.name}.jsonl"
    argv = ["add", str(case), str(tmp_path), "--workers", "1", "--failed", str(failed), "--lang", "fr", "--published", "2021-03-04"]
    assert main(argv, reader=fast_reader.read) == 1
    out, err = capsys.readouterr()
    assert out == "1 read, 0 known, 1 failed, 0 quarantined; 1 skipped (1 a .css file, no document)\n"
    linked = "1 claim of 1 event, 0 of them told more than once; 1 document of 1 origin"
    assert err == f"{case}: made\n{linked}\nfailed: {tmp_path}/b.txt: no words in it\n"
    assert json.loads(failed.read_text()) == {"name": f"{tmp_path}/b.txt", "fate": "failed", "why": "no words in it"}
    (tmp_path / "b.txt").unlink()
    assert main(argv, reader=fast_reader.read) == 0
    assert capsys.readouterr().out.startswith("0 read, 1 known, 0 failed, 0 quarantined")
    assert failed.read_text() == ""
    with store.open(case, write=False) as opened:
        (kept,) = opened.documents()
        assert (opened.name, kept.language, kept.published) == ("news", "fr", "2021-03-04")


def test_quiet_tells_only_what_was_not_read(case, tmp_path, capsys, monkeypatch):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"A report.")))
    argv = ["add", str(case), "-", str(tmp_path / "none.txt"), "--workers", "1", "--quiet"]
    assert main(argv, reader=fast_reader.read) == 1
    out, err = capsys.readouterr()
    assert not out
    assert err == f"failed: {tmp_path}/none.txt: No such file or directory; check the path and its permissions\n"


def test_the_failed_list_on_standard_output_stands_alone(case, tmp_path, capsys):
    assert main(["add", str(case), str(tmp_path / "none.txt"), "--failed", "-"], reader=fast_reader.read) == 1
    out, err = capsys.readouterr()
    assert [json.loads(each)["fate"] for each in out.splitlines()] == ["failed"]
    assert "0 read, 0 known, 1 failed" in err


def test_a_file_that_is_no_case_is_left_alone(tmp_path, capsys):
    (tmp_path / "a.txt").write_text("A report.")
    assert main(["add", str(tmp_path / "a.txt"), str(tmp_path)], reader=fast_reader.read) == 1
    assert "is no case" in capsys.readouterr().err
    assert (tmp_path / "a.txt").read_text() == "A report."


@pytest.mark.parametrize("argv", [["--workers", "0"], ["--seconds", "x"], ["--published", "May"], ["--memory", "-1"]])
def test_wrong_usage_is_status_2(case, argv, capsys):
    assert main(["add", str(case), ".", *argv]) == 2
    assert "see diurna add --help" in capsys.readouterr().err
    assert not case.exists()


def test_the_second_writer_is_told_who_is_at_it(case, tmp_path, capsys):
    (tmp_path / "a.txt").write_text("A report.")
    store.create(case, name="news")
    with store.open(case, write=True, verb="review"):
        assert main(["add", str(case), str(tmp_path), "--wait", "0"], reader=fast_reader.read) == 1
    assert "(review, since" in capsys.readouterr().err


def test_the_line_of_progress_tells_how_far_how_fast_and_how_long():
    progress = Progress(10, 4, 1000, 400, {"read": 30, "known": 8, "failed": 2}, 20.0)
    assert line(progress) == "[########............] 4 of 10: 30 read, 8 known, 2 failed, 2.0/s, 30 s left"
    assert line(dataclasses.replace(progress, size_done=0)).endswith("2.0/s")
    assert line(dataclasses.replace(progress, seconds=0.0, size=0)).endswith("0.0/s")
    assert line(dataclasses.replace(progress, seconds=20_000.0)).endswith("8.3 h left")


def test_the_bar_is_on_a_terminal_only_and_leaves_nothing_behind(monkeypatch):
    progress = Progress(10, 4, 1000, 400, {"read": 30}, 20.0)
    plain, terminal = io.StringIO(), io.StringIO()
    monkeypatch.setattr(terminal, "isatty", lambda: True, raising=False)
    for stream in (plain, terminal):
        monkeypatch.setattr(sys, "stderr", stream)
        with Bar(quiet=False) as bar:
            bar.show(progress)
    assert plain.getvalue() == ""
    assert terminal.getvalue().startswith("[########")
    assert terminal.getvalue().endswith(" \r")
