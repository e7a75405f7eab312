"""What Diurna says of itself: every code has a pattern in every language, and each kind of sentence is told in it."""

import re
from pathlib import Path

import pytest

import diurna
from diurna.wording import identities, languages, worded, words

SPACE = "\N{NO-BREAK SPACE}"
NARROW = "\N{NARROW NO-BREAK SPACE}"
FIELD = re.compile(r"\{\d[^}|]*")
NORWAY = ("name", "state:NOR")
NAMES = {"state:NOR": "Norvège", "geonames:1": "Paris"}
FRENCH = [
    (("said", "1", "1", "0"), "rapporté par 1 source, 1 origine indépendante"),
    (("said, denied", "1200", "2", "1"), f"rapporté par 1{NARROW}200 sources, 2 origines indépendantes, 1 démenti"),
    (("differ date", ("by", "2021-03-05", "A", "B"), ("by", "2021-03-07", "C")), "date : 2021-03-05 (A, B) ou 2021-03-07 (C)"),
    (("differ number", ("by", ("between, best", "3", "5", "4"), "C")), "nombre : entre 3 et 5, 4 le mieux attesté (C)"),
    (("differ happened", ("by", ("happened",), "A"), ("by", ("announced",), "B")), "si cela a eu lieu : a eu lieu (A) ou annoncé (B)"),
    (("differ actor", ("by", ("and", "Ada", "Bo"), "A"), ("by", ("and", "Cy"), "B")), "qui agit : Ada et Bo (A) ou Cy (B)"),
    (("most origins", "2"), "le plus d’origines indépendantes (2)"),
    (("same day", "2021-03-05"), "même jour 2021-03-05"),
    (("same actors", NORWAY, ("name", "private:0123456789abcdef")), "mêmes acteurs Norvège, une personne privée"),
    (("lies in", ("name", "geonames:1"), ("name", "geonames:2")), "Paris se trouve dans geonames:2"),
    (("same place", ("name", "name:le port")), "le port"),
    (("names in both sentences", "1"), "1 nom dans les deux phrases"),
    (("both credit", "AFP", ("words the same", "0.93")), "les deux citent AFP ; 93 % de leurs mots sont les mêmes"),
    (("all", ("many claims to", "e-2", "4"), ("reasons", ("nearly the same words",), ("both", "AGREE"))),
     "4 affirmations vers e-2 ; presque les mêmes mots, AGREE dans les deux"),
    (("no claim left",), "il n’en reste aucune affirmation"),
    (("all", ("condition words", "3", "4")), "on y trouve 3 des 4 mots de la condition"),
    (("repaired",), "mots ou date réparés"),
    (("other dates", "2021-04", "2021-05"), "autres dates rapportées dans son événement : 2021-04, 2021-05"),
    ((), ""),
]  # fmt: skip


@pytest.mark.parametrize(("told", "expected"), FRENCH, ids=[str(told[:1]) for told, _ in FRENCH])
def test_each_kind_of_sentence_is_told_in_french(told, expected):
    assert worded(told, "fr", NAMES) == re.sub(r" (?=[:;%])", SPACE, expected)


def test_every_code_and_every_thing_counted_is_in_every_language():
    assert {"en", "fr"} <= set(languages())
    english = words("en")
    for code in languages():
        other = words(code)
        assert other.words.keys() == english.words.keys(), code
        assert other.counted.keys() == english.counted.keys(), code
        for key, pattern in english.words.items():
            assert sorted(FIELD.findall(other.words[key])) == sorted(FIELD.findall(pattern)), (code, key)
        counts = [("0", "1", "2", "11", "1000000")] * len(other.counted)
        for kind, numbers in zip(other.counted, counts, strict=True):
            assert all("{n}" in pattern for pattern in other.counted[kind].values()), (code, kind)
            field = next(key for key, pattern in other.words.items() if f":{kind}}}" in pattern)
            assert all(worded((field, number, number, number), code) for number in numbers)


def test_no_code_is_without_use():
    source = "".join(path.read_text(encoding="utf-8") for path in Path(diurna.__file__).parent.rglob("*.py"))
    made = {"differ actor", "differ recipient", "same actor", "same actors", "same recipient", "same recipients"}
    made |= {"actors of one country", "recipients of one country"}
    made |= {f"{many}claims {way}" for many in ("", "many ") for way in ("from", "to")}
    assert [code for code in words("en").words if code not in made and f'"{code}"' not in source] == []


def test_the_ids_that_wordings_name_are_found_however_deep():
    assert identities([("all", ("reasons", ("same actors", NORWAY, ("name", "body:un")))), ("both", "name"), ()]) == {
        "state:NOR",
        "body:un",
    }
