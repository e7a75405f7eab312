"""Names of an event's actors and places: one language for all of them, whatever the languages of the papers."""

# ruff: noqa: SLF001 - the parts of the made-up case

import made_case
import pytest
from made_pact import TOLD, paper

from diurna import store
from diurna.record import Actor, Document, Reading
from diurna.run.events import explain
from diurna.run.link import link
from diurna.run.names import country_name, names_for, names_of
from diurna.run.sentences import sentences


def case_of(tmp_path, *names):
    opened = store.open(made_case.make(tmp_path / "case", *map(paper, names)), write=True)
    link(opened)
    return opened


@pytest.mark.parametrize(
    ("papers", "expected"),
    [
        (("Herald", "Post", "Gazette"), {"Norway", "Iceland", "Bergen"}),
        (("Herald", "Gazette", "Monde"), {"Norvège", "Islande", "Berguen"}),
        (("Herald", "Gazette"), {"Norway", "Iceland", "Bergen"}),  # of as many English
        (("Gazette", "Monde"), {"Norvège", "Islande", "Berguen"}),
    ],
)
def test_all_names_of_an_event_are_in_the_language_of_most_of_its_claims(tmp_path, papers, expected):
    with case_of(tmp_path, *papers) as case:
        event = explain(case, f"{papers[0]}-1")
        assert len(event.claims) == len(papers)
        assert {told.name for told in event.told if told.part in ("actors", "where")} == expected


def test_reasons_are_in_the_language_asked_for_also_where_no_paper_is(tmp_path):
    with case_of(tmp_path, "Gazette", "Monde") as case:
        assert "same actors Iceland, Norway" in sentences(case, explain(case, "Gazette-1").because)
        assert "mêmes acteurs Islande, Norvège" in sentences(case, explain(case, "Gazette-1").because, "fr")


def test_of_several_spellings_most_claims_decide_then_the_shorter(tmp_path):
    with case_of(tmp_path, *TOLD) as case:
        assert case.fusion.spellings(["state:NOR", "geonames:3161732", "none"]) == {
            "state:NOR": {"": "Norvège", "en": "Norway", "fr": "Norvège"},
            "geonames:3161732": {"": "Berguen", "en": "Bergen", "fr": "Berguen"},
        }
        told = list(case.fusion.accounts(["Gazette-1"]).values())
        assert names_of(case, told, "de") == {
            "state:NOR": "Norwegen", "state:ISL": "Island", "iso:NOR": "Norwegen", "geonames:3161732": "Bergen",
        }  # fmt: skip
        far = [told[0]._replace(actors=("name:rebels", "state:XXX"), place="", within=())]
        assert names_of(case, far) == {}


def test_names_on_no_list_are_spelled_as_the_claims_do(tmp_path):
    text = "Die Hafenbehörde sprach am 5. Mai mit Fährleuten. Mehr nicht."
    parties = [
        made_case._party(text, Actor("", word, "group", "", (made_case._quote(text, word),), "")) for word in ("Hafenbehörde", "Fährleuten")
    ]
    claim = made_case._claim(
        "x-1", "CONSULT", text, "sprach", made_case._sentence(text, 0), actors=tuple(parties[:1]), recipients=tuple(parties[1:])
    )
    reading = Reading(Document("x.txt", text, ""), text, "de", actors=(), places=(), sentences=(), claims=(claim,))
    with store.open(made_case.make(tmp_path / "case", reading), write=True) as case:
        link(case)
        named = {told.value: told.name for told in explain(case, "x-1").told if told.part in ("actors", "recipients")}
        assert names_for(case, [*named, "name:nobody"]) == {**named, "name:nobody": "nobody"}
    assert named == {"name:hafenbehorde": "Hafenbehörde", "name:fahrleuten": "Fährleuten"}


def test_countries_have_names_in_every_language_of_the_lists():
    names = [country_name(*asked) for asked in (("state:BLR", "ru"), ("iso:XKX", "en"), ("state:BLR", "none"), ("body:un", "en"))]
    assert names == ["Беларусь", "Kosovo", "", ""]
