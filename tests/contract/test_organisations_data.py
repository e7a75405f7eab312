import pytest

from diurna.actors import lexicon, words
from diurna.actors.spelling import folded, tokens

FILES = ("bodies.jsonl", "groups.jsonl", "organisations.jsonl", "parties.jsonl")
FORMS = [
    ("ar", "للمجلس الانتقالي الجنوبي", "group:stc"),
    ("be", "Венецыянскай камісіі", "body:venice-commission"),
    ("de", "der Europäischen Volkspartei", "party:epp"),
    ("en", "the North Atlantic Council", "body:north-atlantic-council"),
    ("es", "del Banco Interamericano de Desarrollo", "body:idb"),
    ("fr", "l’Église d’Angleterre", "church:england"),
    ("it", "le Brigate Rosse", "group:red-brigades"),
    ("pl", "Komisji Weneckiej", "body:venice-commission"),
    ("pt", "a Agência Internacional de Energias Renováveis", "body:irena"),
    ("ru", "Венецианской комиссией", "body:venice-commission"),
    ("tr", "Türk Devletleri Teşkilatının", "body:organization-of-turkic-states"),
    ("uk", "Української православної церкви", "church:ukrainian-orthodox"),
    ("zh", "联合国粮农组织", "body:fao"),
]
# Words that are no name of an organisation, however near one comes.
OTHERS = [
    ("ar", "دولة القانون"),
    ("de", "die katholische Kirche"),
    ("en", "a Ukrainian Orthodox church"),
    ("es", "OCHO"),
    ("es", "Orán"),
    ("fr", "le SMIC"),
    ("fr", "la Russie juste après"),
    ("it", "Cosca"),
    ("pl", "Wada"),
    ("tr", "Botas"),
    ("uk", "ПАР"),
    ("zh", "本地区党委"),
    ("zh", "努力拓展"),
]


def found(code, text):
    hits = lexicon.of(code).find(tokens(text), cased=True)
    return {e.value for hit in hits for e in hit.entries if e.sort == "named"}


def test_five_hundred_organisations_are_known():
    assert sum(len(words.rows(name)) for name in FILES) >= 500


def test_a_name_stands_for_one_thing():
    holders: dict[str, set[str]] = {}
    for thing in words.named().values():
        for name in thing.names:
            holders.setdefault(" ".join(folded(name)), set()).add(thing.id)
    assert {name: ids for name, ids in holders.items() if len(ids) > 1} == {}


def test_no_name_is_told_twice_or_empty():
    for name in FILES:
        for row in words.rows(name):
            names = row["names"]
            assert len(names) == len(set(names)) > 0, row["id"]
            assert all(n == n.strip() and folded(n) for n in names), row["id"]


@pytest.mark.parametrize(("code", "text", "identity"), FORMS)
def test_a_name_is_found_in_the_form_of_its_sentence(code, text, identity):
    assert found(code, text) == {identity}


@pytest.mark.parametrize(("code", "text"), OTHERS)
def test_words_near_a_name_are_not_it(code, text):
    assert found(code, text) == set()
