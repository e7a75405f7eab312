"""Kinds: what other formats call our kinds of actors, from `data/exports/kinds.toml`."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from diurna import knowledge
from diurna.record import digest

if TYPE_CHECKING:
    from diurna.export._rows import Row
    from diurna.record import Actor, Party


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of actor: its FollowTheMoney schema, its PLOVER sector or "", and whether it fights with arms."""

    name: str = ""
    schema: str = "LegalEntity"
    sector: str = ""
    armed: bool = False


@dataclass(frozen=True, slots=True)
class Office:
    """Offices that are of one sector, by the last part of their ids."""

    names: tuple[str, ...]
    sector: str = ""
    armed: bool = False


@dataclass(frozen=True, slots=True)
class Kinds:
    """The whole file."""

    kind: tuple[Kind, ...]
    office: tuple[Office, ...]


@dataclass(frozen=True, slots=True)
class Acting:
    """Somebody in a role of a claim, fit to be shown: an id (made of the name where a person typed it in), name and words.

    `country` is ISO 3166-1 alpha-3 or "".
    """

    id: str
    name: str
    words: str
    country: str
    kind: Kind


def actors(row: Row) -> tuple[Acting, ...]:
    """Return who acts, each once."""
    return _acting(row, row.claim.actors, row.actors, row.actors_ids)


def recipients(row: Row) -> tuple[Acting, ...]:
    """Return to whom, each once."""
    return _acting(row, row.claim.recipients, row.recipients, row.recipients_ids)


def speaking(row: Row) -> tuple[Acting, ...]:
    """Return who says so, the innermost first, each once."""
    return _acting(row, row.claim.according_to, row.according_to, row.according_to_ids)


def _acting(row: Row, parties: tuple[Party, ...], names: tuple[str, ...], ids: tuple[str, ...]) -> tuple[Acting, ...]:
    found: dict[str, Acting] = {}
    for party, name, shown in zip(parties, names, ids, strict=True):
        actor = next((actor for actor in row.reading.actors or () if actor.id == party.actor), None)
        key = shown or f"typed:{digest(name)}"
        words = " ".join(row.people.words(party.quote).split())
        found.setdefault(key, Acting(key, name, words, actor.country if actor else "", _kind(actor)))
    return tuple(found.values())


def _kind(actor: Actor | None) -> Kind:
    """Return the kind of an actor; one that nothing is known of fits every legal entity."""
    if actor is None:
        return Kind()
    known = next((kind for kind in kinds().kind if kind.name == actor.kind), Kind(actor.kind))
    if actor.kind != "office":
        return known
    last = actor.id.rpartition(":")[2]
    office = next((office for office in kinds().office if last in office.names), None)
    return Kind(known.name, known.schema, office.sector, office.armed) if office else known


@cache
def kinds() -> Kinds:
    """Return what other formats call our kinds of actors."""
    return knowledge.load("exports/kinds", Kinds)
