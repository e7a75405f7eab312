from __future__ import annotations

import csv
import dataclasses
import io
import json

import pytest

from diurna.export import Edition, formats
from diurna.run.record import Record

FORMATS = formats()


def test_json_is_one_object_for_one_file_and_a_list_for_several(reading):
    one = json.loads(FORMATS["json"].render(Edition((reading,))))
    assert json.loads(FORMATS["json"].render(Edition((reading,), several=True))) == [one]


def test_json_keys_stand_in_the_order_of_the_contract(reading):
    whole = json.loads(FORMATS["json"].render(Edition((reading,))))
    assert list(whole) == ["document", "times", "actors", "places", "claims", "agreements", "commitments", "issues"]
    keys = {
        "times": "start end quote edtf timex_type timex_value precision basis repaired",
        "actors": "id name kind country mentions",
        "claims": "id document type mode trigger actors recipients when where according_to"
        " modality condition object sentence repaired confidence",
        "agreements": "id parties signed in_force where published_on terms claims",
        "commitments": "id who to_whom what condition deadline status",
        "issues": "what where why",
    }
    assert list(whole["document"]) == ["id", "title", "source", "published", "language", "sha256"]
    assert {name: list(whole[name][0]) for name in keys} == {name: words.split() for name, words in keys.items()}
    claim = whole["claims"][0]
    assert list(claim["actors"][0]) == ["id", "name", "start", "end", "quote"]
    assert list(claim["when"]) == ["edtf", "precision", "basis", "start", "end", "quote"]
    assert list(claim["where"]) == ["id", "name", "lat", "lon", "precision", "quote", "start", "end"]
    assert list(claim["according_to"][0]) == ["id", "name", "quote"]


def test_every_quote_in_json_equals_its_slice(reading):
    def walk(value):
        if isinstance(value, dict):
            if {"start", "end", "quote"} <= set(value):
                assert reading.document.text[value["start"] : value["end"]] == value["quote"]
            for item in value.values():
                walk(item)
        elif isinstance(value, list):
            for item in value:
                walk(item)

    walk(json.loads(FORMATS["json"].render(Edition((reading,)))))


def test_jsonl_is_a_claim_a_line_and_the_same_as_in_json(reading):
    lines = FORMATS["jsonl"].render(Edition((reading, reading), several=True)).splitlines()
    assert [json.loads(line) for line in lines] == json.loads(FORMATS["json"].render(Edition((reading,))))["claims"] * 2


def test_csv_holds_what_jsonl_holds(reading):
    rows = list(csv.DictReader(io.StringIO(FORMATS["csv"].render(Edition((reading,))), newline="")))
    assert [row["id"] for row in rows] == ["c1", "c2", "c3", "c4"]
    first = rows[0]
    assert first["actors"] == "Port Authority; Dockers’ Union"
    assert (first["when_edtf"], first["where_lat"], first["according_to_quotes"]) == ("2021-03-03", "-46.5", "Velden Gazette")
    assert rows[1]["when_edtf"] == "2021-02-09/.."


def test_csv_runs_no_formula(reading):
    rows = list(csv.DictReader(io.StringIO(FORMATS["csv"].render(Edition((reading,))), newline="")))
    assert rows[3]["object"] == "'=SUM(A1)"
    assert not [
        cell for row in rows for name, cell in row.items() if cell[:1] in ("=", "+", "@", "\t") or (cell[:1] == "-" and name != "where_lat")
    ]


@pytest.mark.parametrize("name", ["csv", "table"])
def test_private_persons_are_masked_where_people_read(reading, name):
    text = FORMATS[name].render(Edition((reading,)))
    assert "Tamm" not in text
    assert "tamm" not in text
    assert "a private person [P-" in text


def test_to_dict_is_the_json_and_to_frame_says_what_it_needs(reading, monkeypatch):
    record = Record.of(reading)
    assert record.to_dict() == json.loads(FORMATS["json"].render(Edition((reading,))))
    with pytest.raises(dataclasses.FrozenInstanceError):
        record.text = ""
    monkeypatch.setitem(__import__("sys").modules, "pandas", None)
    with pytest.raises(ImportError, match=r"pip install 'diurna\[frame\]'"):
        record.to_frame()
