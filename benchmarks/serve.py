"""How fast the web app's questions are answered: the first one of each view, and one filter, on a made-up case.

    python benchmarks/serve.py [--claims 45000] [--case FILE | --keep FILE] [--runs 5] [--seed 7]

Makes the world of `benchmarks/linking.py` (some 500 events for 1,000 claims), or takes a case that is there, and asks the server within
the process, so that reading from the disk, counting and writing JSON are in the time, and the network is not. For each question: the
median in ms, the median time that the processor was ours, the median as a ratio to `SELECT count(*) FROM event`, the size of the
answer.
"""

from __future__ import annotations

import argparse
import sqlite3
import statistics
import tempfile
import time
from contextlib import closing
from pathlib import Path

from fastapi.testclient import TestClient
from linking import World

from diurna import store
from diurna.run.link import link
from diurna.serve import app
from diurna.serve.access import Access

KEY = "t"
BASE = "http://127.0.0.1:8021"
COUNT = "SELECT count(*) FROM event"
# What each view asks first, then each of its questions with a filter.
VIEWS = {
    "facets": "/facets", "events": "/events", "timeline": "/timeline", "timeline by type": "/timeline?lanes=type", "map": "/map",
    "network": "/network", "commitments": "/commitments", "review": "/review", "changes": "/changes?newest=true", "documents": "/documents",
    "sources": "/sources", "case": "/case",
}  # fmt: skip
FILTERS = {
    "words": "text=grain",
    "time": "from=2015-03&to=2015-08",
    "actor": "actor=state:ADG",
    "type": "type=AGREE",
    "place": "place=geonames:7",
}
FILTERED = ("facets", "events", "timeline", "map", "network", "review", "documents")


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--claims", type=int, default=45_000)
    asked.add_argument("--case", type=Path, help="a case that is there, in place of a made-up one")
    asked.add_argument("--keep", type=Path, help="make the case in this file and keep it")
    asked.add_argument("--runs", type=int, default=5)
    asked.add_argument("--seed", type=int, default=7)
    options = asked.parse_args()
    if options.case:
        measure(options.case, options.runs)
        return
    with tempfile.TemporaryDirectory() as folder:
        path = options.keep or Path(folder) / "made-up.diurna"
        make(path, options.claims, options.seed)
        measure(path, options.runs)


def make(path: Path, claims: int, seed: int) -> None:
    world = World(claims, seed)
    store.create(path, name="made up")
    with store.open(path, write=True, verb="benchmark") as case:
        for taken in world.documents():
            case.keep(taken)
        link(case)


def measure(path: Path, runs: int) -> None:
    with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as db:
        least, events = timed(lambda: db.execute(COUNT).fetchone()[0], runs)
    print(f"{COUNT}: {least[0]:.2f} ms, {events} events\n")
    asking = TestClient(app(path, Access(token=KEY)), BASE, follow_redirects=False)
    asking.get(f"/?token={KEY}")
    print(f"{'question':28} {'median ms':>10} {'processor':>9} {'ratio':>7} {'KB':>6}")
    questions = dict(VIEWS)
    for name in FILTERED:
        questions |= {f"{name}, {of}": f"{VIEWS[name]}?{given}" for of, given in FILTERS.items()}
    for name, question in questions.items():
        spent, answer = timed(lambda question=question: asking.get(f"/api/v1{question}"), runs)
        answer.raise_for_status()
        print(f"{name:28} {spent[0]:10.0f} {spent[1]:9.0f} {spent[0] / least[0]:7.0f} {len(answer.content) / 1000:6.0f}")


def timed(ask, runs: int) -> tuple[tuple[float, float], object]:
    """Return the median times of some runs in ms, by the clock and of the processor, and the last answer; a first run warms up."""
    found, times, ours = ask(), [], []
    for _ in range(runs):
        begun, ours_begun = time.perf_counter(), time.process_time()
        found = ask()
        times.append(1000 * (time.perf_counter() - begun))
        ours.append(1000 * (time.process_time() - ours_begun))
    return (statistics.median(times), statistics.median(ours)), found


if __name__ == "__main__":
    main()
