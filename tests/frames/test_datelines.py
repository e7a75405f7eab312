"""Datelines: nobody of them acts or speaks."""

import pytest

from diurna.frames import dateline
from diurna.record import Document, Frame, Mention, Quote, Reading, Sentence, Time

LINES = [
    ("LISBON, 3 March (Meridian) - ", "3 March", "Police came."),
    ("OSLO, March 3, 2024 \u2014 ", "March 3, 2024", "Police came."),
    ("OSLO (Nordwire) - ", None, "Police came."),
    ("NEW YORK \u2014 ", None, "Police came."),
    ("Lisbonne, 3 mars (Méridien) - ", "3 mars", "La police est venue."),
    ("BERLIN, 3. März (Meridian) - ", "3. März", "Die Polizei kam."),
    ("ОСЛО, 3 марта (Нордвайр) - ", "3 марта", "Полиция пришла."),
    ("LISBOA, 3 mar (Meridiano) - ", "3 mar", "La policía vino."),
    ("أوسلو، 3 مارس (نوردواير) - ", "3 مارس", "جاءت الشرطة."),
]
PLAIN = [
    ("Police - they came late - arrested six.", None),
    ("On 3 March - it rained - police came.", "3 March"),
    ("The mayor (a lawyer) - told of it - left.", None),
    ("It closed. OSLO, 3 March - no more.", "3 March"),
]


def reading(text, day):
    times = ()
    if day is not None:
        quote = Quote(text.index(day), text.index(day) + len(day), day)
        times = (Time(quote, "2024-03-03", "DATE", "2024-03-03", "day", "stated", repaired=False, reason="", confidence=0.9),)
    return Reading(Document("d", text, "0" * 64), text, "en", times=times, sentences=(Sentence(0, len(text), 0),))


@pytest.mark.parametrize(("line", "day", "rest"), LINES)
def test_a_dateline_ends_at_its_dash(line, day, rest):
    made = reading(line + rest, day)
    assert dateline.line(made, 0, made.sentences[0]) == len(line)


@pytest.mark.parametrize(("text", "day"), PLAIN)
def test_other_sentences_have_none(text, day):
    made = reading(text, day)
    assert dateline.line(made, 0, made.sentences[0]) == 0


def test_its_agency_is_no_source_and_its_place_stays():
    text = "OSLO, 3 March (Nordwire) - Police arrested six."
    at = {word: Quote(text.index(word), text.index(word) + len(word), word) for word in ("OSLO", "Nordwire", "Police", "arrested")}
    mentions = [
        Mention(at[word], kind, 0, 0.9) for word, kind in (("OSLO", "place"), ("Nordwire", "organisation"), ("Police", "organisation"))
    ]
    frame = Frame(at["arrested"], "COERCE", "asserted", 0, 0.9, actors=(at["Nordwire"], at["Police"]), according_to=(at["Nordwire"],))
    kept, (told,) = dateline.without(0, text.index("Police"), mentions, [frame])
    assert [m.quote.text for m in kept] == ["OSLO", "Police"]
    assert (told.actors, told.according_to) == ((at["Police"],), ())
