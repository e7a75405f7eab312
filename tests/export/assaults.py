"""A third document, of assaults, for the formats that hold nothing else: on the edition itself they would be all but empty.

An attack with a number of dead, one with "at least", one told in words, an abduction of a private person, a battle of armed groups
dated by its month, a death denied.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from edition import _Article, edition

from diurna.case import Standing
from diurna.record import Claim, Document, Place, Reading, Sentence, digest

if TYPE_CHECKING:
    from diurna.export import Edition

EN = "d-5b0d6f1e2c3a4958"
ENGLISH = (
    "The Grey Column shells Valmer\n\n"
    "On 5 May 2024 the Grey Column shelled Valmer, killing 12 people, the Estuary Observatory said. "
    "In Oldham at least 1,200 fishermen were killed between 1 and 3 May 2024. "
    "Its men killed two guards on 6 May 2024. "
    "On 6 May 2024 the Grey Column abducted Maël Kerdrin, a fish merchant. "
    "In April 2024 the Grey Column fought the River Front. "
    "The Grey Column denied killing 30 people on 7 May 2024. "
    "The army advanced on it around 8 May 2024."
)


def _claims(a: _Article) -> Reading:
    column = a.actor("group:grey-column", "Grey Column", "armed group", "Grey Column", country="FRA")
    front = a.actor("group:river-front", "River Front", "armed group", "River Front", country="FRA")
    army = a.actor("office:FRA:army", "army", "office", "army", country="FRA")
    people = a.actor("group:people", "people", "group", "12 people")
    fishermen = a.actor("group:fishermen", "fishermen", "group", "at least 1,200 fishermen")
    guards = a.actor("group:guards", "guards", "group", "two guards")
    observatory = a.actor("ngo:observatory", "Estuary Observatory", "organisation", "Estuary Observatory")
    mael = a.actor("person:1a2b3c4d", "Maël Kerdrin", "person", "Maël Kerdrin", private=True)
    valmer = Place("geonames:900001", "Valmer", "town", "FRA", 47.85, -3.55, "town", (a.quote("Valmer"),), "only one of that name", 0.9)
    oldham = Place(
        "geonames:900003", "Oldham", "first-level unit", "FRA", 47.5, -3.5, "region", (a.quote("Oldham"),), "only one of that name", 0.9
    )
    fifth = a.time("On 5 May 2024", "2024-05-05")
    sixth = a.time("6 May 2024", "2024-05-06")
    acting = {"actors": (a.party(column, "Grey Column"),)}
    claims: tuple[Claim, ...] = (
        a.claim("c-en-shelled", "ASSAULT", "shelled", "On 5 May", **acting, mode="heavy-weapons", when=fifth, where=valmer,
                where_quote=a.quote("Valmer", "shelled"), recipients=(), according_to=(a.party(observatory, "Estuary Observatory"),)),
        a.claim("c-en-killing", "ASSAULT", "killing", "On 5 May", **acting, when=fifth, where=valmer,
                where_quote=a.quote("Valmer", "shelled"), recipients=(a.party(people, "12 people"),),
                according_to=(a.party(observatory, "Estuary Observatory"),)),
        a.claim("c-en-fishermen", "ASSAULT", "killed", "In Oldham", mode="massacre", where=oldham, where_quote=a.quote("Oldham"),
                when=a.time("between 1 and 3 May 2024", "2024-05-01/2024-05-03", "interval"),
                recipients=(a.party(fishermen, "at least 1,200 fishermen"),)),
        a.claim("c-en-guards", "ASSAULT", "killed", "Its men", when=sixth, recipients=(a.party(guards, "two guards"),)),
        a.claim("c-en-abducted", "ASSAULT", "abducted", "On 6 May", **acting, mode="abduct", when=sixth,
                recipients=(a.party(mael, "Maël Kerdrin"),)),
        a.claim("c-en-fought", "ASSAULT", "fought", "In April", **acting, when=a.time("In April 2024", "2024-04", "month"),
                recipients=(a.party(front, "River Front"),)),
        a.claim("c-en-denied", "ASSAULT", "killing", "The Grey Column denied", **acting, when=a.time("7 May 2024", "2024-05-07"),
                modality="denied"),
        a.claim("c-en-advanced", "MOBILIZE", "advanced", "The army", actors=(a.party(army, "army"),), mode="troops",
                when=a.time("around 8 May 2024", "2024-05-08~"), recipients=(a.party(column, "Grey Column"),)),
    )  # fmt: skip
    return Reading(
        document=Document(EN, ENGLISH, EN[2:] + "0" * 48, "The Grey Column shells Valmer", "Estuary Post", "2024-05-09", "given"),
        text=ENGLISH, language="en", actors=(column, front, army, people, fishermen, guards, observatory, mael), places=(valmer, oldham),
        sentences=tuple(Sentence(c.sentence.start, c.sentence.end, 1) for c in claims), claims=claims, agreements=(), commitments=(),
    )  # fmt: skip


def armed(**changes: object) -> Edition:
    """Return the edition with the third document; `changes` are fields of it."""
    plain = edition(**changes)
    reading = _claims(_Article(EN, ENGLISH))
    standing = {claim.id: Standing(version=digest(claim.id), link=f"/d/{EN}#{digest(claim.id)[:12]}") for claim in reading.claims or ()}
    return replace(plain, readings=(*plain.readings, reading), standing={**plain.standing, **standing})
