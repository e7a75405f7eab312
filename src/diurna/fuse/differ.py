"""Differ: where the claims of an event contradict one another, in sentences.

A value that contains the other does not contradict it, nor does one that may be the other by another name.
"""

from __future__ import annotations

from collections import Counter
from itertools import combinations
from typing import TYPE_CHECKING, NamedTuple

from diurna import edtf
from diurna.fuse.account import country
from diurna.fuse.choose import BETWEEN, HAPPENED, NOT, amount
from diurna.fuse.weights import close
from diurna.wording import name

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from diurna.event import Account, Told, Wording

_MUTUAL = ("AGREE", "CONSULT", "COOPERATE")  # who acts and who is acted upon can change places
_VAGUE = ("near:", "name:", "unresolved:", "area:")  # a place on no list, which may have other names
_UNKNOWN = ("name:", "private:")


def disagreements(
    told: Sequence[Told],
    accounts: Mapping[str, Account],
    sources: Mapping[str, str],
    within: Mapping[str, frozenset[str]],
    names: Mapping[str, str],
) -> tuple[Wording, ...]:
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
        _sentence("differ type", of("type"), _unlike),
        _sentence("differ date", of("when"), _apart),
        _sentence("differ place", of("where"), lambda places: _elsewhere(places, within)),
        _parties("actor", accounts, sources, names),
        _parties("recipient", accounts, sources, names),
        _numbers(of("number")),
        _sentence("differ happened", of("happened"), lambda told: {HAPPENED, NOT} if {HAPPENED, NOT} <= set(told) else set()),
    )
    return tuple(sentence for sentence in found if sentence)


def _sentence(code: str, told: Sequence[Told], contradicted: Callable[[Sequence[str]], set[str]]) -> Wording:
    """Return the values of a part that some other value contradicts, () for none."""
    apart = contradicted([one.value for one in told])
    values = [one for one in told if one.value in apart]
    names = Counter(one.name for one in values)
    # Two towns of one name are told apart by their ids.
    listed = (("by", ("of one name", one.name, one.value) if names[one.name] > 1 else _leaf(one), *one.sources) for one in values)
    return (code, *listed) if values else ()


def _leaf(one: Told) -> Wording | str:
    return (one.value,) if one.part == "happened" else one.name


def _unlike(types: Sequence[str]) -> set[str]:
    return {one for a, b in combinations(types, 2) if not close(a, b) for one in (a, b)}


def _apart(dates: Sequence[str]) -> set[str]:
    """Return the dates that end before another begins, or begin after another has ended."""
    spans = {date: span for date in dates if (span := edtf.span(date)) is not None}
    latest = max((first for first, _ in spans.values()), default="")
    earliest = min((last for _, last in spans.values()), default="")
    return {date for date, (first, last) in spans.items() if last < latest or earliest < first}


class _Spot(NamedTuple):
    """What decides whether a place contradicts others: its countries, whether it may have another name, what it lies in or holds."""

    lands: frozenset[str]
    vague: bool
    around: frozenset[str]
    holds: str


def _elsewhere(places: Sequence[str], within: Mapping[str, frozenset[str]]) -> set[str]:
    """Return the places that cannot be one with another of them; those alike in all that decides it are looked at once."""
    told = frozenset(places)
    around = {place: within.get(place, frozenset()) & told for place in places}
    holding = {outer for outers in around.values() for outer in outers}
    spots: dict[_Spot, list[str]] = {}
    for place in places:
        lands = frozenset(country(one) for one in (place, *within.get(place, ()))) - {""}
        spot = _Spot(lands, place.startswith(_VAGUE), around[place], place if place in holding else "")
        spots.setdefault(spot, []).append(place)
    found = {place for spot, alike in spots.items() if len(alike) > 1 and not spot.vague for place in alike}
    for one, other in combinations(spots, 2):
        if one.holds not in other.around and other.holds not in one.around and _off(one, other):
            found.update(spots[one], spots[other])
    return found


def _off(a: _Spot, b: _Spot) -> bool:
    return bool(a.lands and b.lands and not a.lands & b.lands) or not (a.vague or b.vague)


class _Side(NamedTuple):
    """Who acts, or is acted upon, in some claims; their countries; and who may as well be told in their stead."""

    parties: frozenset[str]
    lands: frozenset[str]
    instead: frozenset[str]


def _parties(role: str, accounts: Mapping[str, Account], sources: Mapping[str, str], names: Mapping[str, str]) -> Wording:
    """Return those who are said to act (or to be acted upon) together, where others name nobody of them, nor of their country."""
    tellers: dict[frozenset[str], set[str]] = {}
    sides: dict[_Side, None] = {}
    for claim, told in accounts.items():
        mine, theirs = (told.actors, told.recipients) if role == "actor" else (told.recipients, told.actors)
        if not all(one.startswith(_UNKNOWN) for one in mine):
            tellers.setdefault(frozenset(mine), set()).add(sources[claim])
            lands = frozenset(map(country, mine)) - {""}
            sides[_Side(frozenset(mine), lands, frozenset(theirs if told.type in _MUTUAL else ()))] = None
    apart = _strangers(list(sides))
    listed = sorted((tuple(sorted({name(one, names) for one in party})), tuple(sorted(tellers[party]))) for party in apart)
    sides_told: list[Wording] = [("by", ("and", *who), *by) for who, by in listed]
    return (f"differ {role}", *sides_told) if listed else ()


def _strangers(sides: Sequence[_Side]) -> set[frozenset[str]]:
    """Return those for whom some side names nobody of them; it is sought among the sides without their most frequent mark."""
    marked: dict[tuple[str, str], set[int]] = {}
    for at, side in enumerate(sides):
        for mark in _marks(side):
            marked.setdefault(mark, set()).add(at)
    without: dict[tuple[str, str], list[int]] = {}
    found = set()
    for side in sides:
        common = max(_sought(side), key=lambda mark: (len(marked.get(mark, ())), mark), default=("", ""))
        having = marked.get(common, set())
        if common not in without and 2 * len(having) > len(sides):  # few are without it; of many the first will do
            without[common] = [at for at in range(len(sides)) if at not in having]
        if any(_others(side, sides[at]) for at in without.get(common, range(len(sides)))):
            found.add(side.parties)
    return found


def _marks(side: _Side) -> set[tuple[str, str]]:
    """Return the marks of a side: who does not contradict it seeks one of them."""
    parties = {("party", one) for one in side.parties | side.instead}
    return parties | {("named", one) for one in side.parties} | {("land", one) for one in side.lands}


def _sought(side: _Side) -> set[tuple[str, str]]:
    """Return the marks of which one is enough for another side not to contradict this one."""
    parties = {("party", one) for one in side.parties}
    return parties | {("named", one) for one in side.instead} | {("land", one) for one in side.lands}


def _others(a: _Side, b: _Side) -> bool:
    return not (a.parties & b.parties or a.lands & b.lands or a.parties & b.instead or b.parties & a.instead)


def _numbers(told: Sequence[Told]) -> Wording:
    """Return the numbers of sentences that have one, by source: its lowest and highest, and the one that the rule puts first."""
    alone = [one for one in told if BETWEEN not in one.value]
    if len(alone) < 2:  # noqa: PLR2004 - two differ
        return ()
    by_source: dict[str, list[str]] = {}
    for one in alone:
        for source in one.sources:
            by_source.setdefault(source, []).append(one.value)
    return ("differ number", *(("by", _range(values), source) for source, values in sorted(by_source.items())))


def _range(values: Sequence[str]) -> Wording | str:
    low, high, best = min(values, key=amount), max(values, key=amount), values[0]
    if low == high:
        return low
    return ("between", low, high) if best in (low, high) else ("between, best", low, high, best)
