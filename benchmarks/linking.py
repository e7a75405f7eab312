"""How fast and how well claims are linked: a made-up world of events, each told by several papers, with the reader's kinds of faults.

    python benchmarks/linking.py [--claims 1000 10000 100000] [--seed 7]

For each size: seconds to link, seconds to link one document more, peak of memory of all processes, and the quality of the events
against the world they were made from: B-cubed precision, recall and F1 of Diurna and of the key that coders of events use (one record
for each day, actor, recipient and type), on the same claims, and how many of 100 events are merged too far and split too far.
"""

from __future__ import annotations

import argparse
import hashlib
import random
import resource
import tempfile
import time
from collections import Counter, defaultdict
from datetime import date, timedelta
from pathlib import Path

from diurna import store
from diurna.case import Piece, Taken
from diurna.record import Claim, Document, Party, Place, Quote, Reading, Time, digest
from diurna.run._hands import wanted
from diurna.run.link import link

TYPES = ("AGREE", "CONSULT", "ASSAULT", "PROTEST", "ACCUSE", "AID", "SANCTION", "MOBILIZE", "REQUEST", "COERCE")
CONFUSED = {"AGREE": "CONSULT", "CONSULT": "AGREE", "ASSAULT": "COERCE", "COERCE": "ASSAULT", "ACCUSE": "REJECT", "AID": "COOPERATE"}
ACTS = ("signed", "met", "struck", "marched", "blamed", "helped", "fined", "moved", "asked", "held")
OBJECTS = ("grain", "ceasefire", "border", "harbour", "prisoners", "gas", "elections", "water", "railway", "weapons", "wages", "schools")
PER_DOCUMENT, PER_EVENT = 8, 2.2


def main() -> None:
    options = asked(__doc__)
    print("claims   link s  per 1,000  one more s  peak MB | Diurna P     R     F1  over/100 split/100 | one a day P     R     F1")
    for size in options.claims:
        measure(size, options.seed)


def asked(told: str) -> argparse.Namespace:
    """Return the options that the measures of this world have."""
    parser = argparse.ArgumentParser(description=told, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--claims", type=int, nargs="+", default=[1_000, 10_000, 100_000])
    parser.add_argument("--seed", type=int, default=7)
    return parser.parse_args()


def measure(size: int, seed: int) -> None:
    world = World(size, seed)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "made-up.diurna"
        store.create(path, name="made up")
        with store.open(path, write=True, verb="benchmark") as case:
            for taken in world.documents():
                case.keep(taken)
            begun = time.perf_counter()
            link(case)
            spent = time.perf_counter() - begun
            events = case.fusion.events()
            case.keep(world.one_more())
            begun = time.perf_counter()
            link(case)
            more = time.perf_counter() - begun
    peak = peak_memory()
    ours = {claim: event for event, claims in events.items() for claim in claims}
    mine, key = b_cubed(world.truth, ours), b_cubed(world.truth, world.key)
    over, split = faults(world.truth, ours)
    told = " ".join(f"{value:6.3f}" for value in mine), " ".join(f"{value:6.3f}" for value in key)
    head = f"{size:7} {spent:7.1f} {1000 * spent / size:9.2f} {more:10.2f} {peak:9.0f}"
    print(f"{head} | {told[0]} {over:8.1f} {split:8.1f} | {told[1]}")


def peak_memory() -> float:
    """Return the most memory, in MB, that this process and those that helped it to link can have held at one time."""
    mine, theirs = (resource.getrusage(who).ru_maxrss / 1024 for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return mine + wanted() * theirs


class World:
    """Events with actors, a day, a town and a type, and claims about them with faults, dealt into documents."""

    def __init__(self, size: int, seed: int) -> None:
        self.chance = random.Random(seed)  # noqa: S311 - the same world in each run
        self.truth: dict[str, str] = {}
        self.key: dict[str, str] = {}
        self.size = size
        events = int(size / PER_EVENT)
        self.days = max(60, events // 20)
        self.actors = [f"state:{a}{b}{c}" for a in "ABC" for b in "DEF" for c in "GHI"] + [f"person:Q{n}" for n in range(events // 6 + 20)]
        self.weights = [40] * 27 + [1] * (len(self.actors) - 27)
        self.events = [self._event(number) for number in range(events)]

    def _event(self, number: int) -> dict:
        chance = self.chance
        actor, other = chance.choices(self.actors, self.weights, k=2)
        return {
            "name": f"e{number}",
            "day": date(2015, 1, 1) + timedelta(chance.randrange(self.days)),
            "town": chance.randrange(500),
            "type": chance.choice(TYPES),
            "actor": actor,
            "other": other if chance.random() < 0.7 else "",
            "words": chance.sample(OBJECTS, 4),
            "number": chance.randrange(3, 900),
        }

    def documents(self):
        told = [event for event in self.events for _ in range(max(1, int(self.chance.expovariate(1 / PER_EVENT)) + 1))]
        self.chance.shuffle(told)
        told = told[: self.size]
        told.sort(key=lambda event: (event["day"] + timedelta(self.chance.randrange(3))).isoformat())
        for number in range(0, len(told), PER_DOCUMENT):
            yield self.document(number, told[number : number + PER_DOCUMENT])

    def one_more(self) -> Taken:
        return self.document(10**9, self.chance.choices(self.events, k=PER_DOCUMENT))

    def document(self, number: int, events: list[dict]) -> Taken:
        told = [(event, self.told(event)) for event in events]
        sentences = [values["sentence"] for _, values in told]
        text = " ".join(sentences)
        raw = f"{number}\n{text}".encode()
        identity = store.document_id(raw)
        published = str(max(event["day"] for event in events) + timedelta(1))
        claims, at = [], 0
        for event, values in told:
            made = claim(identity, at, values)
            claims.append(made)
            self.truth[made.id] = event["name"]
            who = made.actors[0].actor if made.actors else ""
            whom = made.recipients[0].actor if made.recipients else ""
            self.key[made.id] = f"{made.when.edtf if made.when else published}|{who}|{whom}|{made.type}"
            at += len(values["sentence"]) + 1
        document = Document(identity, text, hashlib.sha256(raw).hexdigest(), f"Title {number}", f"Paper {number % 60}", published, "given")
        reading = Reading(document, text, "en", actors=(), places=(), claims=tuple(claims), agreements=(), commitments=())
        return Taken(Piece(f"{number}.txt", raw, "txt"), reading, "2026-11-25T00:00:00Z", "txt 1", "m", "k", "c")

    def told(self, event: dict) -> dict:
        """Return what one paper makes of an event: the reader's faults are in the rates that were met with on real articles."""
        chance = self.chance
        chances = {name: chance.random() for name in ("type", "actor", "other", "town", "day", "number")}
        day = event["day"] + timedelta(chance.choice((-1, 1)) if chances["day"] < 0.08 else 0)
        edtf = None if chances["day"] > 0.8 else str(day)[:7] if chances["day"] > 0.72 else str(day)
        kind = CONFUSED.get(event["type"], event["type"]) if chances["type"] < 0.1 else event["type"]
        actor = chance.choice(self.actors) if chances["actor"] < 0.04 else "" if chances["actor"] < 0.15 else event["actor"]
        words = chance.sample([*event["words"], *chance.sample(OBJECTS, 2)], 4)
        number = event["number"] if chances["number"] < 0.5 else ""
        act = ACTS[TYPES.index(event["type"])]
        sentence = f"Delegates {act} over {', '.join(words)} {number} while {chance.choice(OBJECTS)} waited {chance.randrange(90)}."
        return {
            "sentence": sentence, "act": act, "type": kind, "actor": actor, "edtf": edtf,
            "other": "" if chances["other"] < 0.25 else event["other"],
            "town": None if chances["town"] < 0.4 else event["town"],
        }  # fmt: skip


def claim(document: str, at: int, values: dict) -> Claim:
    sentence = values["sentence"]
    start = at + sentence.index(values["act"])
    act = Quote(start, start + len(values["act"]), values["act"])
    town, edtf = values["town"], values["edtf"]
    where = (
        None if town is None else Place(f"geonames:{town}", f"Town{town}", "town", f"C{town % 40:02}", 1.0, 2.0, "town", (act,), "", 0.9)
    )
    return Claim(
        id="c-" + digest(document, at),
        document=document,
        type=values["type"],
        mode="",
        trigger=act,
        actors=(Party(values["actor"], values["actor"], act),) if values["actor"] else (),
        recipients=(Party(values["other"], values["other"], act),) if values["other"] else (),
        when=Time(act, edtf, "DATE", "", "day", "stated", False, "", 0.9) if edtf else None,
        where=where,
        where_quote=act if where else None,
        according_to=(),
        modality="asserted",
        condition=None,
        object=None,
        sentence=Quote(at, at + len(sentence), sentence),
        repaired=False,
        confidence=0.7,
    )


def b_cubed(truth: dict[str, str], found: dict[str, str]) -> tuple[float, float, float]:
    """Return precision, recall and F1, each claim counting once."""
    both = Counter((truth[claim], found[claim]) for claim in found)
    gold, made = Counter(truth[claim] for claim in found), Counter(found.values())
    precision = sum(n * n / made[event] for (_, event), n in both.items()) / len(found)
    recall = sum(n * n / gold[event] for (event, _), n in both.items()) / len(found)
    return precision, recall, 2 * precision * recall / (precision + recall)


def faults(truth: dict[str, str], found: dict[str, str]) -> tuple[float, float]:
    """Return how many of 100 clusters hold claims of several events, and how many of 100 events lie in several clusters."""
    inside, across = defaultdict(set), defaultdict(set)
    for claim_id, event in found.items():
        inside[event].add(truth[claim_id])
        across[truth[claim_id]].add(event)
    rate = lambda groups: 100 * sum(len(group) > 1 for group in groups.values()) / len(groups)  # noqa: E731
    return rate(inside), rate(across)


if __name__ == "__main__":
    main()
