"""Verify: check a case: originals, quotes, decisions, the chronology, the ledger."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING

from diurna import store
from diurna.cli._filters import case_argument
from diurna.cli._terminal import FAILED, FINE, log, many, one_line, out

if TYPE_CHECKING:
    import argparse

    from diurna.case import Fault

EXAMPLES = """\
examples:
  diurna verify news.diurna
  diurna verify copy.diurna --json > faults.json

"""


def arguments(parser: argparse.ArgumentParser) -> None:
    """Take a case and a shape."""
    case_argument(parser)
    parser.add_argument("--json", action="store_true", help="print what is wrong as a list, empty when all is well")


def run(args: argparse.Namespace) -> int:
    """Print every fault; status 1 when there is any."""
    from diurna.run import checks  # noqa: PLC0415 - `--help` must not wait for it

    found: list[Fault] = []
    with store.open(args.case, write=False) as case:
        for fault in checks.faults(case):
            found.append(fault)
            if not args.json:
                out(f"{one_line(fault.where)}\n  found     {one_line(fault.found)}\n  expected  {one_line(fault.expected)}\n")
        if args.json:
            out(json.dumps([asdict(fault) for fault in found], ensure_ascii=False, indent=2) + "\n")
        if found:
            log(f"{args.case}: {many(len(found), 'fault')}; go back to a copy, and keep this file for comparison")
            return FAILED
        counts = checks.counts(case)
    originals, quotes, decisions = many(counts.originals, "original"), many(counts.quotes, "quote"), many(counts.decisions, "decision")
    told = f"{originals}, {quotes}, {decisions} checked: all well"
    (log if args.json else lambda line: out(f"{line}\n"))(told)
    return FINE
