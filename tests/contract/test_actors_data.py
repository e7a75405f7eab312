import re
from itertools import pairwise

import pytest

from diurna import knowledge
from diurna.actors import lexicon, resolve, words
from diurna.actors.spelling import tokens
from diurna.record import Document, Frame, Quote, Reading, Sentence

LANGUAGES = knowledge.languages()
EXAMPLES = [(code, example) for code in LANGUAGES for example in words.of_language(code).examples]
MONTH = re.compile(r"(?:19|20)\d\d-(?:0[1-9]|1[0-2])")


def test_every_language_has_words_and_examples():
    assert LANGUAGES
    assert {code for code, _ in EXAMPLES} == set(LANGUAGES)


@pytest.mark.parametrize(("code", "example"), EXAMPLES, ids=[f"{c}-{e.words}" for c, e in EXAMPLES])
def test_examples_of_the_data_hold(code, example):
    quote = Quote(0, len(example.words), example.words)
    frame = Frame(Quote(0, 0, ""), "AGREE", "asserted", 0, 0.9, actors=(quote,))
    document = Document("example", example.words, "0" * 64, published=example.published or None)
    sentence = Sentence(0, len(example.words), 0)
    reading = Reading(document, example.words, code, sentences=(sentence,), mentions=(), frames=(frame,))
    assert [a.id for a in resolve(reading).actors if quote in a.mentions] == [example.id]


def test_states_are_whole():
    alpha2 = [s.alpha2 for s in words.states().values()]
    assert len(alpha2) == len(set(alpha2)) > 193
    assert all(len(i) == 3 and i.isupper() for i in words.states())


def test_words_of_a_language_point_to_states_there_are():
    for code in LANGUAGES:
        table = words.of_language(code)
        for listed in (table.states, table.adjectives, table.capitals):
            assert set(listed) <= set(words.states()), code


def test_terms_are_months_in_order_of_places_there_are():
    places = set(words.states()) | set(words.named())
    for person in words.leaders().values():
        assert person.terms
        for term in person.terms:
            assert term.where in places, person.id
            assert MONTH.fullmatch(term.start), person.id
            assert not term.end or (MONTH.fullmatch(term.end) and term.start <= term.end), person.id


def test_one_head_of_state_at_a_time():
    for state in words.states():
        terms = sorted(
            (t.start, t.end or "9999", p.id)
            for p in words.leaders().values()
            for t in p.terms
            if (t.where, t.office) == (state, "head-of-state")
        )
        for (_, end, one), (start, _, other) in pairwise(terms):
            assert end <= start, (state, one, other)


def test_ids_are_unique_and_countries_known():
    rows = [
        row
        for file in sorted(knowledge.data_file("actors").iterdir(), key=lambda f: f.name)
        if file.name.endswith(".jsonl")
        for row in words.rows(file.name)
    ]
    ids = [row["id"] for row in rows]
    assert sorted({i for i in ids if ids.count(i) > 1}) == []
    for thing in words.named().values():
        assert not thing.country or thing.country in words.states(), thing.id


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_state_is_found_by_its_own_name(code):
    known = lexicon.of(code)
    lost = []
    for state, name in known.state_names.items():
        hits = known.find(tokens(name), cased=True)
        if not any(e.sort == "state" and e.value == state for hit in hits for e in hit.entries):
            lost.append((state, name))
    assert lost == []
