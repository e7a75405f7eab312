from __future__ import annotations

import dataclasses
import io
import json
import os
import subprocess
import sys

import pytest

from diurna import ingest
from diurna.cli import main


@pytest.fixture
def reader(reading):
    """Reads as the pipeline would, without it: the document is real, the rest made by hand."""

    def read(raw, *, name, published=None, source="", lang=""):
        document, issues = ingest.load(raw, name=name, published=published, source=source)
        if "crash" in document.text:
            raise RuntimeError("no such thing")
        claims = tuple(dataclasses.replace(claim, document=name) for claim in reading.claims)
        return dataclasses.replace(reading, document=document, text=document.text, language=lang or "en", claims=claims, issues=issues)

    return read


@pytest.fixture
def article(tmp_path, reading):
    path = tmp_path / "pact.txt"
    path.write_text(reading.document.text, newline="")
    return path


def test_a_table_by_default(article, reader, capsys):
    assert main(["read", str(article)], reader=reader) == 0
    assert "since 9 Feb 2021" in capsys.readouterr().out


def test_json_for_one_and_several_and_twice_the_same(article, reader, capsys):
    assert main(["read", "--json", str(article)], reader=reader) == 0
    first = capsys.readouterr().out
    assert main(["read", "--json", str(article)], reader=reader) == 0
    assert capsys.readouterr().out == first
    assert main(["read", "--json", str(article), str(article)], reader=reader) == 0
    assert json.loads(capsys.readouterr().out) == [json.loads(first)] * 2


def test_standard_input(reading, reader, capsys, monkeypatch):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(reading.document.text.encode())))
    assert main(["read", "-", "--jsonl", "--published", "2021-03-04"], reader=reader) == 0
    assert json.loads(capsys.readouterr().out.splitlines()[0])["document"] == "-"


def test_one_bad_file_is_listed_and_the_rest_is_read(article, reader, capsys, tmp_path):
    (tmp_path / "empty.txt").touch()
    (tmp_path / "crash.txt").write_text("crash")
    names = [str(tmp_path / "empty.txt"), str(article), str(tmp_path / "none.txt"), str(tmp_path / "crash.txt")]
    assert main(["read", "--json", *names], reader=reader) == 1
    out, err = capsys.readouterr()
    assert [document["document"]["id"] for document in json.loads(out)] == [str(article)]
    assert "empty.txt: empty" in err
    assert "none.txt: No such file" in err
    assert "crash.txt: a fault of diurna, RuntimeError: no such thing" in err
    assert "3 of 4 inputs were not read" in err


def test_nothing_on_stdout_when_nothing_was_read(tmp_path, reader, capsys):
    assert main(["read", "--json", str(tmp_path)], reader=reader) == 1
    out, err = capsys.readouterr()
    assert not out
    assert "a folder" in err


def test_the_page_is_written_whole_or_not_at_all(article, reader, capsys, tmp_path):
    out = tmp_path / "page.html"
    assert main(["read", str(article), "--html", str(out)], reader=reader) == 0
    assert out.read_text().startswith("<!doctype html>")
    assert capsys.readouterr() == ("", f"wrote {out}\n")
    assert main(["read", str(article), "--html", str(tmp_path / "no" / "page.html")], reader=reader) == 1
    assert "not written" in capsys.readouterr().err
    assert sorted(path.name for path in tmp_path.iterdir()) == ["pact.txt", "page.html"]


@pytest.mark.parametrize(
    "argv", [[], ["nope"], ["read"], ["read", "a", "--published", "May"], ["read", "a", "--json", "--csv"], ["read", "a", "--frobnicate"]]
)
def test_wrong_usage_is_status_2(argv, capsys):
    assert main(argv) == 2
    assert "see diurna" in capsys.readouterr().err


@pytest.mark.parametrize("argv", [["--help"], ["read", "--help"]])
def test_help_begins_with_examples(argv, capsys):
    assert main(argv) == 0
    assert capsys.readouterr().out.startswith("examples:\n  diurna ")


def test_version(capsys):
    assert main(["--version"]) == 0
    assert capsys.readouterr().out.startswith("diurna 0.")


def test_a_closed_pipe_is_no_traceback():
    command = f"{sys.executable} -m diurna.cli --help | head -0"
    done = subprocess.run(["sh", "-c", command], capture_output=True, text=True, check=False)  # noqa: S603, S607 - our own words
    assert "Traceback" not in done.stderr


POLICE = "Police arrested nine protesters in Kyiv on Monday and the ministry said that it would release them. "


@pytest.mark.parametrize(
    ("raw", "told"),
    [
        (b"", "empty"),
        (b" \n\n", "empty"),
        (bytes(range(256)) * 20, "binary data"),
        (b"\x89PNG\r\n\x1a\n", "a PNG image"),
        (b"12345 67890 !!!", "no words"),
        ("Ο πρωθυπουργός συναντήθηκε με τον πρόεδρο.".encode(), "unsupported language 'el'"),
        ((POLICE * 100_000).encode(), "at most 400,000"),
    ],
)
def test_what_cannot_be_read_is_said_and_is_status_1(raw, told, capsys, tmp_path):
    path = tmp_path / "bad.txt"
    path.write_bytes(raw)
    assert main(["read", str(path)]) == 1
    out, err = capsys.readouterr()
    assert not out
    assert err.startswith(f"{path}: ")
    assert told in err
    assert err.count("\n") == 1


def test_an_unknown_language_names_those_that_are_read(capsys, article):
    assert main(["read", str(article), "--lang", "xx"]) == 1
    assert "'xx' is not supported; give one of: ar, be" in capsys.readouterr().err


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root reads everything")
def test_an_unreadable_file_is_said(capsys, article):
    article.chmod(0)
    assert main(["read", str(article)]) == 1
    assert "Permission denied" in capsys.readouterr().err


def test_the_real_reader_reads_twice_the_same_and_quotes_slices(capsys, tmp_path):
    path = tmp_path / "police.txt"
    path.write_bytes(f"{POLICE}\r\nThe ministry denied it on 4 May\u00a02020.\r\n".encode())
    argv = ["read", "--json", str(path), "--published", "2020-05-06"]
    assert main(argv) == 0
    first = capsys.readouterr().out
    assert main(argv) == 0
    assert capsys.readouterr().out == first
    text = path.read_bytes().decode()
    quotes = list(quoted({**json.loads(first), "repairs": None}))
    assert quotes
    assert all(text[quote["start"] : quote["end"]] == quote["quote"] for quote in quotes)


def quoted(value):
    """Yield every object that quotes the text, at any depth."""
    if isinstance(value, dict):
        if {"quote", "start", "end"} <= value.keys():
            yield value
        value = list(value.values())
    for item in value if isinstance(value, list) else ():
        yield from quoted(item)
