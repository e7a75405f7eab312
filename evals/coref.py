"""Scores of clusters against gold clusters: MUC, B cubed, CEAF by entities, and their mean, the CoNLL F1.

Clusters are lists of sets of mentions; both sides hold the same mentions. An empty denominator counts as 0.
"""

from __future__ import annotations

from collections import Counter


def harmonic(precision, recall):
    """Return the F1 of the two."""
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def home(clusters):
    """Return the index of the cluster of each mention."""
    return {mention: at for at, cluster in enumerate(clusters) for mention in cluster}


def muc(gold, given):
    """Return precision, recall and F1 of the links of MUC."""

    def share(these, those):
        where = home(those)
        parts = sum(len({where.get(mention, (mention,)) for mention in cluster}) for cluster in these)
        links = sum(len(cluster) - 1 for cluster in these)
        return (sum(map(len, these)) - parts) / links if links else 0.0

    precision, recall = share(given, gold), share(gold, given)
    return precision, recall, harmonic(precision, recall)


def b_cubed(gold, given):
    """Return precision, recall and F1 of B cubed, every mention counting the same."""

    def share(these, those):
        where = home(those)
        total = sum(map(len, these))
        right = 0.0
        for cluster in these:
            right += sum(n * n for n in Counter(where[m] for m in cluster if m in where).values()) / len(cluster)
        return right / total if total else 0.0

    precision, recall = share(given, gold), share(gold, given)
    return precision, recall, harmonic(precision, recall)


def ceaf_e(gold, given):
    """Return precision, recall and F1 of CEAF with the likeness 2|A∩B| / (|A|+|B|) of the best pairing of clusters."""
    where = home(given)
    likeness = {}
    for at, cluster in enumerate(gold):
        for other, shared in Counter(where[m] for m in cluster if m in where).items():
            likeness[at, other] = 2 * shared / (len(cluster) + len(given[other]))
    best = sum(paired(part) for part in parts(likeness))
    precision, recall = best / len(given) if given else 0.0, best / len(gold) if gold else 0.0
    return precision, recall, harmonic(precision, recall)


def parts(likeness):
    """Yield the matrices of the connected parts of a sparse likeness: what is not connected cannot compete for a partner."""
    rows, columns = {}, {}
    for row, column in likeness:
        rows.setdefault(row, set()).add(column)
        columns.setdefault(column, set()).add(row)
    left = set(rows)
    while left:
        some, others, todo = set(), set(), [min(left)]
        while todo:
            row = todo.pop()
            if row in some:
                continue
            some.add(row)
            for column in rows[row] - others:
                others.add(column)
                todo.extend(columns[column])
        left -= some
        yield [[likeness.get((row, column), 0.0) for column in sorted(others)] for row in sorted(some)]


def paired(matrix):
    """Return the greatest sum of a one-to-one pairing of rows with columns, by the Hungarian method with potentials."""
    if len(matrix) > len(matrix[0]):
        matrix = [list(column) for column in zip(*matrix, strict=True)]
    height, width = len(matrix), len(matrix[0])
    prices, owner = ([0.0] * (height + 1), [0.0] * (width + 1)), [0] * (width + 1)
    for row in range(1, height + 1):
        owner[0] = row
        at, back = path(matrix, prices, owner)
        while at:
            owner[at] = owner[back[at]]
            at = back[at]
    return sum(matrix[owner[column] - 1][column - 1] for column in range(1, width + 1) if owner[column])


def path(matrix, prices, owner):
    """Return the free column at the end of the cheapest path from the row in owner[0], and the way back; the prices are changed."""
    rows, columns = prices
    count = len(columns)
    slack, back, used, at = [float("inf")] * count, [0] * count, [False] * count, 0
    while owner[at]:
        used[at] = True
        here = owner[at]
        for column in range(1, count):
            cost = -matrix[here - 1][column - 1] - rows[here] - columns[column]
            if not used[column] and cost < slack[column]:
                slack[column], back[column] = cost, at
        at = min((column for column in range(1, count) if not used[column]), key=slack.__getitem__)
        least = slack[at]
        for column in range(count):
            if used[column]:
                rows[owner[column]] += least
                columns[column] -= least
            else:
                slack[column] -= least
    return at, back


def conll(gold, given):
    """Return the mean of the three F1s."""
    return (muc(gold, given)[2] + b_cubed(gold, given)[2] + ceaf_e(gold, given)[2]) / 3


def without_singletons(clusters):
    """Return the clusters of two or more, as the scorer of the shared task reads a file without singletons."""
    return [cluster for cluster in clusters if len(cluster) > 1]


def strays(gold, given):
    """Return over-merge and over-split: gold events too many in the given clusters, and clusters too many, per 100 gold events."""
    where, back = home(given), home(gold)
    merged = sum(len({back[m] for m in cluster}) - 1 for cluster in given)
    split = sum(len({where[m] for m in cluster}) - 1 for cluster in gold)
    return 100 * merged / len(gold), 100 * split / len(gold)
