"""Boundaries that the examples of the data files do not show; each case marks them with |."""

from __future__ import annotations

from dataclasses import replace

import pytest

from diurna.record import Document, Quote, Time
from diurna.segment import prepare, split

CASES = {
    "stop inside a quotation that goes on": ("fr", "« J’arrive… », dit-il en partant.| Elle rit."),
    "stop before a closing mark": ("fr", "Il dit : « Je pars. »| Elle reste."),
    "question in a quotation": ("en", "“Is it shut?” the man asked.| Nobody knew."),
    "straight quotes with no space": ("en", 'He said: "We leave."|Then he left.| "We stay."|"No."'),
    "lost case": (
        "en",
        "the port is shut.| dr. hale met mr. ito at the u.s. office.| it rained on nov. 3 in the town.| why?| nobody knows",
    ),
    "marks in a row": ("en", "What?!| No!!!| Yes..."),
    "ellipsis in a sentence": ("en", "It was... late.| They left."),
    "bracket": ("en", "They left (at noon.)| It rained."),
    "number with a stop at the beginning": ("fr", "1. Le port ferme.| Il pleut."),
    "Arabic question": ("ar", "من أغلق المرفأ؟| لا أحد يعرف."),
    "Urdu stop": ("ar", "المرفأ مغلق۔| لا أحد يعرف."),
    "Chinese without spaces": ("zh", "桥通车了。|工人们走了！|为什么？"),
    "Chinese quotation": ("zh", "他说：“桥通车了。”|她走了。"),
    "initials": ("de", "Das sagte J. K. Brandt.| Er ging."),
    "paragraphs": ("en", "Storm closes port|\nShips wait"),
    "bullets": ("en", "It is late.| • Ships wait.| • Crews sleep."),
    "Spanish opening marks": ("es", "Llueve.| ¿Quién paga?| ¡Nadie!"),
    "dash": ("ru", "«Кто?» — спросил он.| — Никто."),
}


def sentences(reading):
    return [reading.text[sentence.start : sentence.end] for sentence in reading.sentences]


@pytest.mark.parametrize(("language", "marked"), CASES.values(), ids=CASES)
def test_boundaries(language, marked):
    reading = split(prepare(Document("d", marked.replace("|", ""), ""), language=language))
    assert [s.replace(" ", "") for s in sentences(reading)] == [part.strip().replace(" ", "") for part in marked.split("|")]


def test_a_time_forbids_a_boundary_inside_it():
    text = "Le port est fermé depuis le mois d’août. Le 9, il pleuvait. Le 10 aussi."
    reading = prepare(Document("d", text, ""), language="fr")
    words = "mois d’août. Le 9"
    start = text.index(words)
    time = Time(Quote(start, start + len(words), words), None, "DATE", "", "none", "stated", True, "", 0.5)
    assert sentences(split(replace(reading, times=(time,)))) == [text[: text.index(" Le 10")], "Le 10 aussi."]


def test_a_sentence_knows_its_paragraph():
    reading = split(prepare(Document("d", "One. Two.\n\nThree.", ""), language="en"))
    assert [sentence.paragraph for sentence in reading.sentences] == [0, 0, 1]


@pytest.mark.parametrize(("unit", "mark"), [("one two three; ", ";"), ("one two three, ", ","), ("one two three ", ("e", "o")), ("x", "x")])
def test_what_is_too_long_is_divided_without_loss(unit, mark):
    text = (unit * 2000).strip()
    reading = split(prepare(Document("d", text, ""), language="en"))
    parts = sentences(reading)
    assert max(map(len, parts)) <= 600
    assert all(part.endswith(mark) for part in parts[:-1])
    assert "".join(parts).replace(" ", "") == text.replace(" ", "")
