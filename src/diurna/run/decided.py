"""Decided: what people have decided, replayed once for each end of the log, which grows and never changes."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from diurna import review

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from diurna.case import Decision
    from diurna.review import Readers, State
    from diurna.store import Store

T = TypeVar("T")
_KEPT = 2  # ends of logs: the one that was, and the one that is
_STATES: dict[str, State] = {}
_READERS: dict[str, dict[str, Readers]] = {}


def state(store: Store) -> State:
    """Return how the claims of an open case stand by its decisions."""
    return _kept(store, review.replay, _STATES)


def readers(store: Store) -> dict[str, Readers]:
    """Return who has judged each claim of an open case, and how; not to be changed."""
    return _kept(store, review.readers, _READERS)


def _kept(store: Store, told: Callable[[Iterable[Decision]], T], kept: dict[str, T]) -> T:
    """Return what is told by the log; the hash of the last decision covers all before it, so that equal hashes are equal logs."""
    with store.snapshot():
        head = store.head()
        found = kept.get(head)
        if found is None:
            found = told(store.decisions())
            for old in [*kept][: 1 - _KEPT]:
                kept.pop(old, None)  # another thread of a server may have been faster
            kept[head] = found
    return found
