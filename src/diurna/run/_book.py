"""The book of a run: what became of each document, written into the case's ledger as it happens."""

from __future__ import annotations

import sqlite3
from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from diurna import review
from diurna.errors import StoreError
from diurna.run import desk
from diurna.run._inputs import plain, refusal_id

if TYPE_CHECKING:
    from diurna.case import Fate, Taken
    from diurna.run.versions import Versions
    from diurna.store import Store

_TOGETHER = 200  # entries of known documents that one transaction writes
_STRIKES = 2


@dataclass(slots=True)
class _Shard:
    """A part of the inputs: how many things in it are still to be done, how many documents it held, how many are settled."""

    left: int = 0
    n_in: int = 0
    n_out: int = 0
    opened: bool = False


class Book:
    """Fates of the documents of one run; `counts` are by fate."""

    def __init__(self, case: Store, run: int, versions: Versions, *, reread: bool, retry: bool) -> None:
        self.case, self.run, self.versions, self.reread, self.retry = case, run, versions, reread, retry
        self.counts: Counter[Fate] = Counter()
        self.suspects = {noted.document_id for noted in case.interrupted()}
        self.aside = {noted.document_id for noted in case.quarantined()}
        self.shards: dict[str, _Shard] = {}
        log = tuple(case.decisions())
        # A new reading takes over what people decided on the claims that it has in common with the one before.
        self._state, self._targets = review.replay(log), frozenset(desk.targets(log))
        self._added_to = {made.values["document"] for made in log if made.action == "add"}
        self._known: list[tuple[str, str]] = []
        # Documents in hand or put off, and the other names under which they came meanwhile, with their shards.
        self._pending: dict[str, list[tuple[str, str]]] = {}

    def named(self, identity: str, name: str, shard: str, *, wanted: bool) -> str:
        """Say what to do with a document: "go" (the marker is on disk), "skip", or "later", when it is to be read alone.

        `wanted` says that it has been put off and its turn has come.
        """
        if not wanted:
            self.shards[shard].n_in += 1
            if identity in self._pending:
                self._pending[identity].append((name, shard))
                self.shards[shard].left += 1
                return "skip"
            if self._is_known(identity):
                self._known.append((name, identity))
                self._count("known", shard)
                if len(self._known) >= _TOGETHER:
                    self.flush()
                return "skip"
            if self.is_aside(identity):
                self.case.enter(self.run, name, identity)
                self._count("quarantined", shard)
                return "skip"
            self._pending[identity] = []
            if identity in self.suspects:
                return "later"
        with self.case.transaction():
            self.flush()
            self.case.enter(self.run, name, identity)
            self.case.in_hand(self.run, identity, name)
        return "go"

    def read(self, taken: Taken, shard: str) -> None:
        """Keep a document that was read; its row of the ledger is in the same transaction."""
        identity = taken.reading.document.id
        if identity in self._added_to:
            taken = replace(taken, reading=desk.with_added(taken.reading, self._state))
        try:
            new = self.case.keep(taken, run=self.run, laid=desk.decided(taken.reading, self._state, self._targets))
        except StoreError as error:
            if isinstance(error.__cause__, sqlite3.Error):  # the case cannot be written: no fault of this document
                raise
            self.failed(identity, taken.piece.name, str(error).removeprefix(f"{taken.piece.name}: "), shard)
            return
        self._count("read" if new else "known", shard)
        self._settle_others(identity, "known", "")

    def failed(self, identity: str, name: str, why: str, shard: str) -> None:
        """Note that a document cannot be read."""
        self.case.failed(self.run, identity, plain(name), why)
        self._count("failed", shard)
        self._settle_others(identity, "failed", why)

    def refused(self, name: str, why: str, shard: str) -> None:
        """Note something handed in that is no document that can be read; it has no bytes to be known by."""
        self.shards[shard].n_in += 1
        self.failed(refusal_id(name), name, plain(why), shard)

    def struck(self, identity: str, name: str, why: str, shard: str, *, alone: bool) -> bool:
        """Note that a document, or the opening of an input, broke its worker; tell whether it is to be tried again, alone.

        Two strikes put it aside, but never before it has been tried alone: what stood beside it may have broken it.
        """
        strikes = self.case.strike(self.run, identity, name, why)
        if strikes < _STRIKES or not alone:
            return True
        with self.case.transaction():
            self.case.quarantine(identity, name, why)
        self.aside.add(identity)
        self._count("quarantined", shard)
        self._settle_others(identity, "quarantined", why)
        return False

    def is_aside(self, identity: str) -> bool:
        """Tell whether a document or an input stays aside; one that is to be tried again is let go, its strikes with it."""
        if self.retry and identity in self.aside:
            self.case.release(identity)
            self.aside.remove(identity)
        return identity in self.aside

    def put_aside(self, identity: str, name: str, shard: str) -> None:
        """Note that an input was handed in that has been put aside in an earlier run."""
        self.case.enter(self.run, name, identity)
        self.shards[shard].n_in += 1
        self._count("quarantined", shard)

    def flush(self) -> None:
        """Write what has not been written: the entries of known documents, many in one transaction."""
        with self.case.transaction():
            for name, identity in self._known:
                self.case.enter(self.run, name, identity)
        self._known.clear()

    def plan(self, shard: str, inputs: int) -> None:
        """Count the inputs of a shard, before any of them is opened."""
        self.shards[shard] = _Shard(left=inputs)

    def open(self, shard: str) -> None:
        """Note that a shard is being worked on; a second call does nothing."""
        if not self.shards[shard].opened:
            self.shards[shard].opened = True
            self.case.shard(self.run, shard, "open", 0, 0)

    def leave(self, shard: str) -> None:
        """Note that one thing of a shard is done: an input, or a document that was put off."""
        held = self.shards[shard]
        held.left -= 1
        if held.left == 0:
            self.case.shard(self.run, shard, "done", held.n_in, held.n_out)
            del self.shards[shard]

    def _is_known(self, identity: str) -> bool:
        if not self.reread:
            return self.case.known(identity)
        made = self.case.made_by(identity)
        return made == (self.versions.model, self.versions.knowledge, self.versions.code)

    def _count(self, fate: Fate, shard: str) -> None:
        self.counts[fate] += 1
        self.shards[shard].n_out += 1

    def _settle_others(self, identity: str, fate: Fate, why: str) -> None:
        """Settle the other names under which a document came while it was in hand: the same bytes have the same fate."""
        for name, shard in self._pending.pop(identity, ()):
            self.case.enter(self.run, name, identity)
            if fate == "failed":
                self.case.failed(self.run, identity, name, why)
            self._count(fate, shard)
            self.leave(shard)
