"""Promises taken back: whoever made one can end it by any act that says so."""

import pytest
from test_claims import Story

# The promise and its trigger; the act that takes it back, its type, trigger and object.
BACK = [
    ("en", "{A} promised aid to {B}.", "promised", "aid", "{A2} withdrew the promise of aid.", "SANCTION", "withdrew", "promise of aid"),
    ("en", "{A} promised aid to {B}.", "promised", "aid", "{A2} stopped the aid.", "SANCTION", "stopped", None),
    ("fr", "{A} a promis une aide à {B}.", "promis", "une aide", "{A2} a retiré sa promesse.", "REJECT", "retiré", "promesse"),
    ("de", "{A} hat {B} Hilfe versprochen.", "versprochen", "Hilfe", "{A2} zog die Zusage zurück.", "SANCTION", "zog", "Zusage"),
    ("es", "{A} prometió a {B} una ayuda.", "prometió", "una ayuda", "{A2} retiró la promesa.", "SANCTION", "retiró", "promesa"),
    ("ru", "{A} обещала {B} помощь.", "обещала", "помощь", "{A2} отозвала обещание.", "REJECT", "отозвала", "обещание"),
    ("uk", "{A} пообіцяла {B} допомогу.", "пообіцяла", "допомогу", "{A2} відкликала обіцянку.", "CONCEDE", "відкликала", "обіцянку"),
    ("pl", "{A} obiecała {B} pomoc.", "obiecała", "pomoc", "{A2} wycofała obietnicę.", "SANCTION", "wycofała", "obietnicę"),
    ("pt", "{A} prometeu a {B} uma ajuda.", "prometeu", "uma ajuda", "{A2} retirou a promessa.", "SANCTION", "retirou", "promessa"),
    ("tr", "{A} için {B} yardım sözü verdi.", "sözü verdi", "yardım", "{A2} yardım sözünü geri çekti.", "CONCEDE", "geri", "yardım sözünü"),
    ("zh", "{A}承诺向{B}提供援助。", "承诺", "提供援助", "{A2}撤回了援助诺言。", "SANCTION", "撤回", "援助诺言"),
]  # fmt: skip


def told(case, second="Zenda ministry", country="ZEN"):
    language, first, trigger, what, then, kind, act, about = case
    text = first.format(A="Zenda", B="Hentzau") + "| " + then.format(A2=second)
    s = Story(text, language)
    for name, words, state in (("state:ZEN", "Zenda", "ZEN"), ("state:HEN", "Hentzau", "HEN")):
        s.actor(name, s.q(words), country=state)
    s.actor("office:x", s.q(second), country=country)
    s.frame("AGREE", trigger, actors=(s.q("Zenda"),), recipients=(s.q("Hentzau"),), object=s.q(what))
    s.frame(kind, act, actors=(s.q(second),), object=s.q(about) if about else None)
    return [[step.status for step in k.status] for k in s.read().commitments]


@pytest.mark.parametrize("case", BACK)
def test_a_promise_is_withdrawn_by_its_maker(case):
    assert told(case) == [["open", "withdrawn"]]


@pytest.mark.parametrize("case", BACK)
def test_nobody_else_can_take_it_back(case):
    assert ["open", "withdrawn"] not in told(case, "Karst ministry", "KAR")


def test_another_act_against_the_same_leaves_the_promise():
    case = (
        "en",
        "{A} promised aid to {B}.",
        "promised",
        "aid",
        "{A2} fined two captains 20 million.",
        "SANCTION",
        "fined",
        "20 million",
    )
    assert told(case) == [["open"]]


def test_a_promise_named_in_its_withdrawal_is_not_made_that_day():
    s = Story("Zenda on Monday withdrew its promise to pay for the port.")
    s.actor("state:ZEN", s.q("Zenda"), country="ZEN")
    day = s.time("Monday", "2024-10-21")
    s.frame("CONCEDE", "withdrew", actors=(s.q("Zenda"),), object=s.q("promise to pay for the port"), when=(day,))
    s.frame("AGREE", "promise", actors=(s.q("Zenda"),), object=s.q("pay for the port"), when=(day,))
    (commitment,) = s.read().commitments
    assert [(step.status, step.edtf) for step in commitment.status] == [("withdrawn", "2024-10-21")]
