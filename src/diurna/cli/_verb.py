"""What a verb of the command line must hold."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Protocol

from diurna.record import Reading

if TYPE_CHECKING:
    import argparse

Reader = Callable[..., Reading]


class Verb(Protocol):
    """A verb is a module of this folder with these three names; its docstring's first line, "Verb: what it does.", is its help.

    `EXAMPLES` is what its help begins with, "" for none. Imports that take long belong into `run`: every module of the folder is
    imported for `diurna --help`.
    """

    EXAMPLES: str

    def arguments(self, parser: argparse.ArgumentParser) -> None:
        """Add its arguments to a parser; the names "verb" and "reader" are taken."""

    def run(self, args: argparse.Namespace) -> int:
        """Do it and return the exit status; a `DiurnaError` that it raises is told on stderr and is status 1."""
