"""Readers: what each person judged of a claim, where two of them differ, and who settled it; a pure function of the log."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from diurna.review.state import taken_back

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from diurna.case import Decision

_JUDGING = ("accept", "reject", "unsure", "edit")


@dataclass(frozen=True, slots=True)
class Heard:
    """The latest judgement of one person on a claim; `values` are the corrections with which they let it stand, theirs and others'."""

    who: str
    action: str
    at: str
    why: str
    values: Mapping[str, str]
    decision: str

    @property
    def verdict(self) -> tuple[str, tuple[tuple[str, str], ...]]:
        """What it comes to: who accepts a claim as somebody corrected it says the same as who corrected it."""
        stands = self.action in ("accept", "edit")
        return ("stands" if stands else self.action, tuple(sorted(self.values.items())) if stands else ())


@dataclass(frozen=True, slots=True)
class Readers:
    """The judgements of a claim by person, in the order in which they came.

    `settled` is the id of the decision that somebody took, with a reason, when others already differed, "" while nobody has.
    """

    heard: Mapping[str, Heard] = field(default_factory=dict)
    settled: str = ""

    @property
    def differ(self) -> bool:
        """Whether two people have judged it differently."""
        return len({one.verdict for one in self.heard.values()}) > 1

    @property
    def open(self) -> bool:
        """Whether two people have judged it differently and nobody has settled it."""
        return self.differ and not self.settled


def readers(log: Iterable[Decision]) -> dict[str, Readers]:
    """Return who judged each claim, and how, by claim id; what is undone does not count, nor what a machine decided.

    Args:
        log: all decisions, in order.
    """
    decisions = tuple(log)
    undone = taken_back(decisions)
    found: dict[str, Readers] = {}
    edits: dict[str, dict[str, str]] = {}
    for made in decisions:
        if made.action not in _JUDGING or made.origin != "human" or made.id in undone:
            continue
        values = edits[made.target] = {**edits.get(made.target, {}), **made.values}
        before = found.get(made.target, Readers())
        heard = Heard(made.who, made.action, made.at, made.why, values, made.id)
        found[made.target] = _after(before, heard)
    return found


def _after(before: Readers, heard: Heard) -> Readers:
    left = {who: one for who, one in before.heard.items() if who != heard.who}
    settles = bool(heard.why) and (before.differ or bool(before.settled))
    ruling = next((one for one in before.heard.values() if one.decision == before.settled), None)
    # Who judges as it was settled leaves it settled.
    kept = before.settled if ruling is not None and ruling.who != heard.who and ruling.verdict == heard.verdict else ""
    return Readers({**left, heard.who: heard}, heard.decision if settles else kept)
