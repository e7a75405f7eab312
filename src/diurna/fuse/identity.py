"""Identity: events keep their ids when claims come and go, and what became of each is one entry of the log."""

from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING

from diurna.event import Change
from diurna.record import digest

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Container, Iterable, Iterator, Mapping

Claims = frozenset[str]
_GONE = "no claim of it is left"


def renamed(
    before: Mapping[str, Claims],
    clusters: Iterable[Claims],
    at: str,
    why: Callable[[Claims], str],
    *,
    taken: Container[str] = frozenset(),
) -> tuple[dict[str, Claims], tuple[Change, ...]]:
    """Return the events that some clusters are, the oldest first, and what changed; each claim is in one event.

    Of events that merge the oldest id stays. Of one that splits, the part with most of its claims keeps the id, of parts
    of one size the one with its smallest claim. A cluster that is an event already gives no change. The order of the clusters does
    not matter.

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
    return after, (*_old(before, after, became, at, why), *_fresh(before, after, at, why))


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


def _old(
    before: Mapping[str, Claims], after: Mapping[str, Claims], became: Mapping[str, str], at: str, why: Callable[[Claims], str]
) -> Iterator[Change]:
    """Yield what became of the events that were there, the oldest first."""
    took: dict[str, list[str]] = {}
    for event, into in became.items():
        if event != into:
            took.setdefault(into, []).append(event)
    for event, claims in before.items():
        heir = became.get(event)
        if heir is None:
            yield Change(0, at, event, "withdrawn", (), (), _GONE)
        elif heir != event:
            yield Change(0, at, event, "merged", (), (heir,), why(after[heir]))
        elif claims != after[event]:
            yield Change(0, at, event, "changed", tuple(sorted(after[event])), tuple(took.get(event, ())), why(after[event]))


def _fresh(before: Mapping[str, Claims], after: Mapping[str, Claims], at: str, why: Callable[[Claims], str]) -> Iterator[Change]:
    """Yield the events that are new, in the order of their smallest claims; those with claims of older events were split from them."""
    owner: dict[str, list[str]] = {}
    for event, claims in before.items():
        for claim in claims:
            owner.setdefault(claim, []).append(event)
    age = {event: n for n, event in enumerate(before)}
    for event, claims in after.items():
        if event not in before:
            of = sorted({old for claim in claims for old in owner.get(claim, ())}, key=age.__getitem__)
            yield Change(0, at, event, "split" if of else "new", tuple(sorted(claims)), tuple(of), why(claims))
