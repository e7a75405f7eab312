import pytest
from read_times import read

REPAIRED = [
    ("fr", "Depuis le mois de mai. 6 scrutins ont suivi.", "2020-05-06/.."),
    ("fr", "Le juin. Le 21, il signa.", "2020-06-21"),
    ("fr", "Durant le mois d'octobre des ministres. 5 lors d'une visite", "2020-10-05"),
    ("fr", "signé le oct. 5, 2020 à Riga", "2020-10-05"),
    ("en", "Since the month of May. 6 ballots followed.", "2020-05-06/.."),
    ("de", "unterzeichnet am Okt. 5, 2020 in Riga", "2020-10-05"),
    ("es", "Desde el mes de mayo. 6 votaciones", "2020-05-06/.."),
    ("ru", "С месяца мая. 6 голосований", "2020-05-06/.."),
    ("it", "Dal mese di maggio. 6 votazioni", "2020-05-06/.."),
    # A number or a qualifier stands in the group between month and day.
    ("fr", "Au mois d'avril des trois chefs. 12 entrevue à Riga", "2020-04-12"),
    ("fr", "A la fin de mars des deux chefs. 22 sommet a Riga", "2020-03-22"),
    ("fr", "Il fut réuni en mai des deux nouveaux chefs. 9 à Riga", "2020-05-09"),
    ("en", "in October of the two leaders. 22 at Riga", "2020-10-22"),
    ("en", "In late October of the two leaders. 22 meeting", "2020-10-22"),
    ("de", "Während des Oktobers der beiden Kanzler. 5 bei einem Treffen", "2020-10-05"),
    ("de", "Ende Mai der drei Kanzler. 5 Treffen", "2020-05-05"),
    # A noun leads to the month.
    ("fr", "Lors du sommet de mai des chefs. 14 à Riga", "2020-05-14"),
    ("fr", "La rencontre d'octobre des trois chefs. 5, à Riga", "2020-10-05"),
    ("en", "at the meeting of May of the three leaders. 5, they spoke", "2020-05-05"),
    # Two words lead to the day.
    ("en", "in the month of may. on the 6th, he spoke", "2020-05-06"),
    ("en", "In October. On the 5th he spoke", "2020-10-05"),
    ("de", "Im Monat Mai. An dem 6., sprach er", "2020-05-06"),
    # Months in the genitive.
    ("de", "des Septembers. Der 6., er sprach", "2020-09-06"),
    ("de", "des Februars der Kanzler. 6 bei einem Treffen", "2021-02-06"),
]
SAME = [
    ("fr", "IL SIGNA LE 5 DECEMBRE 2019", "2019-12-05"),
    ("fr", "il signa le 5décembre2019", "2019-12-05"),
    ("fr", "il signa le 5 dé\u00adcembre\u00a02019", "2019-12-05"),
    ("ar", "في ٥ أكتوبر ٢٠١٩", "2019-10-05"),
    ("de", "am 5.10.2019", "2019-10-05"),
    ("en", "on 10/05/2019", "[2019-05-10,2019-10-05]"),
    ("fr", "le 05/10/2019", "2019-10-05"),
    ("tr", "2019-10-05 tarihinde", "2019-10-05"),
]
CLEAN = [
    ("fr", "La crise a pris fin en mai. 6 personnes ont été soignées."),
    ("fr", "Le vote aura lieu en mai. Le premier ministre y sera."),
    ("fr", "Il a gagné en mai. 60 % des voix lui sont allées."),
    ("en", "The crisis ended in May. 6 people were treated."),
    ("en", "The crisis ended in May. 6 million people had left."),
    ("de", "Die Krise endete im Mai. 6 Menschen wurden behandelt."),
    ("es", "La crisis terminó en mayo. 6 personas fueron atendidas."),
    ("pl", "Wydaje się 5 razy dłuższy."),
    ("fr", "La rencontre de mai des chefs. 14 pays y vinrent."),
    ("fr", "Au mois de juin les deux chefs ont signé. 3 témoins étaient là."),
    ("fr", "Fin mai des négociations ont eu lieu. 3 partis vinrent."),
    ("fr", "Il logea à Paris au mois de mai. Dans le 16e arrondissement, il vécut."),
    ("en", "It closed in May. On the 9th floor nobody stayed."),
    ("en", "The meeting of May of the three leaders. 5 countries signed."),
    ("de", "Im Mai sprachen die beiden Kanzler. 9 Länder kamen."),
]


@pytest.mark.parametrize(("language", "text", "edtf"), REPAIRED)
def test_cut_dates_are_mended_and_say_so(language, text, edtf):
    (time,) = read(text, language)
    assert time.edtf == edtf
    assert time.repaired
    assert time.basis == "repaired"
    assert time.confidence < 0.9
    assert time.reason


@pytest.mark.parametrize(("language", "text", "edtf"), SAME)
def test_other_forms_are_no_repair(language, text, edtf):
    (time,) = read(text, language)
    assert (time.edtf, time.repaired) == (edtf, False)


@pytest.mark.parametrize(("language", "text"), CLEAN)
def test_clean_sentences_are_not_joined(language, text):
    assert not any(t.repaired for t in read(text, language))


def test_misspelt_month_beside_a_number_is_mended():
    (time,) = read("signé le 5 septmbre 2019")
    assert (time.edtf, time.repaired) == ("2019-09-05", True)


@pytest.mark.parametrize(
    "text", ["Il a été élu.", "He may go.", "La marche fut longue.", "un sixième mandat", "La dirigeante de longue date"]
)
def test_words_that_only_look_like_times(text):
    assert [t.edtf for t in read(text, "en" if "may" in text else "fr") if t.edtf] == []
