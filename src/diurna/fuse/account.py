"""Accounts: what of a claim is compared with other documents' claims, and the blocks in which it looks for its like."""

from __future__ import annotations

import re
from datetime import date
from itertools import combinations
from typing import TYPE_CHECKING

from diurna.edtf import days
from diurna.event import Account
from diurna.folding import folded
from diurna.fuse.numbers import amounts
from diurna.fuse.weights import quad, weights
from diurna.record import digest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from diurna.record import Claim, Party, Place, Quote, Reading

# The ids that actors, places give to what has no meaning outside its document: a kind and a hash.
_LOCAL = re.compile(r"[a-z -]+:[0-9a-f]{10}", re.ASCII)
_PARTS = 10_000  # of a document
_WIDEST = 8  # days of a date that is looked for by its days; a longer one is looked for by the month it begins in


def account(claim: Claim, reading: Reading, units: Callable[[str], tuple[str, ...]] | None = None) -> Account:
    """Return a claim, as people left it, in the form in which claims are compared.

    Args:
        claim: of the reading.
        reading: with people's corrections laid over it.
        units: gives the ids of the units of its country that a place lies in.
    """
    private = frozenset(actor.id for actor in reading.actors or () if actor.private)
    edtf = claim.when.edtf if claim.when else None
    first, last = days(edtf)
    place = claim.where
    return Account(
        claim=claim.id,
        document=claim.document,
        type=claim.type,
        modality=claim.modality,
        edtf=edtf,
        first=first,
        last=last,
        actors=_ids(claim.actors, private),
        recipients=_ids(claim.recipients, private),
        place=(place.id or f"name:{folded(place.name)}") if place else "",
        within=_within(place, units) if place else (),
        numbers=_numbers(claim.sentence, reading),
        trigger=claim.trigger.text,
        sentence=claim.sentence.text,
        language=reading.language,
        span=_span(claim.sentence, len(reading.document.text)),
    )


def keys(told: Account, published: str | None) -> tuple[str, ...]:
    """Return the blocks that an account is in: any two of its actors, its place and its family of types, near one time.

    Two accounts whose days lie no further apart than the window share a block when they share any two of these.

    Args:
        told: the account.
        published: the day its document was published; the time of an account without a date.
    """
    what = sorted({*told.actors, *told.recipients, *([told.place] if told.place else []), *_countries(told), quad(told.type)})
    return tuple(f"{when}|{one}|{other}" for when in _times(told, published) for one, other in combinations(what, 2))


def _within(place: Place, units: Callable[[str], tuple[str, ...]] | None) -> tuple[str, ...]:
    around = units(place.id) if units is not None else ()
    land = f"iso:{place.country}" if place.country else ""
    return tuple(one for one in (*around, land) if one and one != place.id)


def _countries(told: Account) -> Iterator[str]:
    """Yield the countries that a place lies in; what is smaller would add blocks whose claims share these already."""
    return (one for one in told.within if one.startswith("iso:"))


def said(key: str, names: Mapping[str, str]) -> str:
    """Return a block in a reader's words.

    Args:
        key: as `keys` gives it.
        names: what a reader calls the ids of actors and places.
    """
    when, one, other = key.split("|", 2)
    if when.isdigit():
        step = weights().window + 1
        first, last = (date.fromordinal(day) for day in ((int(when) - 1) * step, (int(when) + 1) * step - 1))
        when = f"{first} to {last}"
    told = " and ".join(names.get(part, part.removeprefix("name:")) for part in (one, other))
    return f"{told}, {'no date' if when == 'never' else when}"


def lasting(identity: str) -> bool:
    """Tell whether an actor's id means the same in every document: it is resolved, and not made of a kind and a hash of the name.

    >>> lasting("state:NOR"), lasting("person:0123456789"), lasting("")
    (True, False, False)
    """
    return bool(identity) and not _LOCAL.fullmatch(identity)


def country(identity: str) -> str:
    """Return the country (ISO 3166-1 alpha-3) that an actor's or place's id names, "" where it names none."""
    found = identity.split(":")[1] if ":" in identity else ""
    return found if len(found) == 3 and found.isupper() else ""  # noqa: PLR2004 - alpha-3


def _ids(parties: tuple[Party, ...], private: frozenset[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(_id(party, private) for party in parties))


def _id(party: Party, private: frozenset[str]) -> str:
    if party.actor in private:  # recognised by the name, which is not told on
        return f"private:{digest(folded(party.name))}"
    return party.actor if lasting(party.actor) else f"name:{folded(party.name)}"


def _numbers(sentence: Quote, reading: Reading) -> tuple[str, ...]:
    """Return the amounts of a sentence, without those that are part of a date."""
    dates = [time.quote for time in reading.times or () if time.edtf and sentence.start <= time.quote.start < sentence.end]
    found = amounts(sentence.text, reading.language)
    return tuple(value for at, value in found if not any(date.start <= sentence.start + at < date.end for date in dates))


def _span(sentence: Quote, length: int) -> tuple[int, int]:
    return (_PARTS * sentence.start // length, -(-_PARTS * sentence.end // length)) if length else (0, 0)


def _times(told: Account, published: str | None) -> Iterator[str]:
    """Yield the stretches of time an account is looked for in; two days in the window share one.

    A date that is no single day is looked for near the day of publication as well: there the undated and the exact ones are.
    """
    first, last = told.first or told.last or published, told.last or told.first or published
    if first is None or last is None:
        yield "never"
        return
    spans = ((first, last), (published, published)) if published and first != last else ((first, last),)
    yield from dict.fromkeys(stretch for one, other in spans for stretch in _stretches(one, other))


def _stretches(first: str, last: str) -> Iterator[str]:
    start, end = date.fromisoformat(first).toordinal(), date.fromisoformat(last).toordinal()
    step = weights().window + 1
    if end - start < _WIDEST:
        yield from (str(stretch) for stretch in range(start // step, end // step + 2))
    else:
        yield from (str(start // step), str(start // step + 1), f"from {first[:7]}")
