"""Spelling: folding of words, tokens, and keys under which transliterations of one name meet."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cache, lru_cache

from diurna import knowledge

# One Han character is one token: Chinese is written without spaces.
_TOKEN = re.compile(r"[\u3400-\u9fff]|(?:[^\W_\u3400-\u9fff][\u0300-\u036f\u064b-\u0652\u0670]*)+")
_SOFT = re.compile(r"[aeiouyjh]+")
_LIKE = 0.62  # lowest likeness of two romanised spellings under one key: "loukachenko" and "lukaszenka" stand at 0.67


@dataclass(frozen=True, slots=True)
class Token:
    """One word of a text with its offsets and its folded form."""

    start: int
    end: int
    text: str
    fold: str


@dataclass(frozen=True, slots=True)
class Letters:
    """The file `data/actors/letters.toml`: letters beside what Unicode decomposes, their Latin spelling, spellings of one sound."""

    plain: dict[str, str]
    latin: dict[str, str]
    sounds: tuple[tuple[str, str], ...]


@cache
def _letters() -> tuple[dict[int, str], dict[int, str], re.Pattern[str], dict[str, str]]:
    with knowledge.data_file("actors", "letters.toml").open("rb") as handle:
        built = knowledge.build(tomllib.load(handle), Letters, "data/actors/letters.toml")
    spellings = re.compile("|".join(spelling for spelling, _ in built.sounds))
    return str.maketrans(built.plain), str.maketrans(built.latin), spellings, dict(built.sounds)


@lru_cache(maxsize=65536)
def fold(word: str) -> str:
    """Return the word without case, accents and marks."""
    if word.isascii():
        return word.lower()
    plain = "".join(c for c in unicodedata.normalize("NFKD", word.casefold()) if not unicodedata.combining(c))
    return plain.translate(_letters()[0])


def tokens(text: str, offset: int = 0) -> tuple[Token, ...]:
    """Return the words of a text; `offset` is added to their positions."""
    return tuple(Token(m.start() + offset, m.end() + offset, m[0], fold(m[0])) for m in _TOKEN.finditer(text))


def folded(text: str) -> list[str]:
    """Return the folded words of a text."""
    return [fold(word) for word in _TOKEN.findall(text)]


def romanised(word: str) -> str:
    """Return a folded word in Latin letters."""
    return fold(word).translate(_letters()[1])


@lru_cache(maxsize=16384)
def sound(word: str) -> str:
    """Return the consonants of a name as they sound, the same for its transliterations ("Poutine", "Путин": "bfn"-like keys)."""
    _, _, spellings, heard = _letters()
    latin = spellings.sub(lambda m: heard[m[0]], romanised(word))
    hard = _SOFT.sub("", latin)
    first = "-" if latin[:1] in set("aeiouyjh") else ""
    return first + "".join(c for i, c in enumerate(hard) if i == 0 or c != hard[i - 1])


def alike(one: str, other: str) -> bool:
    """Return whether two words may be spellings of one name."""
    if fold(one) == fold(other):
        return True
    return sound(one) == sound(other) and SequenceMatcher(None, romanised(one), romanised(other), autojunk=False).ratio() >= _LIKE


def is_cased(text: str) -> bool:
    """Return whether the text's letters tell names from other words: it has both cases."""
    return text != text.lower() and text != text.upper()
