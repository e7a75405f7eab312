"""Linking: claims of a case are compared with their like, and what became of its events is written down; only what is new is looked at."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from diurna import fuse, review
from diurna.places import units
from diurna.run.events import list_events
from diurna.run.follow import Follower
from diurna.run.names import ENGLISH, names_of
from diurna.run.origins import keep_sketch, lengths, regroup
from diurna.store.blocks import hashed
from diurna.store.ledger import now

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

    from diurna.event import Account, Change
    from diurna.review import State
    from diurna.store import Store
    from diurna.store.fusion import Fusion


_PAIRS = 100_000  # compared at a time


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
    with fusion.transaction():
        fresh, gone = fusion.stale()
        decided = {claim for made in state.decisions if made.action in ("merge", "split") for claim in made.target.split()}
        changes, large = _linked(store, state, set(fresh), {*gone, *decided}, now())
        claims, events, joined, origins, documents = fusion.counts()
    return Linked(len(fresh), claims, events, joined, origins, documents, changes, large)


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
    if next(fusion.changes(), None) is None:
        return ()
    with fusion.transaction():
        held = fusion.stamps(claims).items()
        fresh = {claim for claim, (document, _) in held if state.of(claim, document).status != "rejected"}
        return _linked(store, state, fresh, set(claims), at, judged)[0]


def _linked(  # noqa: PLR0913, PLR0917 - what is touched, and by what
    store: Store, state: State, fresh: set[str], others: set[str], at: str, judged: Collection[str] = ()
) -> tuple[tuple[Change, ...], tuple[str, ...]]:
    """Compare new claims, let go of others that are no more, settle events; return the changes, and the keys newly left out."""
    fusion = store.fusion
    touched, gone = fusion.reach(fresh | others), fusion.gone(others)
    follower = Follower(store, state)
    follower.begin(fresh | gone)
    fusion.drop(fresh | gone)
    sketched = store.origins.unsketched()
    fusion.put(_accounts(store, fresh, sketched, state, follower))
    regrouped = regroup(store, state, sketched, judged)
    beside = fusion.told_in(regrouped) - fresh  # what stands beside a translation is weighed anew
    touched |= fresh | fusion.reach(beside)
    fusion.unlink(beside)
    crowds = fusion.crowd(fresh)
    _compare(store, fresh | beside | crowds.again | crowds.parted)
    touched |= crowds.again | fusion.reach(crowds.parted)
    changes = _settle(fusion, _closed(fusion, touched, state), state, at)
    list_events(store, {change.event for change in changes} | fusion.told_by(regrouped))
    follower.finish(changes)
    return changes, tuple(_key(store, *told) for told in crowds.large)


def _key(store: Store, key: int, claim: str) -> str:
    """Return a key in words, from one of the claims that have it."""
    told = store.fusion.accounts([claim])[claim]
    (_, _, _, published), *_ = store.fusion.reported([claim])
    found = next(one for one in fuse.keys(told, published) if hashed(one) == key)
    return fuse.said(found, names_of(store, [told], ENGLISH))


def _accounts(
    store: Store, fresh: Iterable[str], sketched: Mapping[str, str], state: State, follower: Follower
) -> Iterator[tuple[Account, str, tuple[str, ...]]]:
    """Yield the account of each new claim as it now stands, the stamp of its row, and its keys; sketch and draft documents on the way.

    Each reading is loaded once.
    """
    stamps = store.fusion.stamps(fresh)
    for document in sorted({document for document, _ in stamps.values()} | sketched.keys()):
        read = store.reading(document)
        if document in sketched:
            keep_sketch(store, read, sketched[document])
        reading, standing = review.laid_over(read, state)
        follower.draft(reading, standing)
        for claim in reading.claims or ():
            if claim.id in stamps:
                told = fuse.account(claim, reading, units)
                yield told, stamps[claim.id][1], fuse.keys(told, reading.document.published)


def _compare(store: Store, fresh: set[str]) -> None:
    """Link accounts with those that share a block; the reasons are told in English, with English names where there are any."""
    fusion = store.fusion
    shares = _beside(store, fresh)
    near = {pair for pair, share in shares.items() if share > 0 and not fresh.isdisjoint(pair)}
    pairs = sorted(near.union(fusion.candidates(fresh)))
    for first in range(0, len(pairs), _PAIRS):
        part = pairs[first : first + _PAIRS]
        accounts = fusion.accounts({claim for pair in part for claim in pair})
        names = names_of(store, accounts.values(), ENGLISH)
        fusion.add_links(found for a, b in part if (found := fuse.link(accounts[a], accounts[b], names, beside=shares.get((a, b)))))


def _beside(store: Store, claims: set[str]) -> dict[tuple[str, str], float]:
    """Return how far the sentences of claims lie beside those of translations, by pairs, in the origins that some claims are of."""
    fusion = store.fusion
    found: dict[tuple[str, str], float] = {}
    for origin in store.origins.of(document for document, _ in fusion.stamps(claims).values()):
        if any(kin.kinship != "copy" for kin in origin.kin):
            accounts = fusion.accounts(fusion.told_in(origin.documents))
            found |= fuse.beside(accounts.values(), lengths(store, origin.documents))
    return found


def _closed(fusion: Fusion, touched: set[str], state: State) -> set[str]:
    """Return the claims that hang together with some by links, events or people's merges."""
    whole = fusion.reach(touched)
    while more := {claim for merged in state.events.values() if merged & whole for claim in merged} - whole:
        whole = fusion.reach(whole | more)
    return whole


def _settle(fusion: Fusion, touched: set[str], state: State, at: str) -> tuple[Change, ...]:
    """Make events of the claims touched, under the ids that they have, and log what changed."""
    accounts = fusion.accounts(touched)
    apart = frozenset(claim for claim, judged in state.claims.items() if judged.apart)
    found = fuse.clusters(accounts, fusion.links_of(touched), together=state.events.values(), apart=apart)
    before = fusion.events(touched)
    after, changes = fuse.renamed(before, found, at, lambda claims: _why(fusion, claims, state), taken=fusion.ids())
    fusion.set_events(after, before.keys() - after.keys())
    return fusion.log(changes)


def _why(fusion: Fusion, claims: frozenset[str], state: State) -> str:
    if len(claims) == 1:
        return "a person took it out of its event" if state.of(min(claims)).apart else ""
    links = fusion.links_of(claims)
    best = max(links, key=lambda link: (link.score, link.a, link.b), default=None)
    return ", ".join(best.reasons) if best else "a person merged them"


def changes(store: Store, since: str = "") -> tuple[Change, ...]:
    """Return what became of events after a day (from its beginning), a moment or a change by its number; all of it by default.

    Raises:
        QueryError: `since` is none of these.
    """
    return tuple(store.fusion.changes(since))
