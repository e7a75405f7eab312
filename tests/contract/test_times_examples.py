import pytest

from diurna import knowledge, times
from diurna.record import Document, Reading
from diurna.times.points import TIMEX_SEASON
from diurna.times.words import words

LANGUAGES = knowledge.languages()
EXAMPLES = [(code, example) for code in LANGUAGES for example in words(code).examples]


def test_every_language_has_examples():
    assert LANGUAGES
    assert {code for code, _ in EXAMPLES} == set(LANGUAGES)


@pytest.mark.parametrize(("code", "example"), EXAMPLES, ids=[f"{c}-{i}" for i, (c, _) in enumerate(EXAMPLES)])
def test_examples_of_the_data_hold(code, example):
    reading = Reading(Document("example", example.text, "0" * 64, published=example.published or None), example.text, code)
    found = times.find(reading).times
    assert tuple(f"{t.quote.text} = {t.edtf or '-'}" for t in found) == example.times


@pytest.mark.parametrize("code", LANGUAGES)
def test_tables_have_the_forms_that_the_room_reads(code):
    table = words(code)
    assert len(table.months) in (0, 12)
    assert len(table.weekdays) in (0, 7)
    assert set(table.seasons) == set(TIMEX_SEASON)
    assert all(key[:-1] in ("-1", "+0", "+1") and key[-1] in "dno" for key in table.relative)
    assert {"day", "week", "month", "year"} <= set(table.units)
    assert table.future
    assert table.counted
