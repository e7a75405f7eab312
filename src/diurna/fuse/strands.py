"""Strands: one document's agreements and commitments, with all by which they can meet those of other documents.

What one document changes is then found by what it has in common with others, and only that is worked out anew.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import combinations
from typing import TYPE_CHECKING, Literal

from diurna.edtf import days
from diurna.fuse.conditions import content, named, needed
from diurna.fuse.follow import gather
from diurna.fuse.pacts import deed
from diurna.fuse.promises import word
from diurna.record import digest

if TYPE_CHECKING:
    from diurna.fuse.follow import Sheaf
    from diurna.record import Actor, Claim, Quote, Reading


@dataclass(frozen=True, slots=True)
class Mark:
    """By what a claim is known that could meet a condition: it has `needed` of the marks of a kind that the condition in `claim` has."""

    claim: str
    kind: Literal["actor", "word"]
    mark: str
    needed: int


@dataclass(frozen=True, slots=True)
class Strand:
    """One document's agreement or commitment; `pact` is the id over documents of what it is the first of.

    It can be one with those that share one of its `keys`, or an event of its claims; claims that name one of `pairs` may belong to it.
    """

    id: str
    kind: Literal["agreement", "commitment"]
    pact: str
    claims: tuple[str, ...]
    keys: tuple[str, ...] = ()
    pairs: tuple[tuple[str, str], ...] = ()
    marks: tuple[Mark, ...] = ()


def strands(reading: Reading) -> tuple[Strand, ...]:
    """Return the agreements and commitments of a document as strands; the reading is as people left it, without rejected claims."""
    sheaf = gather([reading], {})
    return (*_agreements(sheaf), *_commitments(sheaf))


def bare(reading: Reading) -> Reading:
    """Return a reading with no more than is needed to follow its agreements and commitments, and to mask private persons.

    Claims are not in it.
    """
    vowed = {c for k in reading.commitments or () for step in k.status for c in step.claims}
    conditions = [c.condition for c in reading.claims or () if c.id in vowed and c.condition is not None]
    signed = {a.where for a in reading.agreements or ()}
    return replace(
        reading,
        document=replace(reading.document, text=""),
        text="",
        origin=None,
        repairs=None,
        paragraphs=None,
        quotations=None,
        times=None,
        sentences=None,
        mentions=None,
        frames=None,
        places=tuple(replace(p, mentions=(), reason="", candidates=()) for p in reading.places or () if p.id in signed),
        actors=tuple(_bare(a, conditions) for a in reading.actors or ()),
        claims=None,
        issues=(),
    )


def marks_of(sheaf: Sheaf, claim: Claim, reading: Reading) -> frozenset[str]:
    """Return the marks by which a claim is found for the conditions that it could meet."""
    if claim.modality != "asserted" or claim.condition is not None:
        return frozenset()
    return frozenset({*sheaf.named(claim, reading), *(f"{reading.language}:{w}" for w in content(claim.sentence.text))})


def _bare(actor: Actor, conditions: list[Quote]) -> Actor:
    """Return an actor with the mentions in conditions; with all of them where it is a private person, since they are what is masked."""
    kept = (
        actor.mentions
        if actor.private
        else tuple(m for m in actor.mentions if any(c.start <= m.start and m.end <= c.end for c in conditions))
    )
    return replace(actor, mentions=kept, reason="")


def _agreements(sheaf: Sheaf) -> tuple[Strand, ...]:
    found = []
    for reading in sheaf.readings.values():
        for one in (deed(sheaf, a, reading) for a in reading.agreements or ()):
            parties = [] if one.alone else sorted(one.parties)
            key = one.agreement.id
            keys = (f"agreement {' '.join(parties)}",) if parties else ()
            found.append(Strand(key, "agreement", f"ac-{digest(key)}", one.agreement.claims, keys, tuple(combinations(parties, 2))))
    return tuple(found)


def _commitments(sheaf: Sheaf) -> tuple[Strand, ...]:
    found = []
    for reading in sheaf.readings.values():
        for one in (word(sheaf, k, reading) for k in reading.commitments or ()):
            key, last = one.commitment.id, days(one.deadline)[1]
            keys = (f"commitment {' '.join(sorted(one.who))} {last}",) if one.who and last is not None else ()
            marks = tuple(mark for c in sorted(one.claims) for mark in _marks(sheaf, *sheaf.claims[c]))
            found.append(Strand(key, "commitment", f"pr-{digest(key)}", one.claims, keys, (), marks))
    return tuple(found)


def _marks(sheaf: Sheaf, claim: Claim, reading: Reading) -> list[Mark]:
    if claim.condition is None:
        return []
    actors, words = named(sheaf, claim, reading), content(claim.condition.text)
    marks = [Mark(claim.id, "actor", actor, len(actors)) for actor in sorted(actors)]
    return marks + [Mark(claim.id, "word", f"{reading.language}:{w}", needed(words)) for w in sorted(words)]
