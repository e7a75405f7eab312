"""Wording: what Diurna says of itself, codes with values, in the words of a language, from `data/wording/`.

A field of a pattern is the number of a value: `{1}`, or `{1:percent}`, or `{1:paper}` for a number with what it counts. `{2..}` are
the values from the second on, joined by commas, `{2..| or }` by other words.

>>> worded(("differ date", ("by", "2021-03-05", "A", "B"), ("by", "2021-03-07", "C")))
'date: 2021-03-05 (A, B) or 2021-03-07 (C)'
>>> worded(("said", "5", "1"), "fr")
'rapporté par 5 sources, 1 origine indépendante'
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from babel import Locale
from babel.numbers import format_decimal, format_percent

from diurna.knowledge import data_file, load

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from diurna.event import Wording

ENGLISH = "en"
_NAME = "name"  # and an id
_PRIVATE = "private:"  # and what tells a private person from others
_BARE = "name:"  # and the name of what is on no list
_FIELD = re.compile(r"\{(\d)(?:(\.\.)(?:\|([^}]*))?|:(\w+))?\}")


@dataclass(frozen=True, slots=True)
class Words:
    """A file of `data/wording/`: the pattern of each code, and for each thing that is counted a pattern by CLDR's plural."""

    words: dict[str, str]
    counted: dict[str, dict[str, str]]


@cache
def languages() -> tuple[str, ...]:
    """Return the codes of the languages that have a file in `data/wording/`, sorted."""
    return tuple(sorted(f.name.removesuffix(".toml") for f in data_file("wording").iterdir() if f.name.endswith(".toml")))


@cache
def words(language: str) -> Words:
    """Return the file of a language; KnowledgeError where it is wrong."""
    return load(f"wording/{language}", Words)


def worded(told: Wording, language: str = ENGLISH, names: Mapping[str, str] | None = None) -> str:
    """Return a wording in the words of a language, "" for none.

    Args:
        told: a code of `data/wording/` and its values.
        language: one of `languages`.
        names: what a reader calls ids, as `identities` gives them.
    """
    if not told:
        return ""
    code, *values = told
    if code == _NAME:
        return name(str(values[0]), names or {}, language)
    texts = [value if isinstance(value, str) else worded(value, language, names) for value in values]

    def filled(field: re.Match[str]) -> str:
        at, rest, joint, kind = int(field[1]) - 1, field[2], field[3], field[4]
        if rest:
            return (joint or ", ").join(texts[at:])
        return _number(texts[at], kind, language) if kind else texts[at]

    return _FIELD.sub(filled, words(language).words[str(code)])


def name(identity: str, names: Mapping[str, str], language: str = ENGLISH) -> str:
    """Return what a reader sees for the id of an actor or a place; a private person is told as one."""
    if identity in names:
        return names[identity]
    return worded(("private person",), language) if is_private(identity) else identity.removeprefix(_BARE)


def is_private(identity: str) -> bool:
    """Tell whether an id is that of a private person."""
    return identity.startswith(_PRIVATE)


def identities(told: Iterable[Wording]) -> set[str]:
    """Return the ids that wordings name."""
    return {identity for one in told for identity in _identities(one)}


def _identities(told: Wording) -> Iterator[str]:
    if told and told[0] == _NAME:
        yield str(told[1])
    else:
        for value in told:
            if not isinstance(value, str):
                yield from _identities(value)


def _number(value: str, kind: str, language: str) -> str:
    if kind == "percent":
        return str(format_percent(float(value), locale=language))
    number = int(value)
    pattern = words(language).counted[kind][Locale.parse(language).plural_form(number)]
    return pattern.replace("{n}", format_decimal(number, locale=language))
