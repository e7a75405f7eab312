"""Report: one self-contained HTML page to print and hand on, the chronology with numbered footnotes."""

from __future__ import annotations

import re
from base64 import b64encode
from collections import Counter
from hashlib import sha256
from html import escape
from importlib.metadata import version
from itertools import groupby
from typing import TYPE_CHECKING

from diurna.export import _sheet
from diurna.export._dates import spoken
from diurna.export._markup import bdi, day
from diurna.export._report_notes import Notes
from diurna.export._report_pacts import pacts
from diurna.export._rows import rows
from diurna.knowledge import data_file

if TYPE_CHECKING:
    from collections.abc import Iterator

    from diurna.export._edition import Edition
    from diurna.export._rows import Row

SUFFIX = ".html"
LOSSES = (
    "the documents themselves are not in it, only the sentences that claims rest on",
    "ids of actors and places, and offsets, are not in it: a report is for the eye, and is not imported again",
)

_METHOD = (
    (
        "Diurna, a machine, read the documents and wrote a line for each thing that a document says happened, will, should, may or did "
        "not happen. A line says what its document says, not what is so. Lines of different documents are never made one; where a person "
        "found that they tell of the same event, they name each other."
    ),
    (
        "What a person decided is laid over the reading and marked as such: accepted, corrected, unsure. What a person rejected stands "
        "apart, near the end."
    ),
    (
        "Dates are said in words and in EDTF. “Since” and “until” leave one end open, “about” and “perhaps” are the document's own doubt. "
        "A date or a place that the words do not settle is left open, never guessed."
    ),
    (
        "The machine errs: it misses claims, and takes some words wrongly. Each line has a footnote with the exact words and the machine's "
        "confidence. Check the words before you rely on a line."
    ),
)
_MASKED = (
    "Private persons are masked in names, quotes, titles and addresses, wherever the reading knows them; each keeps one mask throughout "
    "a document."
)


def render(edition: Edition) -> str:
    """Write a report that needs no script, no network and no other file; private persons are masked as the edition asks."""
    told = rows(edition)
    kept = tuple(row for row in told if row.status != "rejected")
    notes = Notes(edition, told)
    style = data_file("report.css").read_text("utf-8")
    digest = b64encode(sha256(style.encode()).digest()).decode()
    parts = [
        ("chronology", "Chronology", _chronology(tuple(row for row in kept if row.first or row.last), notes)),
        ("undated", "Without a date", _chronology(tuple(row for row in kept if not (row.first or row.last)), notes)),
        *pacts(edition, notes),
        ("rejected", "Rejected by a person", _chronology(tuple(row for row in told if row.status == "rejected"), notes)),
        ("notes", "Footnotes", notes.html()),
        ("documents", "Documents", _documents(edition)),
        ("unread", "Not read", _unread(edition)),
        ("method", "Method and limits", _method(edition)),
    ]
    parts = [part for part in parts if part[2]]
    return f"""<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="generator" content="Diurna {version("diurna")}">
<title>{escape(edition.case or "Report")} – Diurna</title>
<style>{style}</style>
</head>
<body>
<header>
{_head(edition, told)}
<nav aria-label="Contents"><ol>{"".join(f'<li><a href="#{anchor}">{title}</a></li>' for anchor, title, _ in parts)}</ol></nav>
</header>
<main>
{"".join(f'<section id="{anchor}"><h2>{title}</h2>{body}</section>' for anchor, title, body in parts)}
{"" if told else "<p>No claims were read.</p>"}
</main>
</body>
</html>
"""


def _head(edition: Edition, told: tuple[Row, ...]) -> str:
    sources = len({row.source for row in told if row.source})
    counts = f"{len(told):,} claims of {len(edition.readings):,} documents" + (f" of {sources:,} named sources" if sources else "")
    facts = [
        ("Filters", bdi(edition.filters) or "none: the whole case"),
        ("As of", _moment(edition.as_of)),
        ("Holds", counts),
        ("Reviewed", _reviewed(told)),
        ("Private persons", escape(dict(_sheet.about(edition, 0))["private persons"])),
    ]
    listed = "".join(f"<dt>{name}</dt><dd>{fact}</dd>" for name, fact in facts if fact)
    return f'<p class="brand">Diurna</p><h1>{bdi(edition.case) or "The record"}</h1><dl class="facts">{listed}</dl>'


def _moment(utc: str) -> str:
    """Say a moment for the eye; one that is not written as the record writes moments stays as it is."""
    found = re.fullmatch(r"(\d{4}-\d\d-\d\d)T(\d\d:\d\d):\d\dZ", utc, re.ASCII)
    return f"{spoken(found[1])}, {found[2]} UTC" if found else escape(utc)


def _reviewed(told: tuple[Row, ...]) -> str:
    """Say how many claims people have judged, and how."""
    counts = Counter(row.status for row in told)
    judged = [f"{count:,} {status}" for status in ("accepted", "edited", "unsure", "rejected") if (count := counts[status])]
    waiting = f"{counts['pending']:,} not yet looked at by a person" if counts["pending"] else ""
    return ", ".join(part for part in (*judged, waiting) if part)


def _chronology(told: tuple[Row, ...], notes: Notes) -> str:
    days = [
        f'<section class="day"><h3>{heading}</h3><ol>{"".join(map(notes.line, lines))}</ol></section>'
        for heading, lines in ((_heading(said), list(group)) for said, group in groupby(told, key=lambda row: (row.when, row.said)))
    ]
    return "".join(days)


def _heading(said: tuple[str, str]) -> str:
    edtf, words = said
    return day(edtf) or (f'{bdi(words)} <span class="soft">no date</span>' if words else "date not told")


def _documents(edition: Edition) -> str:
    return f'<ul class="documents">{"".join(_document(edition, index) for index in range(len(edition.readings)))}</ul>'


def _document(edition: Edition, index: int) -> str:
    reading = edition.readings[index]
    document, people = reading.document, edition.people(reading)
    facts = (people.text(document.source), document.published or "day of publication not known", reading.language)
    digits = f"<code>{escape(document.id)}</code> · SHA-256 <code>{escape(document.sha256)}</code>"
    said = " · ".join(bdi(fact) for fact in facts if fact)
    return f"<li><b>{bdi(people.text(document.title)) or bdi(document.id)}</b><p>{said}</p><p>{digits}</p></li>"


def _unread(edition: Edition) -> str:
    items = [
        f"<li>{bdi(issue.what)} “{bdi(people.text(issue.where))}”: {bdi(people.text(issue.why))}"
        f" <code>{escape(reading.document.id)}</code></li>"
        for reading, people in ((reading, edition.people(reading)) for reading in edition.readings)
        for issue in reading.issues
    ]
    items += [f"<li>{bdi(issue.what)}: {bdi(issue.where)}: {bdi(issue.why)}</li>" for issue in edition.failed]
    return f'<ul class="unread">{"".join(items)}</ul>' if items else ""


def _method(edition: Edition) -> str:
    told = [*_METHOD, *([] if edition.unmask else [_MASKED])]
    return "".join(_paragraphs(told)) + f"<p>Not in this report: {escape('; '.join(LOSSES))}.</p>"


def _paragraphs(told: list[str]) -> Iterator[str]:
    for words in told:
        yield f"<p>{escape(words)}</p>"
