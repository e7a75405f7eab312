"""Choose: of the values that claims give to one part of an event, the one that stands for it, by a rule that is told."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from diurna import edtf

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from diurna.event import Account, Wording
    from diurna.record import Modality

Values = tuple[str, ...]
BETWEEN = "; "  # the amounts of a sentence that has several
HAPPENED, ANNOUNCED, NOT = "happened", "announced", "said not to have happened"
_GROUPS: Mapping[Modality, str] = {
    "asserted": HAPPENED,
    "planned": ANNOUNCED,
    "conditional": ANNOUNCED,
    "possible": ANNOUNCED,
    "demanded": ANNOUNCED,
    "denied": NOT,
    "negated": NOT,
}
_HAPPENED: Wording = ("as many announce it",)
PARTS = ("type", "when", "where", "actors", "recipients", "number", "happened")


class Given(NamedTuple):
    """Values that claims give to one part together (several actors of one act), the origins that do, the day the first did."""

    values: Values
    origins: frozenset[str]
    published: str


def given(part: str, account: Account) -> Values:
    """Return what a claim gives to a part: one value, several for actors that act together, () for nothing."""
    match part:
        case "actors" | "recipients":
            return tuple(sorted(set(account.actors if part == "actors" else account.recipients)))
        case "when" | "where":
            value = account.edtf if part == "when" else account.place
        case "number":
            value = BETWEEN.join(_plain(number) for number in account.numbers)
        case _:
            value = account.type if part == "type" else _GROUPS[account.modality]
    return (value,) if value else ()


def amount(number: str) -> Decimal:
    """Return a number of a text by its value."""
    return Decimal(number.replace(",", "."))


def _plain(number: str) -> str:
    """Return a number in one form, whatever its script, without zeros that say nothing."""
    written = f"{amount(number):f}"
    return written.rstrip("0").rstrip(".") if "." in written else written


def size(part: str, values: Values) -> tuple[Decimal | str, ...]:
    """Return what sorts the values of a part, numbers by how large they are."""
    return tuple(amount(number) for number in values[0].split(BETWEEN)) if part == "number" else values


def chosen(part: str, told: Iterable[Given], within: Mapping[str, frozenset[str]]) -> tuple[Values, Wording]:
    """Return the values that stand for a part, and the rule that chose them, () where there was nothing to choose from.

    Args:
        part: of an event.
        told: what is given to it, at least one.
        within: the ids of what contains a place.
    """
    left = sorted(told, key=lambda one: size(part, one.values))
    if len(left) == 1:
        return left[0].values, ()
    alone = [one for one in left if part != "number" or BETWEEN not in one.values[0]]
    if alone and len(alone) < len(left):
        left = alone
        if len(left) == 1:
            return left[0].values, ("only number",)
    most = max(len(one.origins) for one in left)
    left = [one for one in left if len(one.origins) == most]
    if len(left) == 1:
        return left[0].values, ("most origins", str(most))
    coarse = _coarse(part, [one.values for one in left], within)
    fine = [one for one in left if one.values not in coarse] or left
    if len(fine) == 1:
        return fine[0].values, _HAPPENED if part == "happened" else ("more precise",)
    first = min(one.published for one in fine)
    early = [one for one in fine if one.published == first]
    if len(early) == 1:
        return early[0].values, ("published first",)
    return early[0].values, ("smallest",)


def _coarse(part: str, told: Sequence[Values], within: Mapping[str, frozenset[str]]) -> set[Values]:
    """Return the values of a part for which a more precise one is told: it lies in them, and they not in it."""
    match part:
        case "when":
            return {(value,) for value in _wider([values[0] for values in told])}
        case "where":
            held = {values[0] for values in told}
            around = {value: within.get(value, frozenset()) & held for value in held}
            return {(outer,) for value in held for outer in around[value] if value not in around[outer]}
        case "actors" | "recipients":
            return _parts(told)
        case "happened":
            return {(ANNOUNCED,)} if (HAPPENED,) in told else set()
        case _:
            return set()


def _wider(dates: Sequence[str]) -> Iterator[str]:
    """Yield the dates in which another one lies; of two that are one day, the one without an hour."""
    of: dict[tuple[str, str], list[str]] = {}
    for date in dates:
        if span := edtf.span(date):
            of.setdefault(span, []).append(date)
    least = ""  # the earliest end of those that begin no earlier
    for first, last in sorted(sorted(of), key=lambda span: span[0], reverse=True):
        here = of[first, last]
        hours = [date for date in here if edtf.precision(date) == "time"]
        if least and least <= last:
            yield from here
        elif hours:
            yield from (date for date in here if date not in hours)
        least = min(least or last, last)


def _parts(told: Sequence[Values]) -> set[Values]:
    """Return the parties that others name together with more; each is looked for among those that name its rarest member."""
    naming: dict[str, list[frozenset[str]]] = {}
    for values in told:
        for value in values:
            naming.setdefault(value, []).append(frozenset(values))
    return {values for values in told if any(other > set(values) for other in min((naming[value] for value in values), key=len))}
