"""Review: judge claims in the terminal, one key each."""

from __future__ import annotations

import sys
from dataclasses import replace
from functools import cache, partial
from typing import TYPE_CHECKING

from diurna import store
from diurna.cli._filters import case_argument, filter_arguments, filters
from diurna.cli._terminal import FAILED, FINE, log, many
from diurna.cli._who import who, who_argument

if TYPE_CHECKING:
    import argparse

    from diurna.case import Filters
    from diurna.record import Claim
    from diurna.store import Store

EXAMPLES = """\
examples:
  diurna review news.diurna
  diurna review news.diurna --status pending --actor Minsk --order date
  diurna review news.diurna --who "A. Petrov" ceasefire
  diurna review news.diurna --reject-document d-4eafd0f868f416ef --why "a forgery"
  printf 'accept\\nreject not in the text\\n' | diurna review news.diurna

"""

ORDERS = ("doubt", "document", "date")


def arguments(parser: argparse.ArgumentParser) -> None:
    """Take a case, filters, who decides and an order."""
    case_argument(parser)
    filter_arguments(parser)
    parser.mixed = True  # type: ignore[attr-defined] # of our own `Parser`
    who_argument(parser)
    parser.add_argument(
        "--order", choices=ORDERS, default="doubt", metavar="ORDER", help="doubt: the least sure first (default); document; date"
    )
    whole = parser.add_mutually_exclusive_group()
    whole.add_argument(
        "--reject-document", metavar="ID", help="reject a whole document instead: its claims leave, it is no source any more"
    )
    whole.add_argument("--restore-document", metavar="ID", help="undo that")
    parser.add_argument("--why", default="", metavar="REASON", help="the reason of either")
    parser.add_argument("--wait", type=float, default=10.0, metavar="SECONDS", help="how long to wait for another writer (10)")


def run(args: argparse.Namespace) -> int:
    """Let a person decide; each decision is kept at once, so that leaving in any way loses none."""
    from diurna import review  # noqa: PLC0415 - `--help` must not wait for it
    from diurna.run.desk import Desk  # noqa: PLC0415

    if args.reject_document or args.restore_document:
        return _document(args)
    asked = filters(args)
    with store.open(args.case, write=True, wait=args.wait, verb="review") as case:
        desk = Desk(case, who=who(args))
        links = cache(case.links)

        def link(claim: Claim) -> str:
            return links(claim.document).get(claim.id, "")

        log(f"{_pending(case, asked)}; you decide as {desk.who}")
        events = {claim: event for event, claims in case.fusion.events().items() if len(claims) > 1 for claim in claims}
        queue = review.queue(case.readings(asked), desk.state, order=args.order, models=case.models(), link=link, events=events)
        before, refused = len(desk.state.decisions), list[str]()
        try:
            with review.keyboard(sys.stdin, sys.stdout) as (keys, by_line):
                drawn = review.look(sys.stdout)
                sitting = partial(review.session, queue, desk.state, who=desk.who, commit=desk.commit, keys=keys, out=sys.stdout)
                sitting(by_line=by_line, look=drawn, refused=refused.append if by_line else None, event_of=desk.event_of)
        finally:
            made = len(desk.state.decisions) - before
            for why in refused:
                log(why)
            log(f"{many(made, 'decision')} kept; {_pending(case, asked)}")
    return FAILED if refused else FINE


def _document(args: argparse.Namespace) -> int:
    """Reject a document, or undo that."""
    from diurna.run.desk import Desk  # noqa: PLC0415

    document = args.reject_document or args.restore_document
    with store.open(args.case, write=True, wait=args.wait, verb="review") as case:
        desk = Desk(case, who=who(args))
        (desk.reject_document if args.reject_document else desk.restore_document)(document, args.why)
        claims = many(len(case.reading(document).claims or ()), "claim")
    if args.reject_document:
        log(f"{document} is rejected with its {claims}; undo: diurna review {args.case} --restore-document {document}")
    else:
        log(f"{document} counts again with its {claims}")
    return FINE


def _pending(case: Store, asked: Filters) -> str:
    """Say how many of the claims asked for nobody has judged."""
    whole = case.query(asked, limit=1).total
    if asked.status not in ("", "pending"):
        return f"{many(whole, 'claim')} {asked.status}"
    pending = case.query(replace(asked, status="pending"), limit=1).total
    rest = replace(asked, status="")
    return f"{pending:,} of {many(case.query(rest, limit=1).total, 'claim')} pending"
