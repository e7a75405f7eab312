"""A draft: a time expression as the grammar reads it, before it is counted from anything."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from diurna.times.points import Grain, Point

Kind = Literal["date", "weekday", "offset", "clock", "duration", "set", "ref", "event"]


@dataclass(slots=True)
class Draft:
    """One expression; `start`, `end` are item indices, half-open, and become offsets in the text once its row is read.

    date: `point`, its year None when the words give none (then `amount` and `basis` may say "last", "next", "that year").
    weekday: `weekday` and `amount`. offset: `amount` units from an anchor chosen by `basis`: "d" publication, "n" the
    date told before, "o" publication or else the date told before. clock: `clock` alone. duration, set, ref: `value`.
    event: `value` names the event.

    `damage` tells what was mended and `doubt` how much that takes from the confidence. `preposition` is "since", "until",
    "after", "before" or ""; `linked` is "first" or "last" for the ends of one interval; `future`, `past`: what the
    sentence's words tell of; `name` is the pattern's. `swapped` is the day that the same digits give in the other order.
    """

    start: int
    end: int
    kind: Kind
    point: Point | None = None
    weekday: int | None = None
    amount: int | None = None
    basis: str = ""
    unit: Grain = "day"
    clock: str = ""
    value: str = ""
    damage: list[str] = field(default_factory=list)
    doubt: float = 0.0
    era_told: bool = False
    paragraph: int = 0
    preposition: str = ""
    future: bool = False
    past: bool = False
    linked: str = ""
    name: str = ""
    as_duration: bool = False
    swapped: Point | None = None
