"""Link: find which claims tell of one event, and which documents share their words."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from diurna import store
from diurna.cli._filters import case_argument
from diurna.cli._terminal import FINE, log, many, one_line, out

if TYPE_CHECKING:
    import argparse
    from collections.abc import Mapping

    from diurna.event import Account
    from diurna.run.link import Linked

EXAMPLES = """\
examples:
  diurna link news.diurna
  diurna link news.diurna --explain e-1f0c9b6a2d417788
  diurna link news.diurna --explain c-0a51f4c2b7e93d16 --json

"""


def arguments(parser: argparse.ArgumentParser) -> None:
    """Take a case, an event to be explained, a shape."""
    case_argument(parser)
    parser.add_argument(
        "--explain", metavar="ID", help="print one event instead, by its id or that of one of its claims: values, sources, why"
    )
    parser.add_argument("--json", action="store_true", help="print it as JSON")
    parser.add_argument("--wait", type=float, default=10.0, metavar="SECONDS", help="how long to wait for another writer (10)")


def run(args: argparse.Namespace) -> int:
    """Link what is new, or print an event."""
    from diurna.run.events import explain  # noqa: PLC0415 - `--help` must not wait for it
    from diurna.run.link import link  # noqa: PLC0415 - `--help` must not wait for it
    from diurna.run.sentences import of_changes, of_event  # noqa: PLC0415

    if args.explain:
        with store.open(args.case, write=False) as case:
            event = of_event(case, explain(case, args.explain))
            claims = case.fusion.accounts(event["claims"])
        out(json.dumps(event, ensure_ascii=False, indent=2) + "\n" if args.json else shown(event, claims))
        return FINE
    with store.open(args.case, write=True, wait=args.wait, verb="link") as case:
        found = link(case)
        told = {**asdict(found), "changes": of_changes(case, found.changes)} if args.json else {}
    out(json.dumps(told, ensure_ascii=False, indent=2) + "\n" if args.json else said(found) + "\n")
    for block in found.skipped:
        log(f"{block}: too many claims share these to be compared by them alone")
    return FINE


def said(found: Linked) -> str:
    """Return what linking found as one line."""
    claims, events = many(found.claims, "claim"), many(found.events, "event")
    documents, origins = many(found.documents, "document"), many(found.origins, "origin")
    return (
        f"{claims} of {events}, {found.joined:,} of them told more than once; {documents} of {origins}; "
        f"{found.fresh:,} new or changed since, {many(len(found.changes), 'change')} of events"
    )


def shown(event: Mapping[str, Any], claims: Mapping[str, Account]) -> str:
    """Return an event as text: what is said, where it differs, every value with its sources, the rule that chose one told once."""
    lines = [event["id"], f"  {event['said']}"]
    lines += [f"  differs: {told}" for told in event["disagreements"]]
    if event["because"]:
        lines.append(f"  merged because: {', '.join(event['because'])}")
    part = ""
    for told in event["told"]:
        mark = "*" if told["shown"] else " "
        head, why = (told["part"], told["why"]) if told["part"] != part else ("", "")
        part = told["part"]
        lines.append(f"  {head:<11}{mark} {told['name']} ({', '.join(told['sources'])})" + (f": {why}" if why else ""))
    for n, claim in enumerate(event["claims"]):
        words = f"  “{claims[claim].trigger}” {claims[claim].document}" if claim in claims else ""
        lines.append(f"  {'claims' if not n else '':<11}  {claim}{words}")
    return "\n".join(map(one_line, lines)) + "\n"
