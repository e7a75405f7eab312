"""Clusters: events out of links, within what people decided and what one document cannot say of one event."""

from __future__ import annotations

from typing import TYPE_CHECKING

from diurna.fuse.score import gap_of
from diurna.fuse.weights import weights

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from diurna.event import Account, Link

_NO = ("denied", "negated")


def clusters(
    accounts: Mapping[str, Account],
    links: Iterable[Link],
    *,
    together: Iterable[frozenset[str]] = (),
    apart: frozenset[str] = frozenset(),
) -> tuple[frozenset[str], ...]:
    """Return the events that some claims make, as sets of claim ids, in the order of their smallest ids; every claim is in one.

    The strongest link is followed first. Two clusters are joined when all their pairs together speak for it, a pair without
    a link against it, so that one weak link does not chain two events. The result does not depend on the order of what is given.

    Args:
        accounts: the claims, by id; no link of theirs to other claims is left out.
        links: the links among them.
        together: sets of claims that a person merged: one event, whatever links say.
        apart: claims that a person took out of their event: no machine link holds for them.
    """
    grown = _Grown(accounts)
    known = {(link.a, link.b): link.score for link in links if link.a in accounts and link.b in accounts}
    for merged in together:
        grown.join(sorted(merged & accounts.keys()))
    for (a, b), _ in sorted(known.items(), key=lambda item: (-item[1], item[0])):
        if a in apart or b in apart:
            continue
        one, other = grown.of[a], grown.of[b]
        if one is not other and _speaks(one, other, known) and _possible(one, other, accounts):
            grown.join((a, b))
    return tuple(sorted({id(found): frozenset(found) for found in grown.of.values()}.values(), key=min))


class _Grown:
    """The clusters as they grow: for each claim the set that it is in."""

    def __init__(self, claims: Iterable[str]) -> None:
        self.of: dict[str, set[str]] = {claim: {claim} for claim in claims}

    def join(self, claims: Iterable[str]) -> None:
        whole: set[str] = set().union(*(self.of[claim] for claim in claims))
        for claim in whole:
            self.of[claim] = whole


def _speaks(one: set[str], other: set[str], known: Mapping[tuple[str, str], float]) -> bool:
    total = sum(known.get((min(a, b), max(a, b)), weights().unlinked) for a in one for b in other)
    return total > 0


def _possible(one: set[str], other: set[str], accounts: Mapping[str, Account]) -> bool:
    """Tell whether no document would then hold two claims of one event that cannot both be of it."""
    by_document: dict[str, list[Account]] = {}
    for claim in one:
        by_document.setdefault(accounts[claim].document, []).append(accounts[claim])
    return all(compatible(a, accounts[claim]) for claim in other for a in by_document.get(accounts[claim].document, ()))


def compatible(a: Account, b: Account) -> bool:
    """Tell whether two claims of one document can tell of one event: their dates meet, their places too, and both say yes or no."""
    dated = (a.first or a.last) and (b.first or b.last)
    if dated and gap_of(a, b) > 0:
        return False
    placed = a.place and b.place and a.place != b.place
    if placed and a.place not in b.within and b.place not in a.within:
        return False
    return (a.modality in _NO) == (b.modality in _NO)
