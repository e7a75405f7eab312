"""Translations, told without a model of language: what of a text stays as it is in every language, and in which sentence."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter, defaultdict
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from diurna.fuse import alignment, sounds
from diurna.fuse.numbers import amounts
from diurna.fuse.sounds import consonants

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from diurna.event import Wording
    from diurna.record import Reading

__all__ = ["Marks", "consonants", "likeness", "marks", "meeting"]

# The end of an id that has no meaning outside its document.
_LOCAL = re.compile(r":[0-9a-f]{10}$")
_YEAR = re.compile(r"(?:19|20)\d\d")
_NAMED = ("person", "organisation", "place")
_WEIGHTS = {
    "year": 0.6, "1 digits": 0.3, "2 digits": 0.7, "number": 1.5, "day": 1.5,
    "iso": 0.5, "state": 0.5, "geonames": 1.0, "name": 1.0, "actor": 1.2,
}  # fmt: skip
_HEARD = {2: 0.6, 3: 1.2}  # of a name by its consonants, in a script that hides them; more of them
_CLEAR = 2.0
_BITS = 2.0  # of a weight, where both sentences hold the mark and no others do
_SENTENCES = 100  # of a text that are compared at most
_HAN = re.compile(r"[\u3400-\u9fff]")
_LETTERS = 3  # in other scripts, for one sign of Han
_BEGINNING = 4  # consonants of a name that are compared; endings come after them
_SCRIPTS: tuple[sounds.Script, ...] = ("", "arab", "han")
_TELLING = 1.0  # weight of a mark under which documents meet
_TELLING_ARAB = 2.0  # of any word in Arabic letters
_SHARED = 2.5  # weight of marks in common at least
_LEAST = 4  # sentences; of shorter texts nothing can be told
_LONGER = 2  # times as many sentences at most
# The odds, fitted on half of the stories and topics that docs/decisions/across-languages.md names: for each bit of lengths and of marks
# to a sentence, for the share of the marks of the text that has fewer, for that of sentences beside one another.
_EVEN, _MARKED, _HELD, _BESIDE, _WHOLLY = 2.5, 2.8, 9.0, 14.5, 19.5
_SHORT, _DOUBT = 10, 0.5  # sentences, and what each that is missing takes from the odds: two short reports of one event are much alike
_MOST = 4.0  # bits of marks to a sentence that count


@dataclass(frozen=True, slots=True)
class Marks:
    """What a translation of a document would share with it.

    `marks` are ids, days, numbers and names, `places` the sentences in which they stand (as many), `lengths` those of the sentences,
    `script` that of the text.
    """

    marks: tuple[str, ...]
    places: tuple[int, ...]
    lengths: tuple[int, ...]
    script: sounds.Script


@dataclass(frozen=True, slots=True)
class Likeness:
    """How far two texts are one told in two languages: the log of the odds for it, and what speaks for it."""

    odds: float
    beside: float
    why: Wording


NOTHING = Likeness(-_WHOLLY, 0.0, ())


def marks(reading: Reading) -> Marks:
    """Return what a translation of a document would share with it.

    Args:
        reading: with its sentences, times, mentions, places and actors.
    """
    text = reading.document.text
    spans = [(told.start, told.end) for told in (reading.sentences or ())[:_SENTENCES]] or [(0, len(text))]
    starts = [start for start, _ in spans]
    written = sounds.script(text)
    end = spans[-1][1]
    found = {(max(0, bisect_right(starts, at) - 1), mark) for mark, at in (*_ids(reading), *_names(reading, written)) if at < end}
    for place, (start, stop) in enumerate(spans):
        found |= {(place, f"number:{value}") for _, value in amounts(text[start:stop], reading.language)}
    ordered = sorted(found)
    lengths = tuple(_length(text[start:stop]) for start, stop in spans)
    return Marks(tuple(mark for _, mark in ordered), tuple(place for place, _ in ordered), lengths, written)


def _ids(reading: Reading) -> Iterator[tuple[str, int]]:
    actors = ((actor.id, actor.mentions) for actor in reading.actors or () if not actor.private and not _LOCAL.search(actor.id))
    places = ((place.id, place.mentions) for place in reading.places or () if place.id.startswith(("geonames:", "iso:")))
    for name, quotes in (*actors, *places):
        yield from ((name, quote.start) for quote in quotes)
    for time in reading.times or ():
        if time.edtf and time.basis == "stated" and not time.edtf.isdigit():  # a year is among the numbers
            yield f"day:{time.edtf}", time.quote.start


def _names(reading: Reading, written: sounds.Script) -> Iterator[tuple[str, int]]:
    """Yield names: as spelt, or where the script hides them, all that may be one, by its consonants."""
    if written:
        for at, heard in sounds.hidden(reading.document.text, written):
            if len(heard) >= sounds.LEAST[written]:
                yield f"{written}:{heard}", at
        return
    for mention in reading.mentions or ():
        if mention.kind in _NAMED:
            for found in re.finditer(r"[^\W\d_]+", mention.quote.text):
                latin = sounds.spelt(found[0])
                if latin.isascii() and len(consonants(latin)) >= sounds.LEAST["han"]:
                    yield f"name:{latin}", mention.quote.start + found.start()


def _length(sentence: str) -> int:
    return sum(map(str.isalnum, sentence)) + (_LETTERS - 1) * len(_HAN.findall(sentence))


def meeting(told: Marks) -> set[str]:
    """Return the marks under which a document meets texts in every script; those that most documents hold are left out."""
    forms = (told.script,) if told.script else _SCRIPTS
    held = {mark for script in forms for _, mark in _keys(told, script)}
    return {mark for mark in held if weight(mark) >= (_TELLING_ARAB if mark.startswith("arab:") else _TELLING)}


def _keys(told: Marks, script: sounds.Script) -> list[tuple[int, str]]:
    """Return the marks of a document, with their sentences, as they are compared with a text in some script."""
    if told.script and script and script != told.script:  # names of two scripts that hide them do not meet
        return [(at, mark) for at, mark in zip(told.places, told.marks, strict=True) if not mark.startswith((f"{told.script}:", "name:"))]
    found = []
    for at, mark in zip(told.places, told.marks, strict=True):
        if mark.startswith("name:") and not told.script:
            name = mark.removeprefix("name:")
            heard = sounds.loose(name, script) if script else consonants(name)[:_BEGINNING]
            if len(heard) >= sounds.LEAST[script]:
                found.append((at, f"{script or 'name'}:{heard}"))
        else:
            found.append((at, mark))
    return found


def likeness(one: Marks, other: Marks) -> Likeness:
    """Return how far two texts are one told in two languages.

    Different articles on one story share marks too, but not sentence by sentence, in one order, at one length.

    Args:
        one: of a document.
        other: of another.
    """
    fewer, more = sorted((len(one.lengths), len(other.lengths)))
    if fewer + more < 2 * _LEAST or more > _LONGER * fewer:
        return NOTHING
    ones, others = _keys(one, other.script), _keys(other, one.script)
    known, met = {mark for _, mark in ones}, {mark for _, mark in others}
    if _weigh(known & met) < _SHARED:
        return NOTHING
    bits = _bits(ones, others, len(one.lengths))
    found = alignment.aligned(one.lengths, other.lengths, bits)
    mean = (fewer + more) / 2
    marked = sum(bits[a].get(b, 0.0) for a, b in found.beside) / mean
    both = _both(ones, others, found.beside)
    beside = (len({a for a, _ in found.beside}) + len({b for _, b in found.beside})) / 2 / mean
    share = _weigh(both) / min(_weigh(known), _weigh(met))
    odds = _EVEN * (found.bits / mean - marked) + _MARKED * min(marked, _MOST) + _HELD * share + _BESIDE * beside - _WHOLLY
    odds -= _DOUBT * max(0.0, _SHORT - mean)
    return Likeness(odds, beside, ("sentences in one order", f"{beside:.2f}", str(len(both))))


def _weigh(held: Iterable[str]) -> float:
    return sum(sorted(map(weight, held)))  # sorted: sums of floats differ with the order


def _bits(one: list[tuple[int, str]], other: list[tuple[int, str]], sentences: int) -> list[dict[int, float]]:
    """Return the bits that each sentence shares with those of the other text; a mark in many sentences tells them apart little."""
    places = defaultdict(list)
    for at, mark in other:
        places[mark].append(at)
    times = Counter(mark for _, mark in one)
    bits: list[dict[int, float]] = [defaultdict(float) for _ in range(sentences)]
    for at, mark in one:
        for against in places.get(mark, ()):
            bits[at][against] += _BITS * weight(mark) / max(times[mark], len(places[mark]))
    return bits


def _both(one: Iterable[tuple[int, str]], other: Iterable[tuple[int, str]], beside: Iterable[tuple[int, int]]) -> set[str]:
    """Return the marks that sentences beside each other share."""
    ones: dict[int, set[str]] = defaultdict(set)
    others: dict[int, set[str]] = defaultdict(set)
    for told, marked in ((ones, one), (others, other)):
        for at, mark in marked:
            told[at].add(mark)
    return {mark for a, b in beside for mark in ones[a] & others[b]}


@cache
def weight(mark: str) -> float:
    """Return how much it says that two documents share a mark: a short number or a country is in many."""
    kind, _, rest = mark.partition(":")
    if kind == "number":
        return _WEIGHTS["year"] if _YEAR.fullmatch(rest) else _WEIGHTS.get(f"{len(rest)} digits", _WEIGHTS["number"])
    if kind == "day":
        return _WEIGHTS["day" if len(rest) >= len("YYYY-MM-DD") else "year"]
    if kind in sounds.LEAST:
        return _HEARD.get(len(rest), _CLEAR)
    return _WEIGHTS.get(kind, _WEIGHTS["actor"])
