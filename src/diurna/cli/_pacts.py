"""What `diurna agreements` and `diurna commitments` share: their arguments, and how stages are told."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING

from diurna.cli._filters import case_argument
from diurna.cli._terminal import many, one_line, out
from diurna.export import flat, sheet, spoken

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterable, Iterator, Sequence

    from diurna.export import Pact, Phase, Vow

AGREEMENT = ("announced", "negotiated", "signed", "in force", "applied", "suspended", "ended")
COMMITMENT = ("open", "conditional", "done", "broken", "withdrawn", "contested")


def shared_arguments(parser: argparse.ArgumentParser, statuses: Sequence[str]) -> None:
    """Take a case, a status and a shape."""
    case_argument(parser)
    parser.add_argument("--status", choices=statuses, default="", metavar="NAME", help=f"only those of a status: {', '.join(statuses)}")
    shapes = parser.add_mutually_exclusive_group()
    for name, told in (("json", "a list"), ("csv", "a table for spreadsheets")):
        shapes.add_argument(f"--{name}", dest="shape", action="store_const", const=name, help=f"print {told}")


def printed(found: Iterable[Pact | Vow], shape: str | None, lines: Iterable[str], columns: tuple[str, ...]) -> None:
    """Print agreements or commitments in the shape asked for; `columns` are those of the table, `lines` are for the terminal."""
    if shape == "json":
        out(json.dumps([asdict(one) for one in found], ensure_ascii=False, indent=2) + "\n")
    elif shape == "csv":
        out(sheet(columns, (flat(one, columns) for one in found)))
    else:
        out("".join(f"{one_line(line)}\n" for line in lines))


def stage_lines(stages: Iterable[Phase]) -> Iterator[str]:
    """Yield a line for each stage: when, what, on how many claims of how many sources it rests, and who these are."""
    for stage in stages:
        claims, sources = many(len(stage.claims), "claim"), many(len(stage.sources), "source")
        named = ", ".join(stage.sources)
        yield f"  {when(stage.when):<20}  {stage.status:<11}  {claims}, {sources}: {named}"


def when(edtf: str) -> str:
    """Return a date in words."""
    return spoken(edtf) if edtf else "date not told"
