"""Quoted: the words in which events are told, for lists of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from diurna.export import Edition

if TYPE_CHECKING:
    from collections.abc import Iterable

    from diurna.store import Store

_MOST = 300  # signs of a sentence in a list, which shows a line of it


@dataclass(frozen=True, slots=True)
class Quoted:
    """The sentence of one claim of an event, private persons masked, cut where it is long; who published it, and its lasting address."""

    claim: str
    words: str
    source: str
    language: str
    link: str


def quoted(store: Store, events: Iterable[str]) -> dict[str, Quoted]:
    """Return the words of the first claim that stands for each of some events, by event; one that is no more is left out."""
    told = store.briefs.told(events)
    masks = Edition((), case=store.name)
    people = {document: masks.people(cast) for document, cast in store.casts({one.document for one in told.values()}).items()}
    found = {}
    for event, one in told.items():
        who = people[one.document]
        words = " ".join(who.words(one.sentence).split())
        cut = words if len(words) <= _MOST else f"{words[:_MOST].rstrip()}…"
        found[event] = Quoted(one.claim, cut, who.text(one.source), one.language, one.link)
    return found
