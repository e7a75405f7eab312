"""The weights of `data/fusion.toml`, in bits."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from diurna import knowledge


@dataclass(frozen=True, slots=True)
class Actors:
    """The table `[actors]`."""

    same: float
    rare: float
    country: float
    swapped: float
    unknown: float
    different: float


@dataclass(frozen=True, slots=True)
class Dates:
    """The table `[date]`."""

    same: float
    inside: float
    overlap: float
    near: float
    apart: float


@dataclass(frozen=True, slots=True)
class Places:
    """The table `[place]`."""

    same: float
    country: float
    inside: float
    different: float
    abroad: float


@dataclass(frozen=True, slots=True)
class Types:
    """The table `[type]`; `pairs` are types that reports of one act are often given."""

    same: float
    close: float
    quad: float
    other: float
    pairs: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Words:
    """The table `[words]`."""

    same: float
    many: float
    some: float
    few: float
    trigger: float


@dataclass(frozen=True, slots=True)
class Names:
    """The table `[names]`."""

    none: float
    one: float
    two: float
    more: float


@dataclass(frozen=True, slots=True)
class Position:
    """The table `[position]`."""

    same: float
    near: float
    other: float
    touching: float
    apart: float


@dataclass(frozen=True, slots=True)
class Numbers:
    """The table `[numbers]`."""

    same: float
    different: float


@dataclass(frozen=True, slots=True)
class Weights:
    """The file; `window` is in days, `quads` are the types of each of the four families."""

    prior: float
    unlinked: float
    window: int
    actors: Actors
    date: Dates
    place: Places
    type: Types
    words: Words
    names: Names
    position: Position
    numbers: Numbers
    quads: dict[str, tuple[str, ...]]


@cache
def weights() -> Weights:
    """Return the file as read."""
    return knowledge.load("fusion", Weights)


@cache
def quad(event_type: str) -> str:
    """Return the family of a type.

    >>> quad("AGREE"), quad("ASSAULT")
    ('verbal cooperation', 'material conflict')
    """
    return next(name for name, types in weights().quads.items() if event_type in types)


@cache
def close(one: str, other: str) -> bool:
    """Tell whether two types are often given to one act."""
    return (one, other) in weights().type.pairs or (other, one) in weights().type.pairs
