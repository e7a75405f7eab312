"""Every language file: its lists of duties come apart, and its modes and words are written as the rules look them up."""

from __future__ import annotations

import re

import pytest

from diurna.claims.lexicon import ClaimWords, claim_words, plain
from diurna.claims.terms import duties
from diurna.knowledge import language, languages

# The modes of the PLOVER manual, by type; the other types have none.
DEMANDS = {"assist", "change", "yield", "meet"}
MODES = {
    "CONSULT": {"visit", "third-party", "multilateral", "phone"},
    "RETREAT": {"withdraw", "release", "return", "disarm", "ceasefire", "access", "resign"},
    "REQUEST": DEMANDS,
    "REJECT": DEMANDS,
    "ACCUSE": {"disapprove", "investigate", "allege"},
    "THREATEN": {"restrict", "ban", "arrest", "relations", "expel", "territory", "violence"},
    "PROTEST": {"demo", "riot", "strike", "hunger", "boycott", "obstruct"},
    "SANCTION": {"convict", "expel", "withdraw", "discontinue"},
    "MOBILIZE": {"troops", "weapons", "police", "militia"},
    "COERCE": {
        "seize", "restrict", "ban", "censor", "curfew", "martial-law", "arrest", "deport", "withhold", "misinformation", "cyber",
    },
    "ASSAULT": {
        "abduct", "beat", "torture", "execute", "assassinate", "sexual", "destroy", "firearms", "explosives", "suicide-attack",
        "aerial", "drone", "heavy-weapons", "crowd-control", "massacre",
    },
}  # fmt: skip
LISTS = (
    "saying", "citing", "agreement", "signing", "in_force", "published_on", "promising", "withdrawal", "duty_verbs", "duty_nouns", "things",
)  # fmt: skip
SHORTEST = 3
HAN = re.compile("[\u3400-\u9fff]")


@pytest.mark.parametrize("code", languages())
def test_a_list_of_duties_comes_apart_into_its_duties(code):
    words = language(code, "claims", ClaimWords)
    assert len(words.examples) >= 3
    for text, *expected in words.examples:
        found = duties(words, text, 0, len(text))
        assert [quote.text for quote in found] == expected
        assert all(text[quote.start : quote.end] == quote.text for quote in found)


@pytest.mark.parametrize("code", languages())
def test_each_duty_of_an_example_stays_whole_on_its_own(code):
    words = language(code, "claims", ClaimWords)
    for _, *expected in words.examples:
        for duty in expected:
            assert [quote.text for quote in duties(words, duty, 0, len(duty))] == [duty]


@pytest.mark.parametrize("code", languages())
def test_modes_are_those_of_the_manual_for_each_type(code):
    modes = claim_words(code).modes
    assert {kind: set(named) for kind, named in modes.items()} == MODES
    assert all(words for named in modes.values() for words in named.values())


@pytest.mark.parametrize("code", languages())
def test_words_are_long_enough_not_to_begin_others_and_told_once(code):
    table = claim_words(code)
    for words in [*(getattr(table, name) for name in LISTS), *(w for named in table.modes.values() for w in named.values())]:
        for word in words:
            bare = plain(word.removeprefix("~").removesuffix("$"))
            assert bare.strip() == bare, word
            assert HAN.search(bare) or word.endswith("$") or len(bare) >= SHORTEST, word
            assert not (HAN.search(bare) and word.endswith("$")), word
        assert len({(plain(w.removeprefix("~").removesuffix("$")), w.endswith("$")) for w in words}) == len(words), words
