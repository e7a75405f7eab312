"""Languages: what is supported for each language, measured."""

from __future__ import annotations

from typing import TYPE_CHECKING

from diurna.cli._terminal import FINE, out

if TYPE_CHECKING:
    import argparse

EXAMPLES = ""


def arguments(parser: argparse.ArgumentParser) -> None:
    """Take none."""


def run(args: argparse.Namespace) -> int:  # noqa: ARG001 - every verb is handed its arguments
    """Print the table."""
    from diurna.run import coverage  # noqa: PLC0415 - only this verb needs it

    out(coverage.table())
    return FINE
