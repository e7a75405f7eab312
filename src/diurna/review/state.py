"""State: how claims stand after a log, by replaying it; a pure function of the log."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from diurna.case import Decision, Status

# Who adds a claim says by that that it stands.
_STATUS: dict[str, Status] = {"accept": "accepted", "reject": "rejected", "unsure": "unsure", "edit": "edited", "add": "accepted"}


@dataclass(frozen=True, slots=True)
class Judgement:
    """What the decisions say of one claim; `apart` says that a person took it out of its event, so that it goes only where people put it.

    `added` is who put the claim in, "" where it was read by the machine.

    `who`, `at`, `why` and `origin` are of the decision that gave the status, or of the merge where there is none.
    """

    status: Status = "pending"
    edits: Mapping[str, str] = field(default_factory=dict)
    event: str = ""
    who: str = ""
    at: str = ""
    why: str = ""
    origin: Literal["human", "machine"] | None = None
    apart: bool = False
    added: str = ""


UNTOUCHED = Judgement()


@dataclass(frozen=True, slots=True)
class State:
    """How claims stand: a judgement for each claim or document that a decision names, the claims of each event, and the log itself.

    Two states are equal when every claim stands alike in them, whatever was decided and undone on the way. `absent` are claims that
    a person added and that were taken back: they are in no view.
    """

    claims: Mapping[str, Judgement] = field(default_factory=dict)
    events: Mapping[str, frozenset[str]] = field(default_factory=dict)
    decisions: tuple[Decision, ...] = field(default=(), compare=False, repr=False)
    undone: frozenset[str] = field(default=frozenset(), compare=False)
    absent: frozenset[str] = field(default=frozenset(), compare=False)

    def of(self, claim: str, document: str = "") -> Judgement:
        """Return the judgement of a claim by id, that of an untouched one where no decision names it.

        A person's rejection of its document goes before what was decided on the claim, until it is undone.
        """
        judged = self.claims.get(claim, UNTOUCHED)
        whole = self.claims.get(document, UNTOUCHED)
        if whole.status != "rejected":
            return judged
        return replace(judged, status="rejected", who=whole.who, at=whole.at, why=whole.why, origin=whole.origin)

    def after(self, decision: Decision) -> State:
        """Return the state after one more decision."""
        log = (*self.decisions, decision)
        if decision.action in ("undo", "redo"):
            return replay(log)
        fold = _Fold(dict(self.claims), dict(self.events))
        if decision.id not in self.undone:  # an id that comes twice: no log of ours, but replay must say the same
            fold.take(decision)
        return State(fold.claims, fold.events, log, self.undone, self.absent)

    def to_undo(self, who: str) -> Decision | None:
        """Return the last decision of a person that is not undone."""
        return next((d for d in reversed(self.decisions) if d.who == who and _is_plain(d) and d.id not in self.undone), None)

    def to_redo(self, who: str) -> Decision | None:
        """Return the decision that a person undid last, unless that person has decided anything else since."""
        back: list[str] = []  # ids that a redo gave back after their undo
        for decision in reversed(self.decisions):
            if decision.who != who:
                continue
            if _is_plain(decision):
                return None
            if decision.action == "redo":
                back.append(decision.target)
            elif decision.target in back:
                back.remove(decision.target)
            else:
                return next((d for d in self.decisions if d.id == decision.target and d.id in self.undone), None)
        return None


def replay(log: Iterable[Decision]) -> State:
    """Return the state after a log, which depends on nothing else.

    A decision undone counts for nothing, one redone counts in its old place; of two on the same matter the later one holds,
    but a machine's never changes what a person decided. A decision that makes no sense (undo of an unknown one) does nothing.
    """
    decisions = tuple(log)
    undone = taken_back(decisions)
    fold = _Fold({}, {})
    for decision in decisions:
        if decision.id not in undone:
            fold.take(decision)
    absent = frozenset(made.target for made in decisions if made.action == "add" and made.id in undone)
    return State(fold.claims, fold.events, decisions, undone, absent)


def taken_back(log: Iterable[Decision]) -> frozenset[str]:
    """Return the ids of the decisions that are undone at the end of a log."""
    known: dict[str, Decision] = {}
    undone: set[str] = set()
    for decision in log:
        target = known.get(decision.target)
        if _is_plain(decision):
            known[decision.id] = decision
        elif target is None or (target.origin == "human" and decision.origin == "machine"):
            continue
        elif decision.action == "undo":
            undone.add(target.id)
        else:
            undone.discard(target.id)
    return frozenset(undone)


def _is_plain(decision: Decision) -> bool:
    return decision.action not in ("undo", "redo")


@dataclass(slots=True)
class _Fold:
    """Takes decisions one by one into two dicts that are its own."""

    claims: dict[str, Judgement]
    events: dict[str, frozenset[str]]

    def take(self, decision: Decision) -> None:
        if decision.action in _STATUS:
            self._judge(decision)
        elif decision.action == "merge":
            self._merge(decision)
        elif decision.action == "split":
            self._split(decision)

    def _of(self, claim: str) -> Judgement:
        return self.claims.get(claim, UNTOUCHED)

    def _judge(self, decision: Decision) -> None:
        before = self._of(decision.target)
        if before.origin == "human" and before.status != "pending" and decision.origin == "machine":
            return
        self.claims[decision.target] = replace(
            before,
            status=_STATUS[decision.action],
            edits={**before.edits, **(decision.values if decision.action == "edit" else {})},
            who=decision.who,
            at=decision.at,
            why=decision.why,
            origin=decision.origin,
            added=decision.who if decision.action == "add" else before.added,
        )

    def _merge(self, decision: Decision) -> None:
        machine = decision.origin == "machine"
        named = [claim for claim in decision.target.split() if not (machine and self._of(claim).apart)]
        if len(named) > 1:
            whole = frozenset(named).union(*(self.events.get(self._of(claim).event, frozenset()) for claim in named))
            for claim in named:
                self._signed(claim, decision, apart=self._of(claim).apart)
            self._gather(whole)

    def _split(self, decision: Decision) -> None:
        for claim in decision.target.split():
            event = self._of(claim).event
            rest = self.events.pop(event, frozenset()) - {claim}
            self._signed(claim, decision, apart=decision.origin == "human" or self._of(claim).apart)
            self.claims[claim] = replace(self._of(claim), event="")
            self._gather(rest)

    def _signed(self, claim: str, decision: Decision, *, apart: bool) -> None:
        """Note who merged or split a claim that has no status yet: a status keeps the name of who gave it."""
        before = replace(self._of(claim), apart=apart)
        if before.status == "pending":
            before = replace(before, who=decision.who, at=decision.at, why=decision.why, origin=decision.origin)
        self.claims[claim] = before

    def _gather(self, whole: frozenset[str]) -> None:
        """Make one event of some claims; its id is the smallest of theirs, and a claim alone has none."""
        for event in {self._of(claim).event for claim in whole}:
            self.events.pop(event, None)
        event = min(whole) if len(whole) > 1 else ""
        if event:
            self.events[event] = whole
        for claim in whole:
            self.claims[claim] = replace(self._of(claim), event=event)
