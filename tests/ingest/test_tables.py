"""Tables: which columns are read as what, and a person's own chronology."""

from __future__ import annotations

import datetime as dt
import io
import json

import ingest_samples as samples
import openpyxl
import pytest

from diurna import ingest
from diurna.case import Piece, Refusal


def opened(raw: bytes, name: str) -> tuple[list[Piece], list[Refusal]]:
    found = list(ingest.pieces(io.BytesIO(raw), name))
    return [x for x in found if isinstance(x, Piece)], [x for x in found if isinstance(x, Refusal)]


@pytest.mark.parametrize(
    "headers",
    [
        ("Link", "Headline", "Full_Text", "Publication Date", "Outlet", "Language"),
        ("lien", "titre", "texte", "date de publication", "source", "langue"),
        ("ссылка", "заголовок", "текст", "дата публикации", "источник", "язык"),
        ("网址", "标题", "正文", "发布日期", "来源", "语言"),
        ("URL:", "TITLE *", "Text (plain)", "published-at", "source.name", "LANG"),
    ],
)
def test_columns_are_known_by_their_usual_names(headers):
    (piece,), (note,) = opened(samples.csv((headers, tuple(samples.ROW.values()))), "list.csv")
    document, _ = ingest.load(piece.raw, name=piece.name, kind=piece.kind)
    told = (document.url, document.title, document.text, document.published, document.source, document.language)
    assert told == tuple(samples.ROW.values())
    assert (note.kind, note.why.partition(":")[0]) == ("note", "columns read as article")


def test_a_row_is_the_same_document_in_every_kind_of_table():
    tables = {
        "a.csv": samples.csv(),
        "b.csv": samples.csv(delimiter=";", charset="utf-8-sig"),
        "c.csv": samples.csv(delimiter="\t", charset="utf-16"),
        "d.csv": b"sep=|\r\n" + samples.csv(delimiter="|"),
        "e.xlsx": samples.xlsx(),
        "f.jsonl": samples.lines(samples.ROW),
        "g.json": json.dumps({"status": "ok", "articles": [samples.ROW, samples.ROW]}, indent=1).encode(),
        "h.json": json.dumps(samples.ROW, indent=1).encode(),
    }
    for name, raw in tables.items():
        pieces, _ = opened(raw, name)
        assert {piece.raw for piece in pieces} == {json.dumps(samples.ROW, sort_keys=True, separators=(",", ":")).encode()}, name


def test_a_table_is_kept_beside_its_rows_and_lines_are_not():
    pieces, _ = opened(samples.csv(), "a.csv")
    assert (pieces[0].keep_container, pieces[0].container) == (True, samples.csv())
    assert not opened(samples.lines(samples.ROW), "a.jsonl")[0][0].keep_container


def test_a_row_without_text_is_told_and_the_others_are_read():
    rows = ((*samples.ROW,), (*{**samples.ROW, "text": " "}.values(),), (*samples.ROW.values(),))
    pieces, refused = opened(samples.csv(rows), "a.csv")
    assert [piece.name for piece in pieces] == ["a.csv#3"]
    assert [(r.name, r.why) for r in refused if r.kind == "refused"] == [("a.csv#2", "no text in this row; nothing to read")]


def test_a_text_in_html_loses_its_markup():
    (piece,), _ = opened(samples.lines({"text": "<p>One &amp; two<br>three</p><script>no</script><p>four<b>five</b></p>"}), "a.jsonl")
    assert ingest.load(piece.raw, name=piece.name, kind=piece.kind)[0].text == "One & two\nthree\nfourfive"


def test_a_day_in_an_unsure_shape_is_not_read_and_said():
    (piece,), _ = opened(samples.lines({**samples.ROW, "published": "03/04/2021"}), "a.jsonl")
    document, issues = ingest.load(piece.raw, name=piece.name, kind=piece.kind)
    assert document.published is None
    assert [issue.what for issue in issues] == ["day of publication not read"]


def test_a_table_of_something_else_is_told_once():
    pieces, refused = opened(samples.csv((("a", "b"), ("1", "2"), ("3", "4"))), "a.csv")
    assert pieces == []
    assert [r.why.partition(";")[0] for r in refused] == ["no column of texts, none of dates with one of events"]


def test_a_table_in_an_old_charset_is_read_and_said():
    rows = (("titre", "texte"), ("Été", "Le président a ordonné à l’armée de céder."))
    (piece,), (said, _) = opened(samples.csv(rows, charset="cp1252"), "a.csv")
    assert "Le président a ordonné à l’armée" in ingest.load(piece.raw, name=piece.name, kind=piece.kind)[0].text
    assert said.why.startswith("not UTF-8; read as cp1252")


def chronology(raw: bytes, name: str):
    for piece in opened(raw, name)[0]:
        document, _ = ingest.load(piece.raw, name=piece.name, kind=piece.kind)
        entry = ingest.entry(document)
        yield piece, document, {role: [document.text[start:end] for start, end in spans] for role, spans in entry.spans.items()}


def test_a_chronology_gives_an_entry_for_each_row():
    found = list(chronology(samples.csv((("My list", "2021"), *samples.CHRONOLOGY), ";"), "mine.csv"))
    assert [piece.kind for piece, _, _ in found] == ["chronology"] * 2
    assert [piece.name for piece, _, _ in found] == ["mine.csv#3", "mine.csv#4"]
    assert [entry for _, _, entry in found] == [
        {
            "date": ["2021-03-03"],
            "event": ["Arden and Brel signed a pact"],
            "actor": ["Arden", "Brel"],
            "place": ["Velden"],
            "source": ["Gazette"],
        },
        {"date": ["2021-03-05/2021-03-07"], "event": ["Crowds marched"], "actor": ["crowds"], "recipient": ["Arden"], "place": ["Velden"]},
    ]
    document = found[0][1]
    assert document.text == (
        "Date: 2021-03-03\n\nWhat happened: Arden and Brel signed a pact\n\nWho: Arden; Brel\n\nPlace: Velden\n\nSource: Gazette\n\n"
        "My remark: see p. 3: note"
    )
    assert (document.title, document.source, document.published) == ("Arden and Brel signed a pact", "Gazette", None)


def test_days_of_a_spreadsheet_are_days():
    workbook = openpyxl.Workbook()
    workbook.active.append(["Date", "Event", "Number"])
    workbook.active.append([dt.date(2021, 3, 3), "Pact signed", 3.0])
    workbook.create_sheet("empty")
    out = io.BytesIO()
    workbook.save(out)
    ((piece, document, _),) = chronology(out.getvalue(), "mine.xlsx")
    assert document.text == "Date: 2021-03-03\n\nEvent: Pact signed\n\nNumber: 3"
    assert json.loads(piece.raw) == {"Date": "2021-03-03", "Event": "Pact signed", "Number": "3"}


def test_a_document_without_date_and_event_has_no_entry():
    document, _ = ingest.load(b"Place: Velden\nTalks opened.", name="a.txt")
    assert ingest.entry(document) is None


@pytest.mark.parametrize(
    "header", ["id,version,status,link,when,description", "event_date,notes,diurna_id", "id,trigger_quote,when_edtf,text"]
)
def test_an_export_of_ours_is_no_new_evidence(header):
    pieces, refused = opened(f"{header}\n1,2,3,4,5\n".encode(), "claims.csv")
    assert pieces == []
    assert "diurna import" in refused[-1].why
