"""The chronology: claims as lines in time order, for the table and the page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from diurna.export._dates import place, spoken
from diurna.export._people import People

if TYPE_CHECKING:
    from collections.abc import Sequence

    from diurna.record import Claim, Party, Reading

# quad → (shape, what it stands for). The shape says by itself: hollow is words, filled is deeds; round is cooperation, pointed is conflict.
QUADS = {
    "vc": ("○", "verbal cooperation"),
    "mc": ("●", "material cooperation"),
    "vx": ("△", "verbal conflict"),
    "mx": ("▲", "material conflict"),
}
QUAD_OF = {
    **dict.fromkeys(("AGREE", "CONSULT", "SUPPORT", "CONCEDE"), "vc"),
    **dict.fromkeys(("COOPERATE", "AID", "RETREAT"), "mc"),
    **dict.fromkeys(("REQUEST", "ACCUSE", "REJECT", "THREATEN"), "vx"),
    **dict.fromkeys(("PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"), "mx"),
}


@dataclass(frozen=True, slots=True)
class Line:
    """One claim as it is shown; `number` counts from 1 over all lines, `document` from 0."""

    number: int
    document: int
    claim: Claim
    quad: str
    when: str
    who: str
    whom: str
    where: str
    according_to: str
    status: str
    condition: str
    trigger: str
    object: str


@dataclass(frozen=True, slots=True)
class Chronology:
    """Lines with a date in time order, and those without in the order of the text."""

    dated: tuple[Line, ...]
    undated: tuple[Line, ...]

    @property
    def lines(self) -> tuple[Line, ...]:
        """All lines, the dated first."""
        return self.dated + self.undated


def chronology(readings: tuple[Reading, ...], people: Sequence[People] = ()) -> Chronology:
    """Put the claims of some readings in time order: by first day, then last day, then place in the text.

    `people` says who is who in each of the readings; without it, private persons are masked.
    """
    found = [(index, claim) for index, reading in enumerate(readings) for claim in reading.claims or ()]
    found.sort(key=lambda item: (_days(item[1]) or ("9999", ""), item[0], item[1].trigger.start, item[1].id))
    people = people or [People(reading) for reading in readings]
    lines = [_line(number, index, claim, people[index]) for number, (index, claim) in enumerate(found, 1)]
    return Chronology(
        dated=tuple(line for line in lines if _days(line.claim)), undated=tuple(line for line in lines if not _days(line.claim))
    )


def chain(parties: tuple[Party, ...], people: People) -> str:
    """Say who says so, the innermost first: "according to the portal, via Interfax"."""
    names = [people.name(party) for party in parties]
    return "according to " + ", via ".join(names) if names else ""


def _names(parties: tuple[Party, ...], people: People) -> str:
    """Name the parties of a role, once each: an actor may be told in it twice ("Ankara … Turkey")."""
    return ", ".join(dict.fromkeys(people.name(party) for party in parties))


def _days(claim: Claim) -> tuple[str, str] | None:
    return place(claim.when.edtf) if claim.when else None


def _line(number: int, document: int, claim: Claim, people: People) -> Line:
    when = claim.when
    return Line(
        number=number,
        document=document,
        claim=claim,
        quad=QUAD_OF[claim.type],
        when=(spoken(when.edtf) if when.edtf else when.quote.text) if when else "",
        who=_names(claim.actors, people),
        whom=_names(claim.recipients, people),
        where=claim.where.name if claim.where else people.words(claim.where_quote),
        according_to=chain(claim.according_to, people),
        status="" if claim.modality == "asserted" else claim.modality,
        condition=people.words(claim.condition),
        trigger=people.words(claim.trigger),
        object=people.words(claim.object),
    )
