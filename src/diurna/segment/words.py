"""What the rules must know of a language: the type of the table `[segment]` in its data file."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from diurna.knowledge import language


@dataclass(frozen=True, slots=True)
class Words:
    """Words of one language that matter where a sentence may end; abbreviations are written without their last full stop.

    `titles` are always followed by what they announce and never end a sentence. `abbreviations` end one only when
    a word of `starters` follows. `before_number` are abbreviations only before a number. `starters` are words that
    often begin a sentence and are no names. `ordinal_stop`: a number with a full stop is an ordinal ("14. September").
    `hanging` are the words after a hyphen that stands for a left-out part ("Innen- und Außenminister");
    `enclitics` are those that keep their hyphen before them ("a-t-il").
    `examples`: each is a list of sentences which, joined by a space (or by nothing where no spaces are written), must come apart again.
    """

    titles: tuple[str, ...] = ()
    abbreviations: tuple[str, ...] = ()
    before_number: tuple[str, ...] = ()
    starters: tuple[str, ...] = ()
    ordinal_stop: bool = False
    hanging: tuple[str, ...] = ()
    enclitics: tuple[str, ...] = ()
    examples: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Lookup:
    """The same, lower-cased and ready to be looked up."""

    titles: frozenset[str]
    abbreviations: frozenset[str]
    before_number: frozenset[str]
    starters: frozenset[str]
    ordinal_stop: bool
    hanging: frozenset[str]
    enclitics: frozenset[str]


@cache
def lookup(code: str) -> Lookup:
    """Return the words of a language."""
    words = language(code, "segment", Words)
    return Lookup(
        titles=_lower(words.titles),
        abbreviations=_lower(words.abbreviations),
        before_number=_lower(words.before_number),
        starters=_lower(words.starters),
        ordinal_stop=words.ordinal_stop,
        hanging=_lower(words.hanging),
        enclitics=_lower(words.enclitics),
    )


def _lower(words: tuple[str, ...]) -> frozenset[str]:
    return frozenset(word.lower() for word in words)
