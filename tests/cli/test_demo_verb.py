"""`diurna demo`: read, shown, gone again unless it is to be kept."""

from __future__ import annotations

import signal
import threading
from types import SimpleNamespace

import pytest

import diurna
from diurna.cli import demo, main

ARTICLE = "France and Germany signed a treaty in Paris on 22 January 2019, the French Foreign Ministry said.\n"


@pytest.fixture(autouse=True)
def articles(tmp_path, monkeypatch):
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / "a.txt").write_text(ARTICLE, "utf-8")
    monkeypatch.setattr(demo, "knowledge", SimpleNamespace(data_file=lambda _: folder))
    before = signal.getsignal(signal.SIGTERM)
    yield folder
    signal.signal(signal.SIGTERM, before)


def test_it_ends_where_nothing_is_served(tmp_path, capsys):
    case = tmp_path / "kept.diurna"
    for _ in range(2):  # the second time all of it is known
        assert main(["demo", "--case", str(case), "--no-serve"]) == 0
        out, err = capsys.readouterr()
        assert out == f"{case}\n"
        assert "1 document of 1 origin, " in err
    assert diurna.open(case).query()


def test_what_would_leave_nothing_behind_is_wrong_usage(capsys):
    assert main(["demo", "--no-serve"]) == 2
    assert "--case" in capsys.readouterr().err


@pytest.mark.parametrize("looks", [True, False])
def test_it_is_served_opened_and_gone(monkeypatch, capsys, looks):
    served, looked = [], threading.Event()

    def serve(case, *, who, port, opened):
        served.append((case, case.is_file(), who, port))
        if opened:
            opened("http://127.0.0.1:1/?token=t")

    monkeypatch.setattr(demo, "serve", serve)
    monkeypatch.setattr(demo.webbrowser, "open", lambda _: looked.set())
    assert main(["demo", "--who", "Ada", "--port", "0", *([] if looks else ["--no-open"])]) == 0
    ((case, was_there, who, port),) = served
    assert (was_there, who, port) == (True, "Ada", 0)
    assert looked.wait(30 if looks else 0) == looks
    assert not case.parent.exists()
    err = capsys.readouterr().err
    assert "Try this:" in err
    assert "this case goes when you stop" in err


def test_an_article_that_is_not_read_is_told(articles, tmp_path, capsys):
    (articles / "b.txt").write_bytes(b"")
    assert main(["demo", "--case", str(tmp_path / "c.diurna"), "--no-serve"]) == 1
    assert "b.txt" in capsys.readouterr().err
