"""The desk: decisions go into the log and onto the chronology together, or not at all."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from diurna import review
from diurna.errors import ReviewError
from diurna.review import Draft
from diurna.run.link import follow
from diurna.store.ledger import now

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

    from diurna.case import Action, Decision, Standing
    from diurna.record import Claim, Reading
    from diurna.review import State
    from diurna.store import Store

_ON_CLAIMS = ("accept", "reject", "edit", "merge", "split", "unsure", "add")
_SAME = ("accept", "unsure")  # events stay what they are, unless it was rejected before


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
        for asked in drafts:
            draft = self._placed(asked) if asked.action == "add" else asked
            link = review.decide(log, action=draft.action, target=draft.target, values=draft.values, why=draft.why, who=self.who, at=now())
            log.append(link)
            self.last = link.id
        made = tuple(log[before:])
        if made:
            self._keep(made, self.state.after(made[0]) if len(made) == 1 else review.replay(log))
        return made

    def _keep(self, made: Sequence[Decision], after: State) -> None:
        named = targets(made)
        touched = set(named) | {claim for claim in {*self.state.claims, *after.claims} if self.state.of(claim) != after.of(claim)}
        whole = {document for document in touched if self._store.known(document)}
        with self._store.transaction():
            for claim in added_to(self._store, after, touched):
                self._store.extend(claim)
            _check(self._store, made, self.state)
            for decision in made:
                self._store.append(decision)
            left = list(laid(self._store, touched, after))
            self._store.lay(left)
            self._store.unlay(after.absent & touched)
            if any(decision.action not in _SAME for decision in made) or any(self.state.of(one).status == "rejected" for one in touched):
                follow(self._store, after, [*(claim.id for claim, _ in left), *(after.absent & touched)], made[-1].at, judged=whole)
        self.state = after

    def _placed(self, draft: Draft) -> Draft:
        """Return a draft to add a claim, under the id of that claim; its target, or its value `document`, is the document's."""
        document = draft.values.get("document", draft.target)
        if not self._store.known(document):
            raise ReviewError(f"add: the case has no document {document[:80]!r}; the ids of documents are in `diurna query --documents`")
        target, values = review.drafted(document, self._store.text(document).body, draft.values)
        return Draft("add", target, values, draft.why)

    def reject_document(self, document: str, why: str = "") -> tuple[Decision, ...]:
        """Reject a document with all its claims, also those of a later reading of it; errors as for `decide`."""
        if not self._store.known(document):
            raise ReviewError(f"the case has no document {document!r}; the ids of documents are in `diurna query --documents`")
        return self.commit_all((Draft("reject", document, why=why),))

    def restore_document(self, document: str, why: str = "") -> tuple[Decision, ...]:
        """Undo all rejections of a document that hold.

        Raises:
            ReviewError: there is none.
        """
        held = [made for made in self.state.decisions if (made.action, made.target) == ("reject", document)]
        drafts = [Draft("undo", made.id, why=why) for made in held if made.id not in self.state.undone]
        if not drafts or not self._store.known(document):
            raise ReviewError(f"{document!r} is not a document that was rejected; `diurna query --documents` lists the ids")
        return self.commit_all(drafts)

    def event_of(self, claim: str) -> tuple[str, frozenset[str]]:
        """Return the event that a claim is in, and its claims: as linked, before that as people merged it; "" for none."""
        linked = self._store.fusion.events((claim,))
        if linked:
            return next(iter(linked.items()))
        merged = self.state.of(claim).event
        return merged, self.state.events.get(merged, frozenset())


def decide(  # noqa: PLR0913 - the fields of a decision
    store: Store, action: Action, target: str, values: Mapping[str, str] | None = None, why: str = "", *, who: str
) -> Decision:
    """Append one decision to the log of a case, and let its chronology show it, in one transaction.

    Args:
        store: a case that is open to write.
        action: accept, reject, edit, merge, split, unsure, add, undo or redo.
        target: a claim id, for reject also the id of a document, for add always; for merge and split claim ids joined by spaces; for
            undo and redo the id of a decision.
        values: for edit, the new value of each part edited; for add, `start` and `end` of words of the document, or `words`, and parts.
        why: the reason.
        who: who decides.

    Returns:
        The decision.

    Raises:
        ReviewError: it makes no sense, or the case has no such claim or document; nothing is written then.
    """
    return Desk(store, who=who).commit_all((Draft(action, target, values or {}, why),))[0]


def targets(log: Iterable[Decision]) -> list[str]:
    """Return the ids of the claims and documents that decisions name, once each, in order."""
    return list(dict.fromkeys(claim for link in log if link.action in _ON_CLAIMS for claim in link.target.split()))


def added_to(store: Store, state: State, claims: Collection[str]) -> Iterator[Claim]:
    """Yield those of some claims that people added and that stand, made of the current readings; without those whose words are gone."""
    for made in state.decisions:
        if made.action == "add" and made.target in claims and made.target not in state.absent:
            claim = review.added(store.reading(made.values["document"]), made.values)
            if claim is not None:
                yield claim


def with_added(reading: Reading, state: State) -> Reading:
    """Return a new reading with the claims that people added to its document, so that they are not lost when it is read again."""
    identity = reading.document.id
    adds = [made for made in state.decisions if made.action == "add" and made.values["document"] == identity]
    claims = [review.added(reading, made.values) for made in adds if made.target not in state.absent]
    if not claims:
        return reading
    return replace(reading, claims=(*(reading.claims or ()), *(claim for claim in claims if claim is not None)))


def decided(reading: Reading, state: State, named: Collection[str]) -> Iterator[tuple[Claim, Standing]]:
    """Yield the claims of a reading that any decision names, also one that is undone, as people left them.

    These, and no others, have rows in the chronology that differ from the claim as read. `named` are the `targets` of the log.
    """
    if any(claim.id in named or claim.document in named for claim in reading.claims or ()):
        left, standings = review.laid_over(reading, state)
        yield from ((claim, standings[claim.id]) for claim in left.claims or () if claim.id in named or claim.document in named)


def laid(store: Store, claims: Iterable[str], state: State) -> Iterator[tuple[Claim, Standing]]:
    """Yield some claims, by id or by that of their document, as they stand in a state; those of superseded readings are left out.

    Their links are for the store to give, which knows the passages.
    """
    named = sorted(claims)
    by_document: dict[str, set[str]] = {document: {document} for document in named if store.known(document)}
    for claim, document in store.documents_of(named).items():
        by_document.setdefault(document, set()).add(claim)
    for document, wanted in by_document.items():
        left, standings = review.laid_over(store.reading(document), state)
        yield from ((claim, standings[claim.id]) for claim in left.claims or () if {claim.id, claim.document} & wanted)


def _check(store: Store, made: Iterable[Decision], before: State) -> None:
    """Raise ReviewError unless the case has what each decision is about."""
    for decision in made:
        named = targets((decision,))
        if gone := [target for target in named if target in before.absent]:
            raise ReviewError(f"{decision.action}: {gone[0]} was added, and that was undone; redo that first")
        held = store.documents_of(named)
        for target in named:
            if target in held or (decision.action == "reject" and store.known(target)):
                continue
            if store.known(target):
                raise ReviewError(f"{decision.action}: {target!r} is a document; a document can only be rejected, and that be undone")
            raise ReviewError(
                f"the case has no claim {target!r}; claim ids are in the column “id” of exports and of `diurna query --csv`,"
                " those of documents in `diurna query --documents`"
            )
