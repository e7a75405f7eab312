"""Differ: where the claims of an event contradict one another, in sentences.

A value that contains the other does not contradict it, nor does one that may be the other by another name.
"""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING, NamedTuple

from diurna import edtf
from diurna.fuse.account import country
from diurna.fuse.choose import BETWEEN, HAPPENED, NOT, amount, inside
from diurna.fuse.score import shown
from diurna.fuse.weights import close

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from diurna.event import Account, Told

_MUTUAL = ("AGREE", "CONSULT", "COOPERATE")  # who acts and who is acted upon can change places
_VAGUE = ("near:", "name:", "unresolved:", "area:")  # a place on no list, which may have other names
_UNKNOWN = ("name:", "private:")


def disagreements(
    told: Sequence[Told],
    accounts: Mapping[str, Account],
    sources: Mapping[str, str],
    within: Mapping[str, frozenset[str]],
    names: Mapping[str, str],
) -> tuple[str, ...]:
    """Return where claims contradict one another: "date: 2021-03-05 (A, B) or 2021-03-07 (C)".

    Args:
        told: the values of the event, for each part in the order of the rule that chooses one.
        accounts: its claims by id.
        sources: what a reader calls the source of each claim.
        within: the ids of what contains a place.
        names: what a reader calls the ids of actors.
    """

    def of(part: str) -> list[Told]:
        return [one for one in told if one.part == part]

    found = (
        _sentence("type", of("type"), lambda a, b: not close(a, b)),
        _sentence("date", of("when"), _apart),
        _sentence("place", of("where"), lambda a, b: _elsewhere(a, b, within)),
        _parties("actor", accounts, sources, names),
        _parties("recipient", accounts, sources, names),
        _numbers(of("number")),
        _sentence("whether it happened", of("happened"), lambda a, b: {a, b} == {HAPPENED, NOT}),
    )
    return tuple(sentence for sentence in found if sentence)


def _sentence(label: str, told: Sequence[Told], contradict: Callable[[str, str], bool]) -> str:
    """Return the values of a part that some other value contradicts, "" for none."""
    apart = {value for a, b in combinations([one.value for one in told], 2) if contradict(a, b) for value in (a, b)}
    values = [one for one in told if one.value in apart]
    names = [one.name for one in values]
    # Two towns of one name are told apart by their ids.
    listed = (f"{one.name}{f' [{one.value}]' if names.count(one.name) > 1 else ''} ({', '.join(one.sources)})" for one in values)
    return f"{label}: {' or '.join(listed)}" if values else ""


def _apart(a: str, b: str) -> bool:
    one, other = edtf.span(a), edtf.span(b)
    return one is not None and other is not None and (one[1] < other[0] or other[1] < one[0])


def _elsewhere(a: str, b: str, within: Mapping[str, frozenset[str]]) -> bool:
    if inside(a, b, within) or inside(b, a, within):
        return False
    lands = [{country(place) for place in (x, *within.get(x, ()))} - {""} for x in (a, b)]
    if lands[0] and lands[1] and not lands[0] & lands[1]:
        return True
    return not a.startswith(_VAGUE) and not b.startswith(_VAGUE)


class _Side(NamedTuple):
    """Who acts, or is acted upon, in some claims; their countries; and who may as well be told in their stead."""

    parties: frozenset[str]
    lands: frozenset[str]
    instead: frozenset[str]


def _parties(role: str, accounts: Mapping[str, Account], sources: Mapping[str, str], names: Mapping[str, str]) -> str:
    """Return those who are said to act (or to be acted upon) together, where others name nobody of them, nor of their country."""
    tellers: dict[frozenset[str], set[str]] = {}
    sides = set()
    for claim, told in accounts.items():
        mine, theirs = (told.actors, told.recipients) if role == "actor" else (told.recipients, told.actors)
        if not all(one.startswith(_UNKNOWN) for one in mine):
            tellers.setdefault(frozenset(mine), set()).add(sources[claim])
            lands = frozenset(map(country, mine)) - {""}
            sides.add(_Side(frozenset(mine), lands, frozenset(theirs if told.type in _MUTUAL else ())))
    apart = {side.parties for a, b in combinations(sides, 2) if _others(a, b) for side in (a, b)}
    listed = sorted((" and ".join(sorted({shown(one, names) for one in party})), ", ".join(sorted(tellers[party]))) for party in apart)
    return f"{role}: {' or '.join(f'{who} ({by})' for who, by in listed)}" if listed else ""


def _others(a: _Side, b: _Side) -> bool:
    return not (a.parties & b.parties or a.lands & b.lands or a.parties & b.instead or b.parties & a.instead)


def _numbers(told: Sequence[Told]) -> str:
    """Return the numbers of sentences that have one, by source: its lowest and highest, and the one that the rule puts first."""
    alone = [one for one in told if BETWEEN not in one.value]
    if len(alone) < 2:  # noqa: PLR2004 - two differ
        return ""
    by_source: dict[str, list[str]] = {}
    for one in alone:
        for source in one.sources:
            by_source.setdefault(source, []).append(one.value)
    return f"number: {', '.join(f'{_range(values)} ({source})' for source, values in sorted(by_source.items()))}"


def _range(values: Sequence[str]) -> str:
    low, high, best = min(values, key=amount), max(values, key=amount), values[0]
    if low == high:
        return low
    return f"between {low} and {high}" + (f", {best} best supported" if best not in (low, high) else "")
