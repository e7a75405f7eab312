"""Read: print the chronology of articles, no case needed."""

from __future__ import annotations

import shutil
import sys
import traceback
from pathlib import Path
from typing import TYPE_CHECKING

from diurna import ingest
from diurna.cli._terminal import FAILED, FINE, colour, day, log, out, replace
from diurna.errors import DiurnaError
from diurna.export import Edition, formats
from diurna.record import Issue

if TYPE_CHECKING:
    import argparse

    from diurna.cli._verb import Reader
    from diurna.record import Reading

EXAMPLES = """\
examples:
  diurna read article.txt --published 2024-05-02
  diurna read article.txt --lang fr --source "Le Courrier" --json
  diurna read saved/*.html --jsonl > claims.jsonl
  diurna read article.txt --html chronology.html
  cat article.txt | diurna read -

"""


def arguments(parser: argparse.ArgumentParser) -> None:
    """Take files, what is known of them, and a shape for each output format."""
    parser.add_argument(
        "files", nargs="+", metavar="FILE", help="an article (text, web page, PDF, DOCX, mail; docs/inputs.md); - is standard input"
    )
    parser.add_argument("--published", type=day, metavar="DATE", help="day of publication, YYYY-MM-DD (default: the page's metadata)")
    parser.add_argument("--source", default="", metavar="NAME", help="the outlet that published it (default: the page's metadata)")
    parser.add_argument("--lang", default="", metavar="CODE", help="its language, such as fr (default: identified)")
    parser.add_argument("--verbose", action="store_true", help="show where a fault of diurna itself arose")
    shapes = parser.add_mutually_exclusive_group()
    for name, module in formats("read").items():
        told = (module.__doc__ or "").splitlines()[0].partition(": ")[2].rstrip(".")
        if name == "html":
            parser.add_argument("--html", metavar="OUT", help=f"write {told}; - is standard output")
        else:
            shapes.add_argument(f"--{name}", dest="shape", action="store_const", const=name, help=f"print {told}")


def run(args: argparse.Namespace) -> int:
    """Read the files one after the other and print them together; one that fails is listed and does not stop the rest."""
    reader = args.reader or _reader()
    readings: list[Reading] = []
    failed: list[Issue] = []
    for number, name in enumerate(args.files, 1):
        if len(args.files) > 1 and sys.stderr.isatty():
            log(f"reading {number} of {len(args.files)}: {name}")
        try:
            raw = ingest.raw_of_stream(sys.stdin.buffer, name) if name == "-" else ingest.bytes_of(Path(name))
            readings.append(reader(raw, name=name, published=args.published, source=args.source, lang=args.lang))
        except DiurnaError as error:
            failed.append(_failure(name, str(error)))
        except Exception as error:  # noqa: BLE001 - one document must not stop the rest; it is listed, and the status is 1
            failed.append(_failure(name, f"a fault of diurna, {type(error).__name__}: {error}; --verbose shows where"))
            if args.verbose:
                log(traceback.format_exc())
    if readings and not _write(args, Edition(tuple(readings), tuple(failed), several=len(args.files) > 1)):
        return FAILED
    if failed and len(args.files) > 1:
        log(f"{len(failed)} of {len(args.files)} inputs were not read")
    return FAILED if failed else FINE


def _reader() -> Reader:
    from diurna import run as runner  # noqa: PLC0415 - `--help` and `--version` must not load the model's runtime

    return runner.read_bytes


def _failure(name: str, message: str) -> Issue:
    why = message.removeprefix(f"{name}: ")
    log(f"{name}: {why}")
    return Issue(what="not read", where=name, why=why)


def _write(args: argparse.Namespace, edition: Edition) -> bool:
    known = formats("read")
    if args.html and args.html != "-":
        try:
            replace(Path(args.html), known["html"].render(edition))
        except OSError as error:
            log(f"{args.html}: not written: {error.strerror or error}")
            return False
        log(f"wrote {args.html}")
    shape = args.shape or ("html" if args.html == "-" else "" if args.html else "table")
    if shape == "table":
        out(known[shape].render(_for_terminal(edition)))
    elif shape:
        out(known[shape].render(edition))
    return True


def _for_terminal(edition: Edition) -> Edition:
    width = min(max(shutil.get_terminal_size((100, 24)).columns, 40), 160)
    return Edition(edition.readings, edition.failed, several=edition.several, width=width, colour=colour())
