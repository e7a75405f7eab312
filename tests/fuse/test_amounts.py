"""Numbers in digits and words are one value in every language."""

import pytest

from diurna import knowledge
from diurna.fuse.numbers import Numerals, amounts

CASES = [
    ("en", "Two hundred and five of 1,250 men took $1.5 million", ("205", "1250", "1500000")),
    ("en", "T-72, 20th, 12:30, 3/4/2018, 5bn, 5-10", ("5000000000", "5")),
    ("en", "one million, a hundred and one things, hundreds, between twenty and fifty, one", ("1000000", "101", "20", "50")),
    ("de", "fünfundzwanzigtausend dreihundertsechs, 1,2 Mrd.", ("25306", "1200000000")),
    ("fr", "deux mille quatre cent vingt-trois; quatre-vingt-dix-sept; mille", ("2423", "97", "1000")),
    ("es", "2 mil millones, doscientas treinta y cinco", ("2000000000", "235")),
    ("it", "duemilatrecento, ventotto", ("2300", "28")),
    ("pt", "dois mil e duzentos", ("2200",)),
    ("pl", "dwadzieścia pięć tysięcy, 5 mln", ("25000", "5000000")),
    ("ru", "1,2 тыс. человек, двести пятьдесят тысяч", ("1200", "250000")),
    ("uk", "п'ятсот і п’ять", ("500", "5")),
    ("be", "сто дваццаць", ("120",)),
    ("tr", "on beş bin kişi, yüzde 50'si", ("15000", "50")),
    ("ar", "خمسة وعشرون ألف و500 شخص، ثلاثة ملايين، ٣٥", ("25000", "500", "3000000", "35")),
    ("zh", "约2018年3万5千人，一千二百万，三星，九名", ("2018", "35000", "12000000", "9")),
    ("xx", "9 500 et 12,5", ("9500", "12.5")),
]


@pytest.mark.parametrize(("language", "text", "values"), CASES)
def test_amounts(language, text, values):
    found = amounts(text, language)
    assert tuple(value for _, value in found) == values
    assert all(text[at].isalnum() for at, _ in found)


@pytest.mark.parametrize("code", [code for code in knowledge.languages() if code != "zh"])
def test_each_word_of_a_number_is_read_as_it(code):
    told = knowledge.language(code, "numbers", Numerals)
    assert told.values
    for value, words in told.values.items():
        for word in words:
            found = [value for _, value in amounts(f"7 {word}", code)]
            assert found in (["7", value], [f"7{value[1:]}"], ["7"] if value == "1" else [])
