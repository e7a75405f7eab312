"""Candidates: the entries that some words may mean, each with the weight it has before the article is asked."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Final

from diurna.places.forms import KIND_WORD, Form, adjectives, forms, relation
from diurna.places.gazetteer import ALTERNATE, CODE, FIRST_UNIT, SECOND_UNIT, Entry, gazetteer
from diurna.places.words import lexicon

# Weights before context, in powers of ten of inhabitants. A country outweighs any town; a unit is worth less than the town it is
# named after (Donetsk), more than small towns of its name (Texas).
COUNTRY: Final = 9.0
AREA: Final = 7.5
_CAPITAL, _UNIT_BASE, _UNIT_SLOPE, _SECOND = 1.5, 2.2, 0.5, 1.6
_RANK_PRICE = (0.0, 0.2, 1.4, 0.6)
_KIND_BONUS, _KIND_MALUS = 2.5, 1.5
_BESIDE_A_PLAIN_NAME = 2.0  # "West Palm Beach" is a town of its own, not the west of Palm Beach
_NATION, _TERRITORY = 100_000, 6.5  # inhabitants of a country in the news; weight of a smaller one (Norfolk Island, not Norfolk)
_SEAT = 50_000  # inhabitants of a town from which a unit may have its name
_CASED_CODE = re.compile(r"^(?:[A-Z]{2,4}|(?:[A-Z][a-z]{0,4}\. ?){1,4}|[A-Z]\.[A-Z])$")


@dataclass(frozen=True, slots=True)
class Candidate:
    """An entry that some words may mean: its weight, how good the name is, and what the words say beside the name."""

    entry: Entry
    weight: float
    rank: int
    price: float
    relation: str = ""


@lru_cache(maxsize=20_000)
def candidates(words: str, language: str) -> tuple[Candidate, ...]:
    """Return the entries that the words may mean, the weightiest first; none where they only name something after a place."""
    known = lexicon(language)
    every = forms(words, known)
    if any(form.key in known.institutions for form in every):
        return ()
    beside = relation(words, known)
    found = _by_name(words, every, named_after=beside == "named_after")
    if any(form.kind == "first_units" for form in every):
        if any(c.entry.kind == FIRST_UNIT for c in found.values()):
            found = {row: _but_city_units(c, found) for row, c in found.items()}
        else:
            found |= _units_of_towns(every, found, language)
    if not found and beside != "named_after":
        found = _of_adjectives(words, language)
    return tuple(sorted(found.values(), key=lambda candidate: (-candidate.weight, candidate.entry.row)))


def _by_name(words: str, every: tuple[Form, ...], *, named_after: bool) -> dict[int, Candidate]:
    found: dict[int, Candidate] = {}
    plain = any(rank < ALTERNATE for form in every if form.price == 0 for _, rank in gazetteer().find(form.key))
    for form in every:
        taken_apart = form.price > KIND_WORD
        for entry, rank in gazetteer().find(form.key):
            if (rank == CODE and not _CASED_CODE.match(words.strip())) or (named_after and (taken_apart or entry.population < _SEAT)):
                continue
            if form.kind == "second_units" and entry.precision == "country":
                continue
            weight = _prior(entry) - _RANK_PRICE[rank] - form.price
            if plain and (form.relation or form.kind):
                weight -= _BESIDE_A_PLAIN_NAME
            else:
                weight += _kind_weight(form.kind, entry)
            if entry.row not in found or weight > found[entry.row].weight:
                found[entry.row] = Candidate(entry, round(weight, 4), rank, form.price, form.relation)
    return found


def _prior(entry: Entry) -> float:
    size = math.log10(entry.population + 1)
    if entry.id.startswith("iso:"):
        return COUNTRY if entry.population >= _NATION else _TERRITORY
    if entry.id.startswith("area:"):
        return AREA
    if entry.kind == FIRST_UNIT:
        return _UNIT_BASE + _UNIT_SLOPE * size
    if entry.kind == SECOND_UNIT:
        return size - _SECOND
    return max(size, 2.0) + (_CAPITAL if entry.kind == "capital" else 0.0)


def _kind_weight(asked: str, entry: Entry) -> float:
    if not asked:
        return 0.0
    wanted = {"towns": {"town", "capital"}, "first_units": {FIRST_UNIT}, "second_units": {SECOND_UNIT}}[asked]
    return _KIND_BONUS if entry.kind in wanted else -_KIND_MALUS


def _but_city_units(candidate: Candidate, found: dict[int, Candidate]) -> Candidate:
    """Weigh down the unit that a city makes by itself: "the region of Minsk" is the land around it."""
    unit = candidate.entry
    others = any(c.entry.kind == FIRST_UNIT and c.entry.country == unit.country and c.entry.row != unit.row for c in found.values())
    city = any(c.entry.unit1 == unit.row and c.entry.precision == "town" for c in found.values())
    return replace(candidate, weight=candidate.weight - _KIND_BONUS) if others and city else candidate


def _units_of_towns(every: tuple[Form, ...], found: dict[int, Candidate], language: str) -> dict[int, Candidate]:
    """Return the units of the towns that words such as "region of <town>" or "<of the town> region" name."""
    towns = {c.entry.row: c.weight + _KIND_MALUS for c in found.values()}
    for form in every:
        if form.kind == "first_units":
            for stem in adjectives(form.key, lexicon(language)):
                towns |= {e.row: _prior(e) - 1.0 for e, rank in gazetteer().find(stem) if rank < ALTERNATE and e.row not in towns}
    units: dict[int, Candidate] = {}
    for row, weight in sorted(towns.items(), key=lambda item: (-item[1], item[0])):
        town = gazetteer().entry(row)
        if town.unit1 and town.precision == "town" and town.population >= _SEAT and town.unit1 not in units:
            units[town.unit1] = Candidate(gazetteer().entry(town.unit1), round(weight + 0.5, 4), 1, KIND_WORD)
    return units


def _of_adjectives(words: str, language: str) -> dict[int, Candidate]:
    """Return the one country whose adjective the words hold ("the Belarusian border"), none where it is not one."""
    known = lexicon(language)
    found: dict[int, Candidate] = {}
    for stem in adjectives(words, known):
        for entry, rank in gazetteer().find(stem):
            if entry.id.startswith("iso:") and rank < ALTERNATE and entry.population > 0:
                found[entry.row] = Candidate(entry, COUNTRY - 1.0, rank, 1.0, relation(words, known))
    return found if len(found) == 1 else {}
