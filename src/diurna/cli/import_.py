"""Import: show what an edited export, or the decisions of another copy, would change, and apply it."""

from __future__ import annotations

import sys
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

from diurna import store
from diurna.cli._filters import case_argument
from diurna.cli._terminal import FAILED, FINE, log, many, one_line, out
from diurna.cli._who import who, who_argument
from diurna.errors import InputError

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence

    from diurna.case import Decision
    from diurna.run.desk import Desk
    from diurna.run.exchange import Foreign
    from diurna.store import Store

EXAMPLES = """\
examples:
  diurna import news.diurna news-chronology-2026-11-24-redacted.xlsx
  diurna import news.diurna edited.csv --apply --why "checked against the agency's wire"
  diurna import news.diurna colleague-decisions-2026-11-24.jsonl --apply

"""


def arguments(parser: argparse.ArgumentParser) -> None:
    """Take a case, a file, and whether to apply it."""
    case_argument(parser)
    parser.add_argument("file", type=Path, metavar="FILE", help="a CSV or XLSX of `diurna export`, edited; or its decisions, JSON lines")
    parser.add_argument("--apply", action="store_true", help="decide what the file asks for; without it the difference is only shown")
    who_argument(parser)
    parser.add_argument("--why", default="", metavar="REASON", help="the reason, where a row has none of its own")
    parser.add_argument("--wait", type=float, default=10.0, metavar="SECONDS", help="how long to wait for another writer (10)")


def run(args: argparse.Namespace) -> int:
    """Print the difference on stdout; with --apply it is decided in one transaction, measured under the lock that it is written under."""
    is_log = _is_log(args.file)
    with ExitStack() as stack:
        case = stack.enter_context(store.open(args.case, write=args.apply, wait=args.wait, verb="import"))
        if is_log:
            asked, made, whole = _decisions(args, case)
        else:
            asked, made, whole = _sheet(args, case)
    if args.apply:
        log(f"{many(len(made), 'decision')} made" if asked else "nothing to apply")
    elif asked:
        log("nothing is changed yet; add --apply to decide this")
    return FINE if whole else FAILED


def _sheet(args: argparse.Namespace, case: Store) -> tuple[bool, Sequence[Decision], bool]:
    """Show, and apply, an edited export; return whether it asks for anything, what was decided, and whether nothing was left out."""
    from diurna import review  # noqa: PLC0415 - `--help` must not wait for it
    from diurna.run import sheets, tables  # noqa: PLC0415

    rows = list(tables.rows(args.file))
    missing, unknown = sheets.columns(rows)
    if missing:
        log(f"columns that are not in the file, so that nothing of them is compared: {', '.join(missing)}")
    if unknown:
        log(f"columns that are not known and not read: {', '.join(map(one_line, unknown))}")
    found = sheets.compare(case, rows)
    out("".join(f"{line}\n" for line in review.preview(found, review.look(sys.stdout))))
    made = sheets.apply(_desk(args, case), found, args.why) if args.apply and found.decisions() else ()
    left = found.conflicts or found.refused or found.unknown or found.new or (missing and unknown)
    return bool(found.decisions()), made, not left


def _decisions(args: argparse.Namespace, case: Store) -> tuple[bool, Sequence[Decision], bool]:
    """Do the same for the decisions of another copy."""
    from diurna.run import exchange  # noqa: PLC0415 - `--help` must not wait for it

    found = exchange.compare(case, exchange.read(args.file))
    out("".join(f"{line}\n" for line in _told(found)))
    made = exchange.apply(_desk(args, case), found) if args.apply and found.new else ()
    return bool(found.new), made, not found.left


def _told(found: Foreign) -> list[str]:
    lines = [f"decision {decision.seq}  {_said(decision)}" for decision in found.new]
    lines += [f"decision {left.decision.seq}  {_said(left.decision)}\n  NOT TAKEN OVER: {one_line(left.why)}" for left in found.left]
    counts = f"{len(found.new):,} new, {len(found.known):,} known, {len(found.left):,} not taken over"
    return [*lines, *([""] if lines else []), counts]


def _said(decision: Decision) -> str:
    edits = ", ".join(f"{part} → {value or '–'}" for part, value in decision.values.items())
    told = f"{decision.action} {decision.target}" + (f": {edits}" if edits else "")
    return one_line(f"{told}  ({decision.who}, {decision.at})" + (f"  {decision.why}" if decision.why else ""))


def _desk(args: argparse.Namespace, case: Store) -> Desk:
    from diurna.run.desk import Desk  # noqa: PLC0415

    return Desk(case, who=who(args))


def _is_log(path: Path) -> bool:
    """Tell whether a file holds JSON lines; `tables` and `exchange` say what is wrong with it."""
    try:
        with path.open("rb") as handle:
            return handle.read(4096).removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b"{")
    except OSError as error:
        raise InputError(f"{path}: {error.strerror or error}") from error
