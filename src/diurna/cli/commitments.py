"""Commitments: list who promised or threatened what, under which condition, until when, and what came of it."""

from __future__ import annotations

import argparse
from datetime import date
from typing import TYPE_CHECKING

from diurna import store
from diurna.cli._pacts import COMMITMENT, printed, shared_arguments, stage_lines, when
from diurna.cli._terminal import FINE, log, many
from diurna.export import VOW_COLUMNS, commitments

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from diurna.export import Vow

EXAMPLES = """\
examples:
  diurna commitments news.diurna
  diurna commitments news.diurna --overdue --on 2021-07-01
  diurna commitments news.diurna --status conditional --csv > conditional.csv

"""


def arguments(parser: argparse.ArgumentParser) -> None:
    """Take a case, a status, a day and a shape."""
    shared_arguments(parser, COMMITMENT)
    parser.add_argument("--overdue", action="store_true", help="only those whose last day has passed while nothing came of them")
    parser.add_argument("--on", type=_day, metavar="DAY", help="overdue as of a day YYYY-MM-DD (default: today in UTC)")


def run(args: argparse.Namespace) -> int:
    """Print the commitments on stdout, how many there are on stderr."""
    from diurna.run.pacts import followed  # noqa: PLC0415 - `--help` must not wait for it

    with store.open(args.case, write=False) as case:
        edition = followed(case, "commitments", on=args.on or "", status=args.status, late=args.overdue)
    found = commitments(edition)
    printed(found, args.shape, _lines(found, args.case), VOW_COLUMNS)
    late = sum(vow.overdue > 0 for vow in found)
    log(f"{many(len(found), 'commitment')}, {late:,} overdue on {edition.as_of}")
    return FINE


def _lines(found: Iterable[Vow], case: Path) -> Iterator[str]:
    for vow in found:
        whom = f" → {', '.join(vow.to_whom)}" if vow.to_whom else ""
        yield f"{vow.id}  {', '.join(vow.who) or 'who is not told'}{whom}: {vow.what}"
        late = f", overdue by {many(vow.overdue, 'day')}" if vow.overdue else ""
        due = f"; deadline {when(vow.deadline)}{late}" if vow.deadline else ""
        yield f"  {vow.status or 'no status'}{due}"
        if vow.condition:
            yield f"  condition: {vow.condition}"
        yield from stage_lines(vow.stages)
        for one in vow.may_be_met_by:
            key = one.event or one.claim
            yield f"  may be met by {key}: {one.why}; review it: diurna link {case} --explain {key}"
        yield ""


def _day(told: str) -> str:
    try:
        return date.fromisoformat(told).isoformat()
    except ValueError:
        raise argparse.ArgumentTypeError(f"{told!r} found, a day YYYY-MM-DD expected") from None
