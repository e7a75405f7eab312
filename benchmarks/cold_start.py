"""Cold start: from the command to the printed chronology of one article, beside what it cannot be faster than.

    python benchmarks/cold_start.py [ARTICLE] [--runs 5]

The floor is a Python that imports the model's runtime and does nothing. Prints the median wall time and the peak memory of
each, and their ratio; both run by turns on the same machine.
"""

from __future__ import annotations

import argparse
import os
import pathlib
import statistics
import subprocess
import sys
import time

DEMO = pathlib.Path(__file__).parents[1] / "src/diurna/data/demo"


def once(command: list[str]) -> tuple[float, float]:
    """Run a command; return its wall time in seconds and its peak memory in MB."""
    started = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    wall = time.perf_counter() - started
    if os.waitstatus_to_exitcode(status):
        raise SystemExit(f"{command} failed")
    process.returncode = 0
    return wall, usage.ru_maxrss / 1024


def main() -> None:
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("article", nargs="?", default=str(min(DEMO.glob("*.txt"))))
    ap.add_argument("--runs", type=int, default=5)
    args = ap.parse_args()
    commands = {
        "floor": [sys.executable, "-c", "import numpy, onnxruntime"],
        "read": [sys.executable, "-m", "diurna.cli", "read", args.article],
    }
    once(commands["read"])
    runs = {name: [] for name in commands}
    for _ in range(args.runs):
        for name, command in commands.items():
            runs[name].append(once(command))
    middle = {name: [statistics.median(values) for values in zip(*found, strict=True)] for name, found in runs.items()}
    for name, (wall, memory) in middle.items():
        print(f"{name:6} {wall:6.2f} s {memory:7.0f} MB")
    print(f"ratio  {middle['read'][0] / middle['floor'][0]:6.2f}   {middle['read'][1] / middle['floor'][1]:7.2f}")


if __name__ == "__main__":
    main()
