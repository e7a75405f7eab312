"""Text decoded with the wrong encoding is put right, each character with its place; sound text is left alone."""

from __future__ import annotations

import ftfy  # noqa: F401 - registers the encodings that read every byte
import pytest

from diurna.record import Document
from diurna.segment import prepare

SENTENCES = {
    "fr": "L’éleveur a été blessé à la tête près du château.",
    "de": "Über die Brücke führte früher eine schöne Straße.",
    "es": "El niño soñó con el pingüino de la montaña.",
    "pl": "Zażółć gęślą jaźń, powiedział łódzki pisarz.",
    "tr": "Şoför dün gece köprüden güçlükle geçti.",
    "ru": "Пожилой сторож закрыл ворота на ночь.",
    "uk": "Їжак знайшов яблуко біля старої криниці.",
    "ar": "وصل القارب إلى الميناء قبل الفجر.",
    "zh": "老渔夫清晨把船开回了港口。",
}


@pytest.mark.parametrize("encoding", ["sloppy-windows-1252", "latin-1", "sloppy-windows-1251"])
@pytest.mark.parametrize(("language", "sentence"), SENTENCES.items())
def test_whole_text(language, sentence, encoding):
    damaged = sentence.encode().decode(encoding)
    reading = prepare(Document("d", damaged, ""), language=language)
    assert reading.text == sentence
    for i, character in enumerate(sentence):
        source = damaged[reading.origin[i] : reading.origin[i + 1]]
        assert source.encode(encoding).decode() == character


@pytest.mark.parametrize(("language", "sentence"), SENTENCES.items())
def test_a_damaged_line_among_sound_ones(language, sentence):
    damaged = f"{sentence}\n{sentence.encode().decode('sloppy-windows-1252')}\n{sentence}"
    reading = prepare(Document("d", damaged, ""), language=language)
    assert reading.text == f"{sentence}\n{sentence}\n{sentence}"
    last = reading.text.rindex(sentence)
    assert reading.origin[last] == damaged.rindex(sentence)


def test_a_damaged_word_in_a_sound_line():
    reading = prepare(Document("d", "Là-bas, l’hÃ´tel “Bellevue” est fermé.", ""), language="fr")
    assert reading.text == "Là-bas, l’hôtel “Bellevue” est fermé."
    assert [repair.quote.text for repair in reading.repairs] == ["l’hÃ´tel"]


def test_no_break_space_that_became_a_space():
    assert prepare(Document("d", "VoilÃ le travail dÃ©jÃ fait.", ""), language="fr").text == "Voilà le travail déjà fait."


def test_twice_damaged():
    twice = "Le café fermé".encode().decode("sloppy-windows-1252").encode().decode("sloppy-windows-1252")
    reading = prepare(Document("d", twice, ""), language="fr")
    assert reading.text == "Le café fermé"
    assert twice[reading.origin[3] : reading.origin[7]] == twice[3 : twice.index(" ", 3)]


@pytest.mark.parametrize("sentence", SENTENCES.values(), ids=SENTENCES)
def test_sound_text_is_left_alone(sentence):
    assert prepare(Document("d", sentence, ""), language="fr").repairs == ()
