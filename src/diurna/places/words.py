"""The words about places that one language has, as its file in `data/languages/` holds them."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache

from diurna.knowledge import language, languages
from diurna.places.names import key

Rules = tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class PlaceWords:
    """The `[places]` table of a language.

    `articles` stand before a name and are no part of it; `elisions` are glued to it by an apostrophe, `tails` follow it so,
    and with `cut_at_apostrophe` all that follows an apostrophe is an ending. `prefixes` and `endings` are rules: what stands in
    the text, then what may stand for it in the bare name; `expansions` are short words and what they
    stand for. `towns`, `first_units`, `second_units` tell the kind of place;
    `parts` name a part of a place, `beside` what lies by it, `holds` what lies in it, `named_after` what only bears its name.
    `institutions` are houses that stand for an office, whatever town bears the same name. `adjectives` are endings of adjectives
    of countries. `examples` are pairs of words and the id they stand for ("" for none).
    """

    articles: tuple[str, ...] = ()
    elisions: tuple[str, ...] = ()
    tails: tuple[str, ...] = ()
    cut_at_apostrophe: bool = False
    prefixes: Rules = ()
    endings: Rules = ()
    expansions: Rules = ()
    towns: tuple[str, ...] = ()
    first_units: tuple[str, ...] = ()
    second_units: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()
    beside: tuple[str, ...] = ()
    holds: tuple[str, ...] = ()
    named_after: tuple[str, ...] = ()
    institutions: tuple[str, ...] = ()
    adjectives: Rules = ()
    examples: Rules = ()


@dataclass(frozen=True, slots=True)
class Lexicon:
    """`PlaceWords` made ready for search: every word as a key, the longest first."""

    articles: tuple[str, ...] = ()
    elisions: tuple[str, ...] = ()
    tails: tuple[str, ...] = ()
    cut_at_apostrophe: bool = False
    prefixes: Rules = ()
    endings: Rules = ()
    adjectives: Rules = ()
    expansions: dict[str, str] = field(default_factory=dict)
    institutions: frozenset[str] = frozenset()
    kinds: dict[str, str] = field(default_factory=dict)
    relations: dict[str, str] = field(default_factory=dict)


@cache
def lexicon(code: str) -> Lexicon:
    """Return the lexicon of a language; an empty one for a language that has no file."""
    if code not in languages():
        return Lexicon()
    words = language(code, "places", PlaceWords)
    kinds = {key(word): kind for kind in ("towns", "first_units", "second_units") for word in getattr(words, kind)}
    relations = {key(word): relation for relation in ("parts", "holds", "beside", "named_after") for word in getattr(words, relation)}
    return Lexicon(
        articles=_longest(words.articles),
        elisions=words.elisions,
        tails=words.tails,
        cut_at_apostrophe=words.cut_at_apostrophe,
        prefixes=_rules(words.prefixes),
        endings=_rules(words.endings),
        adjectives=_rules(words.adjectives),
        expansions={key(short): key(long) for short, long in words.expansions},
        institutions=frozenset(key(word) for word in words.institutions),
        kinds={word: kinds[word] for word in _longest(tuple(kinds))},
        relations={word: relations[word] for word in _longest(tuple(relations))},
    )


def _longest(words: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(sorted({key(word) for word in words}, key=lambda word: (-len(word), word)))


def _rules(rules: Rules) -> Rules:
    folded = {(key(rule[0]), *(key(part) for part in rule[1:])) for rule in rules}
    return tuple(sorted(folded, key=lambda rule: (-len(rule[0]), rule)))
