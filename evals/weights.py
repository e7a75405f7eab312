"""The weights of linking, estimated from claims whose event is known, beside those in the file.

    python evals/weights.py --ecb ecb_train.json --kept /tmp/readings      # or --ntrex ../shared/data/ntrex, or --world 10000

Which level each part of a pair is on is had from the product's own scorer: it is given weights that remember their names, and the
names in a sum tell its levels. m is the share of a level among pairs of one event in which its part is told, u among pairs of two
events, both smoothed by SMOOTH pairs spread as all pairs are; bits are log2 m/u. Pairs are those that share a block. ECB+ is for
measuring only: no weight of the product may come from it.
"""

from __future__ import annotations

import argparse
import dataclasses
import math
import random
from collections import Counter, defaultdict
from itertools import combinations
from pathlib import Path

import coref
import labelled

from diurna.event import Link
from diurna.fuse import clusters, score
from diurna.fuse import weights as file

MOST = 200  # claims of a block that are compared, as in the store
SMOOTH = 5.0  # pairs
ACT = "words.trigger"
HIGH = 1000.0  # bits: a prior at which no pair is let go


class Named(float):
    """A weight that remembers which weights it is the sum of, each with how many times."""

    __slots__ = ("names",)

    def __new__(cls, value, names):
        made = super().__new__(cls, value)
        made.names = names
        return made

    def __add__(self, other):
        names = Counter(self.names)
        for name, times in getattr(other, "names", {}).items():
            names[name] += times
        return Named(float(self) + float(other), dict(names))

    __radd__ = __add__

    def __mul__(self, times):
        return Named(float(self) * times, {name: count * times for name, count in self.names.items()})

    __rmul__ = __mul__

    def __truediv__(self, times):
        return self * (1 / times)

    def __round__(self, _places=0):
        return self


def levels(pairs, known):
    """Return the levels of each pair as {"part.level": times}; a pair that can never be linked is left out."""
    given = file.weights()
    named = {"prior": HIGH}
    for part in dataclasses.fields(given):
        table = getattr(given, part.name)
        if dataclasses.is_dataclass(table):
            kept = {level.name: getattr(table, level.name) for level in dataclasses.fields(table)}
            named[part.name] = type(table)(**{level: _named(part.name, level, value) for level, value in kept.items()})
    load = file.knowledge.load
    file.knowledge.load = lambda *_: dataclasses.replace(given, **named)
    file.weights.cache_clear()
    file.weights()  # kept from here on
    file.knowledge.load = load
    try:
        links = {pair: score.link(known[pair[0]].account, known[pair[1]].account) for pair in pairs}
    finally:
        file.weights.cache_clear()
    return {pair: getattr(link.score, "names", {}) for pair, link in links.items() if link is not None}


def _named(part, level, value):
    return Named(value, {f"{part}.{level}": 1}) if isinstance(value, float) else value


def blocked(known, blocks=lambda claim: claim.blocks):
    """Return the pairs that share a block and whose events are known, True where it is one."""
    held = defaultdict(list)
    for identity in sorted(known):
        for block in set(blocks(known[identity])):
            held[block].append(identity)
    found = {pair for claims in held.values() if len(claims) <= MOST for pair in combinations(claims, 2)}
    return _sure(sorted(found), known)


def _sure(pairs, known):
    """Return whether pairs are of one event, without those of two lines of one story, which may tell of one event twice."""
    told = {identity: (claim.event, claim.event.split()[0]) for identity, claim in known.items()}
    return {(a, b): told[a][0] == told[b][0] for a, b in pairs if told[a][0] == told[b][0] or told[a][1] != told[b][1]}


def drawn(known, count=40_000):
    """Return all pairs of one event and some of two, drawn from all claims whether they share a block or not."""
    held = defaultdict(list)
    for identity in sorted(known):
        held[known[identity].event].append(identity)
    one = [pair for claims in held.values() for pair in combinations(claims, 2)]
    chance, ids = random.Random(1), sorted(known)  # noqa: S311 - the same pairs in each run
    two = {tuple(sorted(chance.sample(ids, 2))) for _ in range(count)}
    return _sure([*one, *sorted(two)], known)


def estimate(seen, truth):
    """Return m, u, bits and how many pairs of one event and of two each level rests on, and the prior in bits.

    `truth` is how likely each pair is of one event. Where the act is not named alike, that too says something: it is laid on the
    levels of the words.
    """
    one, two = Counter(), Counter()
    for pair, names in seen.items():
        for name, times in names.items():
            one[name] += max(1, int(times)) * truth[pair]
            two[name] += max(1, int(times)) * (1 - truth[pair])
    parts = defaultdict(list)
    for name in sorted({*one, *two} - {ACT}):
        parts[name.split(".")[0]].append(name)
    made = {}
    for names in parts.values():
        told = [sum(side[name] for name in names) for side in (one, two)]
        for name in names:
            made[name] = _level(one[name], two[name], told, (one[name] + two[name] + 1) / (sum(told) + len(names)))
    if ACT in one:
        told = [sum(side[name] for name in parts["words"]) for side in (one, two)]
        m, u, alike, *rest = _level(min(one[ACT], told[0]), min(two[ACT], told[1]), told, 0.5)
        other = math.log2((1 - m) / (1 - u))
        made[ACT] = (m, u, alike - other, *rest)
        made |= {name: (*made[name][:2], made[name][2] + other, *made[name][3:]) for name in parts["words"]}
    alike = sum(truth[pair] for pair in seen)
    return made, math.log2((alike + 0.5) / (len(seen) - alike + 0.5))


def _level(one, two, told, share):
    m, u = ((count + SMOOTH * share) / (total + SMOOTH) for count, total in zip((one, two), told, strict=True))
    return m, u, math.log2(m / u), one, two


def expected(seen, bits, prior, rounds=40):
    """Return estimates made without labels: pairs are weighed, m and u are told from the weighed pairs, and so on (EM)."""
    for _ in range(rounds):
        truth = {pair: 1 / (1 + 2 ** -max(-60.0, min(60.0, score))) for pair, score in summed(seen, bits, prior).items()}
        made, prior = estimate(seen, truth)
        bits = {name: row[2] for name, row in made.items()}
    return made, prior


def summed(seen, bits, prior):
    """Return the score of each pair."""
    return {pair: prior + sum(times * bits.get(name, 0.0) for name, times in names.items()) for pair, names in seen.items()}


def given_bits():
    """Return the weights of the file by their names, and its prior."""
    given = file.weights()
    tables = {part.name: getattr(given, part.name) for part in dataclasses.fields(given)}
    tables = {name: table for name, table in tables.items() if dataclasses.is_dataclass(table)}
    return {
        f"{name}.{level.name}": getattr(table, level.name)
        for name, table in tables.items()
        for level in dataclasses.fields(table)
        if isinstance(getattr(table, level.name), float)
    }, given.prior


def quality(scores, truth):
    """Return average precision, the best F1 and the F1 at 0 bits; true pairs without a score count as missed among those in blocks."""
    ranked = sorted(scores, key=lambda pair: (-scores[pair], pair))
    whole = sum(truth.values())
    right, average, best, at_zero = 0, 0.0, 0.0, 0.0
    at = 0
    while at < len(ranked):  # pairs of one score stand together
        end = at
        while end < len(ranked) and scores[ranked[end]] == scores[ranked[at]]:
            end += 1
        gained = sum(truth[pair] for pair in ranked[at:end])
        right += gained
        average += gained / whole * right / end
        f1 = 2 * right / (end + whole)
        best = max(best, f1)
        if scores[ranked[at]] > 0:
            at_zero = f1
        at = end
    return average, best, at_zero


def clustered(known, scores):
    """Return B-cubed precision, recall, F1 and CoNLL F1 of the events made of the pairs above 0."""
    links = [Link(a, b, scores[a, b], ()) for a, b in scores if scores[a, b] > 0]
    found = clusters({identity: claim.account for identity, claim in known.items()}, links)
    gold = defaultdict(set)
    for identity, claim in known.items():
        gold[claim.event].add(identity)
    given, gold = [set(event) for event in found], list(gold.values())
    return (*coref.b_cubed(gold, given), coref.conll(gold, given))


def show(name, known, scores, truth):
    """Print one line of figures."""
    figures = (*quality(scores, truth), *clustered(known, scores))
    print(f"{name:44}", " ".join(f"{value:6.3f}" for value in figures), flush=True)


HEAD = f"{'':44}     AP best F1  at 0 | B3 P    R     F1  CoNLL"


def main():
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--ecb", type=Path)
    asked.add_argument("--ntrex", type=Path)
    asked.add_argument("--world", type=int)
    asked.add_argument("--drawn", action="store_true", help="estimate from all pairs of one event and drawn pairs of two, not from blocks")
    asked.add_argument("--kept", type=Path, default=Path("readings"), help="folder for readings, so that they are made once")
    options = asked.parse_args()
    options.kept.mkdir(parents=True, exist_ok=True)
    if options.ecb:
        known = labelled.ecb(options.ecb, options.kept / f"{options.ecb.stem}.pkl")
    elif options.ntrex:
        known = labelled.ntrex(options.ntrex, options.kept)
    else:
        known = labelled.world(options.world or 2_000)
    truth = blocked(known)
    seen = levels(truth, known)
    made, prior = estimate(seen, truth)
    if options.drawn:
        pairs = drawn(known)
        made, prior = estimate(levels(pairs, known), pairs)[0], file.weights().prior
    hand, given = given_bits()
    print(f"{len(known)} claims, {len(truth)} pairs in blocks, {sum(truth.values())} of one event")
    print(f"{'level':20} {'file':>6} {'bits':>6} {'m':>7} {'u':>7} {'of one':>7} {'of two':>8}")
    print(f"{'prior':20} {given:6.1f} {prior:6.1f}")
    for name in hand:
        m, u, bits, one, two = made.get(name, (math.nan, math.nan, math.nan, 0, 0))
        print(f"{name:20} {hand[name]:6.1f} {bits:6.1f} {m:7.4f} {u:7.4f} {one:7.0f} {two:8.0f}")
    print(HEAD)
    show("weights of the file", known, summed(seen, hand, given), truth)
    show("weights estimated, on the same pairs", known, summed(seen, {name: row[2] for name, row in made.items()}, prior), truth)


if __name__ == "__main__":
    main()
