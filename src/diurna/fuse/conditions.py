"""Conditions: which later claims could meet the condition of a commitment, offered to a person and never decided."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING, NamedTuple

from diurna.fuse.follow import day
from diurna.fuse.words import stems

if TYPE_CHECKING:
    from collections.abc import Iterable

    from diurna.event import Wording
    from diurna.fuse.follow import Sheaf
    from diurna.record import Claim, Reading

_STEM = 4  # letters; shorter words are mostly grammar
_HALF = 0.5
_TWO = 2  # one word of two is chance
_Ranked = tuple[int, float, str, str, "Wording"]
LOOKED_AT = 200  # claims of one actor or word: a name that is in every document would cost its square
_MOST = 12  # offers that a person is shown for one condition


class _Condition(NamedTuple):
    actors: frozenset[str]
    words: frozenset[str]
    language: str
    told: str


class Offers:
    """The claims of all documents, looked up by those who act in them and by their words."""

    def __init__(self, sheaf: Sheaf) -> None:
        self._sheaf = sheaf
        self._words: dict[str, frozenset[str]] = {}
        self._day: dict[str, str] = {}
        self._found: dict[tuple[str, str], list[tuple[str, str]]] = {}
        for key, (claim, reading) in sheaf.claims.items():
            if claim.modality != "asserted" or claim.condition is not None:
                continue
            self._words[key] = content(claim.sentence.text)
            self._day[key] = day(claim.when.edtf if claim.when is not None else None, reading.document.published, "0000")
            marks = [("", actor) for actor in sheaf.named(claim, reading)] + [(reading.language, word) for word in self._words[key]]
            for mark in marks:
                self._found.setdefault(mark, []).append((self._day[key], key))
        for found in self._found.values():
            found.sort()

    def of(self, claims: Iterable[str]) -> tuple[tuple[str, Wording], ...]:
        """Return (claim id, why) for what could meet the conditions in a commitment's claims, one claim an event, the likeliest first.

        A later claim is offered when all whom the condition names have part in it, or it has half of the condition's words, two at least.
        """
        own = set(claims)
        events = {event for key in own if (event := self._sheaf.event(key))}
        best: dict[str, _Ranked] = {}
        for condition in self._conditions(own):
            for key in self._near(condition) - own:
                event, why = self._sheaf.event(key), self._why(condition, key)
                if why is not None and event not in events:
                    best[event or key] = min(best.get(event or key, why), why)
        return tuple((key, why) for *_, key, why in sorted(best.values())[:_MOST])

    def _conditions(self, claims: set[str]) -> list[_Condition]:
        out = []
        for claim, reading in (self._sheaf.claims[key] for key in sorted(claims)):
            if claim.condition is not None:
                told = day(None, reading.document.published, "0000")
                out.append(_Condition(named(self._sheaf, claim, reading), content(claim.condition.text), reading.language, told))
        return out

    def _near(self, condition: _Condition) -> set[str]:
        """Return the claims to compare with a condition: of each actor and word the first ones told after it."""
        out: set[str] = set()
        for mark in [("", a) for a in condition.actors] + [(condition.language, w) for w in condition.words]:
            found = self._found.get(mark, [])
            start = bisect_left(found, (condition.told, ""))
            out |= {key for _, key in found[start : start + LOOKED_AT]}
        return out

    def _why(self, condition: _Condition, key: str) -> _Ranked | None:
        """Return what sorts the likelier offers first, with the claim and the reason; None when it is no offer."""
        claim, reading = self._sheaf.claims[key]
        same = bool(condition.actors) and condition.actors <= self._sheaf.named(claim, reading)
        words = condition.words & self._words[key] if condition.language == reading.language else frozenset()
        share = len(words) / len(condition.words) if condition.words else 0.0
        alike = bool(words) and len(words) >= needed(condition.words)
        if not same and not alike:
            return None
        names = sorted({p.name for p in (*claim.actors, *claim.recipients) if p.actor in condition.actors}) if same else []
        reasons: list[Wording] = [("condition names", *names)] if names else []
        if alike:
            reasons.append(("condition words", str(len(words)), str(len(condition.words))))
        return (-len(reasons), -share, self._day[key], key, ("all", *reasons))


def needed(words: frozenset[str]) -> int:
    """Return how many words of a condition a claim must have: half of them, and two where there are two."""
    return max(-int(-len(words) * _HALF // 1), min(_TWO, len(words)))


def named(sheaf: Sheaf, claim: Claim, reading: Reading) -> frozenset[str]:
    """Return the lasting ids of those whom the words of a claim's condition name."""
    said = claim.condition
    inside = {a.id for a in reading.actors or () for m in a.mentions if said is not None and said.start <= m.start and m.end <= said.end}
    return frozenset(a for a in inside if sheaf.lasting(reading.document.id, a))


def content(text: str) -> frozenset[str]:
    """Return the words of a condition, or of a sentence that may meet it, by which they are compared."""
    return frozenset(s for s in stems(text) if len(s) >= _STEM or not s.isascii() or s.isdigit())
