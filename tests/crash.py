"""Kills Diurna at random moments while it adds, reviews, exports and imports, and looks each time whether anything was lost.

    python tests/crash.py [--kills 200] [--seed 1] [--documents 60]

Works through the same stages, first undisturbed, then killed with SIGKILL again and again and each time begun anew. After each
kill the case must be whole, hold all that it held before, and no file may be half written; at the end it must hold what the
undisturbed one does. Prints the figures as one line of JSON; status 1 when anything was wrong. Run by `make crash-test`.
"""

from __future__ import annotations

import argparse
import csv
import io
import json
import random
import subprocess
import sys
import tempfile
import time
import zipfile
from collections import Counter
from contextlib import redirect_stdout, suppress
from pathlib import Path

sys.path.append(str(Path(__file__).parent / "run"))

import fast_reader

from diurna import store
from diurna.case import Filters
from diurna.cli import main as diurna
from diurna.run import checks, desk

_LESS, _MORE = 0.7, 1.05
STAGES = ("add", "review", "export", "import")
MEMORY_DISK = Path("/dev/shm")  # noqa: S108 - a folder of our own is made in it


class Place:
    """Where one case goes through all stages."""

    def __init__(self, folder: Path, inputs: Path) -> None:
        folder.mkdir()
        self.case, self.sheet, self.edited, self.inputs = folder / "case.diurna", folder / "out.csv", folder / "edited.csv", inputs

    def command(self, stage: str) -> list[str]:
        """Return the arguments of `diurna`, or of this script, that do a stage; doing it again goes on where it stopped."""
        case = str(self.case)
        return {
            "add": ["add", case, str(self.inputs), "--quiet", "--seconds", "20", "--memory", "256"],
            "review": ["review", case],
            "export": ["export", case, "csv", "-o", str(self.sheet)],
            "import": ["import", case, str(self.edited), "--apply", "--who", "ada", "--why", "from the sheet"],
        }[stage]

    def holds(self) -> dict[str, set]:
        """Return what the case holds, as sets that only grow while stages go on."""
        if not self.case.exists():
            return {"documents": set(), "claims": set(), "decisions": set()}
        with store.open(self.case, write=False) as case:
            decisions = [(decision.action, decision.target, json.dumps(dict(decision.values))) for decision in case.decisions()]
            claims = {claim.id for reading in case.readings() for claim in reading.claims or ()}
            return {"documents": {kept.id for kept in case.documents()}, "claims": claims, "decisions": set(decisions)}

    def ends(self) -> dict[str, object]:
        """Return what must be the same at the end, however often it was killed."""
        with store.open(self.case, write=False) as case:
            rows = {row.claim: (row.status, row.object, row.edited) for row in case.query(Filters(), limit=100_000).rows}
            aside = {(noted.document_id, noted.name) for noted in case.quarantined()}
            return {**self.holds(), "rows": rows, "aside": aside, "sheet": len(self.sheet.read_text("utf-8").splitlines())}

    def faults(self) -> list[str]:
        """Return what is wrong with the case and the files beside it."""
        found = []
        if self.case.exists():
            with store.open(self.case, write=False) as case:
                found += [f"{fault.where}: {fault.found}, expected {fault.expected}" for fault in checks.faults(case)]
        if self.sheet.exists() and not self.sheet.read_bytes().endswith(b"\n"):
            found.append(f"{self.sheet}: half written")
        return found

    def edit(self) -> None:
        """Edit the exported sheet as a person would: reject some claims, correct some objects."""
        rows = list(csv.DictReader(io.StringIO(self.sheet.read_text("utf-8-sig"))))
        for number, row in enumerate(sorted(rows, key=lambda row: row["id"])):
            if number % 3 == 0:
                row["status"] = "rejected"
            elif number % 3 == 1:
                row["object"] = f"the harbour, pier {number}"
        with self.edited.open("w", encoding="utf-8-sig", newline="") as handle:
            writer = csv.DictWriter(handle, list(rows[0]))
            writer.writeheader()
            writer.writerows(rows)


def main() -> int:
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--kills", type=int, default=200)
    ap.add_argument("--seed", type=int, default=1)
    ap.add_argument("--documents", type=int, default=60)
    ap.add_argument("--stage", nargs=argparse.REMAINDER, help=argparse.SUPPRESS)
    args = ap.parse_args()
    if args.stage:
        return _stage(args.stage)
    figures = killed(args.kills, args.seed, args.documents)
    print(json.dumps(figures))  # noqa: T201 - the figures
    return 1 if figures["wrong"] else 0


def killed(kills: int, seed: int, documents: int) -> dict[str, object]:
    """Kill so many times, and return the figures; "wrong" lists what was not as it must be."""
    began = time.monotonic()
    with tempfile.TemporaryDirectory(dir=MEMORY_DISK if MEMORY_DISK.is_dir() else None) as made:
        folder = Path(made)
        whole = Place(folder / "whole", _inputs(folder / "in", documents))
        killer = Killer(kills, seed, {stage: _undisturbed(whole, stage) for stage in STAGES})
        killer.wrong += whole.faults()
        expected, rounds = whole.ends(), 0
        while killer.counts.total() < kills:
            rounds += 1
            place = Place(folder / str(rounds), whole.inputs)
            for stage in STAGES:
                killer.disturb(place, stage)
            found = place.ends()
            killer.wrong += [f"round {rounds}: {what} differ at the end" for what in expected if found[what] != expected[what]]
    figures = {"kills": killer.counts.total(), "rounds": rounds, **{f"kills in {stage}": killer.counts[stage] for stage in STAGES}}
    held = {what: len(expected[what]) for what in ("documents", "claims", "decisions", "aside")}
    return {**figures, **held, "seconds": round(time.monotonic() - began, 1), "seed": seed, "wrong": killer.wrong}


class Killer:
    """Kills stages at random moments; collects what was wrong afterwards.

    `seconds` is how long each takes. A machine that is busy now and then makes that less or more, so it follows what is met: a stage
    that got through before its moment came is given less, one that was killed a little more.
    """

    def __init__(self, kills: int, seed: int, seconds: dict[str, float]) -> None:
        self.kills, self.seconds = kills, seconds
        self.chance, self.counts, self.wrong = random.Random(seed), Counter(), []  # noqa: S311 - the same moments again, no secret
        self.most = max(kills // 40, 2)  # of one stage of one case, so that all stages are met in many states

    def disturb(self, place: Place, stage: str) -> None:
        """Begin a stage and kill it until it gets through, or was killed often enough; then let it get through."""
        for _ in range(min(self.most, self.kills - self.counts.total())):
            before = place.holds()
            process = _started(place, stage)
            try:
                process.wait(self.chance.uniform(0, self.seconds[stage]))
            except subprocess.TimeoutExpired:
                process.kill()
                process.communicate()
                self._look(place, stage, before)
                self.seconds[stage] *= _MORE
            else:
                process.communicate()
                self.seconds[stage] *= _LESS
                if stage in ("add", "review"):  # the others can be done again
                    break
        _undisturbed(place, stage)

    def _look(self, place: Place, stage: str, before: dict[str, set]) -> None:
        self.counts[stage] += 1
        if sys.stderr.isatty():
            sys.stderr.write(f"\r{self.counts.total()} of {self.kills} kills, {len(self.wrong)} wrong ")
        at = f"kill {self.counts.total()}, {stage}"
        self.wrong += [f"{at}: {fault}" for fault in place.faults()]
        after = place.holds()
        self.wrong += [f"{at}: {what} lost: {before[what] - after[what]}" for what in before if before[what] - after[what]]


def _inputs(folder: Path, documents: int) -> Path:
    """Make a folder of reports, a third of them in an archive, and one document that crashes whoever reads it."""
    folder.mkdir()
    with zipfile.ZipFile(folder / "archive.zip", "w") as archive:
        for number in range(documents):
            words = f"Report {number} of the harbour."
            if number % 3:
                (folder / f"{number:04}.txt").write_text(words)
            else:
                archive.writestr(f"{number:04}.txt", words)
    (folder / "0020-poison.txt").write_text("CRASH in the harbour.")
    return folder


def _undisturbed(place: Place, stage: str) -> float:
    """Do a stage to its end; return the seconds that it took once its process was ready."""
    process = _started(place, stage)
    began = time.monotonic()
    _ended(process, stage)
    if stage == "export":
        place.edit()
    return time.monotonic() - began


def _started(place: Place, stage: str) -> subprocess.Popen:
    """Start a stage and wait until all is imported, so that a kill meets the work and not the start."""
    command = [sys.executable, __file__, "--stage", *place.command(stage)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)  # noqa: S603 - this script
    if process.stdout.readline() != "ready\n":
        raise SystemExit(f"{stage}: cannot start: {process.communicate()[1]}")
    return process


def _ended(process: subprocess.Popen, stage: str) -> None:
    _, told = process.communicate(timeout=300)
    # One document is put aside, so adding ends with status 1.
    if process.returncode != (stage == "add"):
        raise SystemExit(f"{stage}: status {process.returncode}: {told}")


def _stage(argv: list[str]) -> int:
    """Do one stage in this process."""
    from diurna.run import add, exchange, sheets, tables, views  # noqa: F401, PLC0415 - before it says that it is ready

    print("ready", flush=True)  # noqa: T201 - the parent waits for it
    with redirect_stdout(io.TextIOWrapper(io.BytesIO())), suppress(BrokenPipeError):
        return _review(Path(argv[1])) if argv[0] == "review" else diurna(argv, reader=fast_reader.read)


def _review(path: Path) -> int:
    """Decide on every claim on which nothing is decided yet, one decision after the other."""
    with store.open(path, write=True, verb="review") as case:
        claims = sorted(claim.id for reading in case.readings() for claim in reading.claims)
        person, decided = desk.Desk(case, who="ben"), set(desk.targets(case.decisions()))
        for number, claim in enumerate(claims):
            if claim not in decided:
                person.commit(desk.Draft("accept" if number % 2 else "unsure", claim, {}, ""))
    return 0


if __name__ == "__main__":
    sys.exit(main())
