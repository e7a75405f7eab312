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
    nodes = _nodes(accounts, together)
    scores = _scores(links, nodes, apart)
    grown: dict[str, set[str]] = {node: {node} for node in set(nodes.values())}
    members: dict[str, list[Account]] = {}
    for claim in sorted(nodes):
        members.setdefault(nodes[claim], []).append(accounts[claim])
    for a, b in sorted(scores, key=lambda pair: (-scores[pair], pair)):
        one, other = grown[a], grown[b]
        if one is not other and _speaks(one, other, scores) and _possible(one, other, members):
            whole = one | other
            grown.update(dict.fromkeys(whole, whole))
    found = {id(whole): whole for whole in grown.values()}.values()
    made = (frozenset(told.claim for node in whole for told in members[node]) for whole in found)
    return tuple(sorted(made, key=min))


def _nodes(accounts: Mapping[str, Account], together: Iterable[frozenset[str]]) -> dict[str, str]:
    """Return for each claim what is clustered in its stead: itself, or the smallest of those a person merged it with."""
    nodes = {claim: claim for claim in accounts}
    for merged in together:
        here = merged & accounts.keys()
        nodes.update(dict.fromkeys(here, min(here, default="")))
    return nodes


def _scores(links: Iterable[Link], nodes: Mapping[str, str], apart: frozenset[str]) -> dict[tuple[str, str], float]:
    """Return the score of each pair of nodes that links join, of several the best: whatever fits one of merged claims fits all."""
    scores: dict[tuple[str, str], float] = {}
    for link in links:
        if link.a in nodes and link.b in nodes and not {link.a, link.b} & apart:
            a, b = sorted((nodes[link.a], nodes[link.b]))
            if a != b:
                scores[a, b] = max(link.score, scores.get((a, b), link.score))
    return scores


def _speaks(one: set[str], other: set[str], scores: Mapping[tuple[str, str], float]) -> bool:
    return sum(scores.get((min(a, b), max(a, b)), weights().unlinked) for a in one for b in other) > 0


def _possible(one: set[str], other: set[str], members: Mapping[str, list[Account]]) -> bool:
    """Tell whether no document would then hold two claims of one event that cannot both be of it."""
    by_document: dict[str, list[Account]] = {}
    for node in one:
        for told in members[node]:
            by_document.setdefault(told.document, []).append(told)
    joining = (told for node in other for told in members[node])
    return all(compatible(a, told) for told in joining for a in by_document.get(told.document, ()))


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
