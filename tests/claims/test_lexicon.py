"""Folding, patterns of words, and where a list of duties is cut."""

from __future__ import annotations

import unicodedata
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diurna.claims.lexicon import ClaimWords, claim_words, folded, has, pattern, plain
from diurna.claims.terms import duties


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Zwolnili strażników", "strażnik"),
        ("zwolnili straznikow", "strażnik"),
        ("Мой приём", "прием"),
        ("СОГЛАШЕНИЕ С ЕЁ СТРАНОЙ", "её"),
        ("об'єкт", "об’єкт"),
        ("KIRIM'I İLHAK ETTİ", "ilhak"),
        ("SINIR DIŞI EDİLDİ", "sınır dışı"),
        ("sinir disi edildi", "sınır dışı"),
        ("łódź", "lodz"),
        ("والاتفاقية", "~اتفاق"),
        ("أُعلن", "اعلن"),
        ("الــهدنة", "~هدنة"),
        ("das Friedensabkommen", "~abkommen"),
        ("Auslandsreise$", "~reise$"),
        ("双方签署协议", "签署"),
    ],
)
def test_a_word_is_found_in_its_forms(text, word):
    assert has(text, (word,))
    assert has(unicodedata.normalize("NFD", text), (word,))


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("resigned", "sign"),
        ("signed", "sign$"),
        ("Abkommenslage", "~abkommen$"),
        ("استقالة", "قال$"),
        ("a treaty", "treaties"),
    ],
)
def test_a_word_is_not_found_inside_others_unless_said(text, word):
    assert not has(text, (word,))


def test_no_words_match_nothing():
    assert pattern(()).search("anything") is None


@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=40))
def test_folding_keeps_track_of_each_character(text):
    said, at = folded(text)
    assert len(at) == len(said) + 1
    assert at[-1] == len(text)
    assert at == sorted(at)
    assert all(c in plain(text[i]) for c, i in zip(said, at, strict=False))


def cut(code, text):
    return [quote.text for quote in duties(claim_words(code), text, 0, len(text))]


@pytest.mark.parametrize(
    ("code", "text", "expected"),
    [
        ("en", "train and equip the river guard", ["train and equip the river guard"]),
        ("en", "fight smuggling, trafficking and piracy", ["fight smuggling, trafficking and piracy"]),
        ("en", "(1) protecting wells, (2) pay for the dredging", ["protecting wells", "pay for the dredging"]),
        ("en", "to ferry grain and to irrigate the terraces", ["ferry grain", "irrigate the terraces"]),
        ("en", "to carry grain to villages and to towns", ["carry grain to villages and to towns"]),
        ("en", "shield the dam and its locks and embank the river", ["shield the dam and its locks", "embank the river"]),
        ("fr", "garder les ports et les installations de carburant", ["garder les ports et les installations de carburant"]),
        ("de", "die wichtigen und sensiblen Anlagen zu schützen", ["die wichtigen und sensiblen Anlagen zu schützen"]),
        ("de", "die Straße zu räumen und Fußgänger zu schützen", ["die Straße zu räumen", "Fußgänger zu schützen"]),
        ("ru", "охрана складов и зданий министерства", ["охрана складов и зданий министерства"]),
        ("pl", "ochrona dróg i granic państwa", ["ochrona dróg i granic państwa"]),
        ("tr", "tesisleri ve kargoyu korumak", ["tesisleri ve kargoyu korumak"]),
        ("ar", "حماية النظام العام وولاية القضاء", ["حماية النظام العام وولاية القضاء"]),
        ("zh", "训练和装备军队", ["训练和装备军队"]),
        ("xx", "one thing; another thing", ["one thing", "another thing"]),
    ],
)
def test_a_list_is_cut_where_a_duty_begins_and_nowhere_else(code, text, expected):
    assert cut(code, text) == expected


@pytest.mark.parametrize("code", ["ar", "de", "en", "fr", "ru", "tr", "zh"])
@given(st.text(alphabet="abrß éİ и,،、;();\u0301 1و和 und ve to", max_size=30))
def test_duties_are_slices_in_order(code, text):
    found = duties(claim_words(code), text, 0, len(text))
    assert all(text[q.start : q.end] == q.text for q in found)
    assert all(a.end <= b.start for a, b in pairwise(found))


def test_a_language_without_words_has_none():
    assert claim_words("xx") == ClaimWords()
