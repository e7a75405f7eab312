"""Every format: a real sample of it is read, whatever it came in."""

from __future__ import annotations

import gzip
import hashlib
import importlib
import io
import re
import zlib
from pathlib import Path

import brotli
import ingest_samples as samples
import pytest

from diurna import ingest, zstd
from diurna.case import Piece, Refusal
from diurna.errors import InputError
from diurna.ingest import _budget, _fetch, _fragment, _source, _zipped

TEXT, MORE = samples.TEXT, samples.MORE
SENT = "2021-03-04"


def opened(raw: bytes, name: str) -> tuple[list[Piece], list[Refusal]]:
    found = list(ingest.pieces(io.BytesIO(raw), name))
    return [x for x in found if isinstance(x, Piece)], [x for x in found if isinstance(x, Refusal)]


def read(piece: Piece):
    return ingest.load(piece.raw, name=piece.name, kind=piece.kind, told=piece.told)


def one(raw: bytes, name: str):
    (piece,), refused = opened(raw, name)
    assert [refusal for refusal in refused if refusal.kind == "refused"] == []
    return read(piece)


def test_there_is_a_sample_of_every_format():
    pieces, _ = opened(samples.zipped(samples.folder()), "all.zip")
    suffixes = {"." + name.rpartition(".")[2] for name in samples.folder()}
    unmade = [name for name, module in ingest.formats().items() if module.SUFFIXES and not suffixes & set(module.SUFFIXES)]
    # A tar is what the folder comes in, a WARC is packed, JSON is told by what is in it.
    assert unmade == ["jsonfeed", "ninjs", "tar", "warc"]
    assert {piece.kind for piece in pieces} == {kind for kind, module in ingest.formats().items() if hasattr(module, "extract")}


def test_the_same_folder_as_files_zip_and_tar_gives_the_same_documents(tmp_path):
    packed = samples.folder()
    for name, raw in packed.items():
        (tmp_path / "in" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "in" / name).write_bytes(raw)
    walked = [piece for path, name in ingest.walk([tmp_path / "in"]) for piece in ingest.pieces(path, name)]
    ways = [
        [piece for piece in walked if isinstance(piece, Piece)],
        opened(samples.zipped(packed), "all.zip")[0],
        opened(samples.tarred(packed), "all.tar.gz")[0],
        opened(samples.tarred(packed), "all.tgz")[0],
        opened(samples.tarred(packed, "w"), "-")[0],
    ]
    told = [sorted((hashlib.sha256(p.raw).hexdigest(), p.kind, read(p)[0].text, read(p)[0].title) for p in pieces) for pieces in ways]
    assert len(told[0]) > 20
    assert all(way == told[0] for way in told[1:])


def test_nothing_that_is_walked_or_packed_goes_without_a_word():
    pieces, refused = opened(samples.zipped(samples.folder()), "all.zip")
    spoken_of = [x.name for x in (*pieces, *refused)]
    assert [name for name in samples.folder() if not any(said.startswith(f"all.zip/{name}") for said in spoken_of)] == []


@pytest.mark.parametrize(
    ("raw", "name", "told"),
    [
        (samples.page(), "a.html", ("Pact signed", "", SENT, "Ada Reed", "")),
        (samples.mhtml(), "a.mht", ("Pact signed", "", SENT, "Ada Reed", "https://gazette.example/pact")),
        (samples.eml(), "a.eml", ("Pact signed", "Velden Gazette", SENT, "Velden Gazette", "")),
        (samples.docx(), "a.docx", ("Pact signed", "", None, "Ada Reed", "")),
        (samples.NINJS, "a.json", ("Pact signed", "Agency", SENT, "Ada Reed", "https://agency.example/1")),
        (samples.ATOM, "a.xml", ("Pact signed", "Velden Gazette", SENT, "Ada Reed", "https://gazette.example/1")),
        (samples.JSON_FEED, "a.json", ("Pact signed", "Velden Gazette", SENT, "Ada Reed", "https://gazette.example/1")),
        (samples.csv(), "a.csv", ("Pact signed", "Velden Gazette", SENT, "", "https://gazette.example/1")),
        (samples.lines(samples.ROW), "a.jsonl", ("Pact signed", "Velden Gazette", SENT, "", "https://gazette.example/1")),
        (samples.xlsx(), "a.xlsx", ("Pact signed", "Velden Gazette", SENT, "", "https://gazette.example/1")),
    ],
    ids=lambda value: value if isinstance(value, str) and value.startswith("a.") else "",
)
def test_a_format_gives_text_and_what_it_says_of_itself(raw, name, told):
    document, _ = one(raw, name)
    assert TEXT in document.text
    assert "<p>" not in document.text
    assert (document.title, document.source, document.published, document.author, document.url) == told
    assert document.published_by == ("metadata" if document.published else "")
    # Without a name, the content tells.
    assert one(raw, "-")[0].text == document.text


def test_what_is_given_wins_over_what_is_told_and_that_over_the_page():
    told = {"title": "Told", "published": "2021-03-05", "source": "Teller", "url": "https://t.example", "author": "T", "language": "fr"}
    document, _ = ingest.load(samples.page(), name="a.html", told=told)
    assert (document.title, document.published, document.published_by) == ("Told", "2021-03-05", "metadata")
    assert (document.source, document.url, document.author, document.language) == ("Teller", "https://t.example", "T", "fr")
    document, _ = ingest.load(samples.page(), name="a.html", told=told, published="2021-03-06", source="Giver")
    assert (document.published, document.published_by, document.source) == ("2021-03-06", "given", "Giver")


def test_a_pdf_keeps_its_pages():
    document, issues = one(samples.pdf("Ministers met in", "Velden. They signed.", "", "It rained."), "a.pdf")
    assert document.text == "Ministers met in\nVelden. They signed.\n\nIt rained."
    assert document.pages == (0, 17, 37, 39)
    assert [issue.why[:6] for issue in issues] == ["page 3"]
    assert (document.title, document.author) == ("Pact signed", "Ada Reed")


def test_a_word_cut_at_the_end_of_a_line_of_a_pdf_is_one_word():
    text = one(samples.pdf("The minis-\nters met."), "a.pdf")[0].text
    assert text == "The ministers met."


def test_a_pdf_without_text_says_so():
    with pytest.raises(InputError, match="no text in the 2 pages"):
        ingest.load(samples.pdf("", ""), name="scan.pdf")


def test_a_docx_gives_paragraphs_and_tables_in_order_and_no_day():
    document, _ = one(samples.docx(), "a.docx")
    assert document.text == f"{TEXT}\n\nbridge\topens in May\n\n{MORE}"
    assert document.published is None


def test_a_mail_keeps_its_headers_and_names_what_is_attached():
    (piece,), _ = opened(samples.eml(), "a.eml")
    assert dict(piece.headers)["Message-ID"] == "<1@gazette.example>"
    document, issues = read(piece)
    assert document.text.startswith(TEXT)
    assert [issue.why for issue in issues] == ["pact.pdf; save it and add it by itself"]


def test_a_mail_in_html_alone_is_read_and_a_charset_told_only_there_is_used():
    message = samples.mail()
    message.set_content("<p>Přátelé, přišli jsme.</p>", subtype="html", charset="iso-8859-2", cte="8bit")
    assert "Přátelé, přišli jsme." in one(message.as_bytes(), "a.eml")[0].text


def test_a_folder_of_mails_is_read_mail_by_mail():
    pieces, _ = opened(samples.mbox(), "box.mbox")
    assert [piece.name for piece in pieces] == ["box.mbox#1", "box.mbox#2"]
    assert pieces[0].raw == samples.mail().as_bytes()
    assert read(pieces[1])[0].text.startswith(">From the start\nFrom Velden it was heard.")


def test_a_feed_names_its_summaries_and_its_empty_entries():
    pieces, refused = opened(samples.RSS, "feed.xml")
    assert [read(piece)[0].title for piece in pieces] == ["Pact signed", "Teaser"]
    assert all(piece.keep_container and piece.container is pieces[0].container for piece in pieces)
    assert [(refusal.kind, refusal.why) for refusal in refused] == [
        ("refused", "an entry without text; its page is https://gazette.example/3"),
        ("note", "1 of 3 entries hold a summary alone, which is what is read"),
    ]


def test_a_list_of_feeds_names_them_and_fetches_none():
    assert opened(samples.OPML, "feeds.xml") == (
        [],
        [Refusal("feeds.xml#Gazette", "a feed, not fetched: diurna add CASE https://gazette.example/rss", "note")],
    )


def test_a_web_archive_keeps_address_day_digest_and_headers():
    pieces, refused = opened(samples.warc(), "a.warc")
    headers = dict(pieces[0].headers)
    assert pieces[0].told == {"url": "https://gazette.example/1", "charset": "utf-8"}
    assert {"WARC-Date", "WARC-Block-Digest", "WARC-Record-ID", "Server"} <= set(headers)
    assert pieces[0].raw == samples.page()
    assert [(refusal.kind, refusal.why) for refusal in refused] == [("skipped", "text/css, no document")]


@pytest.mark.parametrize(
    ("raw", "why"),
    [
        (samples.record(b"x", WARC_Truncated="length"), r"only a part of the page was captured \(length\)"),
        (samples.record(samples.page())[:-40], "cut short in record 1"),
        (samples.record(b"5\r\nab\r\n", http="Transfer-Encoding: chunked\r\n"), "cut short: a chunk of 5 bytes has 4"),
        (samples.record(b"\x1f\x8b\x08" + bytes(9), http="Content-Encoding: gzip\r\n"), "damaged|cut short"),
        (samples.record(b"x", http="Content-Encoding: rot13\r\n"), "packed as rot13"),
        (samples.record(b"x", WARC_Type="revisit"), "captured again unchanged"),
        (samples.record(b"x").replace(b"200 OK", b"404 NO"), "answered 404"),
        (samples.record(b"x", Content_Length="many"), "does not tell its length"),
        (b"WARC/1.0\r\nWARC-Type: response\r\n", "do not end"),
        (samples.record(b"x") + b"noise", "no record where number 2 should begin"),
    ],
)
def test_a_record_that_is_no_whole_page_is_told(raw, why):
    _, refused = opened(raw, "a.warc")
    assert len(refused) == 1
    assert re.search(why, refused[0].why)


@pytest.mark.parametrize("packing", ["gzip", "deflate", "br", "zstd", "chunked"])
def test_a_captured_page_is_unpacked(packing):
    page = samples.page()
    pack = {"gzip": gzip.compress, "deflate": zlib.compress, "br": brotli.compress, "zstd": lambda page: zstd.compress(page, 3)}
    if packing == "chunked":
        raw = samples.record(
            b"7\r\n%b\r\n%x;a=b\r\n%b\r\n0\r\n\r\n" % (page[:7], len(page) - 7, page[7:]), http="Transfer-Encoding: chunked\r\n"
        )
    else:
        raw = samples.record(pack[packing](page), http=f"Content-Encoding: {packing}\r\n")
    (piece,), _ = opened(raw, "a.warc")
    assert piece.raw == page


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("# One [two](http://x) *three*\n\nText.", "One two three"),
        ("Title\n=====\n\nText.", "Title"),
        ("Text without a heading.", ""),
        ("#hashtag is no heading.\nText.", ""),
    ],
)
def test_the_title_of_a_markdown_text_has_no_markup_and_its_text_keeps_it(text, title):
    document, _ = one(text.encode(), "a.md")
    assert (document.text, document.title) == (text, title)


@pytest.mark.parametrize("kind", sorted(kind for kind, module in ingest.formats().items() if hasattr(module, "extract")))
def test_an_extractor_tells_its_name_and_version(kind):
    assert ingest.extractor(kind).startswith(f"{kind}: ")
    assert ingest.extractor(kind)[-1].isdigit()


def test_a_missing_library_says_how_to_get_it(monkeypatch):
    there = importlib.import_module

    def gone(name, *package):
        if name == "pypdfium2":
            raise ImportError(name)
        return there(name, *package)

    monkeypatch.setattr(importlib, "import_module", gone)
    with pytest.raises(InputError, match=r"pip install 'diurna\[formats\]'"):
        ingest.load(samples.pdf("x"), name="a.pdf")


def test_a_container_is_no_document():
    with pytest.raises(InputError, match=r"several documents; add it to a case: diurna add CASE a\.zip"):
        ingest.load(samples.zipped({"a.txt": b"x"}), name="a.zip")


@pytest.mark.parametrize(
    ("raw", "name", "why"),
    [
        (samples.zipped({"[Content_Types].xml": b"<a/>", "ppt/presentation.xml": b"<a/>"}), "a.pptx", "save it as DOCX"),
        (samples.zipped({"mimetype": b"application/epub+zip", "a.html": samples.page()}), "a.epub", "save it as DOCX"),
        (b"{\\rtf1 Text}", "a.rtf", "RTF"),
        (b"<?xml version='1.0'?><nitf><body><p>Text</p></body></nitf>", "a.xml", "XML that is neither"),
        (bytes(range(256)), "a.bin", "binary"),
        (b"", "a.txt", "empty"),
    ],
)
def test_what_is_not_read_says_so(raw, name, why):
    pieces, refused = opened(raw, name)
    for piece in pieces:
        with pytest.raises(InputError, match=why):
            read(piece)
    assert pieces or why in refused[0].why


def test_a_page_without_a_charset_of_its_own_takes_that_of_its_answer():
    page = samples.page(body="Přátelé přišli do Žiliny.").replace(b'<meta charset="utf-8">', b"").decode().encode("iso-8859-2")
    raw = samples.record(page).replace(b"charset=utf-8", b"charset=l2   ")
    assert "Přátelé přišli do Žiliny." in one(raw, "a.warc")[0].text


def test_frames_of_a_saved_page_are_skipped():
    members = {"a.html": samples.page(), "a_files/saved_resource(1).html": samples.page("Ad"), "case_files/b.html": samples.page("B")}
    assert [piece.name for piece in opened(samples.zipped(members), "a.zip")[0]] == ["a.zip/a.html", "a.zip/case_files/b.html"]


@pytest.mark.parametrize("name", sorted(ingest.formats()))
def test_a_format_and_its_suffixes_are_documented(name):
    page = (Path(__file__).parents[2] / "docs" / "inputs.md").read_text("utf-8")
    missing = [what for what in (name, *ingest.formats()[name].SUFFIXES) if f"`{what}`" not in page]
    assert missing == []


def test_the_documented_limits_are_those_that_hold():
    page = (Path(__file__).parents[2] / "docs" / "inputs.md").read_text("utf-8")
    limits = (
        *(_source.MAX_RAW, _source.MAX_TEXT, _budget.MAX_MEMBERS, _budget.MAX_TOTAL, _budget.MAX_RATIO, _budget.RATIO_FROM),
        *(_zipped.MAX_OFFICE, _fragment.MAX_DEPTH, _budget.MAX_DEPTH, _fetch.MAX_REDIRECTS, int(_fetch.MAX_SECONDS)),
    )
    assert [limit for limit in limits if f"{limit:,}" not in page.partition("## Limits")[2]] == []
