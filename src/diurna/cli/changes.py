"""Changes: list the events that are new, changed, merged, split or withdrawn."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING

from diurna import store
from diurna.cli._filters import case_argument
from diurna.cli._terminal import FINE, log, many, out

if TYPE_CHECKING:
    import argparse

    from diurna.event import Change

EXAMPLES = """\
examples:
  diurna changes news.diurna --since 2026-11-20
  diurna changes news.diurna --since 2026-11-24T09:00:00Z --json

"""


def arguments(parser: argparse.ArgumentParser) -> None:
    """Take a case, a moment and a shape."""
    case_argument(parser)
    parser.add_argument("--since", default="", metavar="WHEN", help="a day YYYY-MM-DD, a moment or the number of a change (default: all)")
    parser.add_argument("--json", action="store_true", help="print a list")


def run(args: argparse.Namespace) -> int:
    """Print the changes on stdout, how many there are on stderr."""
    from diurna.run.link import changes  # noqa: PLC0415 - `--help` must not wait for it

    with store.open(args.case, write=False) as case:
        found = changes(case, args.since)
    if args.json:
        out(json.dumps([asdict(change) for change in found], ensure_ascii=False, indent=2) + "\n")
    else:
        out("".join(f"{_line(change)}\n" for change in found))
    log(many(len(found), "change"))
    return FINE


def _line(change: Change) -> str:
    others = f" ({', '.join(change.others)})" if change.others else ""
    claims = many(len(change.claims), "claim") if change.claims else "gone"
    return f"{change.seq:>6}  {change.at}  {change.turn:<9}  {change.event}{others}  {claims}" + (f"  {change.why}" if change.why else "")
