"""Checks: a case against itself, the rooms' checks and what lies between them."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from typing import TYPE_CHECKING

from diurna import review
from diurna.case import Fault
from diurna.errors import DiurnaError
from diurna.run.desk import added_to, laid, targets

if TYPE_CHECKING:
    from collections.abc import Iterator

    from diurna.review import State
    from diurna.store import Store

# A quote is written as {"end":…,"start":…,"text":…}; in words of a document the quotation marks are escaped.
_COUNTS = """SELECT (SELECT count(*) FROM original), (SELECT count(*) FROM decision),
  (SELECT coalesce(sum((length(body) - length(replace(body, '"text":', ''))) / 7), 0) FROM claim)"""


@dataclass(frozen=True, slots=True)
class Counts:
    """What there is to check in a case; `quotes` are those of the claims of all readings."""

    originals: int
    quotes: int
    decisions: int


def faults(store: Store) -> Iterator[Fault]:
    """Yield what is wrong with a case: in its file and tables, in the chain of decisions, and where the chronology is not the replay."""
    yield from store.verify()
    try:
        log = tuple(store.decisions())
        if (fault := review.broken(log)) is not None:
            yield fault
        state = review.replay(log)
        yield from store.verify_laid(laid(store, targets(log), state))
        yield from _added(store, state)
    except (sqlite3.Error, DiurnaError, ValueError, TypeError, KeyError, AttributeError) as error:
        # Damage must not hide what was found before it.
        yield Fault("decisions", f"their check could not be finished: {type(error).__name__}: {error}", "a log that can be replayed")


def _added(store: Store, state: State) -> Iterator[Fault]:
    """Yield claims that people added and that are not what their decisions make of the text, and rows of those taken back."""
    adds = [made for made in state.decisions if made.action == "add"]
    for claim in added_to(store, state, {made.target for made in adds}):
        held = next((one for one in store.reading(claim.document).claims or () if one.id == claim.id), None)
        if held != claim:
            yield Fault(f"claim {claim.id}, added by a person", repr(held)[:200], repr(claim)[:200])
    for made in adds:
        if made.target in state.absent and made.target in store.links(made.values["document"]):
            yield Fault(f"chronology, claim {made.target}", "one row", "no row: it was added, and that was undone")


def counts(store: Store) -> Counts:
    """Return how much there is to check."""
    _, ((originals, decisions, quotes),) = store.sql(_COUNTS, seconds=600)
    return Counts(int(originals), int(quotes), int(decisions))
