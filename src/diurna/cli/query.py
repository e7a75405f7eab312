"""Query: filter the claims of a case by words, time, actor, place, type, status."""

from __future__ import annotations

import json
import math
import shutil
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from diurna import store
from diurna.case import Filters
from diurna.cli._filters import case_argument, count, filter_arguments, filters
from diurna.cli._terminal import FINE, USAGE, colour, log, many, out
from diurna.export import formats, grid, listing, sheet

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence

    from diurna.export import Edition
    from diurna.run.views import Listed

EXAMPLES = """\
examples:
  diurna query news.diurna "ceasefire talks" --from 2021-03 --to 2021-06
  diurna query news.diurna --actor Minsk --type AGREE,CONSULT --status pending
  diurna query news.diurna --place Geneva --csv > geneva.csv
  diurna query news.diurna --documents --source Courrier
  diurna query news.diurna --sql "select type, count(*) from chronology group by type"

"""

_LIMIT = 50
_SECONDS = 5


def arguments(parser: argparse.ArgumentParser) -> None:
    """Take a case, filters, a page and a shape."""
    case_argument(parser)
    filter_arguments(parser)
    parser.mixed = True  # type: ignore[attr-defined] # of our own `Parser`
    parser.add_argument("--limit", type=count, default=_LIMIT, metavar="N", help=f"lines of a page ({_LIMIT})")
    parser.add_argument("--cursor", default="", metavar="CURSOR", help="the next page, by what the last one told on stderr")
    parser.add_argument("--documents", action="store_true", help="list the documents that hold such claims")
    parser.add_argument(
        "--sql", metavar="SELECT", help="ask in SQL instead, read-only; the tables are told by: select * from sqlite_schema"
    )
    parser.add_argument("--seconds", type=count, default=_SECONDS, metavar="N", help=f"how long SQL may take ({_SECONDS})")
    shapes = parser.add_mutually_exclusive_group()
    for name, told in (("json", "a list"), ("jsonl", "a line of JSON each"), ("csv", "a table for spreadsheets")):
        shapes.add_argument(f"--{name}", dest="shape", action="store_const", const=name, help=f"print {told}")


def run(args: argparse.Namespace) -> int:
    """Print a page on stdout, the total and the next cursor on stderr."""
    asked = filters(args)
    if args.sql is not None:
        if asked != Filters() or args.documents or args.cursor:
            log("diurna query: --sql asks alone; put filters into the statement\nsee diurna query --help")
            return USAGE
        return _sql(args)
    from diurna.run import views  # noqa: PLC0415 - `--help` must not wait for it

    with store.open(args.case, write=False) as case:
        if args.documents:
            found = views.documents(case, asked, limit=args.limit, cursor=args.cursor)
            _documents(found, args.shape)
            _tell(found.total, len(found.documents), "document", found.next_cursor)
        else:
            page = views.page(case, asked, limit=args.limit, cursor=args.cursor)
            out(_shown(page.edition, args.shape))
            _tell(page.total, len(page.edition.readings), "claim", page.next_cursor)
    return FINE


def _shown(edition: Edition, shape: str | None) -> str:
    if shape is None:
        return listing(replace(edition, width=_width(), colour=colour()))
    text = str(formats("export")["csv" if shape == "csv" else "jsonl"].render(edition))
    if shape == "json":
        return json.dumps([json.loads(line) for line in text.split("\n") if line], ensure_ascii=False, indent=2) + "\n"
    return text.removeprefix("\ufeff")  # the mark is for files that Excel opens


def _documents(found: Listed, shape: str | None) -> None:
    header = ("id", "published", "language", "claims", "source", "title", "url")
    rows = [(kept.id, kept.published or "", kept.language, claims, kept.source, kept.title, kept.url) for kept, claims in found.documents]
    _table(header[:-1] if shape is None else header, [row[:-1] for row in rows] if shape is None else rows, shape)


def _sql(args: argparse.Namespace) -> int:
    with store.open(args.case, write=False) as case:
        header, rows = case.sql(args.sql, seconds=float(args.seconds))
    named = [name if name not in header[:at] else f"{name} ({at + 1})" for at, name in enumerate(header)]
    _table(named, [[_plain(cell) for cell in row] for row in rows], args.shape)
    log(many(len(rows), "row"))
    return FINE


def _table(header: Sequence[str], rows: Sequence[Sequence[Any]], shape: str | None) -> None:
    """Print a table in the shape asked for."""
    if shape is None:
        out(grid(header, [[_word(cell) for cell in row] for row in rows], width=_width(), colour=colour()))
    elif shape == "csv":
        out(sheet(header, rows))
    else:
        objects = [dict(zip(header, row, strict=True)) for row in rows]
        lines = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in objects)
        out(lines if shape == "jsonl" else json.dumps(objects, ensure_ascii=False, indent=2) + "\n")


def _plain(cell: Any) -> Any:
    """Return a value of SQLite as text, JSON and CSV can hold it."""
    if isinstance(cell, bytes):
        return f"{len(cell)} bytes"
    return str(cell) if isinstance(cell, float) and not math.isfinite(cell) else cell


def _word(cell: Any) -> str:
    return "" if cell is None else str(cell)


def _tell(total: int, shown: int, noun: str, cursor: str) -> None:
    log(f"{shown:,} of {many(total, noun)}" + (f"; the next page: --cursor {cursor}" if cursor else ""))


def _width() -> int:
    return min(max(shutil.get_terminal_size((100, 24)).columns, 40), 160)
