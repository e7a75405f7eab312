"""The filters that verbs on a case share: what of it is meant."""

from __future__ import annotations

import argparse
import re
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, get_args

from diurna.case import Filters, Status
from diurna.errors import QueryError
from diurna.record import EventType, Modality

if TYPE_CHECKING:
    from collections.abc import Sequence

TYPES: tuple[str, ...] = get_args(EventType)
_DAY = re.compile(r"\d{4}(-\d\d(-\d\d)?)?", re.ASCII)


def case_argument(parser: argparse.ArgumentParser) -> None:
    """Take the case."""
    parser.add_argument("case", type=Path, metavar="CASE", help="the case, a file that `diurna add` has made")


def filter_arguments(parser: argparse.ArgumentParser, *, text: bool = True) -> None:
    """Take the filters; without `text` its words come from an option, since the verb has other arguments."""
    told = 'words that stand in the sentence, a name or the title; "…" for words in a row, a star for how a word goes on'
    if text:
        parser.add_argument("text", nargs="?", default="", metavar="TEXT", help=told)
    else:
        parser.add_argument("--text", default="", metavar="WORDS", help=told)
    parser.add_argument("--from", dest="start", type=_day, metavar="DAY", help="from a day, month or year on")
    parser.add_argument("--to", dest="end", type=_day, metavar="DAY", help="up to the end of a day, month or year")
    parser.add_argument("--actor", default="", metavar="NAME", help="who acts, is acted on or says so: an id or a part of a name")
    parser.add_argument("--place", default="", metavar="NAME", help="where: an id or a part of a name")
    parser.add_argument(
        "--type", dest="types", type=_types, action="extend", default=[], metavar="TYPE", help="such as AGREE or PROTEST,AID"
    )
    parser.add_argument("--source", default="", metavar="NAME", help="a part of the outlet's name, - for what names none")
    parser.add_argument("--modality", choices=get_args(Modality), default="", metavar="NAME", help=", ".join(get_args(Modality)))
    parser.add_argument("--status", choices=get_args(Status), default="", metavar="NAME", help=", ".join(get_args(Status)))
    parser.add_argument("--document", default="", metavar="ID", help="the id of a document, d-…")
    parser.add_argument("--language", default="", metavar="CODE", help="the language of the document, such as fr")


def filters(args: argparse.Namespace) -> Filters:
    """Return the filters that arguments name; QueryError when the days leave nothing between them."""
    if args.start and args.end and args.start > f"{args.end}~":  # "2021" holds "2021-05"
        raise QueryError(f"--from {args.start} lies after --to {args.end}; exchange them")
    return Filters(
        text=args.text,
        start=args.start or "",
        end=args.end or "",
        actor=args.actor,
        place=args.place,
        types=tuple(dict.fromkeys(args.types)),
        source=args.source,
        modality=args.modality,
        status=args.status,
        document=args.document,
        language=args.language,
    )


def count(told: str) -> int:
    """Return a whole number from 1; for `type=` of an argument."""
    if told.isascii() and told.isdigit() and int(told):
        return int(told)
    raise argparse.ArgumentTypeError(f"{told!r} found, a whole number from 1 expected")


def _day(told: str) -> str:
    try:
        if _DAY.fullmatch(told):
            date.fromisoformat(f"{told}-01-01"[:10] if len(told) < len("2021-05-02") else told)
            return told
    except ValueError:
        pass
    raise argparse.ArgumentTypeError(f"{told!r} found, a day YYYY-MM-DD, a month YYYY-MM or a year YYYY expected")


def _types(told: str) -> Sequence[str]:
    names = [name.strip().upper() for name in told.split(",") if name.strip()]
    if unknown := [name for name in names if name not in TYPES]:
        raise argparse.ArgumentTypeError(f"{unknown[0]!r} found, expected of {', '.join(TYPES)}")
    return names
