"""A reading made by hand, for the rooms that show readings."""

from __future__ import annotations

import pytest
from hypothesis import settings

from diurna.record import Actor, Agreement, Claim, Commitment, Document, Issue, Party, Place, Quote, Reading, Step, Time

# No test is timed: a loaded machine is no failure. The same examples in each run: what fails here fails again.
settings.register_profile("diurna", deadline=None, derandomize=True)
settings.load_profile("diurna")

TEXT = (
    "Harbour pact signed in Velden\r\n\r\n"
    "The Port Authority and the Dockers’ Union signed a pact in Velden on 3 March 2021, the Velden Gazette reported. "
    "It provides for “night shifts ended by June”.\r\n\r\n"
    "Since 9 February crowds had marched against Minister Orla Quist. "
    "Jan Tamm, a baker, said she would resign if the strike went on. =SUM(A1) was on a banner <b>."
)


class Article:
    """Finds words in a text, so that tests name words, not offsets."""

    def __init__(self, text: str) -> None:
        self.text = text

    def quote(self, words: str, nth: int = 0) -> Quote:
        start = -1
        for _ in range(nth + 1):
            start = self.text.index(words, start + 1)
        return Quote(start, start + len(words), words)

    def within(self, sentence: Quote, words: str) -> Quote:
        start = self.text.index(words, sentence.start)
        return Quote(start, start + len(words), words)

    def time(self, words: str, edtf: str | None, **changes: object) -> Time:
        value = {
            "timex_type": "DATE",
            "timex_value": (edtf or "").split("/")[0],
            "precision": "day",
            "basis": "stated",
            "repaired": False,
            "reason": "stated in full",
            "confidence": 0.9,
        }
        return Time(self.quote(words), edtf, **{**value, **changes})

    def party(self, actor: Actor, words: str) -> Party:
        return Party(actor.id, actor.name, self.quote(words))

    def actor(self, key: str, name: str, kind: str, *mentions: str, private: bool = False) -> Actor:
        return Actor(key, name, kind, "", tuple(self.quote(words) for words in mentions), "same words", private)

    def claim(self, key: str, kind: str, trigger: str, sentence: Quote, **changes: object) -> Claim:
        value = {
            "mode": "",
            "actors": (),
            "recipients": (),
            "when": None,
            "where": None,
            "where_quote": None,
            "according_to": (),
            "modality": "asserted",
            "condition": None,
            "object": None,
            "repaired": False,
            "confidence": 0.81249,
        }
        return Claim(
            id=key, document="pact.txt", type=kind, trigger=self.within(sentence, trigger), sentence=sentence, **{**value, **changes}
        )


@pytest.fixture
def reading() -> Reading:
    a = Article(TEXT)
    port, union = (
        a.actor("port", "Port Authority", "organisation", "Port Authority"),
        a.actor("union", "Dockers’ Union", "organisation", "Dockers’ Union"),
    )
    quist, gazette = (
        a.actor("quist", "Orla Quist", "person", "Minister Orla Quist", "she"),
        a.actor("gazette", "Velden Gazette", "agency", "Velden Gazette"),
    )
    baker = a.actor("person:jan-tamm", "Jan Tamm", "person", "Jan Tamm", private=True)
    velden = Place(
        "geonames:1", "Velden", "town", "AUT", -46.5, 14.0, "town", (a.quote("Velden"), a.quote("Velden", 1)), "only one of that name", 0.9
    )
    signed, since = (
        a.time("3 March 2021", "2021-03-03"),
        a.time("Since 9 February", "2021-02-09/..", basis="carried", repaired=True, reason="year of the signing"),
    )
    first = a.quote(TEXT[TEXT.index("The Port") : TEXT.index(" It provides")])
    march = a.quote("Since 9 February crowds had marched against Minister Orla Quist.")
    said = a.quote("Jan Tamm, a baker, said she would resign if the strike went on.")
    claims = (
        a.claim(
            "c1",
            "AGREE",
            "signed",
            first,
            actors=(a.party(port, "Port Authority"), a.party(union, "Dockers’ Union")),
            when=signed,
            where=velden,
            where_quote=a.quote("Velden", 1),
            according_to=(a.party(gazette, "Velden Gazette"),),
            object=a.quote("a pact"),
        ),
        a.claim("c2", "PROTEST", "marched", march, recipients=(a.party(quist, "Minister Orla Quist"),), when=since, repaired=True),
        a.claim(
            "c3",
            "CONCEDE",
            "resign",
            said,
            actors=(a.party(quist, "she"),),
            according_to=(a.party(baker, "Jan Tamm"),),
            modality="conditional",
            condition=a.quote("if the strike went on"),
        ),
        a.claim(
            "c4",
            "REQUEST",
            "banner",
            a.quote("=SUM(A1) was on a banner <b>."),
            actors=(a.party(baker, "Jan Tamm"),),
            object=a.quote("=SUM(A1)"),
        ),
    )
    terms = (a.quote("night shifts ended by June"),)
    return Reading(
        document=Document("pact.txt", TEXT, "0" * 64, "Harbour pact signed in Velden", "Gazette", "2021-03-04", "given"),
        text=TEXT, language="en", times=(signed, since), actors=(port, union, quist, gazette, baker), places=(velden,), claims=claims,
        paragraphs=((0, 29), (33, TEXT.index("\r\n\r\nSince")), (TEXT.index("Since"), len(TEXT))),
        agreements=(Agreement("a1", ("port", "union"), "2021-03-03", None, "geonames:1", None, terms, ("c1",)),),
        commitments=(Commitment("k1", ("quist",), (), "resign", "if the strike went on", None, (Step(None, "conditional", ("c3",)),)),),
        issues=(Issue("time without a date", "by June", "the year is not told"),),
    )  # fmt: skip
