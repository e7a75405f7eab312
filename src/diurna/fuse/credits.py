"""Credits: the agencies and outlets that a document names as where its words come from."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING, NamedTuple

from diurna import knowledge

if TYPE_CHECKING:
    from collections.abc import Iterator

    from diurna.record import Reading

_AFTER = 80  # signs after "first published in" in which the outlet is named
_INFLECTED = 5  # letters of a name from which it may take an ending
_WORD = re.compile(r"\w+")
_ENDING = r"[\u0430-\u045f\u0491]{0,3}"  # of Cyrillic names
_CYRILLIC = re.compile(r"[\u0400-\u04ff]+")
_UNSPACED = re.compile(r"[\u3400-\u9fff]|[\u0600-\u06ff]")  # Han is not spaced, Arabic writes its prefixes on


@dataclass(frozen=True, slots=True)
class Outlet:
    """A row of `data/actors/outlets.jsonl`."""

    id: str
    kind: str
    names: tuple[str, ...]
    country: str = ""


class _Alias(NamedTuple):
    """A name of an outlet, the outlet's id, and the word that a text which has the name must have, "" where that cannot be told."""

    alias: str
    id: str
    first: str


def credited(reading: Reading) -> tuple[str, ...]:
    """Return the ids, sorted, of agencies named in the text, its author or source, and of the outlet it was first published in.

    A mention is enough: a credit alone joins nothing, it only lowers what two documents must share.

    Args:
        reading: its language tells the words for "first published in".
    """
    document = reading.document
    told = f"{document.author}\n{document.source}"
    found = {name for name in _named(f"{told}\n{document.text}") if name.startswith("agency:")}
    found |= _stated(told)
    for words in knowledge.words(reading.language, "origins", "first_published"):
        for at in re.finditer(re.escape(words), document.text, re.IGNORECASE):
            found |= set(_named(document.text[at.end() : at.end() + _AFTER].split("\n")[0]))
    return tuple(sorted(found))


def name(identity: str) -> str:
    """Return the name under which a reader knows an agency or outlet."""
    return next((outlet.names[0] for outlet in _outlets() if outlet.id == identity), identity)


@lru_cache(maxsize=1 << 10)
def _stated(told: str) -> frozenset[str]:
    """Return the ids named in an author and a source, which are the same for many documents."""
    return frozenset(_named(told))


def _named(text: str) -> Iterator[str]:
    """Yield the ids of outlets that a text names; of two names at one place the longer one."""
    words = set(_WORD.findall(text))
    likely = (one for one in _aliases() if one.first in words or (not one.first and one.alias in text))
    hits = [(-len(one.alias), at.span(), one.id) for one in likely for at in _spelt(one.alias).finditer(text)]
    taken: list[tuple[int, int]] = []
    for _, (start, end), identity in sorted(hits):
        if all(end <= a or b <= start for a, b in taken):
            taken.append((start, end))
            yield identity


@cache
def _aliases() -> tuple[_Alias, ...]:
    return tuple(_Alias(alias, outlet.id, _first(alias)) for outlet in _outlets() for alias in outlet.names)


def _first(alias: str) -> str:
    """Return the first word of an alias if it stands in texts as it is, else ""."""
    words = _WORD.findall(alias)
    return words[0] if alias.startswith(words[0]) and not _UNSPACED.search(alias) and (len(words) > 1 or not _ending(alias)) else ""


def _ending(alias: str) -> str:
    last = re.split(r"\W", alias)[-1]
    return _ENDING if _CYRILLIC.fullmatch(last) and len(last) >= _INFLECTED else ""


@cache
def _spelt(alias: str) -> re.Pattern[str]:
    if _UNSPACED.search(alias):
        return re.compile(re.escape(alias))
    return re.compile(rf"(?<!\w){re.escape(alias)}{_ending(alias)}(?!\w)")


@cache
def _outlets() -> tuple[Outlet, ...]:
    with knowledge.data_file("actors", "outlets.jsonl").open(encoding="utf-8") as lines:
        return tuple(knowledge.build(json.loads(line), Outlet, f"outlets.jsonl:{at}") for at, line in enumerate(lines, start=1))
