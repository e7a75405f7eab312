"""How rare a word is, in any language of the model: from how often the pieces of its vocabulary stand in texts."""

from __future__ import annotations

import gzip
from functools import cache, lru_cache

from diurna.knowledge import data_file

_BEGINS = "▁"  # a piece that begins a word
_UNKNOWN = -18.0  # of a sign that the vocabulary lacks, as a natural logarithm
_COMMON, _RAREST = 7.0, 14.0  # words as frequent as "the" tell nothing; beyond the rarest, figures are noise


@lru_cache(maxsize=1 << 17)
def rarity(word: str) -> float:
    """Return how much a word tells apart, from 0 (as frequent as an article) to 1.

    Nothing depends on the texts at hand, so that what two texts have in common stays the same when others come.

    >>> rarity("the") < rarity("police") < rarity("earthquakes")
    True
    """
    logarithm = max(_logarithm(word), _logarithm(word.lower()))
    return (min(_RAREST, max(_COMMON, -logarithm)) - _COMMON) / (_RAREST - _COMMON)


def _logarithm(word: str) -> float:
    """Return the logarithm of how often a word stands in texts, by its likeliest pieces."""
    pieces, longest = _pieces()
    told = word if "㐀" <= word[:1] <= "鿿" else _BEGINS + word  # Han writes no spaces
    best = [0.0]
    for end in range(1, len(told) + 1):
        begins = range(max(0, end - longest), end)
        found = (best[at] + pieces.get(told[at:end], _UNKNOWN * (end - at)) for at in begins)
        best.append(max(found))
    return best[-1]


@cache
def _pieces() -> tuple[dict[str, float], int]:
    with data_file("model", "vocabulary.tsv.gz").open("rb") as packed, gzip.open(packed, "rt", encoding="utf-8") as lines:
        rows = (line.rstrip("\n").split("\t") for line in lines)
        found = {piece: float(weight) for piece, weight in rows if float(weight) < 0}
    return found, max(map(len, found))
