import pytest
from read_times import dates, read

# Counted from the date told before.
NARRATIVE = [
    (
        "fr",
        "Le traité fut signé le 9 mars 2019.",
        {
            "Le lendemain": "2019-03-10",
            "Deux jours plus tard": "2019-03-11",
            "Le mois suivant": "2019-04",
            "La semaine suivante": "2019-03-11/2019-03-17",
            "L'année précédente": "2018",
            "La veille": "2019-03-08",
            "Le même jour": "2019-03-09",
        },
    ),
    (
        "en",
        "The treaty was signed on March 9, 2019.",
        {
            "The next day": "2019-03-10",
            "Two days later": "2019-03-11",
            "The following month": "2019-04",
            "The following week": "2019-03-11/2019-03-17",
            "The previous year": "2018",
            "The day before": "2019-03-08",
            "Three years earlier": "2016",
        },
    ),
    (
        "es",
        "El tratado se firmó el 9 de marzo de 2019.",
        {"Al día siguiente": "2019-03-10", "Dos días después": "2019-03-11", "El mes siguiente": "2019-04"},
    ),
    ("de", "Der Vertrag wurde am 9. März 2019 unterzeichnet.", {"Am nächsten Tag": "2019-03-10", "Zwei Tage später": "2019-03-11"}),
]
# Counted from publication, 2020-11-20, a Friday, whatever is told before.
DEICTIC = [
    (
        "fr",
        "Le traité fut signé le 9 mars 2019.",
        {
            "Hier": "2020-11-19",
            "Jeudi": "2020-11-19",
            "Vendredi": "2020-11-20",
            "Le mois dernier": "2020-10",
            "Il y a trois jours": "2020-11-17",
            "Cette année": "2020",
            "La semaine prochaine": "2020-11-23/2020-11-29",
            "Lundi prochain": "2020-11-23",
        },
    ),
    (
        "en",
        "The treaty was signed on March 9, 2019.",
        {
            "Yesterday": "2020-11-19",
            "Thursday": "2020-11-19",
            "Last month": "2020-10",
            "Three days ago": "2020-11-17",
            "This year": "2020",
            "Next week": "2020-11-23/2020-11-29",
            "Last Monday": "2020-11-16",
        },
    ),
]


def cases(table):
    return [(language, before, words, edtf) for language, before, pairs in table for words, edtf in pairs.items()]


@pytest.mark.parametrize(("language", "before", "words", "edtf"), cases(NARRATIVE) + cases(DEICTIC))
def test_anchor_is_chosen_by_the_words(language, before, words, edtf):
    found = read(f"{before} {words}, il parla.", language)
    assert found[-1].edtf == edtf
    assert found[-1].quote.text.split()[0] in words


def test_weekday_ahead_needs_a_future():
    assert dates("Le sommet sera tenu mardi.")["mardi"] == "2020-11-24"
    assert dates("Le sommet a été tenu mardi.")["mardi"] == "2020-11-17"


def test_event_gives_its_day():
    text = "L'accord « conclu à Riga le 3 mai 2019 » prend effet à la date de sa signature."
    assert dates(text) == {"3 mai 2019": "2019-05-03", "date de sa signature": "2019-05-03"}


def test_another_event_does_not_give_its_day():
    text = "L'accord « conclu à Riga le 3 mai 2019 » prend effet à la date de sa publication."
    assert dates(text) == {"3 mai 2019": "2019-05-03", "date de sa publication": None}


def test_event_not_told_stays_open():
    (time,) = read("L'accord prend effet à la date de sa signature.")
    assert time.edtf is None
    assert "does not tell" in time.reason


# A text's words of an event, and the day it has there: told with the event, or set beside it.
EVENTS = [
    ("en", "The pact, done at Riga on 2019, May 3, takes effect on the date of its signature.", "date of its signature", "2019-05-03"),
    ("en", "It was signed on 3 May 2019. It takes effect upon its signature.", "its signature", "2019-05-03"),
    ("en", "It applies from the day of its publication (4 June 2019).", "day of its publication", "2019-06-04"),
    ("fr", "Il vaut dès la date de sa publication, le 4 juin 2019.", "date de sa publication", "2019-06-04"),
    ("fr", "Signé le 3 mai 2019, il vaut dès le jour de sa publication, le juin 4, 2019.", "jour de sa publication", "2019-06-04"),
    ("fr", "Fait à Riga le 3 mai 2019, il vaut à compter de sa signature.", "sa signature", "2019-05-03"),
    (
        "de",
        "Er wurde am 3. Mai 2019 unterzeichnet und tritt am Tag seiner Unterzeichnung in Kraft.",
        "Tag seiner Unterzeichnung",
        "2019-05-03",
    ),
    ("de", "Es wurde am 3. Mai 2019 unterzeichnet und gilt mit seiner Unterzeichnung.", "seiner Unterzeichnung", "2019-05-03"),
    ("de", "Er gilt ab dem Tag der Veröffentlichung, dem 4. Juni 2019.", "Tag der Veröffentlichung", "2019-06-04"),
]


@pytest.mark.parametrize(("language", "text", "words", "edtf"), EVENTS)
def test_event_told_in_other_words_gives_its_day(language, text, words, edtf):
    (time,) = [t for t in read(text, language) if t.quote.text == words]
    assert (time.edtf, time.basis) == (edtf, "event")


def test_year_before_month_and_day_is_one_date():
    assert dates("It was done at Riga on 2019, May 3.", "en") == {"2019, May 3": "2019-05-03"}


def test_day_of_the_next_sentence_is_not_beside_the_event():
    assert dates("Il vaut à la date de sa signature. Le 3 mai 2019, il partit.")["date de sa signature"] is None


@pytest.mark.parametrize(("language", "text"), [("en", "Upon their election, they left."), ("de", "Sie kam mit ihrer Unterzeichnung.")])
def test_bare_event_without_a_day_is_no_time(language, text):
    assert read(text, language) == ()


@pytest.mark.parametrize(
    "words", ["Hier, il parla.", "Jeudi, il parla.", "Il y a trois jours, il parla.", "Le lendemain, il parla.", "À 18 h, il parla."]
)
def test_no_publication_date_gives_no_day(words):
    (time,) = read(words, published=None)
    assert time.edtf is None
    assert time.reason


def test_year_is_carried_without_publication_or_left_out():
    carried = read("Le 3 mai 2019, il partit. Le 9 juin, il revint.", published=None)[-1]
    assert (carried.edtf, carried.basis) == ("2019-06-09", "carried")
    before = read("Le 9 juin, il revint. Le 3 mai 2019, il était parti.", published=None)[0]
    assert (before.edtf, before.basis) == ("2019-06-09", "carried")
    bare = read("Le 9 juin, il revint.", published=None)[0]
    assert bare.edtf == "XXXX-06-09"
    assert "year" in bare.reason


# Without a publication date, what lies ahead lends the past after it no year; the past does.
AHEAD = [
    ("en", "It was signed on Dec. 2, 2020. It comes into force on January 1, 2021. On October 26, he said so.", "2020-10-26"),
    ("en", "It was signed on May 2, 2020. It takes effect on July 1, 2021. They met on June 4 at Riga.", "2020-06-04"),
    ("fr", "Il a été signé le 2 mai 2020. Il entrera en vigueur le 1er janvier 2021. Le 4 juin, il a parlé.", "2020-06-04"),
    ("fr", "Il prend effet le 1er janvier 2021. Le 4 juin, il a parlé.", "2020-06-04"),
    ("de", "Es wurde am 2. Mai 2020 unterzeichnet. Es tritt am 1. Januar 2021 in Kraft. Am 4. Juni sagte er es.", "2020-06-04"),
    (
        "en",
        "It was signed on Dec. 2, 2020. It comes into force on January 1, 2021.\n\nThey recall 1973.\n\nOn October 26, he said so.",
        "2020-10-26",
    ),
    ("en", "It comes into force on January 1, 2021. It will be reviewed on June 4.", "2021-06-04"),
    ("fr", "Il a été signé le 2 mai 2020. Il entrera en vigueur le 1er janvier 2021. Le 4 juin, il sera jugé.", "2021-06-04"),
    ("fr", "Il a été signé le 2 mai 2020. Le 4 juin, il a parlé.", "2020-06-04"),
]


@pytest.mark.parametrize(("language", "text", "edtf"), AHEAD)
def test_what_lies_ahead_gives_the_past_no_year(language, text, edtf):
    assert read(text, language, None)[-1].edtf == edtf


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("Des le debut du mois de decembre 2019, il parla.", "2019-12/.."),
        ("Dès la fin de mai 2019, il parla.", "2019-05/.."),
        ("Des le 3 mai 2019, il parla.", "2019-05-03/.."),
        ("le chef des armees de mai 2019", "2019-05"),
    ],
)
def test_since_is_known_with_and_without_its_accent(text, edtf):
    assert read(text)[0].edtf == edtf


def test_year_near_publication_follows_the_tense():
    assert dates("La loi a été votée le 17 janvier.")["17 janvier"] == "2020-01-17"
    assert dates("La loi sera votée le 17 janvier.")["17 janvier"] == "2021-01-17"


def test_weekday_beside_a_date_chooses_the_year():
    assert dates("Le vendredi 12 juin, il parla.")["vendredi 12 juin"] == "2020-06-12"


def test_broken_publication_date_is_no_publication_date():
    assert read("Hier, il parla.", published="2020-13-45")[0].edtf is None
