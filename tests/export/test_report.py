from __future__ import annotations

import base64
import hashlib
import re
from dataclasses import replace

import pytest
from edition import edition

from diurna.export import formats
from diurna.record import Issue, Quote

REPORT = formats()["report"]


@pytest.fixture(scope="module")
def report():
    return REPORT.render(edition())


def test_the_report_needs_nothing_but_itself(report):
    style = re.search(r"<style>(.*?)</style>", report, re.DOTALL)[1]
    policy = re.search(r'Content-Security-Policy" content="([^"]+)"', report)[1]
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    assert policy == f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    assert not re.search(r"<script|<link|<img|<iframe|\sstyle=|\son\w+=|javascript:", report.replace(style, ""))
    assert not re.search(r"url\(|@import|https?://", style)


def test_every_link_has_its_target_and_every_anchor_is_one(report):
    ids = re.findall(r'\bid="([^"]+)"', report)
    assert len(ids) == len(set(ids))
    inside = set(re.findall(r'href="#([^"]*)"', report))
    assert inside <= set(ids)
    assert {f"n{number}" for number in range(1, 9)} | {f"c{number}" for number in range(1, 9)} <= inside


@pytest.mark.parametrize(
    "words",
    [
        "between 1 Jan 2020 and 31 Dec 2024",
        "24 Nov 2026, 10:00 UTC",
        "2 accepted, 1 edited, 1 unsure, 1 rejected, 3 not yet looked at by a person",
        "since 4 Feb 2024 <code>2024-02-04/..</code>",
        "corrected: mode, recipients by ada, 2026-11-20T09:05:00Z",
        'the same event as <a class="ref" href="#n3">3</a>',
        "<b>conditional</b>: <bdi",
        '<blockquote lang="ar" dir="rtl">',
        "the year is not told",
        "it holds no text",
        "(place not found)",
        "l’ouverture du quai nord avant juin",
        "<b>pending</b> · footnotes",
        'href="http://127.0.0.1:8021/d/d-3f1e8a0c5b7d9e24#',
    ],
)
def test_what_a_reader_needs_is_in_the_report(report, words):
    assert words in report


def test_what_a_person_rejected_stands_apart(report):
    chronology, rejected = report.split('<section id="rejected">')
    assert "=1+1" not in chronology.partition("<main>")[2]
    assert "=1+1" in rejected


def test_words_of_a_document_are_never_markup():
    evil = "<script>alert(1)</script>\"'&"
    case = edition(case=evil, filters=evil, as_of=evil, failed=(Issue(evil, evil, evil),), base='http://h/"><script>')
    reading = case.readings[0]
    document = replace(reading.document, title=evil, source=evil, url=f"https://e/{evil}", published=evil, id=evil)
    claims = tuple(replace(claim, mode=evil, object=Quote(0, 0, evil), condition=Quote(0, 0, evil)) for claim in reading.claims)
    commitments = tuple(replace(commitment, what=evil, condition=evil) for commitment in reading.commitments)
    hostile = replace(reading, document=document, language=evil, claims=claims, commitments=commitments, issues=(Issue(evil, evil, evil),))
    page = REPORT.render(replace(case, readings=(hostile,)))
    assert "<script" not in page
    assert (
        "javascript:"
        not in REPORT.render(replace(case, readings=(replace(hostile, document=replace(document, url="javascript:1")),))).partition(
            "<code>javascript:1</code>"
        )[0]
    )
