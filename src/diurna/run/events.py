"""Events: their views, computed from claims and links, and the rows in which they are listed."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from diurna import fuse
from diurna.run.accounts import Known
from diurna.run.names import names_of, spelled

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from diurna.event import Account, Brief, Event, Wording
    from diurna.run._hands import Hands
    from diurna.store import Store

_AT_ONCE = 500  # events


def explain(store: Store, identity: str, language: str = "") -> Event:
    """Return the view of an event by its id, the id of one it was merged from, or that of one of its claims.

    Args:
        store: an open case.
        identity: one of these ids.
        language: of the names, as `names_of` takes it.

    Raises:
        QueryError: the case has no such event.
    """
    event, claims = store.fusion.event(identity)
    whole = _whole(store, {event: claims}, Known(store))
    listed = whole.events[event]
    names = names_of(store, listed, language)
    return fuse.told(event, listed, store.fusion.links_of(claims), documents=whole.documents, names=names)


def differing(store: Store, events: Iterable[str], language: str = "") -> dict[str, tuple[Wording, ...]]:
    """Return where the claims of events contradict one another, by event, names as in `explain`; one that is no more is left out."""
    whole = _whole(store, store.fusion.members(events), Known(store))
    known = spelled(store, (account for listed in whole.events.values() for account in listed))
    told = {}
    for event, listed in whole.events.items():
        names = names_of(store, listed, language, known)
        told[event] = fuse.told(event, listed, (), documents=whole.documents, names=names).disagreements
    return told


def list_events(store: Store, changed: Iterable[str], known: Known, hands: Hands) -> None:
    """Write the rows of events that changed, and of those told by documents whose origin did; events that are gone lose theirs.

    Args:
        store: a case open to write.
        changed: events.
        known: accounts at hand.
        hands: who works out the rows.
    """
    with store.transaction():
        events = sorted(set(changed))
        held = store.fusion.members(events)
        store.briefs.put((), set(events) - held.keys())
        listed = list(held)
        parts = (listed[first : first + _AT_ONCE] for first in range(0, len(listed), _AT_ONCE))
        for rows in hands.map(_briefs, (_whole(store, {event: held[event] for event in part}, known) for part in parts)):
            store.briefs.put(rows)


class _Whole(NamedTuple):
    """Some events with their accounts, by claim, and where their documents come from."""

    events: dict[str, list[Account]]
    documents: dict[str, fuse.Reported]


def _whole(store: Store, events: Mapping[str, frozenset[str]], known: Known) -> _Whole:
    accounts = known.of(claim for held in events.values() for claim in held)
    documents = {made[0]: fuse.Reported(*made) for made in store.fusion.reported(accounts.keys())}
    return _Whole({event: [accounts[claim] for claim in sorted(held)] for event, held in events.items()}, documents)


def _briefs(whole: _Whole) -> list[Brief]:
    """Return the rows of events by id."""
    return [
        fuse.alone(event, accounts[0]) if len(accounts) == 1 else fuse.brief(fuse.told(event, accounts, (), documents=whole.documents))
        for event, accounts in whole.events.items()
    ]
