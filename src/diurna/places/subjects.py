"""Subjects: the names of a reading that places may be read from, and which of them stand side by side."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from diurna.places.candidates import Candidate, candidates
from diurna.places.context import Subject
from diurna.places.gazetteer import CODE, FIRST_UNIT
from diurna.places.names import key
from diurna.places.words import lexicon

if TYPE_CHECKING:
    from diurna.record import Mention, Reading

_SPLIT = re.compile(r"^(?P<head>[^,(]+?)\s*[,(]\s*(?P<rest>[^,()]+)\)?.*$", re.DOTALL)
_AFTER = re.compile(r"^\s{0,2}[,(]\s{0,2}(?P<words>[^\W\d_][^,();:\n]{0,40})")
_TOKEN = re.compile(r"[^\s]+")
_WIDEST_GAP: Final = 14
_MOST_WORDS: Final = 4
_BESIDE_VOICE: Final = 0.6  # a country inside a person's or an office's words speaks less than one named as a place


@dataclass(frozen=True, slots=True)
class Named:
    """A mention of a place with the subject that it belongs to."""

    mention: Mention
    subject: Subject


def subjects(reading: Reading) -> tuple[list[Named], list[Subject]]:
    """Return the mentions of places with their subjects, and all subjects of the reading, silent helpers among them."""
    places = sorted((m for m in reading.mentions or () if m.kind == "place"), key=lambda m: (m.quote.start, m.quote.end))
    known: dict[tuple[str, str], Subject] = {}
    everyone: list[Subject] = []
    named: list[Named] = []
    for mention in places:
        head, rest = _head(mention.quote.text, reading.language)
        beside = rest or _qualifier(reading.text, mention.quote.end, reading.language)
        identity = (key(head) or head, key(beside))
        if identity not in known:
            known[identity] = Subject(head, candidates(head, reading.language))
            everyone.append(known[identity])
            if beside:
                _pair(known[identity], _helper(known, everyone, beside, reading.language))
        named.append(Named(mention, known[identity]))
    _pair_neighbours(named, reading)
    _one_name_one_place(known)
    everyone += _countries_of_others(reading)
    return named, everyone


def _head(words: str, language: str) -> tuple[str, str]:
    """Part "Paris (Texas)" into the name and what stands beside it, unless the whole is a name."""
    parted = _SPLIT.match(words)
    if parted is None or any(candidate.price == 0 for candidate in candidates(words, language)):
        return words, ""
    return parted["head"], parted["rest"].strip()


def _qualifier(text: str, end: int, language: str) -> str:
    """Return the words of the country or first-level unit that follow a name after a comma or in brackets."""
    after = _AFTER.match(text[end : end + 60])
    if after is None:
        return ""
    tokens = list(_TOKEN.finditer(after["words"]))[:_MOST_WORDS]
    for count in range(len(tokens), 0, -1):
        words = after["words"][: tokens[count - 1].end()]
        if any(_wide(candidate) for candidate in candidates(words, language)[:3]):
            return words
    return ""


def _wide(candidate: Candidate) -> bool:
    entry = candidate.entry
    return candidate.price <= 1 and (candidate.rank == CODE or entry.id.startswith("iso:") or entry.kind == FIRST_UNIT)


def _helper(known: dict[tuple[str, str], Subject], everyone: list[Subject], words: str, language: str) -> Subject:
    identity = (key(words), "")
    if identity not in known:
        known[identity] = Subject(words, candidates(words, language))
        everyone.append(known[identity])
    return known[identity]


def _pair(one: Subject, other: Subject) -> None:
    if one is not other and not any(other is paired for paired in one.pairs):
        one.pairs.append(other)
        other.pairs.append(one)


def _pair_neighbours(named: list[Named], reading: Reading) -> None:
    """Pair names with nothing but a comma, a bracket or a preposition between them."""
    articles = {"", *lexicon(reading.language).articles}
    for left, right in pairwise(named):
        gap = reading.text[left.mention.quote.end : right.mention.quote.start]
        if len(gap) <= _WIDEST_GAP and "\n" not in gap and key(gap) in articles and not gap.strip().startswith((".", ";", "!", "?")):
            _pair(left.subject, right.subject)


def _one_name_one_place(known: dict[tuple[str, str], Subject]) -> None:
    """Let a name told without a country follow the same name told with one: one name, one place in an article."""
    for (name, beside), subject in known.items():
        if beside and (bare := known.get((name, ""))) is not None:
            for other in subject.pairs:
                if not any(other is paired for paired in bare.pairs) and other is not bare:
                    bare.pairs.append(other)


def _countries_of_others(reading: Reading) -> list[Subject]:
    """Return silent subjects for countries named inside the words of persons, offices, organisations and groups."""
    found: dict[str, Subject] = {}
    for mention in reading.mentions or ():
        if mention.kind == "place":
            continue
        tokens = list(_TOKEN.finditer(mention.quote.text))
        for start in range(len(tokens)):
            for stop in range(start + 1, min(len(tokens), start + 3) + 1):
                words = mention.quote.text[tokens[start].start() : tokens[stop - 1].end()].strip('.,;:()«»"“”')
                if words[:1].islower():
                    continue
                hit = tuple(
                    c for c in candidates(words, reading.language) if c.entry.id.startswith("iso:") and c.rank != CODE and c.price < 1
                )
                if hit and key(words) not in found:
                    found[key(words)] = Subject(words, hit[:1], voice=_BESIDE_VOICE)
    return list(found.values())
