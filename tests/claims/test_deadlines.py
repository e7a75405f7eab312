"""Deadlines of promises that are made by being said, in several languages."""

import pytest
from test_claims import Story

JUNE = "../2024-06-01"


def promised(language, text, trigger, thing, until, *, day="", kind="AGREE", edtf=JUNE):  # noqa: PLR0913 - a sentence has many parts
    """Return the one commitment of a sentence in which the first words promise."""
    s = Story(text, language)
    who = s.q(text.split()[0] if " " in text else text[:3])
    s.actor("zenda", who)
    due = s.time(until, edtf)
    when = s.time(day, "2024-04-29") if day else due
    s.frame(kind, trigger, actors=(who,), object=s.q(thing), when=(when,))
    (told,) = s.read().commitments
    return told


@pytest.mark.parametrize(
    ("language", "text", "trigger", "thing", "until"),
    [
        ("en", "Zenda pledged to open the road by 1 June.", "pledged", "open the road", "by 1 June"),
        ("fr", "Zenda a promis de rouvrir la route avant le 1er juin.", "promis", "rouvrir la route", "avant le 1er juin"),
        ("de", "Zenda hat bis zum 1. Juni zugesagt, die Straße zu öffnen.", "zugesagt", "die Straße zu öffnen", "bis zum 1. Juni"),
        ("es", "Zenda prometió abrir la carretera antes del 1 de junio.", "prometió", "abrir la carretera", "antes del 1 de junio"),
        ("ru", "Зенда пообещала открыть дорогу до 1 июня.", "пообещала", "открыть дорогу", "до 1 июня"),
        ("ar", "زندا تعهدت بفتح الطريق قبل 1 يونيو.", "تعهدت", "بفتح الطريق", "قبل 1 يونيو"),
        ("zh", "曾达国承诺在6月1日前开放道路。", "承诺", "开放道路", "6月1日前"),
    ],
)
def test_until_when_something_is_promised_is_the_deadline_and_no_day_of_the_promise(language, text, trigger, thing, until):
    told = promised(language, text, trigger, thing, until)
    assert (told.deadline, [(step.edtf, step.status) for step in told.status]) == (JUNE, [(None, "open")])


@pytest.mark.parametrize(
    ("language", "text", "trigger", "day", "until"),
    [
        ("en", "Zenda promised on Monday to open the road by 1 June.", "promised", "Monday", "by 1 June"),
        ("pl", "Zenda obiecała w poniedziałek otworzyć drogę do 1 czerwca.", "obiecała", "poniedziałek", "do 1 czerwca"),
        ("uk", "Зенда пообіцяла в понеділок відкрити шлях до 1 червня.", "пообіцяла", "понеділок", "до 1 червня"),
    ],
)
def test_a_deadline_within_what_is_promised_stands_beside_the_day_of_the_promise(language, text, trigger, day, until):
    thing = text.rstrip(".").partition(f"{day} ")[2]
    told = promised(language, text, trigger, thing, until, day=day)
    assert (told.deadline, [(step.edtf, step.status) for step in told.status]) == (JUNE, [("2024-04-29", "open")])


def test_a_threat_has_a_deadline_too():
    told = promised("en", "Zenda threatened to close the road by 1 June.", "threatened", "close the road", "by 1 June", kind="THREATEN")
    assert told.deadline == JUNE


@pytest.mark.parametrize(
    ("text", "trigger", "until", "edtf"),
    [
        ("Zenda had by Tuesday pledged to open the road.", "pledged", "by Tuesday", "../2024-05-07"),
        ("Zenda signed a pact to open the road by 1 June.", "signed", "by 1 June", JUNE),
        ("Zenda pledged to open the road on 1 June.", "pledged", "on 1 June", "2024-06-01"),
    ],
)
def test_a_time_of_the_promise_itself_is_no_deadline(text, trigger, until, edtf):
    assert promised("en", text, trigger, "open the road", until, edtf=edtf).deadline is None
