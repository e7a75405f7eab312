"""Words of one language that claims are built with, from `[claims]` of its data file.

A word stands for every word that begins with it ("sign" for "signed"); one that ends in "$" stands for itself alone; one
that begins with "~" may also stand inside a word ("~abkommen" for "Friedensabkommen"), as all words of scripts without
spaces may.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from functools import cache

from diurna import knowledge

_UNSPACED = 0x2E80  # from here on scripts have no spaces, so that words have no borders
_ONE_LETTER = str.maketrans({"\u2019": "'", "\u02bc": "'", "\u0131": "i", "\u0142": "l", "\u0649": "\u064a", "\u0640": None})


@dataclass(frozen=True, slots=True)
class ClaimWords:
    """The table `[claims]`.

    `saying` introduces speech; `citing` marks the inner source of a chain; `agreement`, `signing`, `in_force` are told of
    agreements; `published_on` names where their text stands; `promising` is what promises or threatens by
    being said, `promise` its nouns; `withdrawal` takes a commitment back; `anniversary` counts
    years from an act; `at_request` tells that an act was asked for; `ordering` has one's own people do it;
    `resignation` is what is demanded of the one who should go; `had` are auxiliaries of what was over before it was told;
    `jointly` are acts that name no duty of their own ("cooperate"); `modes` gives PLOVER modes by type, each with its words,
    the narrower ones first.

    The other keys cut a list of duties. `joins` stand between two duties or two things (one that ends in "-" is written
    together with the next word); `duty_markers` may stand before a duty and are no part of it. A duty begins with a verb
    (`verb_endings`, written with their accents, or `duty_verbs`, or by the `determiners` that follow a verb and no noun),
    or with the noun of an act (`noun_endings` but not `things`, or `duty_nouns`) that governs another, after an article
    (`articles`) or not, by one of the `links` where the language has them. Where `verb_last` holds, a duty ends with its
    verb. `infinitive_marks` open every verb of a list. Each of the `examples` is a list of duties, then its duties.
    """

    saying: tuple[str, ...] = ()
    citing: tuple[str, ...] = ()
    agreement: tuple[str, ...] = ()
    signing: tuple[str, ...] = ()
    in_force: tuple[str, ...] = ()
    published_on: tuple[str, ...] = ()
    promising: tuple[str, ...] = ()
    promise: tuple[str, ...] = ()
    withdrawal: tuple[str, ...] = ()
    anniversary: tuple[str, ...] = ()
    at_request: tuple[str, ...] = ()
    ordering: tuple[str, ...] = ()
    jointly: tuple[str, ...] = ()
    resignation: tuple[str, ...] = ()
    had: tuple[str, ...] = ()
    joins: tuple[str, ...] = ()
    duty_markers: tuple[str, ...] = ()
    articles: tuple[str, ...] = ()
    determiners: tuple[str, ...] = ()
    links: tuple[str, ...] = ()
    infinitive_marks: tuple[str, ...] = ()
    verb_endings: tuple[str, ...] = ()
    verb_last: bool = False
    duty_verbs: tuple[str, ...] = ()
    noun_endings: tuple[str, ...] = ()
    duty_nouns: tuple[str, ...] = ()
    things: tuple[str, ...] = ()
    examples: tuple[tuple[str, ...], ...] = ()
    modes: dict[str, dict[str, tuple[str, ...]]] = field(default_factory=dict)


@cache
def claim_words(language: str) -> ClaimWords:
    """Return the claim words of a language; empty ones when it has no data file."""
    if language not in knowledge.languages():
        return ClaimWords()
    return knowledge.language(language, "claims", ClaimWords)


def plain(text: str) -> str:
    """Return a text folded for comparison: lower case, no accents, one kind of apostrophe, one letter for variants of it."""
    bare = "".join(c for c in unicodedata.normalize("NFD", text.casefold()) if not unicodedata.combining(c))
    return bare.translate(_ONE_LETTER)


def folded(text: str) -> tuple[str, list[int]]:
    """Return a text as `plain` gives it, and where each of its characters, and its end, stands in the text."""
    parts = [plain(c) for c in text]
    return "".join(parts), [i for i, part in enumerate(parts) for _ in part] + [len(text)]


@cache
def pattern(words: tuple[str, ...]) -> re.Pattern[str]:
    """Return a pattern for folded text that finds any of the words; it never matches when there are none."""
    inside: list[str] = []
    whole: list[str] = []
    for word in sorted(words, key=lambda w: (-len(w), w)):
        body = plain(word.removeprefix("~").removesuffix("$"))
        unspaced = word.startswith("~") or ord(body[0]) > _UNSPACED
        (inside if unspaced else whole).append(re.escape(body) + (r"(?!\w)" if word.endswith("$") else ""))
    bordered = [r"(?<!\w)(?:" + "|".join(whole) + ")"] if whole else []
    return re.compile("|".join(bordered + inside) or r"(?!)")


def has(text: str, words: tuple[str, ...]) -> bool:
    """Tell whether a text holds any of the words."""
    return pattern(words).search(plain(text)) is not None


@cache
def stems(text: str) -> frozenset[str]:
    """Return the stems of the longer words of a text: what two phrases about one thing share in any inflection."""
    return frozenset(w[:6] for w in re.findall(r"[^\W\d_]+", plain(text)) if len(w) > 4)  # noqa: PLR2004 - shorter ones are mostly grammar
