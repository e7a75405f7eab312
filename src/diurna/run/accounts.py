"""Accounts: what of a document's reading is compared and followed, worked out by itself; nothing is written here."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from diurna import fuse, review, store
from diurna.places import units
from diurna.run.follow import Draft, drafted
from diurna.run.origins import sketched
from diurna.store.blocks import hashed

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from diurna.event import Account
    from diurna.review import State
    from diurna.store import Store
    from diurna.store.origins import Sketched


class Asked(NamedTuple):
    """A document; the id of its reading where a sketch is wanted, else ""; those of its claims that are; whether its draft is."""

    document: str
    sketch: str
    claims: frozenset[str]
    draft: bool


class Prepared(NamedTuple):
    """What of a document is written down: its sketch, accounts of claims, each with the keys of its blocks, and its draft."""

    sketch: Sketched | None
    accounts: tuple[tuple[Account, tuple[int, ...]], ...]
    draft: Draft | None


class Preparer:
    """Works out what is asked of documents; a copy in another process opens the case by itself, as it was before this transaction.

    Args:
        case: an open case.
        state: people's decisions.
        marked: whether drafts are to hold the marks of claims.
    """

    def __init__(self, case: Store, state: State, *, marked: bool) -> None:
        self._case: Store | None = case
        self._path, self._state, self._marked = case.path, state, marked

    def __getstate__(self) -> tuple[Path, State, bool]:
        """Return what a copy needs: everything but the connection."""
        return self._path, self._state, self._marked

    def __setstate__(self, told: tuple[Path, State, bool]) -> None:
        """Become a copy without a connection."""
        self._path, self._state, self._marked = told
        self._case = None

    def __call__(self, asked: tuple[Asked, ...]) -> list[Prepared]:
        """Return what is asked of some documents, each of which is loaded once."""
        return [self._prepared(one) for one in asked]

    def _prepared(self, asked: Asked) -> Prepared:
        if self._case is None:
            self._case = store.open(self._path, write=False)
        read = self._case.reading(asked.document)
        reading = review.left(read, self._state)
        accounts = []
        for claim in reading.claims or ():
            if claim.id in asked.claims:
                told = fuse.account(claim, reading, units)
                accounts.append((told, tuple(hashed(key) for key in fuse.keys(told, reading.document.published))))
        sketch = sketched(read, asked.sketch) if asked.sketch else None
        draft = drafted(reading, self._state, asked.claims if self._marked else frozenset()) if asked.draft else None
        return Prepared(sketch, tuple(accounts), draft)


class Known:
    """The accounts of an open case, those that were asked for or put kept at hand while claims are linked."""

    def __init__(self, case: Store) -> None:
        self._case = case
        self._held: dict[str, Account] = {}

    def put(self, accounts: Iterable[tuple[Account, str, tuple[int, ...]]]) -> None:
        """Write accounts as `Fusion.put` does."""
        self._case.fusion.put(self._kept(accounts))

    def _kept(self, accounts: Iterable[tuple[Account, str, tuple[int, ...]]]) -> Iterable[tuple[Account, str, tuple[int, ...]]]:
        for told in accounts:
            self._held[told[0].claim] = told[0]
            yield told

    def of(self, claims: Iterable[str]) -> dict[str, Account]:
        """Return the accounts of claims, by claim id in their order; one without an account is left out."""
        wanted = sorted(set(claims))
        missing = [claim for claim in wanted if claim not in self._held]
        if missing:
            self._held |= self._case.fusion.accounts(missing)
        return {claim: self._held[claim] for claim in wanted if claim in self._held}
