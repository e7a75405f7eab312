"""Words of one language that claims are built with, from `[claims]` of its data file.

A word stands for every word that begins with it ("sign" for "signed"); one that ends in "$" stands for itself alone.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from functools import cache

from diurna import knowledge


@dataclass(frozen=True, slots=True)
class ClaimWords:
    """The table `[claims]`.

    `saying` introduces speech; `citing` marks the inner source of a chain; `agreement`, `signing`, `in_force` are told of
    agreements; `published_on` names where their text stands; `joins` and `verb_endings`, `links` split a list of duties;
    `withdrawal` takes a commitment back; `modes` gives PLOVER modes by type, each with its words.
    """

    saying: tuple[str, ...] = ()
    citing: tuple[str, ...] = ()
    agreement: tuple[str, ...] = ()
    signing: tuple[str, ...] = ()
    in_force: tuple[str, ...] = ()
    published_on: tuple[str, ...] = ()
    joins: tuple[str, ...] = ()
    articles: tuple[str, ...] = ()
    verb_endings: tuple[str, ...] = ()
    links: tuple[str, ...] = ()
    duty_markers: tuple[str, ...] = ()
    withdrawal: tuple[str, ...] = ()
    modes: dict[str, dict[str, tuple[str, ...]]] = field(default_factory=dict)


@cache
def claim_words(language: str) -> ClaimWords:
    """Return the claim words of a language; empty ones when it has no data file."""
    if language not in knowledge.languages():
        return ClaimWords()
    return knowledge.language(language, "claims", ClaimWords)


def plain(text: str) -> str:
    """Return a text folded for comparison: lower case, no accents, one kind of apostrophe."""
    bare = "".join(c for c in unicodedata.normalize("NFD", text.casefold()) if not unicodedata.combining(c))
    return bare.replace("\u2019", "'")


@cache
def pattern(words: tuple[str, ...]) -> re.Pattern[str]:
    """Return a pattern for folded text that finds any of the words; it never matches when there are none."""
    if not words:
        return re.compile(r"(?!)")
    longest_first = sorted(words, key=lambda w: (-len(w), w))
    parts = [re.escape(plain(w[:-1])) + r"\b" if w.endswith("$") else re.escape(plain(w)) for w in longest_first]
    unspaced = all(ord(w[0]) > 0x2E80 for w in words)  # noqa: PLR2004 - scripts without spaces have no word borders
    return re.compile(("" if unspaced else r"(?<!\w)") + "(?:" + "|".join(parts) + ")")


def has(text: str, words: tuple[str, ...]) -> bool:
    """Tell whether a text holds any of the words."""
    return pattern(words).search(plain(text)) is not None


@cache
def stems(text: str) -> frozenset[str]:
    """Return the stems of the longer words of a text: what two phrases about one thing share in any inflection."""
    return frozenset(w[:6] for w in re.findall(r"[^\W\d_]+", plain(text)) if len(w) > 4)  # noqa: PLR2004 - shorter ones are mostly grammar
