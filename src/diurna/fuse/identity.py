"""Identity: events keep their ids when claims come and go, and what became of each is one entry of the log."""

from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING

from diurna.event import Change
from diurna.record import digest

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Container, Iterable, Iterator, Mapping

    from diurna.event import Wording

Claims = frozenset[str]
_GONE: Wording = ("no claim left",)
_LISTED = 3  # claims that moved together, told by their ids


def renamed(
    before: Mapping[str, Claims],
    clusters: Iterable[Claims],
    at: str,
    why: Callable[[Claims], Wording],
    *,
    taken: Container[str] = frozenset(),
) -> tuple[dict[str, Claims], tuple[Change, ...]]:
    """Return the events that some clusters are, the oldest first, and what changed; each claim is in one event.

    Of events that merge the oldest id stays. Of one that splits, the part with most of its claims keeps the id, of parts
    of one size the one with its smallest claim. A cluster that is an event already gives no change. The order of the clusters does
    not matter. Where claims move between events, the changes of both name the other event and say which claims; what an event was
    merged into is the first of its others.

    Args:
        before: the claims of each event as it was, the oldest event first.
        clusters: the claims that make an event now; no claim is in two.
        at: the moment of the changes, UTC.
        why: says why the claims of a cluster are one event.
        taken: ids that events beside `before` have or had, not to be given again.

    Returns:
        The claims by event id, and the changes with seq 0: the log numbers them.

    Raises:
        ValueError: a claim is in two clusters.
    """
    now = sorted((cluster for cluster in clusters if cluster), key=min)
    where = _where(now)
    became: dict[str, str] = {}
    ids: dict[int, str] = {}
    for event, claims in before.items():  # the oldest comes first
        heir = _heir(claims, where)
        if heir is not None:
            became[event] = ids.setdefault(heir, event)
    given = {*before}
    for place, cluster in enumerate(now):
        if place not in ids:
            ids[place] = _new(min(cluster), given, taken)
            given.add(ids[place])
    after = {event: now[place] for place, event in ids.items()}
    moves = _Moves(before, after)
    return after, (*_old(moves, became, at, why), *_fresh(moves, at, why))


def _where(now: list[Claims]) -> dict[str, int]:
    where: dict[str, int] = {}
    for place, cluster in enumerate(now):
        for claim in sorted(cluster):
            if where.setdefault(claim, place) != place:
                raise ValueError(f"claim {claim} is in two clusters; expected one")
    return where


def _heir(claims: Claims, where: Mapping[str, int]) -> int | None:
    """Return the cluster that has most of an event's claims, of several the one with the smallest of them; None when all are gone."""
    parts: dict[int, list[str]] = {}
    for claim in claims & where.keys():
        parts.setdefault(where[claim], []).append(claim)
    return min(parts, key=lambda place: (-len(parts[place]), min(parts[place])), default=None)


def _new(claim: str, given: Collection[str], taken: Container[str]) -> str:
    made = f"e-{digest(claim)}"
    if made not in given and made not in taken:
        return made
    return next(made for n in count(2) if (made := f"e-{digest(claim, n)}") not in given and made not in taken)


class _Moves:
    """Which claims of an event came from which other event, and which went to which, the oldest event first."""

    def __init__(self, before: Mapping[str, Claims], after: Mapping[str, Claims]) -> None:
        self.before, self.after = before, after
        self._was = {claim: event for event, claims in before.items() for claim in claims}
        self._is = {claim: event for event, claims in after.items() for claim in claims}
        self._age = {event: n for n, event in enumerate({**before, **after})}

    def came(self, event: str) -> dict[str, list[str]]:
        """Return the claims of an event that came from others, by event."""
        return self._grouped(self.after.get(event, frozenset()), event, self._was)

    def went(self, event: str) -> dict[str, list[str]]:
        """Return the claims that left an event for others, by event."""
        return self._grouped(self.before.get(event, frozenset()), event, self._is)

    def _grouped(self, claims: Claims, event: str, side: Mapping[str, str]) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for claim in sorted(claims):
            if (other := side.get(claim, event)) != event:
                found.setdefault(other, []).append(claim)
        return {other: found[other] for other in sorted(found, key=self._age.__getitem__)}


def _told(way: str, moved: Mapping[str, list[str]]) -> list[Wording]:
    """Return where claims came from or went to, the claims by their ids where they are few."""
    return [
        (f"claims {way}", event, *claims) if len(claims) <= _LISTED else (f"many claims {way}", event, str(len(claims)))
        for event, claims in moved.items()
    ]


def _old(moves: _Moves, became: Mapping[str, str], at: str, why: Callable[[Claims], Wording]) -> Iterator[Change]:
    """Yield what became of the events that were there, the oldest first."""
    after = moves.after
    for event, claims in moves.before.items():
        heir, went = became.get(event), moves.went(event)
        if heir is None:
            yield Change(0, at, event, "withdrawn", (), (), _GONE)
        elif heir != event:
            rest = {other: went[other] for other in went if other != heir}
            yield Change(0, at, event, "merged", (), (heir, *rest), _joined(_told("to", rest), why(after[heir])))
        elif claims != after[event]:
            came = moves.came(event)
            told = [*_told("from", came), *_told("to", went)]
            others = tuple(dict.fromkeys((*came, *went)))
            yield Change(0, at, event, "changed", tuple(sorted(after[event])), others, _joined(told, why(after[event])))


def _fresh(moves: _Moves, at: str, why: Callable[[Claims], Wording]) -> Iterator[Change]:
    """Yield the events that are new, in the order of their smallest claims; those with claims of older events were split from them."""
    for event, claims in moves.after.items():
        if event not in moves.before:
            of = moves.came(event)
            told = _told("from", of) if len(of) > 1 else []
            yield Change(0, at, event, "split" if of else "new", tuple(sorted(claims)), tuple(of), _joined(told, why(claims)))


def _joined(told: list[Wording], why: Wording) -> Wording:
    return ("all", *told, why) if told and why else ("all", *told) if told else why
