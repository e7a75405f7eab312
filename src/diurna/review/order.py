"""The review queue: what the machine suggests, the doubtful first."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from diurna.edtf import span
from diurna.errors import ReviewError
from diurna.review.overlay import laid_over
from diurna.review.plain import values

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from diurna.case import Standing
    from diurna.event import Wording
    from diurna.record import Claim, Reading
    from diurna.review.state import State

ORDERS = ("doubt", "document", "date")
_TURN = {"pending": 0, "unsure": 1}  # then all that is decided
# What a doubt takes from the confidence that orders the queue; the score shown stays the model's own.
_REPAIRED = 0.2
_DATES = 0.3
_REPAIR: Wording = ("repaired",)
_DISAGREE = "other dates"


@dataclass(frozen=True, slots=True)
class Suggestion:
    """One claim to be judged: as read, how it stands, and why it is in doubt.

    `values` are its editable parts as corrected. `score` (0 to 1) and `model` are the machine's; `doubts` say what speaks
    against it.
    """

    claim: Claim
    values: Mapping[str, str]
    standing: Standing
    score: float
    model: str
    doubts: tuple[Wording, ...]
    title: str = ""
    source: str = ""
    published: str = ""
    language: str = ""


def queue(  # noqa: PLR0913 - what is known of the claims comes from outside
    readings: Iterable[Reading],
    state: State,
    *,
    order: str = "doubt",
    models: Mapping[str, str] | None = None,
    link: Callable[[Claim], str] | None = None,
    events: Mapping[str, str] | None = None,
) -> list[Suggestion]:
    """Return the claims of some readings as a queue.

    Args:
        readings: as read, corrections not laid over them; their texts are not kept.
        state: of the whole log.
        order: "doubt": pending ones first, then unsure, then decided ones; among them the least sure first, where repaired words
            and dates that disagree within an event count as doubt. "document": as told. "date": by first day, undated last.
        models: the model that made each reading, by document id.
        link: as for `laid_over`.
        events: the event of each claim that linking put with others, by claim id.

    Raises:
        ReviewError: there is no such order.
    """
    if order not in ORDERS:
        raise ReviewError(f"order {order!r} found, expected one of {', '.join(ORDERS)}")
    found = [_placed(suggestion, events or {}) for reading in readings for suggestion in _of(reading, state, models or {}, link)]
    found = _doubted(found)
    if order == "doubt":
        found.sort(key=lambda s: (_TURN.get(s.standing.status, 2), _weight(s), s.claim.id))
    elif order == "date":
        found.sort(key=lambda s: span(s.values["when"]) or ("~", "~"))
    return found


def _of(reading: Reading, state: State, models: Mapping[str, str], link: Callable[[Claim], str] | None) -> Iterable[Suggestion]:
    left, standings = laid_over(reading, state, link=link)
    document = reading.document
    read = [claim for claim in reading.claims or () if claim.id in standings]
    for claim, corrected in zip(read, left.claims or (), strict=True):
        yield Suggestion(
            claim=claim,
            values=values(corrected),
            standing=standings[claim.id],
            score=claim.confidence,
            model=models.get(document.id, ""),
            doubts=(_REPAIR,) if claim.repaired else (),
            title=document.title,
            source=document.source,
            published=document.published or "",
            language=reading.language,
        )


def _placed(suggestion: Suggestion, events: Mapping[str, str]) -> Suggestion:
    event = events.get(suggestion.claim.id, suggestion.standing.event)
    return replace(suggestion, standing=replace(suggestion.standing, event=event))


def _doubted(found: list[Suggestion]) -> list[Suggestion]:
    """Add to each claim of an event the dates of the others there that its own date rules out."""
    events: dict[str, set[str]] = defaultdict(set)
    for suggestion in found:
        if suggestion.standing.event:
            events[suggestion.standing.event].add(suggestion.values["when"])
    return [_with_dates(suggestion, events.get(suggestion.standing.event, set())) for suggestion in found]


def _with_dates(suggestion: Suggestion, others: set[str]) -> Suggestion:
    own = span(suggestion.values["when"])
    ruled_out = [when for when in sorted(others) if own and (there := span(when)) and (there[1] < own[0] or own[1] < there[0])]
    if not ruled_out:
        return suggestion
    return replace(suggestion, doubts=(*suggestion.doubts, (_DISAGREE, *ruled_out)))


def _weight(suggestion: Suggestion) -> float:
    disagree = any(doubt[0] == _DISAGREE for doubt in suggestion.doubts)
    return suggestion.score - _REPAIRED * suggestion.claim.repaired - _DATES * disagree
