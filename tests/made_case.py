"""A case made by hand, through the real store, for the tests of `run` and of the command line."""

from __future__ import annotations

import dataclasses
from hashlib import sha256

from diurna import store
from diurna.case import Piece, Taken
from diurna.record import Actor, Claim, Document, Party, Place, Quote, Reading, Time

RECEIVED = "2026-11-01T08:00:00Z"
BORDERS = "Ildra and Sorrel opened talks in Karst on 5 May 2021. Ildra may close the Karst road in June 2021, the Karst Herald wrote."
MARCHES = "Weavers marched in Velden on 9 May 2021. Ana Brodt, a weaver, accused the Port Authority of delay."


def taken(reading, *, received=RECEIVED, model="m-1", name=""):
    """Return a reading as it goes into a case, under the id of its bytes."""
    raw = reading.document.text.encode()
    identity = store.document_id(raw)
    document = dataclasses.replace(reading.document, id=identity, sha256=sha256(raw).hexdigest())
    claims = tuple(dataclasses.replace(claim, document=identity) for claim in reading.claims or ())
    whole = dataclasses.replace(reading, document=document, text=document.text, claims=claims)
    return Taken(Piece(name or reading.document.id, raw, "txt"), whole, received, "txt 1", model, "k-1", "c-1")


def make(path, *readings, name="Velden"):
    """Make a case of some readings."""
    store.create(path, name=name)
    with store.open(path, write=True, verb="add") as case:
        for reading in readings:
            case.keep(taken(reading))
    return path


_VELDEN: list[bytes] = []


def velden(path, reading):
    """Make the case of three documents that most tests use; it is made once, and copied."""
    if not _VELDEN:
        _VELDEN.append(make(path, reading, borders(), marches()).read_bytes())
    path.write_bytes(_VELDEN[0])
    return path


def borders():
    """Talks with a date, and something possible without one of a day, of two states and a paper."""
    ildra, sorrel, herald = (
        _actor(BORDERS, "iso:ILD", "Ildra"),
        _actor(BORDERS, "iso:SOR", "Sorrel"),
        _actor(BORDERS, "org:herald", "Karst Herald"),
    )
    place = Place("geonames:7", "Karst", "town", "ILD", 46.0, 15.0, "town", (_quote(BORDERS, "Karst"),), "only one of that name", 0.9)
    talks, road = _sentence(BORDERS, 0), _sentence(BORDERS, 1)
    claims = (
        _claim(
            "b1", "CONSULT", BORDERS, "opened talks", talks, actors=(_party(BORDERS, ildra), _party(BORDERS, sorrel)),
            when=_time(BORDERS, "5 May 2021", "2021-05-05"), where=place, where_quote=_quote(BORDERS, "Karst"),
        ),
        _claim(
            "b2", "COERCE", BORDERS, "close", road, actors=(_party(BORDERS, ildra),), when=_time(BORDERS, "June 2021", "2021-06"),
            according_to=(_party(BORDERS, herald),), modality="possible", object=_quote(BORDERS, "the Karst road"), confidence=0.4,
        ),
    )  # fmt: skip
    document = Document("talks.txt", BORDERS, "", "Talks in Karst", "Karst Herald", "2021-05-06", "given")
    return Reading(document, BORDERS, "en", actors=(ildra, sorrel, herald), places=(place,), claims=claims)


def marches():
    """A march, and what a private person says."""
    weavers, port = _actor(MARCHES, "group:weavers", "Weavers"), _actor(MARCHES, "org:port", "Port Authority")
    ana = _actor(MARCHES, "person:ana-brodt", "Ana Brodt", private=True)
    claims = (
        _claim(
            "m1", "PROTEST", MARCHES, "marched", _sentence(MARCHES, 0), actors=(_party(MARCHES, weavers),),
            when=_time(MARCHES, "9 May 2021", "2021-05-09"),
        ),
        _claim(
            "m2", "ACCUSE", MARCHES, "accused", _sentence(MARCHES, 1), actors=(_party(MARCHES, ana),), recipients=(_party(MARCHES, port),),
        ),
    )  # fmt: skip
    document = Document("march.txt", MARCHES, "", "Weavers march", "Velden Gazette", "2021-05-10", "given")
    return Reading(document, MARCHES, "en", actors=(weavers, port, ana), places=(), claims=claims)


def many(number):
    """A reading of its own for each number: one march a day."""
    text = f"Group{number} marched in Velden on {1 + number % 28} March 2020."
    group = _actor(text, f"group:{number}", f"Group{number}")
    when = _time(text, f"{1 + number % 28} March 2020", f"2020-03-{1 + number % 28:02}")
    claim = _claim(f"g{number}", "PROTEST", text, "marched", Quote(0, len(text), text), actors=(_party(text, group),), when=when)
    return Reading(
        Document(f"{number}.txt", text, "", f"March {number}", "Gazette", "2020-04-01", "given"),
        text,
        "en",
        actors=(group,),
        claims=(claim,),
    )


def _quote(text, words):
    start = text.index(words)
    return Quote(start, start + len(words), words)


def _sentence(text, number):
    first = text.index(". ") + 1
    start, end = ((0, first), (first + 1, len(text)))[number]
    return Quote(start, end, text[start:end])


def _time(text, words, edtf):
    precision = "day" if edtf.count("-") == 2 else "month"
    return Time(_quote(text, words), edtf, "DATE", edtf, precision, "stated", repaired=False, reason="stated in full", confidence=0.9)


def _actor(text, key, name, *, private=False):
    return Actor(key, name, "person" if private else "organisation", "", (_quote(text, name),), "same words", private)


def _party(text, actor):
    return Party(actor.id, actor.name, _quote(text, actor.name))


def _claim(key, kind, text, trigger, sentence, **changes):
    nothing = dict.fromkeys(("when", "where", "where_quote", "condition", "object"))
    plain = {
        "mode": "",
        "modality": "asserted",
        "repaired": False,
        "confidence": 0.8,
        **dict.fromkeys(("actors", "recipients", "according_to"), ()),
    }
    start = text.index(trigger, sentence.start)
    act = Quote(start, start + len(trigger), trigger)
    return Claim(id=key, document="", type=kind, trigger=act, sentence=sentence, **{**nothing, **plain, **changes})
