"""FollowTheMoney: claims as events with their actors, places and documents, for OpenAleph and its tools."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from diurna.export._countries import alpha2, language3
from diurna.export._graph import pairs
from diurna.export._headline import act, headline, web
from diurna.export._json_claim import of_case
from diurna.export._kinds import Acting, actors, recipients, speaking
from diurna.export._left_out import REJECTED, kept, sift
from diurna.export._spans import span
from diurna.record import digest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from diurna.export._edition import Edition
    from diurna.export._rows import Row

    Entity = dict[str, Any]

SUFFIX = ".ftm.jsonl"
SIDECAR = ".sidecar.jsonl"
LOSSES = (
    "claims that people rejected are not in it: an event has no place for that",
    "a date is a year, a month or a day, an interval two of them; what is uncertain of it, hours, and years before 1000 are lost",
    "modality stands in the event's name alone; condition, how the claim stands and who decided are lost",
    "who says so is a link to the event; in what order is lost",
    "places are an address with a point, which says nothing of how precise it is",
    "offsets are lost, and no Mention is written, since it has none: a document is linked to its events as their proof",
    "agreements and commitments with their steps are not in it",
    "the sidecar holds each claim whole but for these, by the id of its event",
)

_FIRST_YEAR = "1000"  # prefix dates are matched by their first digit


def render(edition: Edition) -> str:
    """Write one entity a line: documents, actors and places before the events and links that name them."""
    made: dict[str, Entity] = {}
    linked: list[Entity] = []
    for row in kept(edition, _why):
        _add(made, _article(row))
        for party in (*actors(row), *recipients(row), *speaking(row)):
            _add(made, _actor(party))
        if row.where:
            _add(made, _address(row))
        linked += [_event(row), *_links(row)]
    return "".join(json.dumps(entity, ensure_ascii=False) + "\n" for entity in (*made.values(), *linked))


def sidecar(edition: Edition) -> str:
    """Write what an event loses: each claim whole, a line, by the id of its event, then each document's hash by its own."""
    told = kept(edition, _why)
    lines: list[dict[str, Any]] = [{"entity": _event_id(row), **of_case(edition, row)} for row in told]
    documents = {row.document: row.reading.document.sha256 for row in told}
    lines += [{"entity": key, "sha256": sha256} for key, sha256 in documents.items()]
    return "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines)


def lost(edition: Edition) -> tuple[str, ...]:
    """Count the claims that are left out, and the events without a date."""
    told, left = sift(edition, _why)
    undated = sum(1 for row in told if not _dates(row))
    return left + ((f"{undated:,} events have no date",) if undated else ())


def _why(row: Row) -> str:
    return REJECTED if row.status == "rejected" else ""


def _add(made: dict[str, Entity], entity: Entity) -> None:
    """Keep an entity; one that is known already gains the names that it has here."""
    known = made.setdefault(entity["id"], entity)
    names = known["properties"].get("name", [])
    names += [name for name in entity["properties"].get("name", []) if name not in names]


def _entity(key: str, schema: str, properties: dict[str, str | list[str]]) -> Entity:
    listed = {name: [value] if isinstance(value, str) else value for name, value in properties.items() if value}
    return {"id": key, "schema": schema, "properties": {name: [v for v in values if v] for name, values in listed.items() if any(values)}}


def _article(row: Row) -> Entity:
    document = row.reading.document
    told = {
        "title": row.title or row.document,
        "author": row.people.text(document.author),
        "publisher": row.source,
        "publishedAt": row.published if row.published >= _FIRST_YEAR else "",
        "sourceUrl": web(row.url),
        "language": language3(row.language),
    }
    return _entity(row.document, "Article", {**told})


def _actor(party: Acting) -> Entity:
    return _entity(_actor_id(party), party.kind.schema, {"name": party.name, "country": alpha2(party.country).lower()})


def _address(row: Row) -> Entity:
    point = {name: "" if degrees is None else str(degrees) for name, degrees in (("latitude", row.lat), ("longitude", row.lon))}
    return _entity(_address_id(row), "Address", {"full": row.where, "country": alpha2(row.country).lower(), **point})


def _event(row: Row) -> Entity:
    told: dict[str, str | list[str]] = {
        "name": headline(row),
        **_dates(row),
        **_evidence(row),
        "organizer": [_actor_id(party) for party in actors(row)],
        "involved": [_actor_id(party) for party in recipients(row)],
        "location": row.where,
        "addressEntity": _address_id(row) if row.where else "",
        "country": alpha2(row.country).lower(),
        "keywords": [row.type, row.mode],
    }
    return _entity(_event_id(row), "Event", told)


def _links(row: Row) -> Iterator[Entity]:
    """Yield who acts towards whom, once for a pair that acts with one another, and who says so."""
    seen: set[frozenset[str]] = set()
    for who, whom in pairs(row):
        ends = frozenset((who.id, whom.id))
        if row.recipients or ends not in seen:
            yield _link(row, _actor_id(who), _actor_id(whom), " ".join(part for part in (act(row), row.mode) if part), _dates(row))
        seen.add(ends)
    for party in speaking(row):
        yield _link(row, _actor_id(party), _event_id(row), "says so", {})


def _link(row: Row, subject: str, to: str, role: str, dates: dict[str, str]) -> Entity:
    key = f"link-{digest(row.id, subject, to, role)}"
    return _entity(key, "UnknownLink", {"subject": subject, "object": to, "role": role, **dates, **_evidence(row)})


def _evidence(row: Row) -> dict[str, str]:
    return {"summary": row.sentence, "recordId": row.id, "sourceUrl": web(row.link), "proof": row.document, "publisher": row.source}


def _dates(row: Row) -> dict[str, str]:
    """Return prefix dates by property; FollowTheMoney knows the years 1000 to 3999."""
    told = span(row)
    if told is None:
        return {}
    dates = {"date": told.start} if told.one else {"startDate": told.start, "endDate": told.end}
    return {name: day for name, day in dates.items() if day >= _FIRST_YEAR}


def _event_id(row: Row) -> str:
    return f"event-{row.id}"


def _actor_id(party: Acting) -> str:
    return f"actor-{digest(party.id)}"


def _address_id(row: Row) -> str:
    return f"address-{digest(row.where_id or row.where)}"
