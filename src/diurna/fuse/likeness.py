"""How alike texts are, without a model: the words they share, rare ones, names and numbers counting more.

Words meet by their beginnings, so that inflected forms of one word are one, in any language that inflects at the end. How rare a word
is comes from the texts at hand: nothing is trained.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType
from typing import TYPE_CHECKING

from diurna.folding import folded

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_TOKEN = re.compile(r"[㐀-鿿]+|\d+(?:[.,]\d+)*|[^\W\d_㐀-鿿]+")
_STEM = 6  # letters of a word that count
_LEAST = 3  # letters; shorter words are mostly grammar
_MARKED = 1.5  # what a word with a capital or a number counts: 1 measures as well on English news, 2 worse


@lru_cache(maxsize=1 << 14)
def terms(text: str) -> Mapping[str, float]:
    """Return the terms of a text, each with how often it stands there, names and numbers counting more.

    >>> dict(terms("Strikers met; strikes in Sfax, 120 strikers"))
    {'strike': 4.5, 'met': 1.0, 'sfax': 1.5, '120': 1.5}
    """
    found: Counter[str] = Counter()
    marked: set[str] = set()
    for token in _TOKEN.findall(text):
        if "㐀" <= token[0] <= "鿿":
            found.update(token[at : at + 2] for at in range(max(1, len(token) - 1)))
        elif len(token) >= _LEAST or token[0].isdigit():
            term = token if token[0].isdigit() else folded(token)[:_STEM]
            found[term] += 1
            if not token[0].islower():
                marked.add(term)
    return MappingProxyType({term: count * (_MARKED if term in marked else 1.0) for term, count in found.items()})


@dataclass(frozen=True, slots=True)
class Words:
    """How many texts of a collection hold each term."""

    texts: int
    holding: Mapping[str, int]

    @classmethod
    def of(cls, texts: Iterable[str]) -> Words:
        """Count the terms of a collection."""
        found = [terms(text) for text in texts]
        return cls(len(found), MappingProxyType(Counter(term for one in found for term in one)))

    def rarity(self, term: str) -> float:
        """Return how much a term tells apart: 0 where every text holds it."""
        return math.log((1 + self.texts) / (1 + self.holding.get(term, 0)))

    def vector(self, text: str) -> Mapping[str, float]:
        """Return the terms of a text with their weights, of length 1; a text without a telling term has none."""
        found = {term: (1 + math.log(often)) * self.rarity(term) for term, often in terms(text).items()}
        length = math.sqrt(sum(weight * weight for weight in found.values()))
        return {term: weight / length for term, weight in found.items()} if length else {}

    def likeness(self, one: str, other: str) -> float:
        """Return how alike two texts are, 0 to 1; the order of the two does not matter."""
        return cosine(self.vector(one), self.vector(other))

    def coverage(self, report: str, source: str) -> float:
        """Return the share of a report that a source tells as well, 0 to 1, each term by its rarity.

        Args:
            report: the shorter text; how often a word stands in it does not matter.
            source: the text that may tell all of it, and more.
        """
        held = terms(source)
        sought = {term: min(often, _MARKED) * self.rarity(term) for term, often in terms(report).items()}
        total = sum(sought.values())
        return sum(weight for term, weight in sought.items() if term in held) / total if total else 0.0


def cosine(one: Mapping[str, float], other: Mapping[str, float]) -> float:
    """Return how alike two vectors of length 1 are, 0 to 1.

    >>> cosine({"a": 0.6, "b": 0.8}, {"b": 1.0})
    0.8
    """
    return min(1.0, math.fsum(one[term] * other[term] for term in one.keys() & other.keys()))
