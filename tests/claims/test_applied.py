"""Entry into force: the act of applying an agreement, whose day is not that of its signing."""

import pytest
from test_claims import Story

# Words; the day told; the trigger that the model gave; what is read as trigger.
ENTRIES = [
    ("en", "The pact between {A} and {B} enters into force on {day}.", "pact", "enters into force"),
    ("en", "The treaty between {A} and {B} came into effect on {day}.", "treaty", "came into effect"),
    ("de", "Das Abkommen zwischen {A} und {B} ist am {day} in Kraft getreten.", "getreten", "in Kraft"),
    ("fr", "L'accord entre {A} et {B} est entré en vigueur le {day}.", "accord", "est entré en vigueur"),
    ("es", "El acuerdo entre {A} y {B} entró en vigor el {day}.", "acuerdo", "entró en vigor"),
    ("it", "L'accordo tra {A} e {B} è entrato in vigore il {day}.", "accordo", "entrato in vigore"),
    ("pt", "O acordo entre {A} e {B} entrou em vigor em {day}.", "acordo", "entrou em vigor"),
    ("pl", "Umowa między {A} a {B} weszła w życie {day}.", "Umowa", "weszła w życie"),
    ("ru", "Соглашение между {A} и {B} вступило в силу {day}.", "Соглашение", "вступило в силу"),
    ("uk", "Угода між {A} та {B} набула чинності {day}.", "Угода", "набула чинності"),
    ("tr", "{A} ile {B} arasındaki anlaşma {day} günü yürürlüğe girdi.", "anlaşma", "yürürlüğe girdi"),
    ("zh", "{A}和{B}的协议于{day}生效。", "协议", "生效"),
]


def story(language, words, day="1.10.", edtf="2024-10-01"):
    s = Story(words.format(A="Zenda", B="Hentzau", day=day), language)
    for name in ("Zenda", "Hentzau"):
        s.actor(f"state:{name}", s.q(name))
    return s, s.time(day, edtf)


@pytest.mark.parametrize(("language", "words", "trigger", "read"), ENTRIES)
@pytest.mark.parametrize("found", [True, False], ids=["found", "not found"])
def test_an_entry_into_force_is_no_signing(language, words, trigger, read, found):
    s, day = story(language, words)
    if found:
        s.frame("AGREE", trigger, actors=(s.q("Zenda"), s.q("Hentzau")), when=(day,))
    reading = s.read()
    (claim,) = reading.claims
    assert (claim.type, claim.trigger.text, claim.when.edtf) == ("COOPERATE", read, "2024-10-01")
    assert {p.actor for p in claim.actors} == {"state:Zenda", "state:Hentzau"}
    (agreement,) = reading.agreements
    assert (agreement.signed, agreement.in_force) == (None, "2024-10-01")


def test_one_that_lies_ahead_is_planned():
    s, day = story("en", "The pact between {A} and {B} enters into force on {day}.")
    s.published = "2024-09-20"
    s.frame("AGREE", "pact", actors=(s.q("Zenda"), s.q("Hentzau")), when=(day,))
    (claim,) = s.read().claims
    assert claim.modality == "planned"


def test_a_signing_told_beside_it_does_not_take_its_day():
    s, day = story("en", "The pact signed by {A} and {B} in the old castle came into force on {day}.")
    s.frame("AGREE", "signed", actors=(s.q("Zenda"), s.q("Hentzau")), when=(day,))
    reading = s.read()
    assert {(c.type, c.when and c.when.edtf) for c in reading.claims} == {("AGREE", None)}
    assert [(a.signed, a.in_force) for a in reading.agreements] == [(None, "2024-10-01")]


def test_both_may_happen_on_one_day():
    s, day = story("en", "The pact of {A} and {B} was signed and entered into force on {day}.")
    s.frame("AGREE", "signed", actors=(s.q("Zenda"), s.q("Hentzau")), when=(day,))
    assert [(a.signed, a.in_force) for a in s.read().agreements] == [("2024-10-01", "2024-10-01")]


def test_a_law_that_takes_effect_is_no_agreement():
    s, _ = story("en", "The law of {A} takes effect on {day}; {B} was silent.")
    assert s.read().claims == ()
