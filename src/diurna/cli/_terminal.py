"""What verbs share: exit statuses, the parser, arguments of one kind, and the ways out to stdout, stderr and files."""

from __future__ import annotations

import argparse
import os
import sys
from typing import TYPE_CHECKING, Any, NoReturn

from diurna import ingest
from diurna.errors import InputError

if TYPE_CHECKING:
    from pathlib import Path

FINE, FAILED, USAGE = 0, 1, 2


class Parser(argparse.ArgumentParser):
    """A parser whose help begins with examples; with `mixed`, an argument that may be left out may also stand behind options."""

    def __init__(self, *, examples: str = "", **kwargs: Any) -> None:
        super().__init__(formatter_class=argparse.RawDescriptionHelpFormatter, **kwargs)
        self.examples = examples
        self.mixed = False

    def parse_known_args(self, args: Any = None, namespace: Any = None) -> tuple[Any, list[str]]:
        """Parse as argparse does, which by itself takes "CASE --actor X TEXT" for one argument too many."""
        if not self.mixed:
            return super().parse_known_args(args, namespace)
        self.mixed = False  # argparse comes back here
        try:
            return self.parse_known_intermixed_args(args, namespace)
        finally:
            self.mixed = True

    def format_help(self) -> str:
        """Return the examples, then what argparse tells."""
        return self.examples + super().format_help()

    def error(self, message: str) -> NoReturn:
        """Say what is wrong and where help is; status 2."""
        self.exit(USAGE, f"{self.prog}: {message}\nsee {self.prog} --help\n")


def day(published: str) -> str:
    """Return the day that an argument names; for `type=` of an argument."""
    try:
        return ingest.day_of(published)
    except InputError as error:
        raise argparse.ArgumentTypeError(str(error)) from error


def colour() -> bool:
    """Tell whether stdout is a terminal that shows colour."""
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def replace(path: Path, content: str | bytes) -> None:
    """Write a file whole or not at all; text in UTF-8, newlines as they are. Raises `OSError`."""
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        part.write_bytes(content.encode() if isinstance(content, str) else content)
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)


def out(content: str | bytes) -> None:
    """Write to stdout; what UTF-8 cannot hold becomes "?"."""
    sys.stdout.flush()
    sys.stdout.buffer.write(content.encode("utf-8", "replace") if isinstance(content, str) else content)
    sys.stdout.buffer.flush()


def log(message: str) -> None:
    """Write a line to stderr."""
    print(message, file=sys.stderr)  # noqa: T201 - the command line's log


def one_line(text: str) -> str:
    """Return a text on one line, without what could drive a terminal."""
    return "".join(letter if letter.isprintable() else " " for letter in text)


def many(number: int, noun: str) -> str:
    """Return a number with its noun.

    >>> many(1, "claim"), many(1200, "claim")
    ('1 claim', '1,200 claims')
    """
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
