"""Events: their views, computed from claims and links, and the rows in which they are listed."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from diurna import fuse
from diurna.run.names import names_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from diurna.event import Event
    from diurna.store import Store

_AT_ONCE = 2_000  # events


def explain(store: Store, identity: str) -> Event:
    """Return the view of an event by its id, the id of one it was merged from, or that of one of its claims.

    Raises:
        QueryError: the case has no such event.
    """
    event, claims = store.fusion.event(identity)
    (found,) = _views(store, {event: claims}, told=True)
    return found


def list_events(store: Store, changed: Iterable[str]) -> None:
    """Write the rows of events that changed, and of those told by documents whose origin did; events that are gone lose theirs."""
    with store.transaction():
        events = set(changed)
        waiting = iter(sorted(events))
        while part := list(islice(waiting, _AT_ONCE)):
            held = store.fusion.members(part)
            store.briefs.put((fuse.brief(view) for view in _views(store, held, told=False)), set(part) - held.keys())


def _views(store: Store, events: Mapping[str, frozenset[str]], *, told: bool) -> Iterator[Event]:
    """Yield the views of events by id, from their claims; why claims were joined is told where it is asked for."""
    fusion = store.fusion
    claims = {claim for held in events.values() for claim in held}
    accounts = fusion.accounts(claims)
    documents = {made[0]: fuse.Reported(*made) for made in fusion.reported(claims)}
    for event, held in events.items():
        listed = [accounts[claim] for claim in sorted(held)]
        links = fusion.links_of(held) if told else ()
        names = names_of(store, listed) if told or len(listed) > 1 else {}  # the row of an event of one claim has no names
        yield fuse.told(event, listed, links, documents=documents, names=names)
