"""The desk: decisions go into the log and onto the chronology together, or not at all."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from diurna import review
from diurna.errors import ReviewError
from diurna.review import Draft

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

    from diurna.case import Action, Decision, Standing
    from diurna.record import Claim, Reading
    from diurna.review import State
    from diurna.store import Store

_ON_CLAIMS = ("accept", "reject", "edit", "merge", "split", "unsure")


class Desk:
    """Where one person decides on the claims of a case that is open to write; nobody else may write to it meanwhile.

    `state` is how claims stand after the whole log, `last` the id of the decision made last, "" for none.
    """

    def __init__(self, store: Store, *, who: str) -> None:
        self._store = store
        self.who = who
        self.state: State = review.replay(store.decisions())
        self.last = ""

    def commit(self, draft: Draft) -> State:
        """Decide one thing and return the state after it; errors as for `decide`."""
        self.commit_all((draft,))
        return self.state

    def commit_all(self, drafts: Iterable[Draft]) -> tuple[Decision, ...]:
        """Decide several things in one transaction: all of them, or none where one makes no sense; errors as for `decide`.

        Drafts are taken one by one, so that one may name the decision before it, `last`.
        """
        log: list[Decision] = list(self.state.decisions)
        before = len(log)
        for draft in drafts:
            link = review.decide(log, action=draft.action, target=draft.target, values=draft.values, why=draft.why, who=self.who, at=_now())
            log.append(link)
            self.last = link.id
        made = tuple(log[before:])
        if made:
            self._keep(made, self.state.after(made[0]) if len(made) == 1 else review.replay(log))
        return made

    def _keep(self, made: Sequence[Decision], after: State) -> None:
        named = targets(made)
        documents = self._store.documents_of(named)
        unknown = [claim for claim in named if claim not in documents]
        if unknown:
            raise ReviewError(
                f"the case has no claim {unknown[0]!r}; claim ids are in the column “id” of exports and of `diurna query --csv`"
            )
        touched = set(named) | {claim for claim in {*self.state.claims, *after.claims} if self.state.of(claim) != after.of(claim)}
        with self._store.transaction():
            for decision in made:
                self._store.append(decision)
            self._store.lay(laid(self._store, touched, after))
        self.state = after


def decide(  # noqa: PLR0913 - the fields of a decision
    store: Store, action: Action, target: str, values: Mapping[str, str] | None = None, why: str = "", *, who: str
) -> Decision:
    """Append one decision to the log of a case, and let its chronology show it, in one transaction.

    Args:
        store: a case that is open to write.
        action: accept, reject, edit, merge, split, unsure, undo or redo.
        target: a claim id; for merge and split claim ids joined by spaces; for undo and redo the id of a decision.
        values: for edit, the new value of each part edited.
        why: the reason.
        who: who decides.

    Returns:
        The decision.

    Raises:
        ReviewError: it makes no sense, or the case has no such claim; nothing is written then.
    """
    return Desk(store, who=who).commit_all((Draft(action, target, values or {}, why),))[0]


def targets(log: Iterable[Decision]) -> list[str]:
    """Return the ids of the claims that decisions name, once each, in order."""
    return list(dict.fromkeys(claim for link in log if link.action in _ON_CLAIMS for claim in link.target.split()))


def decided(reading: Reading, state: State, named: Collection[str]) -> Iterator[tuple[Claim, Standing]]:
    """Yield the claims of a reading that any decision names, also one that is undone, as people left them.

    These, and no others, have rows in the chronology that differ from the claim as read. `named` are the `targets` of the log.
    """
    if any(claim.id in named for claim in reading.claims or ()):
        left, standings = review.laid_over(reading, state)
        yield from ((claim, standings[claim.id]) for claim in left.claims or () if claim.id in named)


def laid(store: Store, claims: Iterable[str], state: State) -> Iterator[tuple[Claim, Standing]]:
    """Yield some claims, by id, as they stand in a state, document by document; those of superseded readings are left out.

    Their links are for the store to give, which knows the passages.
    """
    by_document: dict[str, set[str]] = {}
    for claim, document in store.documents_of(sorted(claims)).items():
        by_document.setdefault(document, set()).add(claim)
    for document, wanted in by_document.items():
        left, standings = review.laid_over(store.reading(document), state)
        yield from ((claim, standings[claim.id]) for claim in left.claims or () if claim.id in wanted)


def _now() -> str:
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
