"""The language of a text: found, given, doubtful, unsupported."""

from __future__ import annotations

import pytest

from diurna.errors import InputError
from diurna.record import Document
from diurna.segment import prepare

TEXTS = {
    "fr": "Le conseil municipal a voté mardi soir la fermeture du vieux pont de pierre.",
    "en": "The town council voted on Tuesday evening to close the old stone bridge.",
    "ru": "Городской совет проголосовал во вторник вечером за закрытие старого моста.",
    "uk": "Міська рада проголосувала у вівторок увечері за закриття старого мосту.",
    "be": "Гарадскі савет прагаласаваў у аўторак увечары за закрыццё старога моста.",
    "de": "Der Stadtrat stimmte am Dienstagabend für die Sperrung der alten Steinbrücke.",
    "es": "El ayuntamiento votó el martes por la noche el cierre del viejo puente de piedra.",
    "it": "Il consiglio comunale ha votato martedì sera la chiusura del vecchio ponte di pietra.",
    "pt": "A câmara municipal votou na terça-feira à noite o encerramento da velha ponte de pedra.",
    "pl": "Rada miasta zagłosowała we wtorek wieczorem za zamknięciem starego kamiennego mostu.",
    "tr": "Belediye meclisi salı akşamı eski taş köprünün kapatılması için oy kullandı.",
    "ar": "صوت المجلس البلدي مساء الثلاثاء على إغلاق الجسر الحجري القديم.",
    "zh": "市议会周二晚上投票决定关闭这座古老的石桥。",
}


@pytest.mark.parametrize(("code", "text"), TEXTS.items())
def test_found(code, text):
    reading = prepare(Document("d", text, ""))
    assert (reading.language, reading.issues) == (code, ())


@pytest.mark.parametrize("code", ["fr", "es", "pl", "tr", "de"])
def test_found_without_accents_and_case(code):
    plain = TEXTS[code].translate(str.maketrans("éèêàçñóíáłśżźćęąışğöüçâ", "eeeacnoialszzceaisgouca")).lower()
    assert prepare(Document("d", plain, "")).language == code


def test_the_given_language_wins():
    assert prepare(Document("d", TEXTS["en"], "", language="de"), language="fr").language == "fr"


def test_a_region_is_no_matter():
    assert prepare(Document("d", TEXTS["pt"], ""), language="pt-BR").language == "pt"


def test_an_unknown_code_names_the_supported_ones():
    with pytest.raises(InputError, match=r"'xx'.*ar, be, de, en"):
        prepare(Document("d", TEXTS["en"], ""), language="xx")


def test_a_quotation_in_another_language_does_not_decide():
    text = TEXTS["fr"] * 12 + f" « {TEXTS['en']} »"
    assert prepare(Document("d", text, "")).language == "fr"


def test_too_little_text_is_an_issue_and_the_document_decides():
    reading = prepare(Document("d", "Oslo 2019", "", language="es-MX"))
    assert reading.language == "es"
    assert [issue.why for issue in reading.issues] == ["too little text to tell the language (4 letters); read as 'es'; --lang names it"]


def test_an_unsupported_language_is_read_with_an_issue():
    text = "De gemeenteraad stemde dinsdagavond voor de sluiting van de oude stenen brug over het kanaal."
    (issue,) = prepare(Document("brug.txt", text, "")).issues
    assert issue.where == "brug.txt"
    assert issue.why.startswith("unsupported language 'nl'")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Το δημοτικό συμβούλιο ψήφισε το κλείσιμο της παλιάς γέφυρας.", "'el'"),
        ("市議会は火曜日の夜、古い石橋の閉鎖を決めたという。", "'ja'"),
        ("12.30 --- 45% !!!", "no words"),
    ],
)
def test_what_no_supported_language_writes_is_refused(text, found):
    with pytest.raises(InputError, match=found):
        prepare(Document("d", text, ""))
