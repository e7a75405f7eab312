"""How fast agreements and commitments are followed: the made-up world of `linking.py`, a tenth of its claims of each.

    python benchmarks/following.py [--claims 1000 10000 100000] [--seed 7]

For each size: seconds that following takes of `diurna link`, and of linking one document more; the seconds of that whole link; agreements,
commitments, offers; peak of memory of the process.
"""

from __future__ import annotations

import random
import tempfile
import time
from dataclasses import replace
from itertools import product
from pathlib import Path
from typing import ClassVar

from linking import World, asked, peak_memory

from diurna import store
from diurna.record import Agreement, Commitment, Quote, Step
from diurna.run import link as linking
from diurna.run.follow import Follower

VOCABULARY = ["".join(parts) + "n" for parts in product("bdfgklmnprst", "aeiou", "bdfgklmnprst", "aeiou")]


class Watched(Follower):
    """A follower that sums up the seconds of its steps, those of each link by itself."""

    spent: ClassVar[list[float]] = []

    def begin(self, stale):
        self.spent.append(0.0)
        self._timed(super().begin, stale)

    def take(self, draft):
        self._timed(super().take, draft)

    def finish(self, changes):
        self._timed(super().finish, changes)

    def _timed(self, step, *given):
        begun = time.perf_counter()
        step(*given)
        self.spent[-1] += time.perf_counter() - begun


def main() -> None:
    options = asked(__doc__)
    print("claims  following s  one more: following s  whole s | agreements commitments offers  peak MB")
    linking.Follower = Watched
    for size in options.claims:
        measure(size, options.seed)


def measure(size: int, seed: int) -> None:
    world = Pacts(size, seed)
    Watched.spent.clear()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "made-up.diurna"
        store.create(path, name="made up")
        with store.open(path, write=True, verb="benchmark") as case:
            for taken in world.documents():
                case.keep(taken)
            linking.link(case)
            for _ in range(3):
                case.keep(world.one_more())
                begun = time.perf_counter()
                linking.link(case)
                more = time.perf_counter() - begun
        with store.open(path, write=False) as case:
            counted = "SELECT (SELECT count(*) FROM agreement), (SELECT count(*) FROM commitment), (SELECT count(*) FROM offer)"
            ((agreements, commitments, offers),) = case.sql(counted)[1]
    peak = peak_memory()
    steps = " ".join(f"{value:.2f}" for value in Watched.spent[1:])
    print(
        f"{size:7} {Watched.spent[0]:11.1f} {steps:>22} {more:8.2f} | {agreements:10} {commitments:11} {offers:6} {peak:8.0f}", flush=True
    )


class Pacts(World):
    """A world in which what is agreed between two is an agreement, and aid to somebody a commitment, half of them with a condition."""

    def one_more(self):
        self.more = getattr(self, "more", 10**9) + 1
        return self.document(self.more, self.chance.choices(self.events, k=8))

    def document(self, number, events):
        taken = super().document(number, events)
        claims, pacts, vows = [], [], []
        for one in taken.reading.claims:
            made, both = one, [p.actor for p in (*one.actors, *one.recipients)]
            if one.type == "AGREE" and len(both) > 1:
                where = one.where.id if one.where else None
                signed = one.when.edtf if one.when else None
                pacts.append(Agreement("a-" + one.id[2:], tuple(both), signed, None, where, None, (), (one.id,)))
            elif one.type == "AID" and both:
                kept = random.Random(one.id)  # noqa: S311 - the same in each run
                if kept.random() < 0.5:
                    words = " ".join(kept.sample(VOCABULARY, 4))
                    made = replace(one, condition=Quote(one.sentence.start, one.sentence.start, f"if {words}"), modality="conditional")
                due = f"../{one.when.edtf}" if one.when and kept.random() < 0.5 else None
                step = Step(None, "conditional" if made.condition else "open", (one.id,))
                vows.append(
                    Commitment(
                        "k-" + one.id[2:], tuple(both[:1]), tuple(both[1:]), "help", made.condition and made.condition.text, due, (step,)
                    )
                )
            claims.append(made)
        reading = replace(taken.reading, claims=tuple(claims), agreements=tuple(pacts), commitments=tuple(vows))
        return replace(taken, reading=reading)

    def told(self, event):
        values = super().told(event)
        weights = [1 / (at + 1) for at in range(len(VOCABULARY))]
        words = " ".join(self.chance.choices(VOCABULARY, weights, k=4))
        return {**values, "sentence": f"{values['sentence'][:-1]} {words}."}


if __name__ == "__main__":
    main()
