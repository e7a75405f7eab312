from __future__ import annotations

import base64
import dataclasses
import hashlib
import re
from html import unescape

import pytest

from diurna.export import Edition, formats
from diurna.record import Issue, Quote, Repair

PAGE = formats()["html"]


@pytest.fixture
def page(reading):
    return PAGE.render(Edition((reading,)))


def test_the_policy_allows_its_own_style_and_nothing_else(page):
    style = re.search(r"<style>(.*?)</style>", page, re.DOTALL)[1]
    policy = re.search(r'Content-Security-Policy" content="([^"]+)"', page)[1]
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    assert policy == f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    body = page.replace(style, "")
    assert not re.search(r"<script|<link|<img|<iframe|\sstyle=|\son\w+=|https?://|javascript:", body)
    assert not re.search(r"url\(|@import|https?://", style)


def test_every_link_has_its_target_and_every_anchor_is_one(page):
    ids = re.findall(r'\bid="([^"]+)"', page)
    assert len(ids) == len(set(ids))
    assert {link for link in re.findall(r'href="([^"]*)"', page) if link.removeprefix("#") not in ids} == set()


def test_each_claim_links_to_its_words_and_back(page, reading):
    for claim in reading.claims:
        assert f'id="c-{claim.id}"' in page
        assert re.search(
            rf'id="w-{claim.id}" href="#c-{claim.id}"[^>]*>[○●△▲]\d+</a><a class="t [^"]*" href="#c-{claim.id}">{claim.trigger.text}</a>',
            page,
        )
        assert f'href="#w-{claim.id}"' in page
        assert f'id="n-{claim.id}"' in page


def test_the_article_is_shown_whole_and_unchanged(page, reading):
    text = re.search(r'class="text">(.*?)</div></article>', page, re.DOTALL)[1]
    plain = unescape(re.sub(r"<[^>]+>", "", re.sub(r'<a class="n .*?</a>', "", text)))
    assert plain.split() == reading.document.text.split()


def test_words_of_a_document_are_never_markup(reading):
    evil = "<script>alert(1)</script>\"'&"
    document = dataclasses.replace(reading.document, title=evil, source=evil, id=evil)
    actors = tuple(dataclasses.replace(actor, name=evil) for actor in reading.actors)
    claims = tuple(
        dataclasses.replace(claim, mode=evil, actors=tuple(dataclasses.replace(party, name=evil) for party in claim.actors))
        for claim in reading.claims
    )
    commitments = tuple(dataclasses.replace(commitment, what=evil, condition=evil) for commitment in reading.commitments)
    hostile = dataclasses.replace(
        reading, document=document, actors=actors, claims=claims, commitments=commitments, issues=(Issue(evil, evil, evil),), language="en"
    )
    page = PAGE.render(Edition((hostile, reading), (Issue(evil, evil, evil),), several=True))
    assert "<script" not in page
    assert "<b>." not in page


def test_a_hostile_id_stays_an_anchor(reading):
    claims = (dataclasses.replace(reading.claims[0], id='x"}body{display:none}'),)
    assert "display:none}body" not in PAGE.render(Edition((dataclasses.replace(reading, claims=claims),)))


def test_shape_as_well_as_colour_tells_the_quad(page):
    for shape, quad in (("○", "vc"), ("△", "vx"), ("▲", "mx")):
        assert re.search(rf'<label class="{quad}">.*?{shape}</span>', page)


@pytest.mark.parametrize(("language", "direction"), [("ar", "rtl"), ("fr", "ltr"), ("", "auto"), ("zz", "auto")])
def test_the_article_runs_in_the_direction_of_its_language(reading, language, direction):
    assert f'dir="{direction}" class="text"' in PAGE.render(Edition((dataclasses.replace(reading, language=language),)))


@pytest.mark.parametrize(
    "words",
    [
        "since 9 Feb 2021 <code>2021-02-09/..</code>",
        "the words are damaged",
        "Said by <bdi>Velden Gazette</bdi>",
        "year of the signing",
        "night shifts ended by June",
        "the year is not told",
        "no human has reviewed it",
    ],
)
def test_what_a_reader_needs_is_on_the_page(page, words):
    assert words in page


def test_private_persons_are_masked_in_the_record_and_not_in_the_article(page):
    record, article = page.split('<section class="articles"')
    assert "Tamm" not in record
    assert "Tamm" in article


def test_several_articles_share_one_chronology(reading):
    other = dataclasses.replace(reading, document=dataclasses.replace(reading.document, id="b.txt", source=""))
    page = PAGE.render(Edition((reading, other), several=True))
    assert page.count('class="article"') == 2
    assert '<a href="#d-1"><bdi>b.txt</bdi></a>' in page
    ids = re.findall(r'\bid="([^"]+)"', page)
    assert len(ids) == len(set(ids))


def test_repairs_are_told_by_reason(reading):
    repairs = tuple(Repair(Quote(at, at, ""), "blank missing after a full stop") for at in (5, 9))
    assert "blank missing after a full stop: 2" in PAGE.render(Edition((dataclasses.replace(reading, repairs=repairs),)))
