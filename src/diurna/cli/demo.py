"""Demo: read the bundled sample articles into a case and show it in the browser."""

from __future__ import annotations

import signal
import sys
import tempfile
import threading
import time
import webbrowser
from pathlib import Path
from typing import TYPE_CHECKING

from diurna import knowledge, store
from diurna.cli._progress import Bar
from diurna.cli._terminal import FAILED, FINE, USAGE, log, many, out
from diurna.cli._who import who, who_argument
from diurna.cli.serve import port_argument, serve

if TYPE_CHECKING:
    import argparse

EXAMPLES = """\
examples:
  diurna demo
  diurna demo --case demo.diurna --no-open
  diurna demo --case demo.diurna --no-serve

"""

_TRY = """\
An invented story, told by several papers in six languages. Try this:
  - type a word into the search; drag over the bars to choose a time
  - open an event that two or more papers tell: each row is what one of them says, and they disagree
  - click a document: the words of its claims are lit; click one to see what was read out of it
  - "Commitments": who promised what under which condition, and what is overdue
  - "Review": a accepts, x rejects, e edits, u takes it back; "?" shows all keys
  - the download button of every view gives what it shows
"""


def arguments(parser: argparse.ArgumentParser) -> None:
    """Take where the case goes, and whether it is shown."""
    parser.add_argument("--case", type=Path, metavar="PATH", help="keep the case in this file (default: one that goes when the demo ends)")
    parser.add_argument("--no-open", action="store_true", help="print the address, and open no browser")
    parser.add_argument("--no-serve", action="store_true", help="read the articles and end; needs --case")
    port_argument(parser)
    who_argument(parser)


def run(args: argparse.Namespace) -> int:
    """Read, link, serve until it is interrupted; the address goes to stdout."""
    if args.no_serve and args.case is None:
        log("diurna demo: --no-serve leaves nothing behind without --case PATH\nsee diurna demo --help")
        return USAGE
    with tempfile.TemporaryDirectory(prefix="diurna-demo-", ignore_cleanup_errors=True) as folder:
        case = args.case or Path(folder) / "demo.diurna"
        if _read(case):
            return FAILED
        if args.no_serve:
            out(f"{case}\n")
            return FINE
        signal.signal(signal.SIGTERM, lambda *_: sys.exit(128 + signal.SIGTERM))  # so that the folder goes then, too
        log("")
        log(_TRY)
        kept = f"diurna serve {case}  shows it again" if args.case else "this case goes when you stop; --case demo.diurna keeps it"
        log(kept)
        serve(case, who=who(args), port=args.port, opened=None if args.no_open else _open)
    return FINE


def _read(case: Path) -> bool:
    """Add the articles, and tell what came of it; return whether some were not read."""
    from diurna.run.add import add  # noqa: PLC0415 - `--help` must not wait for it

    begun = time.monotonic()
    log("reading the sample articles …")
    if not case.exists():
        store.create(case, name=case.stem)
    bar = Bar(quiet=False)
    with store.open(case, write=True, verb="demo") as opened, bar:
        tally = add(opened, [str(knowledge.data_file("demo"))], progress=bar.show, noted=lambda _: None)
        claims, events, joined, origins, documents = opened.fusion.counts()
    for issue in (*tally.failed, *tally.quarantined):
        log(f"{issue.what}: {issue.where}: {issue.why}")
    told = f"{many(documents, 'document')} of {many(origins, 'origin')}, {many(claims, 'claim')} of {many(events, 'event')}"
    log(f"{told}, {joined:,} of them told more than once; {time.monotonic() - begun:.0f} seconds")
    return bool(tally.failed or tally.quarantined)


def _open(address: str) -> None:
    """Open a browser; one that stays in the terminal must not keep the server from answering."""
    threading.Thread(target=webbrowser.open, args=(address,), daemon=True).start()
