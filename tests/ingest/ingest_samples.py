"""A real small sample of each format, made when it is asked for; all texts are our own."""

from __future__ import annotations

import csv as csv_module
import gzip
import io
import json
import tarfile
import zipfile
from email.message import EmailMessage

import docx as docx_library
import openpyxl
from fastwarc import warc as fastwarc

TEXT = "Ministers of Arden and Brel signed a pact in Velden on 3 March 2021, the Velden Gazette reported. The pact opens the bridge again."
MORE = "Crowds cheered at the gate. A spokesman said that the work would begin in May and would take two years to finish."


def page(title: str = "Pact signed", body: str = TEXT) -> bytes:
    return (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{title}</title>'
        '<meta property="article:published_time" content="2021-03-04"><meta name="author" content="Ada Reed">'
        f"</head><body><article><h1>{title}</h1><p>{body}</p><p>{MORE}</p></article></body></html>"
    ).encode()


def pdf(*pages: str, title: str = "Pact signed") -> bytes:
    """A PDF written by hand: Helvetica, one line of text for each line of a page."""
    kids = " ".join(f"{4 + 2 * i} 0 R" for i in range(len(pages)))
    objects = [
        "<</Type/Catalog/Pages 2 0 R>>",
        f"<</Type/Pages/Kids[{kids}]/Count {len(pages)}>>",
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
    ]
    for i, text in enumerate(pages):
        lines = "".join(f"({line}) Tj T* " for line in text.split("\n") if line)
        stream = f"BT /F1 11 Tf 14 TL 50 740 Td {lines}ET"
        objects.append(f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents {5 + 2 * i} 0 R/Resources<</Font<</F1 3 0 R>>>>>>")
        objects.append(f"<</Length {len(stream)}>>stream\n{stream}\nendstream")
    objects.append(f"<</Title({title})/Author(Ada Reed)/CreationDate(D:20130101000000Z)>>")
    out, offsets = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        offsets.append(len(out))
        out += f"{number} 0 obj{body}endobj\n".encode("cp1252")
    table = "".join(f"{offset:010} 00000 n \n" for offset in offsets)
    end = (
        f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}trailer<</Size {len(objects) + 1}/Root 1 0 R/Info {len(objects)} 0 R>>\n"
    )
    return out + f"{end}startxref\n{len(out)}\n%%EOF".encode()


def docx() -> bytes:
    document = docx_library.Document()
    document.core_properties.title, document.core_properties.author = "Pact signed", "Ada Reed"
    document.add_paragraph(TEXT)
    table = document.add_table(rows=1, cols=2)
    table.rows[0].cells[0].text, table.rows[0].cells[1].text = "bridge", "opens in May"
    document.add_paragraph(MORE)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def mail(**changes: str) -> EmailMessage:
    message = EmailMessage()
    headers = {
        "From": "Velden Gazette <news@gazette.example>",
        "To": "reader@example.org",
        "Date": "Thu, 04 Mar 2021 08:00:00 +0100",
        "Subject": "Pact signed",
        "Message-ID": "<1@gazette.example>",
        "List-Id": "<daily.gazette.example>",
    }
    for name, value in {**headers, **changes}.items():
        message[name] = value
    message.set_content(f"{TEXT}\n\n{MORE}\n")
    return message


def eml() -> bytes:
    message = mail()
    message.add_alternative("<p>another</p>", subtype="html")
    message.add_attachment(b"%PDF-", maintype="application", subtype="pdf", filename="pact.pdf")
    return message.as_bytes()


def mbox() -> bytes:
    first, second = mail(), mail(Subject="Second")
    second.set_content(f">From the start\nFrom Velden it was heard.\n{MORE}\n")
    quoted = second.as_bytes().replace(b"\n>From", b"\n>>From").replace(b"\nFrom Velden", b"\n>From Velden")
    return b"From a@b Thu Mar  4 08:00:00 2021\n" + first.as_bytes() + b"\nFrom a@b Thu Mar  4 09:00:00 2021\n" + quoted + b"\n"


def mhtml() -> bytes:
    message = EmailMessage()
    message["From"], message["Subject"] = "<Saved by a browser>", "Pact signed"
    message["Snapshot-Content-Location"] = "https://gazette.example/pact"
    message["MIME-Version"] = "1.0"
    message.set_content(page().decode(), subtype="html", cte="quoted-printable")
    message.make_related()
    message.add_related(b"\x89PNG", maintype="image", subtype="png")
    return message.as_bytes()


RSS = f"""<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>Velden Gazette</title><language>en</language>
<link>https://gazette.example</link>
<item><title>Pact signed</title><link>https://gazette.example/1</link><pubDate>Thu, 04 Mar 2021 08:00:00 +0100</pubDate>
<content:encoded><![CDATA[<p>{TEXT}</p><p>{MORE}</p>]]></content:encoded></item>
<item><title>Teaser</title><link>https://gazette.example/2</link><description>{MORE}</description></item>
<item><title>Empty</title><link>https://gazette.example/3</link></item></channel></rss>""".encode()

ATOM = f"""<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en"><title>Velden Gazette</title><id>urn:x</id>
<entry><title>Pact signed</title><id>urn:1</id><link href="https://gazette.example/1"/><published>2021-03-04T08:00:00+01:00</published>
<author><name>Ada Reed</name></author><content type="html">&lt;p&gt;{TEXT}&lt;/p&gt;</content></entry></feed>""".encode()

JSON_FEED = json.dumps(
    {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "Velden Gazette",
        "language": "en",
        "items": [
            {
                "id": "1",
                "url": "https://gazette.example/1",
                "title": "Pact signed",
                "content_html": f"<p>{TEXT}</p>",
                "date_published": "2021-03-04T08:00:00+01:00",
                "authors": [{"name": "Ada Reed"}],
            }
        ],
    },
    indent=1,
).encode()

OPML = b"""<?xml version="1.0"?><opml version="2.0"><body><outline text="News"><outline text="Gazette" type="rss"
xmlUrl="https://gazette.example/rss"/></outline></body></opml>"""

NINJS = json.dumps(
    {
        "uri": "https://agency.example/1",
        "type": "text",
        "headline": "Pact signed",
        "byline": "Ada Reed",
        "language": "en",
        "versioncreated": "2021-03-04T08:00:00Z",
        "copyrightholder": "Agency",
        "body_xhtml": f"<p>{TEXT}</p><p>{MORE}</p>",
    }
).encode()

ROW = {
    "url": "https://gazette.example/1",
    "title": "Pact signed",
    "text": TEXT,
    "published": "2021-03-04",
    "source": "Velden Gazette",
    "lang": "en",
}
CHRONOLOGY = (
    ("Date", "What happened", "Who", "To whom", "Place", "Source", "My remark"),
    ("2021-03-03", "Arden and Brel signed\na pact", "Arden; Brel", "", "Velden", "Gazette", "see p. 3: note"),
    ("2021-03-05/2021-03-07", "Crowds marched", "crowds", "Arden", "Velden", "", ""),
)


def lines(*values: object) -> bytes:
    return "".join(json.dumps(value) + "\n" for value in values).encode()


def csv(table: object = ((*ROW,), (*ROW.values(),)), delimiter: str = ",", charset: str = "utf-8") -> bytes:
    out = io.StringIO()
    csv_module.writer(out, delimiter=delimiter).writerows(table)
    return out.getvalue().encode(charset)


def xlsx(table: object = ((*ROW,), (*ROW.values(),))) -> bytes:
    workbook = openpyxl.Workbook()
    for row in table:
        workbook.active.append(list(row))
    out = io.BytesIO()
    workbook.save(out)
    return out.getvalue()


def record(payload: bytes, *, url: str = "https://gazette.example/1", media: str = "text/html", http: str = "", **warc: str) -> bytes:
    """One WARC record written by hand; `http` are more lines of the answer's headers."""
    block = f"HTTP/1.1 200 OK\r\nContent-Type: {media}; charset=utf-8\r\n{http}\r\n".encode() + payload
    told = {
        "WARC-Type": "response",
        "WARC-Target-URI": url,
        "WARC-Date": "2021-03-05T10:00:00Z",
        "WARC-Payload-Digest": "sha1:B2LTWWPUOYAH7UIPQ7ZUPQ4VMBSVC36A",
        "Content-Type": "application/http; msgtype=response",
        "Content-Length": str(len(block)),
        **{name.replace("_", "-"): value for name, value in warc.items()},
    }
    head = "".join(f"{name}: {value}\r\n" for name, value in told.items())
    return f"WARC/1.0\r\n{head}\r\n".encode() + block + b"\r\n\r\n"


def warc() -> bytes:
    """A web archive as FastWARC writes one."""
    out = io.BytesIO()
    for kind, url, media, payload in (
        (fastwarc.WarcRecordType.response, "https://gazette.example/1", "text/html; charset=utf-8", page()),
        (fastwarc.WarcRecordType.response, "https://gazette.example/style.css", "text/css", b"p{}"),
        (fastwarc.WarcRecordType.response, "https://gazette.example/pact.pdf", "application/pdf", pdf(TEXT[:60])),
    ):
        made = fastwarc.WarcRecord()
        made.init_headers(kind)
        made.headers["WARC-Target-URI"] = url
        made.headers["Content-Type"] = "application/http; msgtype=response"
        made.set_bytes_content(f"HTTP/1.1 200 OK\r\nContent-Type: {media}\r\nServer: x\r\n\r\n".encode() + payload)
        made.write(out, checksum_data=True)
    return out.getvalue()


def zipped(members: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, raw in members.items():
            archive.writestr(name, raw)
    return out.getvalue()


def tarred(members: dict[str, bytes], mode: str = "w:gz") -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode=mode) as archive:
        for name, raw in members.items():
            info = tarfile.TarInfo(name)
            info.size = len(raw)
            archive.addfile(info, io.BytesIO(raw))
    return out.getvalue()


def wacz() -> bytes:
    return zipped({"datapackage.json": b"{}", "archive/data.warc.gz": gzip.compress(warc()), "indexes/index.cdx": b"x"})


def folder() -> dict[str, bytes]:
    """One sample of each format, by name."""
    return {
        "a.txt": f"Pact signed\n\n{TEXT}\n".encode(),
        "archive.wacz": wacz(),
        "atom.xml": ATOM,
        "b.md": f"# Pact *signed*\n\n{TEXT}\n".encode(),
        "c.html": page(),
        "chronology.csv": csv(CHRONOLOGY, ";"),
        "d.mhtml": mhtml(),
        "deeper/e.docx": docx(),
        "deeper/f.eml": eml(),
        "deeper/g.pdf": pdf("Ministers met in Velden.", "The pact was signed."),
        "feed.json": JSON_FEED,
        "feed.rss": RSS,
        "feeds.opml": OPML,
        "item.json": NINJS,
        "list.csv": csv(),
        "list.jsonl": lines(ROW, {**ROW, "title": "Other"}),
        "list.xlsx": xlsx(),
        "mails.mbox": mbox(),
        "packed.html.gz": gzip.compress(page("Packed"), mtime=0),
        "pages.warc.gz": gzip.compress(warc(), mtime=0),
        "small.zip": zipped({"in/h.txt": TEXT.encode()}),
    }
