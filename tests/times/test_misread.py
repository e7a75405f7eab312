import pytest
from read_times import read

MENDED = [
    ("en", "They began to exchange data on 8 0ctober 2O24, as agreed.", "8 0ctober 2O24", "2024-10-08"),
    ("en", "The ban had been in force since 5 September 2O24.", "5 September 2O24", "2024-09-05/.."),
    ("en", "It meets on l4 October 2024 in Bergen.", "l4 October 2024", "2024-10-14"),
    ("en", "It was signed on Apri1 3, 2O23 in Riga.", "Apri1 3, 2O23", "2023-04-03"),
    ("en", "It was signed on July l7, 20l9 in Riga.", "July l7, 20l9", "2019-07-17"),
    ("en", "It was signed on the 2Oth of Ju1y 2023.", "2Oth of Ju1y 2023", "2023-07-20"),
    ("en", "The bridge was repaired in 202l.", "202l", "2021"),
    ("en", "It was signed on 12 Novernber 2022.", "12 Novernber 2022", "2022-11-12"),
    ("fr", "Signé le l4 ju1llet 2O19 à Riga.", "l4 ju1llet 2O19", "2019-07-14"),
    ("fr", "La trêve court jusqu'au 1O octobre 2O23.", "1O octobre 2O23", "../2023-10-10"),
    ("fr", "Le 08 déc3mbre 2O2l, la grève a cessé.", "08 déc3mbre 2O2l", "2021-12-08"),
    ("de", "Am l2. 0ktober 2O24 wurde es unterzeichnet.", "l2. 0ktober 2O24", "2024-10-12"),
    ("de", "Am 3O.September 2O23 trat er zurück.", "3O.September 2O23", "2023-09-30"),
    ("de", "am O8.1O.2O24 unterzeichnet", "O8.1O.2O24", "2024-10-08"),
    ("es", "Se firmó el 2O de 0ctubre de 2O23 en Riga.", "2O de 0ctubre de 2O23", "2023-10-20"),
    ("pt", "Foi assinado em l5 de 0utubro de 2O23.", "l5 de 0utubro de 2O23", "2023-10-15"),
    ("it", "Fu firmato il l2 0ttobre 2O23 a Riga.", "l2 0ttobre 2O23", "2023-10-12"),
    ("pl", "Podpisano l2 paźdz1ernika 2O23 roku.", "l2 paźdz1ernika 2O23 roku", "2023-10-12"),
    ("ru", "Договор подписан \u04170 0ктября 2023 года.", "\u04170 0ктября 2023 года", "2023-10-30"),
    ("uk", "Договір підписано 2O жовтня 2O23 року.", "2O жовтня 2O23 року", "2023-10-20"),
    ("be", "Дагавор падпісаны 1O кастрычніка 2O23 года.", "1O кастрычніка 2O23 года", "2023-10-10"),
    ("tr", "Anlaşma l2 Ek1m 2O23'te imzalandı.", "l2 Ek1m 2O23", "2023-10-12"),
    ("ar", "وقع الاتفاق في 1O أكتوبر 2O23 في ريغا.", "1O أكتوبر 2O23", "2023-10-10"),
    ("zh", "协议于2O23年1O月l2日签署。", "2O23年1O月l2日", "2023-10-12"),
]
ORDINAL = [
    ("pt", "Realizou-se no 1o de maio de 2024.", "2024-05-01"),
    ("es", "Se celebró el 1o de mayo de 2024.", "2024-05-01"),
    ("it", "Fu firmato il 1o maggio 2024.", "2024-05-01"),
    ("it", "Fu firmato l8 ottobre 2023 a Riga.", "2023-10-08"),
]
NONE = [
    ("en", "O2 may raise prices, and the i5 may follow it."),
    ("en", "About 3O beds, 2O minutes, 4x4 wheels, covid19, G20 and mp3."),
    ("en", "Flight LO281, part 2Ol4B and item l0 of the list; 5s may be late."),
    ("en", "The old 2O24 router costs l999 euros."),
    ("fr", "Le 2e étage, la salle B2 et le 1er arrondissement."),
    ("de", "Zimmer l2 und Gerät i5; 199O Stück."),
    ("es", "El 5o piso y la 3a puerta; 2O mayores."),
    ("ru", "Комната 2O и дом \u04171."),
]


@pytest.mark.parametrize(("language", "text", "words", "edtf"), MENDED)
def test_figures_and_letters_are_mended_and_the_words_kept(language, text, words, edtf):
    (time,) = read(text, language, published="2024-11-20")
    assert (time.quote.text, time.edtf, time.repaired, time.basis) == (words, edtf, True, "repaired")
    assert time.confidence < 0.9


@pytest.mark.parametrize(("language", "text", "edtf"), ORDINAL)
def test_a_letter_that_the_language_writes_so_is_no_damage(language, text, edtf):
    (time,) = read(text, language, published="2024-11-20")
    assert (time.edtf, time.repaired) == (edtf, False)


@pytest.mark.parametrize(("language", "text"), NONE)
def test_words_that_are_no_dates_stay_words(language, text):
    assert not [t for t in read(text, language, published="2024-11-20") if t.edtf]
