"""One pact told by papers in two languages: documents whose claims are one event."""

# ruff: noqa: SLF001 - the parts of the made-up case

import made_case

from diurna.record import Actor, Document, Place, Reading

TOLD = {
    "Herald": ("en", "Norway and Iceland signed a pact in Bergen on 5 May 2021.", ("Norway", "Iceland", "Bergen")),
    "Post": ("en", "Norway and Iceland signed a pact in Bergen on 5 May 2021, it said.", ("Norway", "Iceland", "Bergen")),
    "Gazette": ("fr", "La Norvège et l'Islande ont signé un accord à Berguen le 5 mai 2021.", ("Norvège", "Islande", "Berguen")),
    "Monde": ("fr", "La Norvège et l'Islande ont signé un accord à Berguen le 5 mai 2021 donc.", ("Norvège", "Islande", "Berguen")),
    "Courrier": ("fr", "Norvège, Islande : un accord signé à Berguen le 5 mai 2021.", ("Norvège", "Islande", "Berguen")),
}


def paper(name):
    language, text, (norway, iceland, town) = TOLD[name]
    actors = tuple(
        Actor(f"state:{code}", word, "state", code, (made_case._quote(text, word),), "")
        for code, word in (("NOR", norway), ("ISL", iceland))
    )
    quote = made_case._quote(text, town)
    place = Place("geonames:3161732", town, "town", "NOR", 60.4, 5.3, "town", (quote,), "", 0.9)
    day = "5 mai 2021" if language == "fr" else "5 May 2021"
    when = made_case._time(text, day, "2021-05-05")
    claim = made_case._claim(
        f"{name}-1", "AGREE", text, "signé" if language == "fr" else "signed", made_case._quote(text, text),
        actors=tuple(made_case._party(text, actor) for actor in actors),
        when=when, where=place, where_quote=quote,
    )  # fmt: skip
    document = Document(f"{name}.txt", text, "", name, name, "2021-05-06", "given")
    return Reading(document, text, language, actors=actors, places=(place,), times=(when,), sentences=(), claims=(claim,))
