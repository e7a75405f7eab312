"""Telling: what the pages show of claims, events and decisions beside what exports hold, private persons masked."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from diurna.export import plain, rows, values
from diurna.review import replay
from diurna.run import masks
from diurna.run.sentences import of_event
from diurna.run.views import masked

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from diurna.event import Event, Origin, Told
    from diurna.export import Edition, People
    from diurna.store import Store

_MOVES = ("merge", "split", "reject", "add")


def claims_of(case: Store, made: Edition) -> list[dict[str, Any]]:
    """Return the claims of an edition in order of time: as exports hold them, with why a date or place was read, and the amounts told."""
    listed = rows(made)
    accounts = case.fusion.accounts([row.id for row in listed])
    told = []
    for row in listed:
        found = plain(made, row)
        if row.claim.when:
            reason = row.people.text(row.claim.when.reason)
            found["when"] |= {"reason": reason, "repaired": row.claim.when.repaired, "confidence": round(row.claim.when.confidence, 3)}
        if row.claim.where:
            found["where"]["reason"] = row.place_reason
        numbers = list(accounts[row.id].numbers) if row.id in accounts else []
        told.append({**found, "numbers": numbers, "parts": values(row.claim, row.people)})
    return told


def event_view(case: Store, view: Event, made: Edition, language: str) -> dict[str, Any]:
    """Return the view of an event; a private person whose name stands in that of a source or a place is masked as in that document."""
    people = masks.people_of(made)
    of = {claim.id: reading.document.id for reading in made.readings for claim in reading.claims or ()}
    sources = masks.sources(made)
    told, renamed = [], dict(sources)
    for value in view.told:
        shown = masks.text([people[of[claim]] for claim in value.claims if claim in of], value.name)
        if shown != value.name:
            renamed[value.name] = shown
        told.append(_value(value, shown, sources))
    worded = of_event(case, view, language)
    for one, rule in zip(told, worded["told"], strict=True):
        one["why"] = rule["why"]
    sentences = {part: [masks.replaced(words, renamed) for words in worded[part]] for part in ("disagreements", "because")}
    return {**worded, **sentences, "told": told}


def _value(value: Told, shown: str, sources: Mapping[str, str]) -> dict[str, Any]:
    listed = [sources.get(source, source) for source in value.sources]
    return {**asdict(value), "sources": listed, "name": shown, "value": value.value if shown == value.name else shown}


def decisions_on(case: Store, claims: Iterable[str], people: Iterable[People], former: Iterable[str] = ()) -> list[dict[str, Any]]:
    """Return the decisions on some claims, and those that undo them, in order; `undone` tells which count no more.

    Of `former` claims of an event only what took them out of it or put them in is told.
    """
    wanted, left, known_people, log = set(claims), set(former), list(people), tuple(case.decisions())
    on = [made for made in log if (wanted | left if made.action in _MOVES else wanted) & set(made.target.split())]
    known = {made.id for made in on}
    turns = [made for made in log if made.target in known]
    back = replay(log).undone
    listed = sorted({made.seq: made for made in (*on, *turns)}.items())
    return [{**masks.decision(made, known_people), "undone": made.id in back} for _, made in listed]


def documents_of(case: Store, made: Edition, origins: Iterable[Origin]) -> dict[str, dict[str, Any]]:
    """Return the facts of the documents of an edition and of all others that share their words, by id."""
    people = masks.people_of(made)
    wanted = {*people, *(document for origin in origins for document in origin.documents)}
    listed = {}
    for kept in case.documents(wanted):
        shown = masked(kept, people.get(kept.id) or made.people(case.reading(kept.id)))
        names = ("id", "name", "source", "title", "published", "language", "url")
        listed[kept.id] = {name: getattr(shown, name) for name in names}
    return listed
