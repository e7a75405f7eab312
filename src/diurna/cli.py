"""The command line: arguments in, exit status out. Data goes to stdout, everything else to stderr."""

from __future__ import annotations

import argparse
import os
import shutil
import sys
import traceback
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

from diurna import ingest
from diurna.errors import DiurnaError, InputError
from diurna.export import Edition, formats
from diurna.record import Issue

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from diurna.record import Reading

    Reader = Callable[..., Reading]

FINE, FAILED, USAGE = 0, 1, 2

_EXAMPLES = """\
examples:
  diurna read article.txt --published 2024-05-02
  diurna read page.html --html chronology.html
  diurna read *.txt --csv > claims.csv
  curl -s https://example.org/article | diurna read - --json
  diurna languages

"""
_READ_EXAMPLES = """\
examples:
  diurna read article.txt --published 2024-05-02
  diurna read article.txt --lang fr --source "Le Courrier" --json
  diurna read saved/*.html --jsonl > claims.jsonl
  diurna read article.txt --html chronology.html
  cat article.txt | diurna read -

"""


def main(argv: Sequence[str] | None = None, *, reader: Reader | None = None) -> int:
    """Run the command line.

    Args:
        argv: arguments without the program's name; by default those of the process.
        reader: reads the bytes of one document, as `diurna.run.read_bytes` does; that one by default.

    Returns:
        0 fine, 1 some inputs failed (listed on stderr), 2 wrong usage.
    """
    parser = _parser()
    try:
        args = parser.parse_args(argv)
        if args.verb == "languages":
            return _languages()
        return _read(args, reader or _reader())
    except SystemExit as stop:
        return int(stop.code or 0)
    except BrokenPipeError:
        # The reader of our output has gone (`| head`): Python would complain once more when it flushes at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return FAILED
    except KeyboardInterrupt:
        _log("stopped")
        return 130


class _Parser(argparse.ArgumentParser):
    """A parser whose help begins with examples."""

    def __init__(self, *, examples: str = "", **kwargs: Any) -> None:
        super().__init__(formatter_class=argparse.RawDescriptionHelpFormatter, **kwargs)
        self.examples = examples

    def format_help(self) -> str:
        return self.examples + super().format_help()

    def error(self, message: str) -> NoReturn:
        self.exit(USAGE, f"{self.prog}: {message}\nsee {self.prog} --help\n")


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(prog="diurna", examples=_EXAMPLES, description="Read news and write the record: who did what to whom, where, when.")
    parser.add_argument("--version", action="version", version=f"diurna {version('diurna')}")
    verbs = parser.add_subparsers(dest="verb", required=True, metavar="VERB", parser_class=_Parser)
    read = verbs.add_parser("read", examples=_READ_EXAMPLES, help="print the chronology of articles (TXT, HTML)")
    read.add_argument("files", nargs="+", metavar="FILE", help="an article; - is standard input")
    read.add_argument("--published", type=_day, metavar="DATE", help="day of publication, YYYY-MM-DD (default: the page's metadata)")
    read.add_argument("--source", default="", metavar="NAME", help="the outlet that published it (default: the page's metadata)")
    read.add_argument("--lang", default="", metavar="CODE", help="its language, such as fr (default: identified)")
    read.add_argument("--verbose", action="store_true", help="show where a fault of diurna itself arose")
    shapes = read.add_mutually_exclusive_group()
    for name, module in formats().items():
        told = (module.__doc__ or "").splitlines()[0].partition(": ")[2].rstrip(".")
        if name == "html":
            read.add_argument("--html", metavar="OUT", help=f"write {told}; - is standard output")
        else:
            shapes.add_argument(f"--{name}", dest="shape", action="store_const", const=name, help=f"print {told}")
    verbs.add_parser("languages", help="what is supported for each language, measured")
    return parser


def _day(published: str) -> str:
    try:
        return ingest.day_of(published)
    except InputError as error:
        raise argparse.ArgumentTypeError(str(error)) from error


def _reader() -> Reader:
    from diurna import run  # noqa: PLC0415 - `--help` and `--version` must not load the model's runtime

    return run.read_bytes


def _read(args: argparse.Namespace, reader: Reader) -> int:
    readings: list[Reading] = []
    failed: list[Issue] = []
    for number, name in enumerate(args.files, 1):
        if len(args.files) > 1 and sys.stderr.isatty():
            _log(f"reading {number} of {len(args.files)}: {name}")
        try:
            raw = ingest.raw_of_stream(sys.stdin.buffer, name) if name == "-" else ingest.bytes_of(Path(name))
            readings.append(reader(raw, name=name, published=args.published, source=args.source, lang=args.lang))
        except DiurnaError as error:
            failed.append(_failure(name, str(error)))
        except Exception as error:  # noqa: BLE001 - one document must not stop the rest; it is listed, and the status is 1
            failed.append(_failure(name, f"a fault of diurna, {type(error).__name__}: {error}; --verbose shows where"))
            if args.verbose:
                _log(traceback.format_exc())
    if readings and not _write(args, Edition(tuple(readings), tuple(failed), several=len(args.files) > 1)):
        return FAILED
    if failed and len(args.files) > 1:
        _log(f"{len(failed)} of {len(args.files)} inputs were not read")
    return FAILED if failed else FINE


def _failure(name: str, message: str) -> Issue:
    why = message.removeprefix(f"{name}: ")
    _log(f"{name}: {why}")
    return Issue(what="not read", where=name, why=why)


def _write(args: argparse.Namespace, edition: Edition) -> bool:
    known = formats()
    if args.html and args.html != "-":
        try:
            _replace(Path(args.html), known["html"].render(edition))
        except OSError as error:
            _log(f"{args.html}: not written: {error.strerror or error}")
            return False
        _log(f"wrote {args.html}")
    shape = args.shape or ("html" if args.html == "-" else "" if args.html else "table")
    if shape == "table":
        _print(known[shape].render(_for_terminal(edition)))
    elif shape:
        _print(known[shape].render(edition))
    return True


def _for_terminal(edition: Edition) -> Edition:
    on_terminal = sys.stdout.isatty()
    colour = on_terminal and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
    width = min(max(shutil.get_terminal_size((100, 24)).columns, 40), 160)
    return Edition(edition.readings, edition.failed, several=edition.several, width=width, colour=colour)


def _replace(path: Path, text: str) -> None:
    """Write a file whole or not at all."""
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        part.write_text(text, encoding="utf-8", newline="")
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)


def _languages() -> int:
    from diurna.run import coverage  # noqa: PLC0415 - only this verb needs it

    _print(coverage.table())
    return FINE


def _print(text: str) -> None:
    sys.stdout.flush()
    sys.stdout.buffer.write(text.encode("utf-8", "replace"))
    sys.stdout.buffer.flush()


def _log(message: str) -> None:
    print(message, file=sys.stderr)  # noqa: T201 - stderr is this module's log


if __name__ == "__main__":
    sys.exit(main())
