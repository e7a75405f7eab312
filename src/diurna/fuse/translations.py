"""Translations, told without a model of language: what of a text stays as it is in every language."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from diurna import knowledge
from diurna.folding import folded

if TYPE_CHECKING:
    from collections.abc import Iterator

    from diurna.record import Reading

_NUMBER = re.compile(r"\d+(?:[.,\u00a0\u202f ]\d{3})*(?!\d)|\d+")
# The end of an id that has no meaning outside its document.
_LOCAL = re.compile(r":[0-9a-f]{10}$")
_NAMED = ("person", "organisation", "place")
_VOWELS = re.compile(r"[aeiouy]+")
_TWICE = re.compile(r"(.)\1+")
_WEIGHTS = {
    "year": 0.6, "1 digits": 0.3, "2 digits": 0.7, "number": 1.5, "day": 1.5,
    "iso": 0.5, "state": 0.5, "geonames": 1.0, "name": 1.0, "actor": 1.2,
}  # fmt: skip
_SCANT = 4  # times as many names in the one as in the other: the other's script hides them
_LEAST = 3  # consonants of a name that tell it from others


@dataclass(frozen=True, slots=True)
class Letters:
    """The file `data/actors/letters.toml`."""

    plain: dict[str, str]
    sounds: tuple[tuple[str, str], ...]
    latin: dict[str, str]


def marks(reading: Reading) -> tuple[str, ...]:
    """Return what a translation of a document would share with it, in the order of the text: ids, days, numbers, sounds of names.

    Ids, days and names stand where they are met first, numbers each time.

    Args:
        reading: with its times, mentions, places and actors.
    """
    met: dict[str, int] = {}
    for mark, at in (*_ids(reading), *_sounds(reading)):
        met[mark] = min(at, met.get(mark, at))
    return tuple(mark for _, mark in sorted([*((at, mark) for mark, at in met.items()), *_numbers(reading.document.text)]))


def _ids(reading: Reading) -> Iterator[tuple[str, int]]:
    actors = ((actor.id, actor.mentions) for actor in reading.actors or () if not actor.private and not _LOCAL.search(actor.id))
    places = ((place.id, place.mentions) for place in reading.places or () if place.id.startswith(("geonames:", "iso:")))
    for name, quotes in (*actors, *places):
        yield from ((name, quote.start) for quote in quotes)
    for time in reading.times or ():
        if time.edtf and time.basis == "stated" and not time.edtf.isdigit():  # a year is among the numbers
            yield f"day:{time.edtf}", time.quote.start


def _sounds(reading: Reading) -> Iterator[tuple[str, int]]:
    for mention in reading.mentions or ():
        if mention.kind in _NAMED:
            for found in re.finditer(r"[^\W\d_]+", mention.quote.text):
                sound = consonants(found[0])
                if len(sound) >= _LEAST and sound.isascii():  # Han has no letters to compare
                    yield f"name:{sound}", mention.quote.start + found.start()


@lru_cache(maxsize=1 << 16)
def consonants(word: str) -> str:
    """Return the consonants of a name as it sounds, the same from several alphabets.

    >>> consonants("Chaplin"), consonants("Чаплин")
    ('sbln', 'sbln')
    """
    letters = _letters()
    bare = "".join(letters.plain.get(sign, sign) for sign in folded(word))
    latin = "".join(letters.latin.get(sign, sign) for sign in bare)
    for spelling, sound in letters.sounds:
        latin = latin.replace(spelling, sound)
    return _TWICE.sub(r"\1", _VOWELS.sub("", latin))


def likeness(one: tuple[str, ...], other: tuple[str, ...]) -> tuple[float, float]:
    """Return how much two documents share in one order, as a weight and as a share of all their marks (Dice's coefficient).

    Different articles on one story share marks, but not their order. Names are left out where one of the two is in a script
    whose names are not compared.

    Args:
        one: marks of a document, in order.
        other: marks of the other.
    """
    if not _compared(one, other):
        one, other = (tuple(mark for mark in told if not mark.startswith("name:")) for told in (one, other))
    both = Counter(one) & Counter(other)
    whole = sum(map(weight, one)) + sum(map(weight, other))
    if not both:
        return 0.0, 0.0
    shared = _in_order([mark for mark in one if mark in both], [mark for mark in other if mark in both])
    return shared, 2 * shared / whole


@cache
def weight(mark: str) -> float:
    """Return how much it says that two documents share a mark: a short number or a country is in many."""
    kind, _, rest = mark.partition(":")
    if kind == "number":
        return _WEIGHTS["year"] if re.fullmatch(r"(?:19|20)\d\d", rest) else _WEIGHTS.get(f"{len(rest)} digits", _WEIGHTS["number"])
    if kind == "day":
        return _WEIGHTS["day" if len(rest) >= len("YYYY-MM-DD") else "year"]
    return _WEIGHTS.get(kind, _WEIGHTS["actor"])


def _compared(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    fewer, more = sorted(sum(mark.startswith("name:") for mark in told) for told in (one, other))
    return fewer * _SCANT >= more


def _in_order(one: list[str], other: list[str]) -> float:
    """Return the weight of the heaviest run of marks that both hold in one order."""
    row = [0.0] * (len(other) + 1)
    for mark in one:
        before = 0.0
        for at, against in enumerate(other, start=1):
            here = row[at]
            row[at] = max(row[at], row[at - 1], before + weight(mark) if mark == against else 0.0)
            before = here
    return row[-1]


def _numbers(text: str) -> Iterator[tuple[int, str]]:
    for found in _NUMBER.finditer(text):
        yield found.start(), "number:" + "".join(str(int(sign)) for sign in found[0] if sign.isdecimal())


@cache
def _letters() -> Letters:
    return knowledge.load("actors/letters", Letters)
