from __future__ import annotations

from dataclasses import replace

import pytest

from diurna.export._people import People
from diurna.record import Actor, Document, Quote, Reading

TEXT = "Jan Tamm sold bread. Tamm’s shop burnt; Orla Tamm-Quist came. 王小明说话。"


def reading(*actors):
    return Reading(Document("d", TEXT, "0" * 64), TEXT, "en", actors=actors)


def actor(key, name, *mentions, private=True):
    return Actor(
        key, name, "person", "", tuple(Quote(TEXT.index(words), TEXT.index(words) + len(words), words) for words in mentions), "", private
    )


BAKER = actor("person:1", "Jan Tamm", "Jan Tamm")
WANG = actor("person:2", "王小明", "王小明")
QUIST = actor("person:3", "Orla Tamm-Quist", "Orla Tamm-Quist", private=False)


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("Jan Tamm sold", "{} sold"),
        ("Tamm sold", "{} sold"),  # the quote begins inside the mention
        ("Tamm’s shop", "{}’s shop"),  # no mention, but a part of the name
        ("sold bread", "sold bread"),
        ("Orla Tamm-Quist came", "Orla Tamm-Quist came"),  # somebody else, who is not private
    ],
)
def test_a_quote_is_masked_wherever_the_person_stands_in_it(words, shown):
    start = TEXT.index(words)
    people = People(reading(BAKER, QUIST))
    assert people.words(Quote(start, start + len(words), words)) == shown.format(people.named("person:1"))


def test_a_name_in_a_script_without_blanks_is_masked():
    people = People(reading(WANG))
    assert people.text("据王小明报道") == f"据{people.named('person:2')}报道"


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        ("https://e.example/2024/jan-tamm-held", "https://e.example/"),
        ("https://e.example/?q=Jan%20T%C3%A1mm", "https://e.example/"),
        ("https://e.example/2024/january-tammany", "https://e.example/2024/january-tammany"),
        ("jan-tamm.html", ""),
        ("", ""),
    ],
)
def test_an_address_that_spells_a_person_is_cut(url, shown):
    assert People(reading(BAKER)).address(url) == shown


def test_a_name_typed_in_by_a_person_is_masked_too():
    assert "Tamm" not in People(reading(BAKER)).text("the wife of Jan Tamm")


def test_who_may_be_shown_is_shown():
    people = People(reading(BAKER, WANG), unmask=frozenset({"person:1"}))
    assert people.text("Jan Tamm, 王小明") == f"Jan Tamm, {people.named('person:2')}"


def test_a_pronoun_is_no_name():
    he = replace(BAKER, mentions=(*BAKER.mentions, Quote(9, 13, "sold")))
    assert People(reading(he)).text("He sold it") == "He sold it"
