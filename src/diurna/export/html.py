"""Page: one self-contained HTML page, the chronology beside the article."""

from __future__ import annotations

import re
from base64 import b64encode
from collections import Counter
from hashlib import sha256
from html import escape
from importlib.metadata import version
from typing import TYPE_CHECKING

from diurna.export._chronology import QUADS, chronology
from diurna.export._dates import spoken
from diurna.export._markup import bdi, soft
from diurna.export._page_record import Record
from diurna.export._page_strip import strip
from diurna.export._page_words import article, direction, lits_of
from diurna.knowledge import data_file
from diurna.record import digest

if TYPE_CHECKING:
    from diurna.export._chronology import Chronology
    from diurna.export._edition import Edition
    from diurna.record import Reading

SUFFIX = ".html"
VERBS = ("read",)
LOSSES = ("offsets and the ids of actors and places: a page is for the eye",)

_COLOPHON = (
    (
        "Read by Diurna, a machine; no human has reviewed it. Every line says what the document says, not what is so. "
        "Follow a line to the words it rests on, a number in the article back to its line."
    ),
    (
        "○ ● are cooperation, △ ▲ conflict; hollow in words, filled in deeds. Private persons are masked in the record; "
        "the article stands as received. Dates stand as the text gives them, in words and in EDTF; what the text does not say is left open."
    ),
)


def render(edition: Edition) -> str:
    """Write a page that needs no script, no network and no other file; private persons are masked in the record, not in the article."""
    told = chronology(edition.readings)
    anchors = _anchors(told)
    drawn = strip(told.dated, anchors)
    style = data_file("page.css").read_text("utf-8") + drawn.rules + _rules(told, anchors)
    policy = (
        f"default-src 'none'; style-src 'sha256-{b64encode(sha256(style.encode()).digest()).decode()}'; base-uri 'none'; form-action 'none'"
    )
    return f"""<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="generator" content="Diurna {version("diurna")}">
<title>{escape(_title(edition))} – Diurna</title>
<style>{style}</style>
</head>
<body>
<header class="mast">
{_masthead(edition, told)}
{drawn.html}
</header>
<main class="record" tabindex="0" aria-label="The record">
{Record(edition, told, anchors).html()}
{_colophon()}
</main>
<section class="articles" tabindex="0" aria-label="{"The articles" if len(edition.readings) > 1 else "The article"}">
{"".join(_article(index, edition, told, anchors) for index in range(len(edition.readings)))}
</section>
</body>
</html>
"""


def _title(edition: Edition) -> str:
    if len(edition.readings) > 1:
        return f"The record of {len(edition.readings)} articles"
    document = edition.readings[0].document
    return document.title or document.id


def _anchors(told: Chronology) -> dict[int, str]:
    """Give each line an anchor made of its claim's id, so that a link to it survives another reading."""
    anchors: dict[int, str] = {}
    taken: set[str] = set()
    for line in told.lines:
        name = line.claim.id if re.fullmatch(r"[\w-]+", line.claim.id, re.ASCII) else digest(line.claim.id)
        anchor = name if name not in taken else f"{name}-{line.document}-{line.number}"
        taken.add(anchor)
        anchors[line.number] = anchor
    return anchors


def _rules(told: Chronology, anchors: dict[int, str]) -> str:
    """Light every word of a claim, and its line, when either is followed to or pointed at."""
    rules = []
    for line in told.lines:
        anchor, colour = anchors[line.number], f"var(--{line.quad})"
        chosen = f"body:has(#c-{anchor}:target,#w-{anchor}:target,#c-{anchor}:hover)"
        rules.append(f"{chosen} .k{line.number}{{background:color-mix(in srgb,{colour} 30%,transparent);border-bottom:2px solid {colour}}}")
        rules.append(f"body:has(#w-{anchor}:target) #c-{anchor}{{outline:2px solid {colour}}}")
    for quad in QUADS:
        off = f"body:has(#q-{quad}:not(:checked))"
        rules.append(f"{off} .claim.{quad},{off} .strip .{quad},{off} .n.{quad}{{display:none}}")
        rules.append(f"{off} .t.{quad}{{background:none;box-shadow:none;font-weight:inherit}}")
    return "\n".join(rules)


def _masthead(edition: Edition, told: Chronology) -> str:
    counts = Counter(line.quad for line in told.lines)
    boxes = "".join(
        f'<label class="{quad}"><input type="checkbox" id="q-{quad}" checked autocomplete="off">'
        f'<span class="shape" aria-hidden="true">{shape}</span>{name} {soft(str(counts[quad]))}</label>'
        for quad, (shape, name) in QUADS.items()
        if counts[quad]
    )
    legend = f'<fieldset class="legend"><legend>Show</legend>{boxes}</fieldset>' if boxes else ""
    several = len(edition.readings) > 1
    facts = " · ".join(
        f'<a href="#d-{index}">{bdi(reading.document.title or reading.document.id)}</a>' if several else _facts(reading)
        for index, reading in enumerate(edition.readings)
    )
    title = f"<h1>{bdi(_title(edition))}</h1>"
    return f'<p class="brand"><b>Diurna</b> the record, beside the words it rests on</p>{title}<p class="facts">{facts}</p>{legend}'


def _facts(reading: Reading) -> str:
    """Say where a document comes from."""
    document = reading.document
    how = " (by its metadata)" if document.published_by == "metadata" else ""
    published = f"published {spoken(document.published)}{how}" if document.published else "day of publication not known"
    parts = (document.source, published, reading.language and f"language {reading.language}")
    return " · ".join(bdi(part) for part in parts if part)


def _article(index: int, edition: Edition, told: Chronology, anchors: dict[int, str]) -> str:
    reading, several = edition.readings[index], len(edition.readings) > 1
    lines = tuple(line for line in told.lines if line.document == index)
    language = escape(reading.language or "und")
    words = article(reading, lits_of(lines, reading, str(index)), anchors)
    digits = escape(reading.document.sha256)
    sha = f'<span title="SHA-256 of the document as received: {digits}">SHA-256 {digits[:12]}…</span>'
    facts = [*([_facts(reading)] if several else []), bdi(reading.document.id), sha]
    return (
        f'<article class="article" id="d-{index}"><p class="byline">{" · ".join(facts)}</p>'
        f'<div lang="{language}" dir="{direction(reading.language)}" class="text">{words}</div></article>'
    )


def _colophon() -> str:
    return f'<footer class="colophon">{"".join(f"<p>{told}</p>" for told in _COLOPHON)}</footer>'
