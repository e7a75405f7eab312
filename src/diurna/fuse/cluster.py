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
    a link against it, so that one weak link does not chain two events. What a person merged joins the whole events of these claims.
    The result does not depend on the order of what is given.

    Args:
        accounts: the claims, by id; no link of theirs to other claims is left out.
        links: the links among them.
        together: sets of claims that a person merged: one event, whatever links and documents say.
        apart: claims that a person took out of their event: no machine link holds for them.
    """
    scores = _scores(links, accounts, apart)
    grown: dict[str, set[str]] = {claim: {claim} for claim in accounts}
    for a, b in sorted(scores, key=lambda pair: (-scores[pair], pair)):
        one, other = grown[a], grown[b]
        if one is not other and _speaks(one, other, scores) and _possible(one, other, accounts):
            _join(grown, one, other)
    for merged in together:
        here = sorted(merged & accounts.keys())
        for claim in here[1:]:
            if grown[claim] is not grown[here[0]]:
                _join(grown, grown[here[0]], grown[claim])
    found = {id(whole): whole for whole in grown.values()}.values()
    return tuple(sorted(map(frozenset, found), key=min))


def _join(grown: dict[str, set[str]], one: set[str], other: set[str]) -> None:
    whole = one | other
    grown.update(dict.fromkeys(whole, whole))


def _scores(links: Iterable[Link], accounts: Mapping[str, Account], apart: frozenset[str]) -> dict[tuple[str, str], float]:
    """Return the score of each pair of claims that links join, but for those that a person took out of their event."""
    return {(link.a, link.b): link.score for link in links if link.a in accounts and link.b in accounts and not {link.a, link.b} & apart}


def _speaks(one: set[str], other: set[str], scores: Mapping[tuple[str, str], float]) -> bool:
    return sum(scores.get((min(a, b), max(a, b)), weights().unlinked) for a in one for b in other) > 0


def _possible(one: set[str], other: set[str], accounts: Mapping[str, Account]) -> bool:
    """Tell whether no document would then hold two claims of one event that cannot both be of it."""
    by_document: dict[str, list[Account]] = {}
    for claim in one:
        by_document.setdefault(accounts[claim].document, []).append(accounts[claim])
    return all(compatible(a, accounts[claim]) for claim in other for a in by_document.get(accounts[claim].document, ()))


def compatible(a: Account, b: Account) -> bool:
    """Tell whether two claims of one document can tell of one event: their dates meet, their places too, and both say yes or no.

    Two acts of one sentence are two events unless they are of one type.
    """
    if a.sentence == b.sentence and a.type != b.type:
        return False
    dated = (a.first or a.last) and (b.first or b.last)
    if dated and gap_of(a, b) > 0:
        return False
    placed = a.place and b.place and a.place != b.place
    if placed and a.place not in b.within and b.place not in a.within:
        return False
    return (a.modality in _NO) == (b.modality in _NO)
