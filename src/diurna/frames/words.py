"""Words and pieces: the units the frames model sees.

A word is a run of letters or digits, one character of a script without spaces, or one other sign. Pieces are the
sub-words of a unigram vocabulary (Kudo 2018), found by Viterbi within each word, so that word and piece borders agree.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field

_UNSPACED = "\u2e80-\u9fff\uf900-\ufaff\u3040-\u30ff"
_WORD = re.compile(rf"[{_UNSPACED}]|(?:(?![{_UNSPACED}])[^\W_])+|[^\w\s]|_")
_SPACE = "\u2581"
_LONGEST = 40  # characters of one word that are looked at: the longest piece of the vocabulary is shorter


def words(text: str) -> list[tuple[int, int]]:
    """Return the half-open offsets of the words of a text, in order."""
    return [m.span() for m in _WORD.finditer(text)]


@dataclass(slots=True)
class Vocabulary:
    """Unigram pieces with their log-probabilities; `ids` are rows of the embedding table.

    Rows 0 to 3 are reserved: start, padding, end, unknown.
    """

    scores: dict[str, float]
    ids: dict[str, int]
    unknown: int = 3
    _cache: dict[str, tuple[int, ...]] = field(default_factory=dict)

    def pieces(self, word: str, *, spaced: bool) -> tuple[int, ...]:
        """Return the piece ids of one word; `spaced` tells whether white space stands before it."""
        key = (_SPACE if spaced else "") + unicodedata.normalize("NFKC", word)[:_LONGEST]
        found = self._cache.get(key)
        if found is None:
            if len(self._cache) > 200_000:  # noqa: PLR2004 - bounds the memory of a long run
                self._cache.clear()
            found = self._cache[key] = self._viterbi(key)
        return found

    def _viterbi(self, key: str) -> tuple[int, ...]:
        best: list[tuple[float, int, int]] = [(0.0, 0, 0)] + [(-1e9, 0, 0)] * len(key)
        for end in range(1, len(key) + 1):
            for start in range(max(0, end - 20), end):
                score = self.scores.get(key[start:end])
                if score is None and end - start == 1:
                    score = -25.0  # an unknown character: worse than any piece
                if score is not None and best[start][0] + score > best[end][0]:
                    best[end] = (best[start][0] + score, start, self.ids.get(key[start:end], self.unknown))
        out: list[int] = []
        at = len(key)
        while at > 0:
            _, at, piece = best[at]
            out.append(piece)
        return tuple(reversed(out)) or (self.unknown,)
