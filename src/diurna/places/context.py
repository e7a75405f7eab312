"""Context: what an article says for each candidate – the places named with it, in the same country or unit, or near it."""

from __future__ import annotations

import math
from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from diurna.places.gazetteer import Entry, gazetteer

if TYPE_CHECKING:
    from diurna.places.candidates import Candidate

MOST_CANDIDATES: Final = 60
_ROUNDS, _SHARPNESS = 4, 1.6
# How much the article can add to a candidate, in powers of ten of inhabitants.
PAIR, SAME_COUNTRY, SAME_UNIT, NEARBY, SAME_PLACE = 4.0, 3.0, 3.0, 2.0, 0.7


@dataclass(slots=True)
class Subject:
    """One name of an article, with its candidates; `pairs` are the subjects that stand right beside it ("X, Country").

    `voice` is how much the subject speaks for its neighbours; `shares` is the part of belief that each candidate has.
    """

    words: str
    candidates: tuple[Candidate, ...]
    voice: float = 1.0
    pairs: list[Subject] = field(default_factory=list)
    scores: list[float] = field(default_factory=list)
    shares: list[float] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.candidates = self.candidates[:MOST_CANDIDATES]
        self.scores = [candidate.weight for candidate in self.candidates]
        self.believe()

    def believe(self) -> None:
        """Turn the scores into shares of belief."""
        if self.scores:
            top = max(self.scores)
            parts = [math.exp(_SHARPNESS * (score - top)) for score in self.scores]
            self.shares = [part / sum(parts) for part in parts]

    def best(self) -> int:
        """Return the index of the best candidate; the earlier one at a tie."""
        return max(range(len(self.scores)), key=lambda i: (self.scores[i], -i))


class _Field:
    """The belief that all subjects together put on countries, units, cells of a grid and single places."""

    def __init__(self) -> None:
        self.mass: dict[tuple[str, object], float] = defaultdict(float)
        self.total = 0.0

    def put(self, subject: Subject, sign: float) -> None:
        for candidate, share in zip(subject.candidates, subject.shares, strict=True):
            for place in _keys(candidate.entry):
                self.mass[place] += sign * share * subject.voice
        self.total += sign * subject.voice

    def support(self, entry: Entry) -> float:
        if self.total <= 0:
            return 0.0
        spread = self.total + 0.7
        country = self.mass.get(("country", entry.country), 0.0) / spread if entry.country else 0.0
        unit = self.mass.get(("unit", entry.unit1 or entry.row), 0.0) / spread if not entry.id.startswith("iso:") else 0.0
        same = min(1.0, self.mass.get(("row", entry.row), 0.0))
        return (
            SAME_COUNTRY * math.sqrt(max(country, 0.0))
            + SAME_UNIT * math.sqrt(max(unit, 0.0))
            + NEARBY * self._near(entry)
            + SAME_PLACE * same
        )

    def _near(self, entry: Entry) -> float:
        if entry.precision == "country" or entry.lat is None or entry.lon is None:
            return 0.0
        row, column = round(entry.lat), round(entry.lon)
        around = sum(self.mass.get(("cell", (row + i, column + j)), 0.0) for i in (-1, 0, 1) for j in (-1, 0, 1))
        return min(1.0, max(around, 0.0) / 1.5)


def _keys(entry: Entry) -> list[tuple[str, object]]:
    keys: list[tuple[str, object]] = [("row", entry.row)]
    if entry.country:
        keys.append(("country", entry.country))
    if not entry.id.startswith("iso:"):
        keys.append(("unit", entry.unit1 or entry.row))
        if entry.precision == "town" and entry.lat is not None and entry.lon is not None:
            keys.append(("cell", (round(entry.lat), round(entry.lon))))
    return keys


def weigh(subjects: list[Subject]) -> None:
    """Let the subjects of an article speak for one another until their scores settle."""
    for _ in range(_ROUNDS):
        everywhere = _Field()
        for subject in subjects:
            everywhere.put(subject, 1.0)
        fresh = []
        for subject in subjects:
            everywhere.put(subject, -1.0)
            fresh.append([c.weight + everywhere.support(c.entry) + _paired(c.entry, subject) for c in subject.candidates])
            everywhere.put(subject, 1.0)
        for subject, scores in zip(subjects, fresh, strict=True):
            subject.scores = scores
            subject.believe()


def _paired(entry: Entry, subject: Subject) -> float:
    return max((PAIR * held(entry, other) for other in subject.pairs), default=0.0)


def held(entry: Entry, other: Subject) -> float:
    """Return how much of the other's belief is on places that hold the entry or lie in it; at least half where any does."""
    fitting = [
        share
        for candidate, share in zip(other.candidates, other.shares, strict=True)
        if entry.within(candidate.entry) or candidate.entry.within(entry)
    ]
    return max(0.5, sum(fitting)) if fitting else 0.0


def supporters(entry: Entry, subject: Subject, subjects: list[Subject]) -> tuple[str, str]:
    """Return the name of a country named by another subject that holds the entry, and of a unit that another place lies in with it."""
    country = unit = ""
    for other in subjects:
        if other is subject or not other.candidates:
            continue
        named = other.candidates[other.best()].entry
        if named.id.startswith("iso:") and named.country == entry.country and named.row != entry.row:
            country = country or named.name
        elif entry.unit1 and entry.unit1 in {named.unit1, named.row} and named.row != entry.row:
            unit = unit or gazetteer().entry(entry.unit1).name
    return country, unit
