"""Linking: claims of a case are compared with their like, and what became of its events is written down; only what is new is looked at."""

from __future__ import annotations

import gc
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import chain, islice
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from diurna import fuse, review
from diurna.run import _hands
from diurna.run._hands import Hands
from diurna.run.accounts import Asked, Known, Preparer
from diurna.run.events import list_events
from diurna.run.follow import Follower
from diurna.run.names import names_of
from diurna.run.origins import lengths, regroup
from diurna.store.blocks import hashed
from diurna.store.ledger import now
from diurna.wording import ENGLISH

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

    from diurna.event import Account, Change, Link, Wording
    from diurna.review import State
    from diurna.store import Store
    from diurna.store.fusion import Fusion


_PAIRS, _DOCUMENTS = 4_000, 50  # in one part of the work
_FEW = 2_000  # claims that are linked before other processes have begun
Item = TypeVar("Item")


@dataclass(frozen=True, slots=True)
class Linked:
    """What linking found: claims that were new or had changed, events and origins now, the changes, blocks too large to be compared."""

    fresh: int
    claims: int
    events: int
    joined: int
    origins: int
    documents: int
    changes: tuple[Change, ...]
    skipped: tuple[str, ...]


def link(store: Store) -> Linked:
    """Bring links, events, origins and the log of changes up to the case as it now stands; all in one transaction.

    Running it again changes nothing. The events do not depend on the order in which documents came.

    Args:
        store: a case open to write.
    """
    state = review.replay(store.decisions())
    fusion = store.fusion
    whole = not store.in_transaction  # else other processes do not see all of the case
    with fusion.transaction():
        fresh, gone = fusion.stale()
        decided = {claim for made in state.decisions if made.action in ("merge", "split") for claim in made.target.split()}
        with Hands(_hands.wanted() if whole and len(fresh) > _FEW else 0) as hands, _uncollected():
            changes, large = _Linking(store, state, now(), hands).run(set(fresh), {*gone, *decided})
        claims, events, joined, origins, documents = fusion.counts()
    return Linked(len(fresh), claims, events, joined, origins, documents, changes, large)


@contextmanager
def _uncollected() -> Iterator[None]:
    """Look for no garbage that refers to itself: linking makes none, and the search among many accounts takes an eighth of its time."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


def follow(store: Store, state: State, claims: Collection[str], at: str, *, judged: Collection[str] = ()) -> tuple[Change, ...]:
    """Bring the events of some claims up to decisions made on them; a case that was never linked is left alone.

    Args:
        store: a case open to write.
        state: after the decisions.
        claims: on which they were made.
        at: the moment, UTC.
        judged: documents that were rejected as a whole, or taken back: no sources any more, or sources again.
    """
    fusion = store.fusion
    if not fusion.page(limit=1):
        return ()
    with fusion.transaction():
        held = fusion.stamps(claims).items()
        fresh = {claim for claim, (document, _) in held if state.of(claim, document).status != "rejected"}
        return _Linking(store, state, at, Hands()).run(fresh, set(claims), judged)[0]


class _Linking:
    """One run of linking: what it works on, with what, and when."""

    def __init__(self, store: Store, state: State, at: str, hands: Hands) -> None:
        self._store, self._state, self._at, self._hands = store, state, at, hands
        self._fusion, self._known = store.fusion, Known(store)

    def run(self, fresh: set[str], others: set[str], judged: Collection[str] = ()) -> tuple[tuple[Change, ...], tuple[str, ...]]:
        """Compare new claims, let go of others that are no more, settle events; return the changes, and the keys newly left out."""
        store, fusion = self._store, self._fusion
        touched, gone = fusion.reach(fresh | others), fusion.gone(others)
        follower = Follower(store, self._state)
        follower.begin(fresh | gone)
        fusion.drop(fresh | gone)
        sketched = store.origins.unsketched()
        self._known.put(self._accounts(fresh, sketched, follower))
        regrouped = regroup(store, self._state, sketched, judged)
        beside = fusion.told_in(regrouped) - fresh  # what stands beside a translation is weighed anew
        touched |= fresh | fusion.reach(beside)
        fusion.unlink(beside)
        crowds = fusion.crowd(fresh)
        self._compare(fresh | beside | crowds.again | crowds.parted)
        touched |= crowds.again | fusion.reach(crowds.parted)
        changes = self._settle(_closed(fusion, touched, self._state))
        list_events(store, {change.event for change in changes} | fusion.told_by(regrouped), self._known, self._hands)
        follower.finish(changes)
        return changes, tuple(_key(store, *told) for told in crowds.large)

    def _accounts(
        self, fresh: Iterable[str], sketched: Mapping[str, str], follower: Follower
    ) -> Iterator[tuple[Account, str, tuple[int, ...]]]:
        """Yield the account of each new claim, the stamp of its row, and its keys; write sketches and drafts on the way."""
        stamps = self._fusion.stamps(fresh)
        claims: dict[str, set[str]] = {document: set() for document in sketched}
        for claim, (document, _) in stamps.items():
            claims.setdefault(document, set()).add(claim)
        asked = (
            Asked(document, sketched.get(document, ""), frozenset(claims[document]), follower.wants(document))
            for document in self._fusion.dated(claims)
        )
        prepare = Preparer(self._store, self._state, marked=follower.marked)
        with self._store.origins.putting() as put:
            for one in chain.from_iterable(self._hands.map(prepare, batches(asked, _DOCUMENTS))):
                if one.sketch is not None:
                    put(one.sketch)
                if one.draft is not None:
                    follower.take(one.draft)
                for told, keys in one.accounts:
                    yield told, stamps[told.claim][1], keys

    def _compare(self, fresh: set[str]) -> None:
        """Link accounts with those that share a block."""
        shares = self._beside(fresh)
        pairs = dict.fromkeys(self._fusion.candidates(fresh))
        pairs.update(dict.fromkeys(pair for pair, share in sorted(shares.items()) if share > 0 and not fresh.isdisjoint(pair)))
        parts = (self._pairs(part, shares) for part in batches(pairs, _PAIRS))
        self._fusion.add_links(chain.from_iterable(self._hands.map(weighed, parts)))

    def _pairs(self, pairs: tuple[tuple[str, str], ...], shares: Mapping[tuple[str, str], float]) -> Pairs:
        accounts = self._known.of(claim for pair in pairs for claim in pair)
        return Pairs(accounts, tuple((a, b, shares.get((a, b))) for a, b in pairs))

    def _beside(self, claims: set[str]) -> dict[tuple[str, str], float]:
        """Return how far the sentences of claims lie beside those of translations, by pairs, in the origins that some claims are of."""
        found: dict[tuple[str, str], float] = {}
        for origin in self._store.origins.of(document for document, _ in self._fusion.stamps(claims).values()):
            if any(kin.kinship != "copy" for kin in origin.kin):
                accounts = self._known.of(self._fusion.told_in(origin.documents))
                found |= fuse.beside(accounts.values(), lengths(self._store, origin.documents))
        return found

    def _settle(self, touched: set[str]) -> tuple[Change, ...]:
        """Make events of the claims touched, under the ids that they have, and log what changed."""
        state, fusion = self._state, self._fusion
        apart = frozenset(claim for claim, judged in state.claims.items() if judged.apart)
        links = fusion.links_of(touched)
        found = fuse.clusters(self._known.of(touched), links, together=state.events.values(), apart=apart)
        best = _best(links, found)
        before = fusion.events(touched)
        after, changes = fuse.renamed(before, found, self._at, lambda claims: _why(claims, best, state), taken=fusion.ids())
        fusion.set_events(after, before.keys() - after.keys())
        return fusion.log(changes)


class Pairs(NamedTuple):
    """Accounts by claim, and pairs of claims, each with how far their sentences lie beside one another."""

    accounts: dict[str, Account]
    pairs: tuple[tuple[str, str, float | None], ...]


def weighed(told: Pairs) -> list[Link]:
    """Return the links of pairs that tell of one event."""
    accounts = told.accounts
    found = (fuse.link(accounts[a], accounts[b], beside=share) for a, b, share in told.pairs)
    return [link for link in found if link is not None]


def batches(items: Iterable[Item], size: int) -> Iterator[tuple[Item, ...]]:
    """Yield items a number at a time."""
    rest = iter(items)
    while some := tuple(islice(rest, size)):
        yield some


def _key(store: Store, key: int, claim: str) -> str:
    """Return a key in words, from one of the claims that have it."""
    told = store.fusion.accounts([claim])[claim]
    (_, _, _, published), *_ = store.fusion.reported([claim])
    found = next(one for one in fuse.keys(told, published) if hashed(one) == key)
    return fuse.said(found, names_of(store, [told], ENGLISH))


def _closed(fusion: Fusion, touched: set[str], state: State) -> set[str]:
    """Return the claims that hang together with some by links, events or people's merges."""
    whole = fusion.reach(touched)
    while more := {claim for merged in state.events.values() if merged & whole for claim in merged} - whole:
        whole = fusion.reach(whole | more)
    return whole


def _best(links: Iterable[Link], events: Iterable[frozenset[str]]) -> dict[frozenset[str], Link]:
    """Return the strongest link within each event that has any."""
    of = {claim: event for event in events for claim in event}
    best: dict[frozenset[str], Link] = {}
    for link in links:
        if (event := of[link.a]) is of[link.b] and (event not in best or _strength(link) > _strength(best[event])):
            best[event] = link
    return best


def _strength(link: Link) -> tuple[float, str, str]:
    return link.score, link.a, link.b


def _why(claims: frozenset[str], best: Mapping[frozenset[str], Link], state: State) -> Wording:
    if len(claims) == 1:
        return ("taken out",) if state.of(min(claims)).apart else ()
    return ("reasons", *best[claims].reasons) if claims in best else ("merged by a person",)


def changes(store: Store, since: str = "") -> tuple[Change, ...]:
    """Return what became of events after a day (from its beginning), a moment or a change by its number; all of it by default.

    Raises:
        QueryError: `since` is none of these.
    """
    return tuple(store.fusion.changes(since))
