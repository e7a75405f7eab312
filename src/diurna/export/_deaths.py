"""Deaths: how many people a claim says were killed, where it says so in figures; the words are in `data/exports/deaths.toml`."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from diurna import knowledge

if TYPE_CHECKING:
    from diurna.export._rows import Row

_UNSPACED = re.compile("[\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff]")
_NUMBER = re.compile(r"(\d{1,3}(?:[.,\u00a0\u202f ]\d{3})+(?!\d)|\d+)(.*)", re.DOTALL)
_MOST = 6  # digits; more is no number of people killed in one act


@dataclass(frozen=True, slots=True)
class Deaths:
    """A number of people killed; `exact` is False where the text says "at least" or the like."""

    number: int
    exact: bool


@dataclass(frozen=True, slots=True)
class Words:
    """The words of one language; what each means stands at the head of the file."""

    kill: tuple[str, ...]
    before: tuple[str, ...] = ()
    ages: tuple[str, ...] = ()
    counters: tuple[str, ...] = ()
    told: tuple[tuple[str, ...], ...] = ()
    not_told: tuple[tuple[str, ...], ...] = ()


def deaths(row: Row) -> Deaths | None:
    """Return how many people a claim tells were killed; None when it tells no number, or tells it in words.

    Several victims are summed up only where each of them is told with a number; a place that is hit as well is no victim.
    """
    known = words().get(row.language)
    if known is None or row.type != "ASSAULT" or row.modality != "asserted":
        return None
    places = {actor.id for actor in row.reading.actors or () if actor.kind == "place"}
    victims = dict.fromkeys(party.quote.text for party in row.claim.recipients if party.actor not in places)
    return told(row.claim.trigger.text, tuple(victims), known)


def told(trigger: str, victims: tuple[str, ...], known: Words) -> Deaths | None:
    """Return the number of people killed that a trigger and the words for the victims tell."""
    if not victims or not _kills(trigger.casefold(), known):
        return None
    numbers = [_number(" ".join(words.casefold().split()), known) for words in victims]
    found = [number for number in numbers if number is not None]
    if len(found) < len(numbers):
        return None
    return Deaths(sum(number.number for number in found), all(number.exact for number in found))


@cache
def words() -> dict[str, Words]:
    """Return the words of each language, by its code."""
    with knowledge.data_file("exports", "deaths.toml").open("rb") as handle:
        tables = tomllib.load(handle)
    return {code: knowledge.build(table, Words, f"data/exports/deaths.toml [{code}]") for code, table in tables.items()}


def _kills(trigger: str, known: Words) -> bool:
    if _UNSPACED.search(trigger):
        return any(stem in trigger for stem in known.kill)
    return any(word.startswith(known.kill) for word in re.findall(r"\w+", trigger))


def _number(victims: str, known: Words) -> Deaths | None:
    """Return the number that the words for victims begin with; None for none, for an age, and where other numbers follow."""
    bare = victims
    for word in sorted(known.before, key=len, reverse=True):
        bare = bare.removeprefix(word).lstrip()
    found = _NUMBER.match(bare)
    if found is None:
        return None
    digits, rest = re.sub(r"\D", "", found[1]), found[2]
    ends = not rest or rest[0].isspace() or rest.startswith(known.counters or ("\n",))
    next_word = (re.findall(r"\w+", rest) or [""])[0]
    aged = next_word in known.ages or rest.lstrip().startswith(tuple(known.ages) if _UNSPACED.search(rest) else ("\n",))
    if not ends or aged or re.search(r"\d", rest) or len(digits) > _MOST:
        return None
    return Deaths(int(digits), exact=bare == victims)
