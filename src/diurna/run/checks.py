"""Checks: a case against itself, the rooms' checks and what lies between them."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from typing import TYPE_CHECKING

from diurna import review
from diurna.case import Fault
from diurna.errors import DiurnaError
from diurna.run.desk import laid, targets

if TYPE_CHECKING:
    from collections.abc import Iterator

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
        yield from store.verify_laid(laid(store, targets(log), review.replay(log)))
    except (sqlite3.Error, DiurnaError, ValueError, TypeError, KeyError, AttributeError) as error:
        # Damage must not hide what was found before it.
        yield Fault("decisions", f"their check could not be finished: {type(error).__name__}: {error}", "a log that can be replayed")


def counts(store: Store) -> Counts:
    """Return how much there is to check."""
    _, ((originals, decisions, quotes),) = store.sql(_COUNTS, seconds=600)
    return Counts(int(originals), int(quotes), int(decisions))
