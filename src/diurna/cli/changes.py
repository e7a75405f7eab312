"""Changes: list the events that are new, changed, merged, split or withdrawn."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from diurna import store
from diurna.cli._filters import case_argument
from diurna.cli._terminal import FINE, log, many, one_line, out

if TYPE_CHECKING:
    import argparse
    from collections.abc import Mapping

EXAMPLES = """\
examples:
  diurna changes news.diurna --since 2026-11-20
  diurna changes news.diurna --since 2026-11-24T09:00:00Z --json

"""

# What the other events of a change are to its own.
_WAYS = {"new": "and", "changed": "and", "merged": "into", "split": "out of", "withdrawn": "and"}


def arguments(parser: argparse.ArgumentParser) -> None:
    """Take a case, a moment and a shape."""
    case_argument(parser)
    parser.add_argument("--since", default="", metavar="WHEN", help="a day YYYY-MM-DD, a moment or the number of a change (default: all)")
    parser.add_argument("--json", action="store_true", help="print a list")


def run(args: argparse.Namespace) -> int:
    """Print the changes on stdout, how many there are on stderr."""
    from diurna.run.headlines import headlines  # noqa: PLC0415 - `--help` must not wait for it
    from diurna.run.link import changes  # noqa: PLC0415
    from diurna.run.sentences import of_changes  # noqa: PLC0415

    with store.open(args.case, write=False) as case:
        found = changes(case, args.since)
        heads = headlines(case, found)
        told = [{**one, "headline": heads.get(one["seq"], "")} for one in of_changes(case, found)]
    if args.json:
        out(json.dumps(told, ensure_ascii=False, indent=2) + "\n")
    else:
        out("".join(f"{_lines(one)}\n" for one in told))
    log(many(len(found), "change"))
    return FINE


def _lines(change: Mapping[str, Any]) -> str:
    """Return a change as a line, and below it what the event is and why it changed."""
    way = _WAYS[change["turn"]]
    others = f" {way} {', '.join(change['others'])}" if change["others"] else ""
    claims = f", {many(len(change['claims']), 'claim')}" if change["claims"] else ""
    head = f"{change['seq']:>6}  {change['at']}  {change['turn']:<9}  {change['event']}{others}{claims}"
    below = [f"{' ' * 8}{told}" for told in (change["headline"], change["why"] and f"because: {change['why']}") if told]
    return "\n".join(map(one_line, (head, *below)))
