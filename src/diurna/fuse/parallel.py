"""Parallel documents: a text and its translation tell the same things at the same places."""

from __future__ import annotations

from bisect import bisect_right
from itertools import accumulate, combinations
from typing import TYPE_CHECKING

from diurna.fuse.alignment import aligned

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from diurna.event import Account

    Span = tuple[float, float]

_WHOLE = 10_000  # parts of a document in which places are told
_SENTENCES = 100  # of a document whose lengths are kept; of a longer one it is not known where they lie


def beside(accounts: Iterable[Account], lengths: Mapping[str, Sequence[int]]) -> dict[tuple[str, str], float]:
    """Return how far the sentences of claims lie beside one another in a text and its translation, by pairs, the smaller id first.

    It is the share of the shorter sentence, 0 to 1. All pairs of two languages are told; those above 0 are to be compared whatever else
    they share. On parallel news 0.96 to 0.99 of the claims of one line have 0.5 or more, of neighbouring lines 0.00 to 0.04.

    Args:
        accounts: the claims of the documents of one origin.
        lengths: of the sentences of each document, as in its sketch.
    """
    by_document: dict[str, list[Account]] = {}
    for told in sorted(accounts, key=lambda told: told.claim):
        if told.span[1]:
            by_document.setdefault(told.document, []).append(told)
    found: dict[tuple[str, str], float] = {}
    # Two documents are laid side by side whatever others are of their origin, so that a further one changes nothing.
    for base, other in combinations(sorted(by_document), 2):
        if by_document[base][0].language != by_document[other][0].language:
            course = _course(lengths.get(base, ()), lengths.get(other, ()))
            for b in by_document[other]:
                span = _moved(b.span, course)
                found.update(((min(a.claim, b.claim), max(a.claim, b.claim)), overlap(a.span, span)) for a in by_document[base])
    return found


def overlap(one: Span, other: Span) -> float:
    """Return the share of the shorter of two stretches that lies in the other.

    >>> overlap((0, 100), (50, 250)), overlap((0, 100), (100, 200))
    (0.5, 0.0)
    """
    shared = min(one[1], other[1]) - max(one[0], other[0])
    return max(0.0, shared) / max(1.0, min(end - start for start, end in (one, other)))


def _course(base: Sequence[int], other: Sequence[int]) -> tuple[tuple[float, float], ...]:
    """Return where points of a text lie in another, in order: the borders of the sentences that stand beside each other."""
    if not (base and other) or max(len(base), len(other)) >= _SENTENCES:
        return ()
    ends, others = _ends(base), _ends(other)
    met: dict[float, list[float]] = {0.0: [0.0], float(_WHOLE): [float(_WHOLE)]}
    for at, against in aligned(base, other, [{}] * len(base)).beside:
        for step in (0, 1):
            met.setdefault(others[against + step], []).append(ends[at + step])
    return tuple((place, sum(met[place]) / len(met[place])) for place in sorted(met))


def _ends(lengths: Sequence[int]) -> list[float]:
    total = sum(lengths) or 1
    return [_WHOLE * end / total for end in accumulate(lengths, initial=0)]


def _moved(span: tuple[int, int], course: Sequence[tuple[float, float]]) -> Span:
    """Return where a stretch of a text lies in the other."""
    if not course:
        return span
    start, end = (_at(place, course) for place in span)
    return start, end


def _at(place: float, course: Sequence[tuple[float, float]]) -> float:
    after = min(max(1, bisect_right(course, (place, float("inf")))), len(course) - 1)
    (x, y), (beyond, above) = course[after - 1], course[after]
    return y + (place - x) * (above - y) / (beyond - x)
