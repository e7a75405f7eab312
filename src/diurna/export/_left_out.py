"""Left out: the claims that a format has no place for, and how many there are for each reason."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from diurna.export._rows import rows

if TYPE_CHECKING:
    from collections.abc import Callable

    from diurna.export._edition import Edition
    from diurna.export._rows import Row

    # Says why a claim is left out, "" for one that is kept.
    Why = Callable[[Row], str]

REJECTED = "rejected by people"
NO_DATE = "no date, or one without a year"


def sift(edition: Edition, why: Why) -> tuple[tuple[Row, ...], tuple[str, ...]]:
    """Return the claims that a format holds, in the order of the chronology, and how many it leaves out.

    The latter is a sentence for each reason, the most frequent first.
    """
    told = [(row, why(row)) for row in rows(edition)]
    reasons = Counter(reason for _, reason in told if reason)
    left = (f"{count:,} {'claim is' if count == 1 else 'claims are'} left out: {reason}" for reason, count in reasons.most_common())
    return tuple(row for row, reason in told if not reason), tuple(left)


def kept(edition: Edition, why: Why) -> tuple[Row, ...]:
    """Return the claims that a format holds, in the order of the chronology."""
    return sift(edition, why)[0]


def counted(edition: Edition, why: Why) -> tuple[str, ...]:
    """Count the claims that a format leaves out, for each reason."""
    return sift(edition, why)[1]


def no_event(row: Row) -> str:
    """Say why a claim is no event that took place, for formats that hold nothing else; "" for one that is."""
    if row.status == "rejected":
        return REJECTED
    if row.modality != "asserted":
        return "planned, conditional, demanded, possible, denied or negated: this format holds only what took place"
    return ""
