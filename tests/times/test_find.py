from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from read_times import dates, read

from diurna import knowledge, times
from diurna.record import Document, Reading
from diurna.times.points import Point, shift

WORDS = [
    "le",
    "9",
    "août",
    "août.",
    "2020",
    "depuis",
    "Le",
    "27,",
    "mois",
    "de",
    "mai",
    "dernier",
    "jeudi",
    "18 h 30",
    "\n\n",
    "deux",
    "ans",
    "plus tard",
    "3",
    "au",
    "-",
    "XIXe",
    "siècle",
    "nov.",
    "entre",
    "et",
    "\u00ad",
    "été",
    "Noël",
    "av. J.-C.",
    "52",
    "1990",
    "s",
    "années",
]


def test_layer_is_filled_and_ordered():
    found = read("En 2019 puis le 3 mai 2020, et chaque semaine.")
    assert [t.quote.start for t in found] == sorted(t.quote.start for t in found)
    assert [t.timex_value for t in found] == ["2019", "2020-05-03", "P1W"]
    assert [t.timex_type for t in found] == ["DATE", "DATE", "SET"]


def test_no_times_is_an_empty_layer():
    assert read("Rien à signaler.") == ()


def test_language_without_data_is_an_issue():
    reading = times.find(Reading(Document("sample", "Text", "0" * 64), "Text", "xx"))
    assert reading.times == ()
    assert reading.issues[0].what == "times"


def test_intervals():
    assert dates("du 3 au 5 mai 2019") == {"3": "2019-05-03/2019-05-05", "5 mai 2019": "2019-05-03/2019-05-05"}
    assert dates("entre mai et juin 2019") == {"mai": "2019-05/2019-06", "juin 2019": "2019-05/2019-06"}
    assert dates("jusqu'au 2 juin 2019") == {"2 juin 2019": "../2019-06-02"}
    assert dates("from 1939 to 1945", "en") == {"1939": "1939/1945", "1945": "1939/1945"}
    assert dates("1939-45", "en") == {"1939": "1939/1945", "45": "1939/1945"}


def test_coarse_points():
    assert dates("Au XIXe siècle, dans les années 60, au printemps 1989, au premier trimestre 2020, en 52 av. J.-C.") == {
        "XIXe siècle": "18XX",
        "années 60": "196X",
        "printemps 1989": "1989-21",
        "premier trimestre 2020": "2020-33",
        "52 av. J.-C.": "-0051",
    }


def test_time_of_day_keeps_its_day():
    found = read("Le samedi 3 octobre, à 18 h 30, il parla.")
    assert [(t.timex_value, t.edtf, t.precision) for t in found] == [("2020-10-03T18:30", "2020-10-03", "time")]


def test_paragraphs_given_are_used():
    text = "Le 3 mai\n2019"
    assert [t.edtf for t in read(text, paragraphs=((0, 8), (9, 13)))] == ["2020-05-03", "2019"]


def test_long_line_is_read_in_pieces():
    text = "Le 3 mai 2019, il parla. " * 4000
    assert len(read(text)) == 4000


def test_months_are_counted_over_the_year():
    assert shift(Point("day", 2020, 11, 30), 3, "month") == Point("month", 2021, 2)
    assert shift(Point("day", 2020, 1, 31), -1, "day") == Point("day", 2020, 1, 30)
    assert shift(Point("year", 2020), 1, "day") is None
    assert shift(Point("day", None, 5, 3), 1, "year") is None


@given(st.lists(st.sampled_from(WORDS), max_size=14), st.sampled_from(knowledge.languages()), st.sampled_from([None, "2020-11-20"]))
def test_every_quote_equals_its_slice_and_reading_twice_agrees(words, language, published):
    text = " ".join(words)
    found = read(text, language, published)
    assert found == read(text, language, published)
    assert all(text[t.quote.start : t.quote.end] == t.quote.text != "" for t in found)
    assert all(a.quote.end <= b.quote.start for a, b in pairwise(found))
    assert all(0 <= t.confidence <= 1 and t.timex_value and t.reason for t in found)


@given(st.text(max_size=60), st.sampled_from(knowledge.languages()))
def test_any_text_is_read(text, language):
    assert all(text[t.quote.start : t.quote.end] == t.quote.text for t in read(text, language))


@pytest.mark.parametrize(
    ("code", "words", "edtf"),
    [
        ("en", "03/04/2021", "[2021-03-04,2021-04-03]"),
        ("en", "4/3/21", "[2021-03-04,2021-04-03]"),
        ("en", "20/04/2021", "2021-04-20"),
        ("en", "04/20/2021", "2021-04-20"),
        ("en", "04/04/2021", "2021-04-04"),
        ("en", "2021-03-04", "2021-03-04"),
        ("fr", "03/04/2021", "2021-04-03"),
    ],
)
def test_digits_in_two_possible_orders_give_both_days(code, words, edtf):
    text = {"en": f"The hall burnt on {words}.", "fr": f"La salle a brûlé le {words}."}[code]
    (time,) = read(text, code)
    assert time.edtf == edtf
