"""Holds for every format that `diurna export` offers, whatever is on disk."""

from __future__ import annotations

import re
from pathlib import Path

import golden
import pytest
from edition import PRIVATE, edition

from diurna.export import Edition, file_name, formats, losses

ROOT = Path(__file__).resolve().parents[2]
DOCUMENTED = (ROOT / "docs" / "formats.md").read_text("utf-8")


def test_there_are_formats():
    assert {"csv", "xlsx", "jsonl", "parquet", "geojson", "icalendar", "report"} <= set(golden.NAMES)


@pytest.mark.parametrize("name", golden.NAMES)
def test_an_export_is_its_golden_file(name):
    path = golden.path(name)
    assert path.is_file(), "write it with: python tests/export/golden.py"
    assert golden.shown(name) == path.read_bytes().decode(), "if the change is meant: python tests/export/golden.py"


def test_every_golden_file_belongs_to_a_format():
    assert {path.name for path in golden.FOLDER.iterdir()} == {golden.path(name).name for name in golden.NAMES}


@pytest.mark.parametrize("name", golden.NAMES)
def test_an_export_is_the_same_each_time(name):
    assert golden.rendered(name) == golden.rendered(name)


@pytest.mark.parametrize("name", golden.NAMES)
def test_no_private_name_is_in_an_export(name):
    shown = golden.shown(name).replace("\r\n ", "")  # a calendar folds its lines
    assert [word for word in PRIVATE if word in shown] == []
    assert "P-" in shown


@pytest.mark.parametrize("name", golden.NAMES)
def test_a_person_is_named_when_a_human_says_so(name):
    one = golden.shown(name, unmask=frozenset({"person:1a2b3c4d"})).replace("\r\n ", "")
    assert "Kerdrin" in one
    assert "الحداد" not in one
    assert "[P-" not in golden.shown(name, unmask=frozenset("*")).replace("\r\n ", "")


@pytest.mark.parametrize("name", golden.NAMES)
def test_a_format_says_what_it_cannot_hold(name):
    module = formats()[name]
    assert module.LOSSES
    assert all(isinstance(loss, str) and len(loss.split()) > 3 for loss in module.LOSSES)
    assert losses(module, edition())[: len(module.LOSSES)] == module.LOSSES


@pytest.mark.parametrize("name", golden.NAMES)
def test_a_format_is_documented(name):
    rows = [line for line in DOCUMENTED.splitlines() if line.startswith(f"| `{name}` |")]
    assert len(rows) == 1, f"docs/formats.md needs a row for {name}"
    assert rows[0].count("|") == 6
    assert f"`{formats()[name].SUFFIX}`" in rows[0]


def test_no_format_is_documented_that_is_not_there():
    assert set(re.findall(r"^\| `([\w-]+)` \|", DOCUMENTED, re.MULTILINE)) == set(golden.NAMES)


@pytest.mark.parametrize("name", golden.NAMES)
def test_an_empty_case_can_be_exported(name):
    assert isinstance(formats()[name].render(Edition((), case="empty", as_of="2026-11-24T10:00:00Z")), str | bytes)


@pytest.mark.parametrize(
    ("case", "redacted", "expected"),
    [
        ("valmer", True, "valmer-chronology-2026-11-24-redacted.xlsx"),
        ("/desk/my cases/Valmer & co.diurna", False, "Valmer-co-chronology-2026-11-24.xlsx"),
        ("C:\\cases\\ولمر.diurna", False, "ولمر-chronology-2026-11-24.xlsx"),
        ("../../etc/passwd", False, "passwd-chronology-2026-11-24.xlsx"),
        ("..", False, "chronology-2026-11-24.xlsx"),
        ("-rf", False, "rf-chronology-2026-11-24.xlsx"),
    ],
)
def test_a_file_is_named_by_case_view_and_day(case, redacted, expected):
    assert file_name(case, "chronology", "2026-11-24", ".xlsx", redacted=redacted) == expected
