"""Sentences of two texts laid side by side: a translation keeps their order, their length, and what stands in them."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

# Of the ratio of lengths, as natural logarithms: its spread in translated sentences and in sentences of two articles.
_SPREAD, _ANY = 0.3, 0.85
_LEVEL = math.log2(_ANY / _SPREAD)
_UNEVEN = (1 / (2 * _SPREAD**2) - 1 / (2 * _ANY**2)) / math.log(2)
_WORST = -6.0  # bits against, at most, from lengths
_SKIPPED = -1.5  # bits against where a sentence has none beside it
_MERGED = -2.5  # where two stand beside one
_SLACK = 10  # sentences that the one may be ahead
# One beside one, one beside two, two beside one, none beside one, one beside none.
_STEPS = ((1, 1), (1, 2), (2, 1), (0, 1), (1, 0))
_NEVER = -math.inf


@dataclass(frozen=True, slots=True)
class Alignment:
    """Two texts side by side: bits for a translation, and the sentences that stand beside each other."""

    bits: float
    beside: tuple[tuple[int, int], ...]


def aligned(one: Sequence[int], other: Sequence[int], shared: Sequence[Mapping[int, float]]) -> Alignment:
    """Return the best alignment of two texts; swapping them gives the same one, turned.

    Args:
        one: lengths of its sentences.
        other: the same.
        shared: of each sentence of `one`, the bits that it shares with sentences of `other`.
    """
    rows: list[list[float]] = []
    steps: list[list[int]] = []
    sizes = _logs(other)
    for i, (size, both) in enumerate(_logs(one), start=1):
        if not rows:
            rows, steps = [[_SKIPPED * j for j in range(len(other) + 1)]], [[3] * (len(other) + 1)]
        row, step = _row(rows[-2:], (size, both), sizes, shared[max(0, i - 2) : i], _within(i, len(one), len(other)))
        rows.append(row)
        steps.append(step)
    return Alignment(rows[-1][-1], tuple(_beside(steps, len(one), len(other))))


def _row(
    rows: list[list[float]],
    size: tuple[float, float],
    sizes: list[tuple[float, float]],
    shared: Sequence[Mapping[int, float]],
    within: range,
) -> tuple[list[float], list[int]]:
    """Return the bits up to one sentence and each of the other text, and the step that leads there.

    Args:
        rows: those before, two at most.
        size: logarithm of the sentence's length, and of it with the one before.
        sizes: the same of the other text.
        shared: bits that the sentence shares, after those of the one before.
        within: sentences of the other text that are looked at, from 1.
    """
    above, here = rows[-1], shared[-1]
    two, before = (rows[-2], shared[-2]) if len(rows) > 1 else (None, here)
    row, steps = [_NEVER] * len(above), [4] * len(above)
    row[0] = above[0] + _SKIPPED
    for j in within:
        alone, double = sizes[j - 1]
        bits = here.get(j - 1, 0.0)
        best, step = above[j - 1] + _lengths(size[0] - alone) + bits, 0
        if j > 1 and (found := above[j - 2] + _lengths(size[0] - double) + _MERGED + bits + here.get(j - 2, 0.0)) > best:
            best, step = found, 1
        if two and (found := two[j - 1] + _lengths(size[1] - alone) + _MERGED + bits + before.get(j - 1, 0.0)) > best:
            best, step = found, 2
        if (found := row[j - 1] + _SKIPPED) > best:
            best, step = found, 3
        if (found := above[j] + _SKIPPED) > best:
            best, step = found, 4
        row[j], steps[j] = best, step
    return row, steps


def _within(i: int, one: int, other: int) -> range:
    slack, middle = _SLACK + abs(one - other), i * other // one
    return range(max(1, middle - slack), min(other, middle + slack) + 1)


def _logs(lengths: Sequence[int]) -> list[tuple[float, float]]:
    """Return the logarithm of each length, and of each with the one before."""
    before = (0, *lengths)
    return [(math.log(max(1, length)), math.log(max(1, length + last))) for length, last in zip(lengths, before, strict=False)]


def _lengths(ratio: float) -> float:
    return max(_WORST, _LEVEL - _UNEVEN * ratio * ratio)


def _beside(steps: list[list[int]], i: int, j: int) -> Iterator[tuple[int, int]]:
    """Yield the pairs of sentences beside each other, the last first."""
    while i or j:
        di, dj = _STEPS[steps[i][j] if j else 4]
        if di and dj:
            yield from ((i - a, j - b) for a in range(1, di + 1) for b in range(1, dj + 1))
        i, j = i - di, j - dj
