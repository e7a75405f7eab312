"""Words of two sentences of one language, compared without a model: their beginnings, so that inflected forms meet."""

from __future__ import annotations

import re
from functools import lru_cache

from diurna.folding import folded
from diurna.fuse.translations import consonants

_WORD = re.compile(r"[^\W_㐀-鿿]+")
_LETTERS = re.compile(r"[^\W\d_]+")
_STEM = 5  # letters of a word that count
_LEAST = 3  # letters; shorter words are mostly grammar


@lru_cache(maxsize=1 << 16)
def stems(sentence: str) -> frozenset[str]:
    """Return the beginnings of a sentence's words, numbers whole, short words left out; of Han text its pairs of signs.

    >>> sorted(stems("Ministers signed it; 120 left"))
    ['120', 'left', 'minis', 'signe']
    """
    han = re.findall(r"[㐀-鿿]+", sentence)
    pairs = {run[at : at + 2] for run in han for at in range(max(1, len(run) - 1))}
    words = _WORD.findall(folded(sentence))
    return frozenset(pairs | {word if word.isdigit() else word[:_STEM] for word in words if len(word) >= _LEAST or word.isdigit()})


@lru_cache(maxsize=1 << 16)
def sounds(sentence: str) -> frozenset[str]:
    """Return the consonants of a sentence's names, the same in several alphabets; of a script without capitals, of all its words.

    >>> sorted(sounds("Charlie Chaplin sang")), sorted(sounds("Пел Чарли Чаплин"))
    (['krl', 'sbln'], ['sbln', 'srl'])
    """
    found = (consonants(word) for word in _LETTERS.findall(sentence) if not word.islower())
    return frozenset(sound for sound in found if len(sound) >= _LEAST and sound.isascii())


def likeness(one: str, other: str) -> float:
    """Return what two sentences have in common, 0 to 1: the mean of Dice's coefficient and the share of the shorter one."""
    a, b = stems(one), stems(other)
    if not a or not b:
        return 0.0
    shared = len(a & b)
    return (2 * shared / (len(a) + len(b)) + shared / min(len(a), len(b))) / 2


def same_word(one: str, other: str) -> bool:
    """Tell whether two words of one language begin alike.

    >>> same_word("signed", "signature"), same_word("signed", "met")
    (False, False)
    >>> same_word("arrested", "arrests")
    True
    """
    return bool(stems(one) & stems(other))
