"""From the model's probabilities to spans of words."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np

ROLES = ("actor", "recipient", "where", "when", "according_to", "condition", "object")
_GOES_ON = 0.6
_SEVERAL = {"actor", "recipient", "according_to"}


def trigger_spans(p: np.ndarray, lowest: float) -> list[tuple[int, int, float]]:
    """Return trigger candidates as half-open word spans with a probability.

    Args:
        p: (words, 3) probabilities of outside, begins, continues.
        lowest: a word is part of a trigger when it begins or continues one with at least this probability.
    """
    out: list[tuple[int, int, float]] = []
    act = 1 - p[:, 0]
    w = 0
    while w < len(p):
        if act[w] < lowest:
            w += 1
            continue
        end = w + 1
        while end < len(p) and act[end] >= max(lowest, 0.5 * float(act[w])) and p[end, 2] > p[end, 1]:
            end += 1
        out.append((w, end, float(act[w:end].max())))
        w = end
    return out


def decoded_roles(p: np.ndarray, least: float) -> list[list[tuple[int, int, float]]]:
    """Return for each role its half-open word spans with a probability.

    Args:
        p: (words, roles, 3) probabilities of outside, begins, continues, roles in the order of `ROLES`.
        least: a word begins a role with at least this probability; the words after it may go on with less.

    A role that can be held once (place, time, condition, object) keeps its most probable span.
    """
    out = []
    for r, name in enumerate(ROLES):
        q = p[:, r]
        spans: list[tuple[int, int, float]] = []
        w = 0
        while w < len(q):
            if 1 - q[w, 0] < least:
                w += 1
                continue
            end = w + 1
            while end < len(q) and 1 - q[end, 0] >= least * _GOES_ON and q[end, 2] >= q[end, 1]:
                end += 1
            spans.append((w, end, float((1 - q[w:end, 0]).mean())))
            w = end
        if name not in _SEVERAL and len(spans) > 1:
            spans = [max(spans, key=lambda s: (s[2] * (s[1] - s[0]) ** 0.5, -s[0]))]
        out.append(spans)
    return out
