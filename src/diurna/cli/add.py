"""Add: read files, folders, archives and feeds into a case."""

from __future__ import annotations

import argparse
import json
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from diurna import store
from diurna.cli._progress import Bar
from diurna.cli._terminal import FAILED, FINE, day, log, many, out, replace
from diurna.errors import StoreError

if TYPE_CHECKING:
    from diurna.case import Refusal, Tally

EXAMPLES = """\
examples:
  diurna add news.diurna saved/
  diurna add news.diurna articles.zip feed.xml --source "Le Courrier"
  diurna add news.diurna archive.warc.gz --failed failed.jsonl
  cat articles.jsonl | diurna add news.diurna -

"""


def arguments(parser: argparse.ArgumentParser) -> None:
    """Take a case, what is to be added, what is known of it, and what a document may take."""
    parser.add_argument("case", type=Path, metavar="CASE", help="the case; it is made when it is not there")
    parser.add_argument("inputs", nargs="+", metavar="PATH", help="a file, folder, archive, feed or URL; - is standard input")
    parser.add_argument(
        "--published", type=day, metavar="DATE", help="day of publication of all of it, YYYY-MM-DD (default: as each tells)"
    )
    parser.add_argument("--source", default="", metavar="NAME", help="the outlet that published all of it (default: as each tells)")
    parser.add_argument("--lang", default="", metavar="CODE", help="the language of all of it, such as fr (default: identified)")
    parser.add_argument("--workers", type=_count, metavar="N", help="reading processes (default: one for each processor)")
    parser.add_argument("--seconds", type=_count, default=120, metavar="N", help="time for a document, and 2 ms for each character (120)")
    parser.add_argument("--memory", type=_count, default=2048, metavar="MB", help="memory for a document, beyond the model's (2048)")
    parser.add_argument("--reread", action="store_true", help="read again what an older version of Diurna read")
    parser.add_argument("--retry-quarantined", action="store_true", help="try again what was put aside since it broke its reader twice")
    parser.add_argument("--failed", metavar="FILE", help="write what was not read, and why, as JSON lines; - is standard output")
    parser.add_argument("--wait", type=float, default=10.0, metavar="SECONDS", help="how long to wait for another writer (10)")
    parser.add_argument("--quiet", action="store_true", help="tell only what was not read")


def run(args: argparse.Namespace) -> int:
    """Add the inputs; adding the same again goes on where it stopped and changes nothing else."""
    from diurna.run.add import add  # noqa: PLC0415 - `--help` must not wait for it

    _make(args)
    bar, skipped = Bar(quiet=args.quiet), Counter[str]()

    def noted(refusal: Refusal) -> None:
        if refusal.kind == "skipped":
            skipped[refusal.why] += 1
        elif not args.quiet:
            bar.say(f"{refusal.name}: {refusal.why}")

    with store.open(args.case, write=True, wait=args.wait, verb="add") as case, bar:
        tally = add(
            case,
            args.inputs,
            published=args.published,
            source=args.source,
            language=args.lang,
            workers=args.workers,
            seconds=float(args.seconds),
            memory=args.memory << 20,
            reread=args.reread,
            retry_quarantined=args.retry_quarantined,
            read=args.reader,
            progress=bar.show,
            noted=noted,
        )
        claims, events, joined, origins, documents = case.fusion.counts()
    if not args.quiet:
        told = f"{many(claims, 'claim')} of {many(events, 'event')}, {joined:,} of them told more than once"
        log(f"{told}; {many(documents, 'document')} of {many(origins, 'origin')}")
    return _told(args, tally, skipped)


def _make(args: argparse.Namespace) -> None:
    if args.case.exists():
        return
    try:
        store.create(args.case, name=args.case.stem)
    except StoreError:
        if not args.case.exists():  # another process may have made it at the same moment
            raise
    else:
        if not args.quiet:
            log(f"{args.case}: made")


def _told(args: argparse.Namespace, tally: Tally, skipped: Counter[str]) -> int:
    """Tell the counts, then what was not read; return the exit status."""
    lost = [*tally.failed, *tally.quarantined]
    if not args.quiet:
        told = f"{tally.read} read, {tally.known} known, {len(tally.failed)} failed, {len(tally.quarantined)} quarantined"
        why = ", ".join(f"{count} {reason}" for reason, count in sorted(skipped.items()))
        (log if args.failed == "-" else lambda line: out(line + "\n"))(told + (f"; {sum(skipped.values())} skipped ({why})" if why else ""))
    for issue in lost:
        log(f"{issue.what}: {issue.where}: {issue.why}")
    if tally.quarantined:
        log("what is quarantined broke its reader twice; --retry-quarantined tries it again")
    if args.failed:
        lines = "".join(
            json.dumps({"name": issue.where, "fate": issue.what, "why": issue.why}, ensure_ascii=False) + "\n" for issue in lost
        )
        if args.failed == "-":
            out(lines)
        else:
            try:
                replace(Path(args.failed), lines)
            except OSError as error:
                log(f"{args.failed}: not written: {error.strerror or error}")
                return FAILED
    return FAILED if lost else FINE


def _count(told: str) -> int:
    if told.isascii() and told.isdigit() and int(told):
        return int(told)
    raise argparse.ArgumentTypeError(f"{told!r} found, a whole number from 1 expected")
