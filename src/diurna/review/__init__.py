"""Review: decisions of people and machines as a chain, their replay, and the claims as they stand after it.

Adds to a reading what people corrected, and to each claim its standing; needs readings and the log, both handed in.
Never opens a case, never changes a claim or a decision: undo is another decision, and the log alone says how a claim stands.
>>> first = decide((), action="accept", target="c1", who="ada", at="2026-11-24T10:00:00Z")
>>> replay((first, decide((first,), action="undo", target=first.id, who="ada", at="2026-11-24T10:00:05Z"))).of("c1").status
'pending'
"""

from __future__ import annotations

from diurna.review.added import drafted
from diurna.review.card import Look, look
from diurna.review.chain import broken
from diurna.review.decisions import Draft, decide
from diurna.review.keys import keyboard
from diurna.review.order import Suggestion, queue
from diurna.review.overlay import added, laid_over, left
from diurna.review.plain import values
from diurna.review.preview import preview
from diurna.review.readers import Heard, Readers, readers
from diurna.review.sheet import Change, Differences, Withheld, differences
from diurna.review.state import Judgement, State, replay
from diurna.review.terminal import session

__all__ = [
    "Change",
    "Differences",
    "Draft",
    "Heard",
    "Judgement",
    "Look",
    "Readers",
    "State",
    "Suggestion",
    "Withheld",
    "added",
    "broken",
    "decide",
    "differences",
    "drafted",
    "keyboard",
    "laid_over",
    "left",
    "look",
    "preview",
    "queue",
    "readers",
    "replay",
    "session",
    "values",
]
