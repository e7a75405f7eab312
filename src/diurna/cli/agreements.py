"""Agreements: list what was agreed, as all documents tell it, with its stages from announcement to end."""

from __future__ import annotations

from typing import TYPE_CHECKING

from diurna import store
from diurna.cli._pacts import AGREEMENT, printed, shared_arguments, stage_lines, when
from diurna.cli._terminal import FINE, log, many
from diurna.export import PACT_COLUMNS, agreements

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterable, Iterator

    from diurna.export import Pact

EXAMPLES = """\
examples:
  diurna agreements news.diurna
  diurna agreements news.diurna --status suspended
  diurna agreements news.diurna --csv > agreements.csv

"""


def arguments(parser: argparse.ArgumentParser) -> None:
    """Take a case, a status and a shape."""
    shared_arguments(parser, AGREEMENT)


def run(args: argparse.Namespace) -> int:
    """Print the agreements on stdout, how many there are on stderr."""
    from diurna.run.pacts import followed  # noqa: PLC0415 - `--help` must not wait for it

    with store.open(args.case, write=False) as case:
        found = agreements(followed(case, "agreements", status=args.status))
    printed(found, args.shape, _lines(found), PACT_COLUMNS)
    log(many(len(found), "agreement"))
    return FINE


def _lines(found: Iterable[Pact]) -> Iterator[str]:
    for pact in found:
        yield f"{pact.id}  {' – '.join(pact.parties) or 'parties not told'}"
        where = f", {pact.where}" if pact.where else ""
        yield (
            f"  {pact.status or 'no status'}; signed {when(pact.signed)}{where}"
            if pact.signed
            else f"  {pact.status or 'no status'}{where}"
        )
        yield from stage_lines(pact.stages)
        for words in dict.fromkeys(words for _, words in pact.terms):
            yield f"  • {words}"
        yield ""
