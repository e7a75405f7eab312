"""Adding many short articles to one case: rate, memory, and the time of a query, each as a ratio to the first stage of the same run.

    python benchmarks/adding.py [--stages 1000 10000 20000] [--folder FOLDER]

Articles are made up, two or three sentences each, all different. Prints a JSON line a stage: documents in the case, documents a second,
the highest resident memory of the supervisor and of a worker (MB), and the median of three queries by word and by filter (ms).
Memory is read from /proc, so Linux only.
"""

from __future__ import annotations

import argparse
import json
import os
import pathlib
import random
import statistics
import subprocess
import sys
import tempfile
import time

from diurna import store
from diurna.case import Filters

STATES = ("France", "Kenya", "Peru", "Japan", "Georgia", "Jordan", "Chad", "Norway", "Vietnam", "Bolivia", "Latvia", "Oman")
TOWNS = ("Paris", "Nairobi", "Lima", "Osaka", "Batumi", "Amman", "Abéché", "Bergen", "Hanoi", "La Paz", "Riga", "Salalah")
GROUPS = ("teachers", "dockers", "farmers", "nurses", "miners", "students", "drivers", "fishermen", "pilots", "judges")
ACTS = (
    "Police arrested {n} {group} in {town} on {day} May 2021.",
    "{state} and {other} signed an accord on fishing in {town} on {day} May 2021.",
    "{n} {group} marched through {town} on {day} May 2021 and demanded higher pay.",
    "The foreign minister of {state} accused {other} of breaking the truce.",
    "{state} sent {n} soldiers to its border with {other}.",
    "The president of {state} met the president of {other} in {town}.",
)


def article(number: int) -> str:
    """Return one article, the same for the same number."""
    rng = random.Random(number)  # noqa: S311 - the same articles in each run
    first, second = rng.sample(range(len(STATES)), 2)
    told = {"state": STATES[first], "other": STATES[second], "town": rng.choice(TOWNS), "group": rng.choice(GROUPS)}
    acts = [act.format(**told, n=rng.randrange(10, 900), day=rng.randrange(1, 31)) for act in rng.sample(ACTS, 2)]
    return " ".join([*acts, f"It was report number {number}."][: rng.choice((2, 3))])


def resident(pid: int) -> float:
    """Return the resident memory of a process in MB; 0 when it has gone."""
    try:
        pages = int(pathlib.Path(f"/proc/{pid}/statm").read_text(encoding="ascii").split()[1])
    except (OSError, IndexError):
        return 0.0
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


def children(pid: int) -> list[int]:
    """Return the processes that a process started."""
    found = []
    for path in pathlib.Path(f"/proc/{pid}/task").glob("*/children"):
        try:
            found += [int(child) for child in path.read_text(encoding="ascii").split()]
        except OSError:
            continue
    return found


def watched(command: list[str]) -> tuple[float, float, float]:
    """Run a command; return its seconds and the highest memory of it and of one of its children."""
    began, own, child = time.monotonic(), 0.0, 0.0
    running = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    while running.poll() is None:
        own = max(own, resident(running.pid))
        child = max([child, *map(resident, children(running.pid))])
        time.sleep(0.5)
    if running.returncode:
        sys.exit(f"{' '.join(command)}: status {running.returncode}")
    return time.monotonic() - began, own, child


def asked(case: pathlib.Path) -> dict[str, float]:
    """Return the median time in ms of three queries by word, by filter and by both, in one process that has the case open."""
    out = {}
    with store.open(case, write=False) as opened:
        for name, filters in {
            "word": Filters(text="dockers"),
            "filter": Filters(start="2021-05-10", end="2021-05-12", types=("PROTEST",)),
            "both": Filters(text="accord", actor="state:KEN"),
        }.items():
            times = []
            for _ in range(3):
                began = time.perf_counter()
                opened.query(filters, limit=50)
                times.append(1000 * (time.perf_counter() - began))
            out[name] = round(statistics.median(times), 1)
    return out


def main() -> None:
    """Run the stages, each on top of the one before."""
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--stages", type=int, nargs="+", default=[1000, 10000, 20000])
    ap.add_argument("--folder", type=pathlib.Path)
    args = ap.parse_args()
    folder = args.folder or pathlib.Path(tempfile.mkdtemp())
    folder.mkdir(parents=True, exist_ok=True)
    case, done, first = folder / "adding.diurna", 0, {}
    for stage in args.stages:
        made = folder / f"articles-{stage}.jsonl"
        rows = (json.dumps({"title": f"Report {n}", "text": article(n), "published": "2021-06-01"}) for n in range(done, stage))
        made.write_text("\n".join(rows) + "\n", encoding="utf-8")
        seconds, own, child = watched([sys.executable, "-m", "diurna.cli", "add", str(case), str(made), "--quiet"])
        found = {"rate": round((stage - done) / seconds, 1), "supervisor_mb": round(own), "worker_mb": round(child), **asked(case)}
        first = first or found
        ratios = {f"{name}_ratio": round(value / first[name], 2) for name, value in found.items() if first[name]}
        print(json.dumps({"documents": stage, **found, **ratios, "case_mb": round(case.stat().st_size / 1e6)}), flush=True)
        done = stage


if __name__ == "__main__":
    main()
