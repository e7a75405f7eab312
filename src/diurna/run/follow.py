"""Following: agreements and commitments over documents are brought up to the case as it stands; only what is touched is looked at."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from diurna import review
from diurna.fuse.conditions import LOOKED_AT
from diurna.fuse.follow import gather
from diurna.fuse.pacts import accords
from diurna.fuse.promises import promises
from diurna.fuse.strands import bare, marks_of, strands
from diurna.store.strands import body_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from diurna.event import Accord, Change, Promise
    from diurna.fuse.strands import Strand
    from diurna.record import Claim, Reading
    from diurna.review import State
    from diurna.store import Store

_MANY = 2_000  # marks of conditions: from here on all claims are compared at once, which costs less than to look for each


class Draft(NamedTuple):
    """What of a document's reading is needed to follow it: its body, "" where no claim is left, its strands, marks of its claims."""

    document: str
    body: str
    strands: tuple[Strand, ...]
    marks: frozenset[str]


def drafted(reading: Reading, state: State, marked: Collection[str]) -> Draft:
    """Return what is needed of a reading, as people left it; marks are those of some claims."""
    kept = _kept(reading, state)
    if not kept:
        return Draft(reading.document.id, "", (), frozenset())
    told = replace(reading, claims=kept)
    found: set[str] = set()
    if marked:
        sheaf = gather([told], {})
        found.update(*(marks_of(sheaf, claim, told) for claim in kept if claim.id in marked))
    return Draft(reading.document.id, body_of(bare(told)), strands(told), frozenset(found))


def _kept(reading: Reading, state: State) -> tuple[Claim, ...]:
    """Return the claims of a reading that are not rejected."""
    return tuple(claim for claim in reading.claims or () if state.of(claim.id, claim.document).status != "rejected")


class Follower:
    """Works out agreements and commitments anew where claims or their events changed.

    `begin` before claims are settled into events, `take` with each draft that is at hand meanwhile, `finish` after it; all of it in
    one transaction.

    Args:
        store: a case open to write.
        state: people's decisions.
    """

    def __init__(self, store: Store, state: State) -> None:
        self._store, self._state = store, state
        self._tables = store.following
        self._edited = {claim for claim, judged in state.claims.items() if judged.edits}
        self._names: dict[tuple[str, str], str] = {}
        self._stale: set[str] = set()
        self._waiting: set[str] = set()
        self._before: set[str] = set()
        self._gone: set[str] = set()
        self._marks: set[str] = set()
        self.marked = False

    def begin(self, stale: Iterable[str]) -> None:
        """Take the claims that are new, stand otherwise than before, or are gone."""
        tables, self._stale = self._tables, set(stale)
        self._waiting = set(self._store.documents_of(self._stale).values())
        self._before = tables.joined(tables.strands_of(self._waiting) | tables.resting(self._stale))
        self._gone = {pact for _, _, pact in tables.strands(self._before).values()}
        self.marked = tables.conditional()  # new conditions are compared with all claims in any case

    def wants(self, document: str) -> bool:
        """Tell whether a document has stale claims, and its draft has not been taken."""
        return document in self._waiting

    def take(self, draft: Draft) -> None:
        """Write a draft in place of the one that the document had."""
        self._waiting.discard(draft.document)
        if not draft.body:
            self._tables.drop_drafts((draft.document,))
            return
        self._tables.put(draft.document, draft.body)
        for strand in draft.strands:
            self._tables.put_strand(draft.document, strand)
        self._marks |= draft.marks

    def finish(self, changes: Iterable[Change]) -> None:
        """Work out what is touched by the claims, and by what became of events."""
        changed = self._stale | {claim for change in changes for claim in change.claims}
        if not changed:
            return
        for document in sorted(self._waiting):
            reading = review.left(self._store.reading(document), self._state)
            self.take(drafted(reading, self._state, self._stale if self.marked else ()))
        tables = self._tables
        before = self._before | tables.joined(tables.resting(changed))
        gone = self._gone | {pact for _, _, pact in tables.strands(before).values()}
        moved = changed | tables.rests(gone)
        touched = tables.joined(before | tables.strands_of(self._store.documents_of(self._stale).values()) | tables.resting(changed))
        met = tables.joined(tables.meeting(self._marks)) - touched
        rows = tables.strands(touched | met)
        kinds = {kind: {key for key, row in rows.items() if row[1] == kind} for kind in ("agreement", "commitment")}
        pacts, found = self._accords(kinds["agreement"], tables.steps(moved))
        promised = self._promises(kinds["commitment"], met, self._stale)
        gone |= {pact for _, _, pact in rows.values()} | pacts
        tables.replace(gone, found, promised, self._names)

    def _laid(self, document: str) -> Reading | None:
        """Return a reading as people left it, without what they rejected; None where nothing is left."""
        reading = review.left(self._store.reading(document), self._state)
        kept = _kept(reading, self._state)
        return replace(reading, claims=kept) if kept else None

    def _accords(self, whole: set[str], changed: set[str]) -> tuple[set[str], list[Accord]]:
        """Return the agreements of some strands, their ids first.

        A claim belongs to the agreement that it fits best, so all that compete for one are looked at; one that gains or loses a claim
        by that is worked out as well.
        """
        tables = self._tables
        while whole or changed:
            claims = tables.loose(whole) | changed
            rivals = tables.joined(whole | tables.rivals(claims))
            readings, events = self._readings(rivals, claims)
            found = accords(readings, events)
            pacts = {pact for _, _, pact in tables.strands(whole).values()}
            others = {a.id: {c for stage in a.stages for c in stage.claims} & claims for a in found if a.id not in pacts}
            now = tables.attached(others, claims)
            moved = {key for key, held in others.items() if held != now[key]}
            if not moved:
                return pacts, [a for a in found if a.id in pacts]
            whole = tables.joined(whole | tables.first(moved))
        return set(), []

    def _promises(self, whole: set[str], met: set[str], stale: set[str]) -> tuple[Promise, ...]:
        """Return the commitments of some strands; for `met` ones new claims alone are compared with what is offered already."""
        tables = self._tables
        sought = tables.conditions(whole - met)
        if len(sought) > _MANY:
            claims = tables.facts()
        else:
            claims = {claim for kind, mark, told in sought for claim in tables.likely(kind, mark, told, LOOKED_AT)}
            claims |= tables.offered(met) | stale if met else set()
        return promises(*self._readings(whole, claims), today="") if whole else ()

    def _readings(self, kept: set[str], claims: set[str]) -> tuple[list[Reading], dict[str, str]]:
        """Return readings with no more than some strands and claims, as people left them, and the events of their claims."""
        tables = self._tables
        by_document: dict[str, list[Claim]] = {}
        wanted = claims | tables.claims_of(kept)
        for claim in tables.claims(wanted):
            by_document.setdefault(claim.document, []).append(claim)
        readings = []
        for document, draft in sorted(tables.drafts(by_document).items()):
            found = by_document[document]
            if any(claim.id in self._edited for claim in found):
                laid = self._laid(document)
                found = [claim for claim in (laid.claims if laid else None) or () if claim.id in wanted]
            pacts = tuple(a for a in draft.agreements or () if a.id in kept)
            vows = tuple(k for k in draft.commitments or () if k.id in kept)
            readings.append(replace(draft, claims=tuple(found), agreements=pacts, commitments=vows))
            if pacts or vows:
                self._names |= {(document, actor.id): actor.name for actor in draft.actors or ()}
                self._names |= {(document, place.id): place.name for place in draft.places or ()}
        return readings, tables.events(wanted)
