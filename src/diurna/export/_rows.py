"""Rows: each claim of an edition as flat values, in the order of the chronology, for every format that is not made of text."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING

from diurna.export._chronology import QUADS, chronology
from diurna.export._dates import days
from diurna.export._values import JOIN, spaced, values

if TYPE_CHECKING:
    from diurna.export._chronology import Line
    from diurna.export._edition import Edition
    from diurna.export._people import People
    from diurna.record import Claim, Party, Reading


@dataclass(frozen=True, slots=True)
class Row:
    """One claim as it stands; every text is fit to be shown, private persons masked as the edition asks.

    `number` counts from 1. `when` is EDTF, `said` the same in words, `when_quote` the words of the document; `first` and `last`
    are the days (YYYY-MM-DD) it can mean, "" for an open end or none. `quad` is "vc", "mc", "vx" or "mx", `quad_name` says it.
    `actors`, `recipients` and `according_to` are names, their `…_ids` the ids in the same order ("" for somebody typed in by a
    person). `lat` and `lon` are degrees (WGS 84), None when the place has no point; `place_precision` is "country", "region",
    "town" or "unknown", "" without a place. `quote` is the trigger, `sentence` what stands around it, `start` and `end` the
    sentence's half-open code points in the document's text. `link` leads to the passage, `url` to the document at its source.
    `reading`, `claim` and `people` are there for formats that need more.
    """

    number: int
    id: str
    version: str
    status: str
    edited: tuple[str, ...]
    decided_by: str
    decided_at: str
    event: str
    when: str
    said: str
    when_quote: str
    when_precision: str
    when_basis: str
    first: str
    last: str
    type: str
    mode: str
    quad: str
    quad_name: str
    modality: str
    actors: tuple[str, ...]
    actors_ids: tuple[str, ...]
    recipients: tuple[str, ...]
    recipients_ids: tuple[str, ...]
    according_to: tuple[str, ...]
    according_to_ids: tuple[str, ...]
    condition: str
    object: str
    where: str
    where_id: str
    where_kind: str
    country: str
    lat: float | None
    lon: float | None
    place_precision: str
    place_reason: str
    quote: str
    sentence: str
    start: int
    end: int
    link: str
    document: str
    source: str
    published: str
    title: str
    url: str
    language: str
    repaired: bool
    confidence: float
    reading: Reading
    claim: Claim
    people: People

    def text(self) -> dict[str, str]:
        """Return every flat value as text: lists joined by "; ", numbers in decimals, "" for what there is not."""
        names = [field.name for field in fields(self) if field.name not in ("reading", "claim", "people")]
        return {name: _text(getattr(self, name)) for name in names}


def rows(edition: Edition) -> tuple[Row, ...]:
    """Return the claims of an edition in time order, those without a date last, in the order of the text."""
    people = [edition.people(reading) for reading in edition.readings]
    return tuple(_row(line, edition, people[line.document]) for line in chronology(edition.readings, people).lines)


def _row(line: Line, edition: Edition, people: People) -> Row:
    claim, reading = line.claim, edition.readings[line.document]
    document, stands, plain = reading.document, edition.stands(line.claim.id), values(claim, people)
    time, place = claim.when, claim.where
    first, last = days(time.edtf if time else None)
    return Row(
        number=line.number,
        id=claim.id,
        version=stands.version,
        status=stands.status,
        edited=stands.edited,
        decided_by=stands.who,
        decided_at=stands.at,
        event=stands.event,
        when=plain["when"],
        said=spaced(line.when),
        when_quote=spaced(people.words(time.quote)) if time else "",
        when_precision=time.precision if time else "",
        when_basis=time.basis if time else "",
        first=first,
        last=last,
        type=claim.type,
        mode=claim.mode,
        quad=line.quad,
        quad_name=QUADS[line.quad][1],
        modality=claim.modality,
        actors=_names(claim.actors, people),
        actors_ids=_ids(claim.actors, people),
        recipients=_names(claim.recipients, people),
        recipients_ids=_ids(claim.recipients, people),
        according_to=_names(claim.according_to, people),
        according_to_ids=_ids(claim.according_to, people),
        condition=plain["condition"],
        object=plain["object"],
        where=plain["where"],
        where_id=people.text(place.id) if place else "",
        where_kind=place.kind if place else "",
        country=place.country if place else "",
        lat=place.lat if place else None,
        lon=place.lon if place else None,
        place_precision=place.precision if place else "",
        place_reason=people.text(place.reason) if place else "",
        quote=spaced(people.words(claim.trigger)),
        sentence=spaced(people.words(claim.sentence)),
        start=claim.sentence.start,
        end=claim.sentence.end,
        link=edition.link(claim.id),
        document=claim.document,
        source=people.text(document.source),
        published=document.published or "",
        title=spaced(people.text(document.title)),
        url=people.address(document.url),
        language=reading.language,
        repaired=claim.repaired,
        confidence=round(claim.confidence, 3),
        reading=reading,
        claim=claim,
        people=people,
    )


def _names(parties: tuple[Party, ...], people: People) -> tuple[str, ...]:
    return tuple(spaced(people.name(party)) for party in parties)


def _ids(parties: tuple[Party, ...], people: People) -> tuple[str, ...]:
    return tuple(people.id(party.actor) for party in parties)


def _text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return JOIN.join(value) if isinstance(value, tuple) else str(value)
