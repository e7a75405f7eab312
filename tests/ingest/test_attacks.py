"""Hostile input: each attack ends soon, with a reason, and what is honest beside it is read."""

from __future__ import annotations

import contextlib
import gzip
import io
import random
import re
import struct
import tarfile
import time
import zipfile

import ingest_samples as samples
import pytest

from diurna import ingest
from diurna.case import Piece, Refusal
from diurna.errors import InputError
from diurna.ingest import _budget

SOON = 2.0  # seconds


def opened(raw: bytes, name: str) -> tuple[list[Piece], list[Refusal]]:
    begun = time.process_time()
    found = list(ingest.pieces(io.BytesIO(raw), name))
    assert time.process_time() - begun < SOON
    return [x for x in found if isinstance(x, Piece)], [x for x in found if isinstance(x, Refusal)]


def refused(raw: bytes, name: str) -> str:
    """Return the one reason, of opening or of reading."""
    pieces, refusals = opened(raw, name)
    reasons = [refusal.why for refusal in refusals]
    begun = time.process_time()
    for piece in pieces:
        try:
            ingest.load(piece.raw, name=piece.name, kind=piece.kind, told=piece.told)
        except InputError as error:
            reasons.append(str(error))
    assert time.process_time() - begun < SOON
    assert len(reasons) == 1
    return reasons[0]


@pytest.mark.parametrize(
    "name", ["../evil.txt", "a/../../evil.txt", "..\\evil.txt", "/etc/passwd", "C:\\evil.txt", "C:evil.txt", "//host/x"]
)
@pytest.mark.parametrize("pack", [samples.zipped, samples.tarred])
def test_a_name_that_leads_out_of_its_archive_is_refused(name, pack):
    pieces, refusals = opened(pack({name: b"x", "good.txt": b"Talks opened."}), "a")
    assert [piece.name for piece in pieces] == ["a/good.txt"]
    assert re.search("leads out|absolute path", refusals[0].why)


@pytest.mark.parametrize("pack", [samples.zipped, samples.tarred])
def test_control_characters_in_names_are_not_handed_on(pack):
    (piece,), _ = opened(pack({"a\x1b[31m\u202ered\n.txt": b"x"}), "a")
    assert piece.name == "a/a\ufffd[31m\ufffdred\ufffd.txt"


@pytest.mark.parametrize("kind", [tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.FIFOTYPE, tarfile.CHRTYPE, tarfile.BLKTYPE])
def test_a_member_of_a_tar_that_is_no_plain_file_is_refused(kind):
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as archive:
        info = tarfile.TarInfo("link.txt")
        info.type, info.linkname = kind, "/etc/passwd"
        archive.addfile(info)
    assert "no plain file" in refused(out.getvalue(), "a.tar")


def test_a_link_in_a_zip_is_refused():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        info = zipfile.ZipInfo("link.txt")
        info.external_attr = 0o120777 << 16
        archive.writestr(info, "/etc/passwd")
    assert "symbolic link" in refused(out.getvalue(), "a.zip")


def test_a_zip_bomb_by_ratio_is_refused_and_its_neighbour_read():
    bomb = samples.zipped({"bomb.txt": bytes(30_000_000), "good.txt": b"Talks opened."})
    pieces, refusals = opened(bomb, "a.zip")
    assert [piece.name for piece in pieces] == ["a.zip/good.txt"]
    assert "decompression bomb" in refusals[0].why


def test_a_zip_bomb_by_count_is_refused():
    entry = struct.pack("<4s6H3L5H2L", b"PK\x01\x02", 20, 20, 0, 0, 0, 33, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0) + b"a"
    count = _budget.MAX_MEMBERS * 2 + 2
    listed = entry * count
    end = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 0xFFFF, 0xFFFF, len(listed), 0, 0)
    assert "250,000 parts" in refused(listed + end, "a.zip")
    end = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 1, 1, len(listed), 0, 0)
    assert "250,000 parts" in refused(b"PK\x03\x04" + listed + end, "b.zip")


def test_a_tar_with_too_many_parts_stops(monkeypatch):
    monkeypatch.setattr(_budget, "MAX_MEMBERS", 20)
    pieces, refusals = opened(samples.tarred({f"{i}.txt": b"x" for i in range(30)}), "a.tar.gz")
    assert (len(pieces), [refusal.name for refusal in refusals]) == (19, ["a.tar.gz"])
    assert "more than 20 parts" in refusals[0].why


def test_an_archive_that_holds_too_much_in_all_stops(monkeypatch):
    monkeypatch.setattr(_budget, "MAX_TOTAL", 100_000)
    pieces, refusals = opened(samples.zipped({f"{i}.txt": b"ab" * 20_000 for i in range(9)}), "a.zip")
    assert (len(pieces), refusals[-1].name) == (2, "a.zip")
    assert "100,000 bytes come out" in refusals[-1].why


@pytest.mark.parametrize("name", ["bomb.txt.gz", "bomb.warc.gz", "bomb.csv.gz", "bomb.jsonl.gz", "bomb.tar.gz", "bomb.mbox.gz"])
def test_a_gzip_bomb_is_refused(name):
    fill = b"a" * 50_000_000
    kinds = {
        "warc": lambda: samples.record(fill),
        "tar": lambda: samples.tarred({"a.txt": fill}, "w"),
        "csv": lambda: b'title,text\nx,"' + fill,
    }
    raw = gzip.compress(kinds.get(name.split(".")[1], lambda: fill)(), 1)
    assert len(raw) < 2_000_000
    _, refusals = opened(raw, name)
    assert "decompression bomb" in refusals[-1].why


def test_a_bomb_in_a_captured_page_is_refused_and_its_neighbour_read():
    bomb = samples.record(gzip.compress(bytes(30_000_000)), http="Content-Encoding: gzip\r\n")
    pieces, refusals = opened(bomb + samples.record(samples.page()), "a.warc")
    assert len(pieces) == 1
    assert "more than 20,000,000 bytes" in refusals[0].why


def test_a_record_that_is_a_bomb_is_refused():
    bomb = gzip.compress(samples.record(bytes(50_000_000)), 1)
    assert "decompression bomb" in refused(bomb, "a.warc.gz")


def nested(levels: int) -> bytes:
    raw = samples.zipped({"a.txt": b"Talks opened."})
    for level in range(levels - 1):
        raw = samples.zipped({f"{level}.zip": raw})
    return raw


def test_archives_in_archives_have_an_end():
    assert len(opened(nested(3), "a.zip")[0]) == 1
    assert "deep in others" in refused(nested(4), "a.zip")
    raw = b"Talks opened."
    for _ in range(3):
        raw = gzip.compress(raw)
    assert "deep in others" in refused(raw, "a.gz")


def test_a_locked_member_is_told():
    raw = bytearray(samples.zipped({"a.txt": b"x"}))
    for at in (6, raw.index(b"PK\x01\x02") + 8):
        raw[at] |= 1
    assert "password" in refused(bytes(raw), "a.zip")


@pytest.mark.parametrize("cut", [30, 60, 120])
@pytest.mark.parametrize("name", ["a.zip", "a.tar.gz", "a.docx", "a.xlsx", "a.pdf", "a.txt.gz", "a.wacz"])
def test_a_file_cut_short_is_told(name, cut):
    members = {"a.txt": samples.TEXT.encode() * 3, "b.txt": samples.MORE.encode()}
    raw = {
        "a.zip": lambda: samples.zipped(members),
        "a.tar.gz": lambda: samples.tarred(members),
        "a.docx": samples.docx,
        "a.xlsx": samples.xlsx,
        "a.pdf": lambda: samples.pdf("x"),
        "a.txt.gz": lambda: gzip.compress(samples.TEXT.encode() * 2),
        "a.wacz": samples.wacz,
    }[name]()
    pieces, refusals = opened(raw[:-cut], name)
    unread = 0
    for piece in pieces:
        try:
            ingest.load(piece.raw, name=piece.name, kind=piece.kind)
        except InputError:
            unread += 1
    # PDFium mends a PDF that lacks its end; nothing is lost then.
    assert refusals or unread or (name == "a.pdf" and len(pieces) == 1)


LAUGHS = "".join(f'<!ENTITY l{i} "{f"&l{i - 1};" * 10}">' for i in range(1, 10))
DOCTYPES = {
    "laughs": f'<!DOCTYPE x [<!ENTITY l0 "ha">{LAUGHS}]>',
    "file": '<!DOCTYPE x [<!ENTITY l9 SYSTEM "file:///etc/passwd">]>',
    "remote": '<!DOCTYPE x SYSTEM "http://127.0.0.1:9/x.dtd">',
}


@pytest.mark.parametrize("attack", DOCTYPES)
@pytest.mark.parametrize("charset", ["utf-8", "utf-16"])
def test_entities_in_a_feed_are_refused(attack, charset):
    feed = '<rss version="2.0"><channel><item>&l9;</item></channel></rss>'
    raw = f'<?xml version="1.0" encoding="{charset}"?><!-- <a> -->{DOCTYPES[attack]}{feed}'
    assert "DOCTYPE" in refused(raw.encode(charset), "a.rss")
    assert "DOCTYPE" in refused(raw.replace("rss", "opml").encode(charset), "a.opml")


@pytest.mark.parametrize("attack", DOCTYPES)
@pytest.mark.parametrize(
    ("make", "part", "name"), [(samples.docx, "word/document.xml", "a.docx"), (samples.xlsx, "xl/workbook.xml", "a.xlsx")]
)
def test_entities_in_an_office_file_are_refused(attack, make, part, name):
    with zipfile.ZipFile(io.BytesIO(make())) as archive:
        members = {info.filename: archive.read(info) for info in archive.infolist()}
    members[part] = re.sub(rb"(<\?xml[^>]*\?>)?", rb"\1" + DOCTYPES[attack].encode(), members[part], count=1)
    assert "DOCTYPE" in refused(samples.zipped(members), name)


def test_an_office_file_that_is_a_bomb_is_refused():
    with zipfile.ZipFile(io.BytesIO(samples.docx())) as archive:
        members = {info.filename: archive.read(info) for info in archive.infolist()}
    members["word/styles.xml"] += b" " * 50_000_000
    assert "decompression bomb" in refused(samples.zipped(members), "a.docx")


DEEP = b"[" * 200_000


@pytest.mark.parametrize(
    ("raw", "why"),
    [
        (b'{"text":' + DEEP + b"}", "nested too deep"),
        (b'{"text":"x","n":' + DEEP + b"]" * 200_000 + b"}", "nested too deep"),
        (b'{"text":"x","n":' + b'{"a":' * 100_000 + b"1" + b"}" * 100_001, "nested too deep"),
        (b'{"text":"x","n":' + b"1" * 5_000 + b"}", "number that cannot be read"),
        (b'{"text":"x"', "no JSON at line 1"),
        (b'{"text":"\xff"}', "not UTF-8"),
        (b'"only words"', "an object with the columns"),
    ],
)
def test_json_that_cannot_be_read_is_told(raw, why):
    assert why in refused(raw, "a.jsonl")
    if raw.startswith(b"{"):
        assert why in refused(raw, "a.json")


def test_a_bad_line_of_json_loses_no_other():
    good = samples.lines(samples.ROW)
    pieces, refusals = opened(good + b'{"text":' + DEEP + b"\n" + b'{"n":' + b"1" * 5_000 + b"}\n\xff\n" + good, "a.jsonl")
    assert [piece.name for piece in pieces] == ["a.jsonl#1", "a.jsonl#5"]
    assert len([refusal for refusal in refusals if refusal.kind == "refused"]) == 3


@pytest.mark.parametrize("depth", [1_000, 100_000])
@pytest.mark.parametrize("name", ["a.html", "a.mhtml", "a.eml", "a.jsonl", "a.rss"])
def test_markup_nested_deep_has_a_reason(name, depth):
    text = samples.TEXT * 3
    deep = "<div>" * depth + f"<p>{text}</p>" + "</div>" * depth
    page = f"<!doctype html><html><body><p>{text}</p>{deep}</body></html>"
    raw = {
        "a.html": page.encode(),
        "a.mhtml": (b"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=b\n\n--b\nContent-Type: text/html\n\n" + page.encode()),
        "a.eml": b"From: a@b\nSubject: x\nDate: x\nMIME-Version: 1.0\nContent-Type: text/html\n\n" + page.encode(),
        "a.jsonl": samples.lines({"text": deep}),
        "a.rss": f"<rss version='2.0'><channel><item><description><![CDATA[{deep}]]></description></item></channel></rss>".encode(),
    }[name]
    reasons = []
    pieces, _ = opened(raw, name)
    for piece in pieces:
        with pytest.raises(InputError) as error:
            ingest.load(piece.raw, name=piece.name, kind=piece.kind)
        reasons.append(str(error.value))
    assert [re.search("more than 250 elements deep", reason) is not None for reason in reasons] == [True]


def test_parts_of_a_mail_nested_deep_have_a_reason():
    raw = b"From: a@b\nDate: x\nSubject: x\nMIME-Version: 1.0\n"
    for i in range(3_000):
        raw += b"Content-Type: multipart/mixed; boundary=%d\n\n--%d\n" % (i, i)
    assert re.search("nested too deep|without text|told apart", refused(raw + b"\nx", "a.eml"))


@pytest.mark.parametrize("charset", ["rot13", "base64", "x" * 5_000, "utf-8\\0"])
def test_a_charset_that_is_none_does_no_harm(charset):
    raw = f"From: a@b\nDate: x\nSubject: x\nContent-Type: text/plain; charset={charset}\n\n".encode() + "Řekl to.".encode("cp1250")
    (piece,), _ = opened(raw, "a.eml")
    assert "ekl to." in ingest.load(piece.raw, name=piece.name, kind=piece.kind)[0].text


def test_an_open_quotation_mark_in_a_table_is_told():
    raw = b'title,text\na,"open\n' + b"x,y\n" * 1_500_000
    assert re.search("field larger", refused(raw, "a.csv"))


def test_a_sheet_that_claims_rows_without_end_is_refused():
    with zipfile.ZipFile(io.BytesIO(samples.xlsx())) as archive:
        members = {info.filename: archive.read(info) for info in archive.infolist()}
    sheet = "xl/worksheets/sheet1.xml"
    members[sheet] = members[sheet].replace(b'r="2"', b'r="99999999999"').replace(b'2"', b'99999999999"')
    pieces, refusals = opened(samples.zipped(members), "a.xlsx")
    assert (pieces, "the last that a sheet can have" in refusals[-1].why) == ([], True)


def test_a_first_line_of_json_that_is_damaged_loses_no_other():
    pieces, refusals = opened(b'{"text":\n' + samples.lines(samples.ROW), "a.jsonl")
    assert [piece.name for piece in pieces] == ["a.jsonl#2"]
    assert [refusal.name for refusal in refusals if refusal.kind == "refused"] == ["a.jsonl#1"]


def test_a_damaged_feed_without_end_is_read_soon():
    raw = b"<rss version='2.0'><channel>" + b"<item><title>x<description>" * 10_000
    opened(raw, "a.rss")


FOLDER = {**samples.folder(), "a.tar.gz": samples.tarred({"a.txt": b"Talks opened."}), "a.warc": samples.warc()}


@pytest.mark.parametrize("name", FOLDER)
def test_a_damaged_file_gives_documents_or_reasons_and_nothing_else(name):
    for seed in range(12):
        chance = random.Random(f"{name} {seed}")  # noqa: S311 - damage that comes again
        raw = bytearray(FOLDER[name])
        for _ in range(chance.choice((1, 3, 20))):
            at = chance.randrange(len(raw))
            raw[at : at + chance.randrange(4)] = chance.randbytes(chance.randrange(4))
        pieces, refusals = opened(bytes(raw), chance.choice((name, "-")))
        assert pieces or refusals
        for piece in pieces:
            with contextlib.suppress(InputError):
                ingest.entry(ingest.load(piece.raw, name=piece.name, kind=piece.kind, told=piece.told)[0])
