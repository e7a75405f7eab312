"""Words of two texts of one language, compared without a model: by their beginnings, so that inflected forms meet, rare ones counting more.

Between languages, the names of two sentences are compared by their sounds.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from functools import lru_cache
from types import MappingProxyType
from typing import TYPE_CHECKING

from diurna.folding import folded
from diurna.fuse.rarity import rarity
from diurna.fuse.sounds import consonants

if TYPE_CHECKING:
    from collections.abc import Mapping

_WORD = re.compile(r"[㐀-鿿]+|[^\W_㐀-鿿]+")
_LETTERS = re.compile(r"[^\W\d_]+")
_STEM = 6  # letters of a word that count
_LEAST = 3  # letters; shorter words are mostly grammar
_NUMBER = 0.5  # rarity of a number: 120 is in many texts


@lru_cache(maxsize=1 << 16)
def terms(text: str) -> Mapping[str, tuple[int, float]]:
    """Return the beginnings of a text's words, each with how often it stands there and how rare it is.

    Numbers stay whole, short words are left out; of Han text its pairs of signs are taken.

    >>> sorted(terms("Ministers signed it; 120 left")), terms("120 of 120")["120"]
    (['120', 'left', 'minist', 'signed'], (2, 0.5))
    """
    counts: Counter[str] = Counter()
    rare: dict[str, float] = {}
    for word in _WORD.findall(text):
        for term, whole in _terms(word):
            counts[term] += 1
            rare[term] = min(rare.get(term, 1.0), _NUMBER if whole.isdigit() else rarity(whole))
    return MappingProxyType({term: (count, rare[term]) for term, count in counts.items()})


def _terms(word: str) -> list[tuple[str, str]]:
    """Return the terms of a word, each with the words whose rarity is its own."""
    if "㐀" <= word[0] <= "鿿":
        return [(pair, pair) for pair in (word[at : at + 2] for at in range(max(1, len(word) - 1)))]
    bare = folded(word)
    if bare.isdigit():
        return [(bare, bare)]
    return [(bare[:_STEM], word)] if len(bare) >= _LEAST else []


@lru_cache(maxsize=1 << 16)
def stems(sentence: str) -> frozenset[str]:
    """Return the terms of a sentence, however rare."""
    return frozenset(terms(sentence))


@lru_cache(maxsize=1 << 16)
def sounds(sentence: str) -> frozenset[str]:
    """Return the consonants of a sentence's names, the same in several alphabets; of a script without capitals, of all its words.

    >>> sorted(sounds("Charlie Chaplin sang")), sorted(sounds("Пел Чарли Чаплин"))
    (['sbln', 'srl'], ['sbln', 'srl'])
    """
    found = (consonants(word) for word in _LETTERS.findall(sentence) if not word.islower())
    return frozenset(sound for sound in found if len(sound) >= _LEAST and sound.isascii())


def likeness(one: str, other: str) -> float:
    """Return what two sentences have in common, 0 to 1, by rarity: the mean of Dice's coefficient and the share of the shorter one."""
    (a, whole), (b, other_whole) = _rarities(one), _rarities(other)
    least, most = sorted((whole, other_whole))
    if not least:
        return 0.0
    shared = math.fsum(min(a[term], b[term]) for term in a.keys() & b.keys())
    return (2 * shared / (least + most) + shared / least) / 2


def coverage(report: str, source: str) -> float:
    """Return the share of a report that a source tells as well, 0 to 1, by rarity.

    Args:
        report: the shorter text.
        source: the text that may tell all of it, and more.
    """
    (sought, total), held = _rarities(report), terms(source)
    return math.fsum(weight for term, weight in sought.items() if term in held) / total if total else 0.0


@lru_cache(maxsize=1 << 14)
def vector(text: str) -> Mapping[str, float]:
    """Return the terms of a longer text with their weights, of length 1; a text without a telling term has none."""
    found = {term: (1 + math.log(often)) * rare for term, (often, rare) in terms(text).items() if rare}
    length = math.sqrt(math.fsum(weight * weight for weight in found.values()))
    return MappingProxyType({term: weight / length for term, weight in found.items()})


def cosine(one: Mapping[str, float], other: Mapping[str, float]) -> float:
    """Return how alike two vectors of length 1 are, 0 to 1.

    >>> cosine({"a": 0.6, "b": 0.8}, {"b": 1.0})
    0.8
    """
    return min(1.0, math.fsum(one[term] * other[term] for term in one.keys() & other.keys()))


def same_word(one: str, other: str) -> bool:
    """Tell whether two words of one language begin alike.

    >>> same_word("signed", "signature"), same_word("signed", "met")
    (False, False)
    >>> same_word("arrested", "arrests")
    True
    """
    return bool(stems(one) & stems(other))


@lru_cache(maxsize=1 << 16)
def _rarities(text: str) -> tuple[Mapping[str, float], float]:
    """Return the rarity of each term of a text, and their sum."""
    found = {term: rare for term, (_, rare) in terms(text).items()}
    return MappingProxyType(found), math.fsum(found.values())
