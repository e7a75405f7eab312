"""Datelines: "LISBON, 3 March 2024 (Agency) -" gives the day that weekdays count from where publication is not known."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from diurna.record import Time
    from diurna.times.draft import Draft

PARAGRAPHS = 4  # a title, a byline and a summary may stand before it
PLACE = 40  # characters of place and agency before the day
DASH = re.compile(r"[ ,.]{0,3}(?:\([^()]{1,40}\)\s?)?\s?(?:--|[-\u2013\u2014])\s")
AFTER_PLACE = ",(\u060c\uff0c"
END = re.compile(r"[.!?:;\n]\s")


def day(text: str, drafts: list[Draft]) -> date | None:
    """Return the whole day of the dateline, or None where there is none."""
    for draft in drafts:
        if draft.paragraph >= PARAGRAPHS:
            return None
        if draft.kind == "date" and draft.point is not None and (found := draft.point.as_date()) and is_line(text, draft.start, draft.end):
            return found
    return None


def is_line(text: str, start: int, end: int) -> bool:
    """Tell whether a day stands in a dateline: a name before it at the head of its line, a dash after it."""
    head = text[max(0, text.rfind("\n", 0, start) + 1) : start].strip()
    named = bool(head) and (head[-1] in AFTER_PLACE or head.split()[-1].isupper())
    return named and len(head) <= PLACE and not END.search(head) and bool(DASH.match(text, end)) and not head[0].islower()


def said(time: Time) -> Time:
    """Return a time that was counted from the day of the dateline, and says so."""
    if time.basis != "publication":
        return time
    reason = time.reason.replace("the day of publication", "publication").replace("publication", "the day of the dateline")
    return replace(time, basis="event", reason=reason, confidence=round(time.confidence - 0.05, 2))
