"""Exports of a case, read again by libraries that know the formats."""

from __future__ import annotations

import csv
import io
import json
import re
import sys
from dataclasses import replace
from datetime import date

import geojson
import icalendar
import openpyxl
import pytest
from edition import edition
from hypothesis import given
from hypothesis import strategies as st
from pyarrow import parquet

from diurna import review
from diurna.case import EDITABLE
from diurna.errors import MissingPackageError
from diurna.export import Edition, _sheet, formats, rows, values
from diurna.export import icalendar as calendar_format
from diurna.export._dates import days
from diurna.record import Place, Quote

FORMATS = formats("export")
IDS = ["c-ar-siege", "c-fr-blocked", "c-ar-march", "c-ar-visit", "c-fr-signed", "c-fr-lift", "c-fr-banner", "c-ar-refuse"]
EVIL = "=cmd|' /C calc'!A0"


def render(name, case=None):
    return FORMATS[name].render(case or edition())


def table(case=None):
    return list(csv.DictReader(io.StringIO(render("csv", case).removeprefix("\ufeff"), newline="")))


def book(case=None):
    return openpyxl.load_workbook(io.BytesIO(render("xlsx", case)))


def sheet(case=None):
    first, *others = book(case)["claims"].iter_rows(values_only=True)
    return [dict(zip(first, row, strict=True)) for row in others]


def with_claim(change, case=None):
    """Return the edition with every claim changed."""
    case = case or edition()
    changed = tuple(replace(reading, claims=tuple(map(change, reading.claims))) for reading in case.readings)
    return replace(case, readings=changed)


def test_rows_stand_in_time_order_and_the_undated_last():
    assert [row.id for row in rows(edition())] == IDS
    assert [row.number for row in rows(edition())] == list(range(1, 9))


def test_editable_cells_hold_what_the_review_compares_with():
    case = edition()
    by_id = {row["id"]: row for row in table(replace(case, raw=True))}
    for reading in case.readings:
        people = case.people(reading)
        for claim in reading.claims:
            expected = review.values(claim, name=people.name, words=people.words)
            assert {part: by_id[claim.id][part] for part in EDITABLE} == expected
            assert values(claim, people) == expected


def test_an_export_that_nobody_edited_asks_for_nothing():
    case = edition()
    pairs = [(claim, case.people(reading)) for reading in case.readings for claim in reading.claims]
    current = {claim.id: (review.values(claim), case.standing[claim.id]) for claim, _ in pairs}
    shown = {claim.id: values(claim, people) for claim, people in pairs}
    text = [{name: "" if cell is None else str(cell) for name, cell in row.items()} for row in sheet()]
    for made in (table(), text):
        found = review.differences(made, current, shown=shown)
        assert (found.unchanged, found.changes, found.conflicts, found.refused) == (8, (), (), ())


def test_csv_is_utf8_that_excel_knows_and_raw_is_without_marks():
    assert render("csv").startswith("\ufeffid,version,status,when,")
    raw = render("csv", edition(raw=True))
    assert raw.startswith("id,version,")
    assert "'=1+1" not in raw


@pytest.mark.parametrize("rows_of", [table, sheet])
def test_no_cell_of_a_sheet_is_a_formula(rows_of):
    case = with_claim(lambda claim: replace(claim, object=Quote(0, 0, EVIL), mode="@SUM(1)", condition=Quote(0, 0, "-1+1")))
    for row in rows_of(case):
        assert (row["object"], row["mode"], row["condition"]) == (f"'{EVIL}", "'@SUM(1)", "'-1+1")


def test_even_a_raw_workbook_has_no_formula():
    cells = [cell for row in book(edition(raw=True))["claims"].iter_rows() for cell in row]
    assert "=1+1" in [cell.value for cell in cells]
    assert not {cell.data_type for cell in cells} & {"f", "e", "d", "b"}


def test_a_workbook_can_be_worked_with():
    made = book()
    claims, about = made["claims"], made["about"]
    assert claims.freeze_panes == "B2"
    assert claims.auto_filter.ref == f"A1:{claims.cell(1, len(_sheet.FIELDS)).column_letter}9"
    assert claims["D2"].alignment.wrap_text
    assert claims["D2"].number_format == "@"
    assert {choice.formula1.split(",")[0].strip('"') for choice in claims.data_validations.dataValidation} == {
        "pending",
        "AGREE",
        "asserted",
    }
    told = {row[0]: row[1] for row in about.iter_rows(values_only=True)}
    assert (told["case"], told["filters"]) == ("valmer", "between 1 Jan 2020 and 31 Dec 2024")
    assert told["not in this file"] == FORMATS["xlsx"].LOSSES[0]
    assert {field.name for field in _sheet.FIELDS} <= set(told)
    link = next(cell for cell in claims[6] if cell.hyperlink)
    assert link.hyperlink.target == link.value


def test_right_to_left_text_survives_a_workbook():
    assert {row["id"]: row["object"] for row in sheet()}["c-ar-siege"] == "الحصار"


def test_what_a_workbook_cannot_hold_is_removed_and_counted():
    case = edition()
    reading = replace(case.readings[1], claims=case.readings[1].claims[:1])
    claim = replace(reading.claims[0], object=Quote(0, 0, "a\x0bb\ufffec\ud800" + "x" * 40_000), mode="")
    made = replace(case, readings=(replace(reading, claims=(claim,)),))
    assert sheet(made)[0]["object"].startswith("a bcxxx")
    told = {row[0]: row[1] for row in book(made)["about"].iter_rows(values_only=True)}
    assert int(told["characters removed"]) == 2 + 40_004 - 32_767


def test_a_workbook_of_more_claims_than_rows_is_refused(monkeypatch):
    monkeypatch.setattr(sys.modules["diurna.export.xlsx"], "_ROWS", 7)
    with pytest.raises(sys.modules["diurna.errors"].ExportError, match="8 claims found, a sheet holds 7"):
        render("xlsx")


def test_jsonl_goes_on_where_the_reader_ends():
    lines = [json.loads(line) for line in render("jsonl").splitlines()]
    bare = [json.loads(line) for line in render("jsonl", Edition(edition().readings)).splitlines()]
    assert [list(line)[: len(plain)] for line, plain in zip(lines, bare, strict=True)] == [list(plain) for plain in bare]
    edited = next(line for line in lines if line["id"] == "c-fr-blocked")
    assert (edited["status"], edited["edited"], edited["source"]) == ("edited", ["mode", "recipients"], "Le Phare de Valmer")
    assert edited["link"].startswith("http://127.0.0.1:8021/d/d-3f1e8a0c5b7d9e24#")


def test_quotes_of_jsonl_are_the_words_of_the_document_but_for_masks():
    text = {reading.document.id: reading.document.text for reading in edition().readings}
    for line in map(json.loads, render("jsonl").splitlines()):
        for quote in (line["trigger"], line["sentence"], *line["actors"], *([line["when"]] if line["when"] else [])):
            words = text[line["document"]][quote["start"] : quote["end"]]
            assert quote["quote"] == words or "a private person [P-" in quote["quote"]


def test_parquet_has_types_and_days():
    found = parquet.read_table(io.BytesIO(render("parquet")))
    kinds = {field.name: str(field.type) for field in found.schema}
    assert (kinds["when"], kinds["first_day"], kinds["actors"], kinds["lat"]) == (
        "string",
        "date32[day]",
        "list<element: string>",
        "double",
    )
    by_id = {row["id"]: row for row in found.to_pylist()}
    assert by_id["c-fr-blocked"]["first_day"] == date(2024, 2, 4)
    assert by_id["c-fr-blocked"]["last_day"] is None
    assert by_id["c-fr-signed"]["actors"] == ["Office du port", "Syndicat des pêcheurs"]
    assert (by_id["c-fr-banner"]["repaired"], by_id["c-ar-march"]["lat"]) == (True, None)
    assert json.loads(found.schema.metadata[b"diurna"])["case"] == "valmer"


def test_parquet_without_its_package_says_how_to_get_it(monkeypatch):
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(MissingPackageError, match=r"pip install 'diurna\[parquet\]'"):
        render("parquet")


def test_geojson_is_valid_and_has_no_false_pin():
    found = geojson.loads(render("geojson"))
    assert found.is_valid
    by_id = {feature["id"]: feature for feature in found["features"]}
    assert list(by_id) == IDS
    assert by_id["c-fr-signed"]["geometry"]["coordinates"] == [-3.55, 47.85]
    assert by_id["c-fr-signed"]["properties"]["place_precision"] == "town"
    assert by_id["c-ar-march"]["geometry"] is None
    assert by_id["c-ar-march"]["properties"]["place_precision"] == "country"
    assert by_id["c-fr-banner"]["geometry"] is None
    assert found["bbox"] == [-3.55, 30.5, 31.25, 47.85]


def test_geojson_without_points_has_no_box():
    assert "bbox" not in json.loads(render("geojson", with_claim(lambda claim: replace(claim, where=None))))


def test_a_box_goes_over_the_antimeridian():
    lons = iter([179.0, -179.0, 178.0, -178.0] * 2)
    place = Place("geonames:1", "Here", "town", "", 0.0, 0.0, "town", (Quote(0, 0, "Here"),), "", 1.0)
    case = with_claim(lambda claim: replace(claim, where=replace(place, lon=next(lons), lat=-17.0)))
    assert json.loads(render("geojson", case))["bbox"] == [178.0, -17.0, -178.0, -17.0]


def test_icalendar_is_read_by_a_calendar():
    text = render("icalendar")
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    assert "\n" not in text.replace("\r\n", "")
    found = {event["X-DIURNA-ID"]: event for event in icalendar.Calendar.from_ical(text).walk("VEVENT")}
    assert set(found) == set(IDS) - {"c-fr-banner", "c-ar-refuse"}
    spans = {key: (event.decoded("DTSTART"), event.decoded("DTEND")) for key, event in found.items()}
    assert spans["c-fr-signed"] == (date(2024, 3, 12), date(2024, 3, 13))
    assert spans["c-ar-march"] == (date(2024, 2, 10), date(2024, 2, 13))
    assert spans["c-ar-visit"] == (date(2024, 3, 1), date(2024, 4, 1))
    assert spans["c-fr-blocked"] == (date(2024, 2, 4), date(2024, 2, 5))
    assert spans["c-fr-lift"] == (date(2024, 4, 30), date(2024, 5, 1))
    assert found["c-fr-signed"]["UID"] == "c-fr-signed@diurna"
    assert (found["c-fr-signed"]["STATUS"], found["c-ar-visit"]["STATUS"]) == ("CONFIRMED", "TENTATIVE")
    assert "قالت وزارة الموارد إن الوفد زار مدينة النهر في مارس 2024." in found["c-ar-visit"]["DESCRIPTION"]
    assert "until 30 Apr 2024 (../2024-04-30)" in found["c-fr-lift"]["DESCRIPTION"]
    assert FORMATS["icalendar"].lost(edition()) == ("2 claims without a date are left out",)


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=200))
def test_a_text_of_any_letters_survives_folding(words):
    line = calendar_format._line("SUMMARY", words)  # noqa: SLF001 - the grammar is what is tested
    folded = calendar_format._folded(line)  # noqa: SLF001
    assert all(len(piece.encode()) <= 75 for piece in folded.split("\r\n"))
    assert folded.replace("\r\n ", "") == line
    assert not re.search(r"[\x00-\x08\x0a-\x1f]", line)


@pytest.mark.parametrize(
    ("edtf", "expected"),
    [
        ("2024-02", ("2024-02-01", "2024-02-29")),
        ("2024-02-04/..", ("2024-02-04", "")),
        ("../2024-04", ("", "2024-04-30")),
        ("2020~", ("2020-01-01", "2020-12-31")),
        ("199X", ("1990-01-01", "1999-12-31")),
        ("2024-24", ("2024-12-01", "2025-02-28")),
        ("[2024-03-01..2024-03-09]", ("2024-03-01", "2024-03-09")),
        ("[..2024-03-09]", ("", "2024-03-09")),
        ("2024-03-01T10:30", ("2024-03-01", "2024-03-01")),
        ("XXXX-12-25", ("", "")),
        ("0000", ("", "")),
        (None, ("", "")),
    ],
)
def test_a_date_has_a_first_and_a_last_day(edtf, expected):
    assert days(edtf) == expected
