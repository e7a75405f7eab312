"""Events: their views, computed from claims and links, and the rows in which they are listed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from diurna import fuse
from diurna.run.names import names_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from diurna.event import Account, Brief, Event
    from diurna.store import Store
    from diurna.store.spellings import Spellings

_AT_ONCE = 2_000  # events


def explain(store: Store, identity: str) -> Event:
    """Return the view of an event by its id, the id of one it was merged from, or that of one of its claims.

    Raises:
        QueryError: the case has no such event.
    """
    event, claims = store.fusion.event(identity)
    whole = _Whole(store, {event: claims})
    listed = whole.accounts(event)
    return fuse.told(event, listed, store.fusion.links_of(claims), documents=whole.documents, names=names_of(store, listed))


def list_events(store: Store, changed: Iterable[str]) -> None:
    """Write the rows of events that changed, and of those told by documents whose origin did; events that are gone lose theirs."""
    known: Spellings = {}
    with store.transaction():
        events = sorted(set(changed))
        for first in range(0, len(events), _AT_ONCE):
            part = events[first : first + _AT_ONCE]
            held = store.fusion.members(part)
            store.briefs.put(_briefs(store, held, known), set(part) - held.keys())


def _briefs(store: Store, events: Mapping[str, frozenset[str]], known: Spellings) -> Iterator[Brief]:
    """Yield the rows of events by id; `known` is filled with spellings."""
    whole = _Whole(store, events)
    for event in events:
        listed = whole.accounts(event)
        if len(listed) == 1:
            yield fuse.alone(event, listed[0])
            continue
        view = fuse.told(event, listed, (), documents=whole.documents)
        if view.disagreements:  # only they hold names
            view = fuse.told(event, listed, (), documents=whole.documents, names=names_of(store, listed, known=known))
        yield fuse.brief(view)


class _Whole:
    """The accounts of some events, and where their documents come from."""

    def __init__(self, store: Store, events: Mapping[str, frozenset[str]]) -> None:
        self._events = events
        claims = {claim for held in events.values() for claim in held}
        self._accounts = store.fusion.accounts(claims)
        self.documents = {made[0]: fuse.Reported(*made) for made in store.fusion.reported(claims)}

    def accounts(self, event: str) -> list[Account]:
        """Return the accounts of an event, by claim."""
        return [self._accounts[claim] for claim in sorted(self._events[event])]
