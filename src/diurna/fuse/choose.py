"""Choose: of the values that claims give to one part of an event, the one that stands for it, by a rule that is told."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from diurna import edtf

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from diurna.event import Account
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


def chosen(part: str, told: Iterable[Given], within: Mapping[str, frozenset[str]]) -> tuple[Values, str]:
    """Return the values that stand for a part, and the rule that chose them, "" where there was nothing to choose from.

    Args:
        part: of an event.
        told: what is given to it, at least one.
        within: the ids of what contains a place.
    """
    left = sorted(told, key=lambda one: size(part, one.values))
    if len(left) == 1:
        return left[0].values, ""
    alone = [one for one in left if part != "number" or BETWEEN not in one.values[0]]
    if alone and len(alone) < len(left):
        left, why = alone, "the only number of its sentence"
        if len(left) == 1:
            return left[0].values, why
    most = max(len(one.origins) for one in left)
    left = [one for one in left if len(one.origins) == most]
    if len(left) == 1:
        return left[0].values, f"most independent origins ({most})"
    fine = [one for one in left if not any(_finer(part, other.values, one.values, within) for other in left)]
    if len(fine) == 1:
        return fine[0].values, "the more precise of those with as many independent origins"
    fine = fine or left
    first = min(one.published for one in fine)
    early = [one for one in fine if one.published == first]
    if len(early) == 1:
        return early[0].values, "published first of those that are as well supported"
    return early[0].values, "the smallest of those that are as well supported and as early"


def _finer(part: str, inner: Values, outer: Values, within: Mapping[str, frozenset[str]]) -> bool:
    """Tell whether one value lies in the other, and the other not in it."""
    match part:
        case "when":
            return _shorter(inner[0], outer[0])
        case "where":
            return inside(inner[0], outer[0], within) and not inside(outer[0], inner[0], within)
        case "actors" | "recipients":
            return set(inner) > set(outer)
        case _:
            return False


def _shorter(inner: str, outer: str) -> bool:
    one, other = edtf.span(inner), edtf.span(outer)
    if one is None or other is None:
        return False
    if one == other:
        return edtf.precision(inner) == "time" != edtf.precision(outer)
    return other[0] <= one[0] and one[1] <= other[1]


def inside(inner: str, outer: str, within: Mapping[str, frozenset[str]]) -> bool:
    """Tell whether one place lies in another."""
    return outer in within.get(inner, frozenset())
