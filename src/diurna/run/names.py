"""Names: what a reader calls the ids of actors and places, all of one event in one language."""

from __future__ import annotations

import json
from collections import Counter
from functools import cache
from typing import TYPE_CHECKING

from babel import Locale, UnknownLocaleError
from babel.core import get_global

from diurna.knowledge import data_file
from diurna.wording import ENGLISH, is_private, name

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from diurna.event import Account
    from diurna.store import Store
    from diurna.store.spellings import Spellings

_BARE = "name:"  # and the folded name, of what is on no list
_ALPHA3 = 3
_STATES = ("state", "iso")  # kinds of ids that are a country's


def names_of(store: Store, accounts: Iterable[Account], language: str = "", known: Spellings | None = None) -> dict[str, str]:
    """Return a name for each id of some accounts: as documents of one language spell it, else as the lists of countries do.

    Where neither knows it in that language, its name in English stands, then the one that most documents use.

    Args:
        store: an open case.
        accounts: of one event; a private person is told as one.
        language: ISO 639-1; the one that most of the accounts are in by default, of as many English, then the first in order.
        known: what claims call their ids, as `spelled` gives it.
    """
    told = list(accounts)
    wanted = language or _most(told)
    ids = _ids(told)
    spelt = spelled(store, told) if known is None else known
    some = any(one.startswith(_BARE) for one in ids)
    bare = store.fusion.spellings((), [account.claim for account in told]) if some else {}
    named = {one: _name(one, bare.get(one) or spelt[one], wanted) for one in ids}
    return {one: found for one, found in named.items() if found}


def spelled(store: Store, accounts: Iterable[Account]) -> Spellings:
    """Return what claims call the ids of accounts of several events, as `names_of` takes it for each of them, asked for at once."""
    ids = _ids(accounts)
    return {**{one: {} for one in ids}, **store.fusion.spellings(ids)}


def _ids(accounts: Iterable[Account]) -> set[str]:
    return {one for account in accounts for one in (*account.actors, *account.recipients, account.place, *account.within)}


def names_for(store: Store, ids: Iterable[str], language: str = ENGLISH) -> dict[str, str]:
    """Return a name for each id, as `names_of` chooses it; one that nothing is known of is shown as it is.

    Args:
        store: an open case.
        ids: of actors and places, as accounts have them.
        language: ISO 639-1.
    """
    wanted = set(ids)
    bare = {one for one in wanted if one.startswith(_BARE)}
    spelled = {**store.fusion.spellings(wanted - bare), **store.fusion.spellings_of_events(bare)}
    named = {one: _name(one, spelled.get(one, {}), language) for one in wanted}
    return {one: name(one, {one: known} if known else {}, language) for one, known in named.items()}


def _most(accounts: Iterable[Account]) -> str:
    counts = Counter(account.language for account in accounts)
    return min(counts, key=lambda code: (-counts[code], code != ENGLISH, code), default=ENGLISH)


def _name(identity: str, spelled: Mapping[str, str], language: str) -> str:
    if is_private(identity):
        return name(identity, {}, language)
    for code in (language, ENGLISH):
        if found := spelled.get(code) or country_name(identity, code):
            return found
    return spelled.get("", "")


def country_name(identity: str, language: str) -> str:
    """Return the name of the country that an id such as "state:NOR" or "iso:NOR" stands for, "" for another id or language."""
    kind, _, code = identity.partition(":")
    if kind not in _STATES or len(code) != _ALPHA3:
        return ""
    return _territories(language).get(_alpha2().get(code, ""), "")


@cache
def _territories(language: str) -> Mapping[str, str]:
    try:
        return dict(Locale.parse(language).territories)
    except (UnknownLocaleError, ValueError):
        return {}


@cache
def _alpha2() -> Mapping[str, str]:
    rows = [json.loads(line) for line in data_file("actors", "states.jsonl").read_text(encoding="utf-8").splitlines()]
    aliases = get_global("territory_aliases").items()
    cldr = {code: to[0] for code, to in aliases if len(code) == _ALPHA3 and code.isalpha() and len(to) == 1}
    return {**cldr, **{row["id"]: row["alpha2"] for row in rows}}


@cache
def numbers(country: str) -> tuple[str, ...]:
    """Return the UN's numbers of a country, by which maps of borders name it, those it had before too, for its ISO 3166-1 alpha-3."""
    alpha2 = _alpha2().get(country, "")
    aliases = get_global("territory_aliases").items()
    return tuple(sorted(code for code, to in aliases if code.isdecimal() and len(code) == _ALPHA3 and to == [alpha2]))
