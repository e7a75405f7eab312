"""Views: what of a case is shown, with people's corrections laid over it, now or as it was."""

from __future__ import annotations

import re
from dataclasses import dataclass, fields, replace
from datetime import UTC, datetime
from itertools import takewhile
from typing import TYPE_CHECKING

from diurna import review
from diurna.case import NAMELESS, Filters
from diurna.errors import QueryError
from diurna.export import Edition
from diurna.record import Issue
from diurna.run import decided
from diurna.run.pacts import with_pacts, with_past_pacts
from diurna.store import only
from diurna.store.ledger import now

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from diurna.case import Decision, Standing
    from diurna.export import People
    from diurna.record import Reading
    from diurna.review import State
    from diurna.store import Kept, Store

EVERYTHING = Filters()
_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", re.ASCII)
_WORDS = {
    "text": "words “{}”",
    "start": "from {}",
    "end": "until {}",
    "actor": "actor “{}”",
    "place": "place “{}”",
    "types": "type {}",
    "source": "source “{}”",
    "modality": "modality {}",
    "status": "status {}",
    "document": "document {}",
    "language": "language {}",
}


@dataclass(frozen=True, slots=True)
class Page:
    """Some claims of a case: an edition of the readings that hold them, the cursor of the next page ("" on the last), and the total."""

    edition: Edition
    next_cursor: str
    total: int


@dataclass(frozen=True, slots=True)
class Listed:
    """Documents of a case, each with the number of its claims that filters show, the cursor of the next page and the total.

    Private persons are masked in their titles, names and addresses.
    """

    documents: tuple[tuple[Kept, int], ...]
    next_cursor: str
    total: int


def edition(store: Store, filters: Filters = EVERYTHING, as_of: str | None = None) -> Edition:
    """Return the readings of a case that hold claims that are shown, only those claims, as people left them.

    Args:
        store: an open case.
        filters: what to show; all of it by default.
        as_of: a day (YYYY-MM-DD, to its end), a moment (2026-11-24T10:00:00Z) or the number of a decision; the readings known and
            the decisions taken by then count. Now by default.

    Returns:
        The edition, with standings, the filters in words and the moment; of the whole case also with what is put aside unread.

    Raises:
        QueryError: a filter or `as_of` is none.
    """
    with store.snapshot():
        if as_of is not None:
            return _then(store, filters, as_of)
        state = decided.state(store)
        found = ((reading, store.links(reading.document.id)) for reading in store.readings(filters))
        made = with_pacts(numbered(_laid(found, state, store.name, said(filters), now()), store.fusion.events()), store)
        told = (("quarantined", store.quarantined()), ("not read", store.unread())) if filters == EVERYTHING else ()
        aside = tuple(Issue(what, noted.name, noted.why) for what, listed in told for noted in listed)
    return replace(made, failed=aside)


def page(store: Store, filters: Filters, *, limit: int, cursor: str = "") -> Page:
    """Return one page of the chronology as an edition, a reading for each claim, in order; arguments and errors as for `Store.query`."""
    with store.snapshot():
        found = store.query(filters, limit=limit, cursor=cursor)
        shown = replace(of_claims(store, [row.claim for row in found.rows]), filters=said(filters))
    return Page(shown, found.next_cursor, found.total)


def of_claims(store: Store, claims: Iterable[str]) -> Edition:
    """Return an edition of some claims of the current readings, by id, a reading for each, in the order given."""
    with store.snapshot():
        held = store.documents_of(claims)
        whole = {document: store.reading(document) for document in set(held.values())}
        links = {document: store.links(document) for document in whole}
        readings = ((only(whole[document], {claim}), links[document]) for claim, document in held.items())
        shown = _laid(readings, decided.state(store), store.name, "", now())
        return numbered(shown, store.fusion.events(held))


def holding(store: Store, claims: Iterable[str]) -> Edition:
    """Return an edition of some claims of the current readings: a reading for each document that holds any."""
    with store.snapshot():
        held: dict[str, set[str]] = {}
        for claim, document in store.documents_of(claims).items():
            held.setdefault(document, set()).add(claim)
        readings = ((only(store.reading(document), told), store.links(document)) for document, told in held.items())
        laid = _laid(readings, decided.state(store), store.name, "claims to be judged", now())
        return with_pacts(numbered(laid, store.fusion.events()), store)


def documents(store: Store, filters: Filters, *, limit: int, cursor: str = "") -> Listed:
    """Return a page of the documents that hold claims that are shown, all documents where nothing is asked.

    Raises:
        QueryError: the cursor, the limit or a day is none.
    """
    if limit < 1 or not re.fullmatch(r"\d{0,9}", cursor, re.ASCII):
        raise QueryError(f"limit {limit} and cursor {cursor[:40]!r}: expected 1 or more, and a cursor that a query has given as next")
    with store.snapshot():
        claims = store.claims_of(filters)
        shown = [one for one in store.document_ids() if one in claims or filters == EVERYTHING]
        first = int(cursor or 0)
        end = first + limit
        masks, wanted = Edition((), case=store.name), shown[first:end]
        casts = store.casts(wanted)
        listed = tuple((masked(kept, masks.people(casts[kept.id])), claims.get(kept.id, 0)) for kept in store.documents(wanted))
    return Listed(listed, str(end) if end < len(shown) else "", len(shown))


def masked(kept: Kept, people: People) -> Kept:
    """Return a document with private persons masked in what is told of it, as in every export."""
    return replace(
        kept,
        name=people.address(people.text(kept.name)),
        title=people.text(kept.title),
        source=people.text(kept.source),
        author=people.text(kept.author),
        url=people.address(kept.url),
    )


def said(filters: Filters) -> str:
    """Return filters in words, "" where nothing is asked.

    >>> said(Filters(text="pact", start="2021", types=("AGREE", "PROTEST"), status="pending"))
    'words “pact”, from 2021, type AGREE or PROTEST, status pending'
    """
    told = {field.name: getattr(filters, field.name) for field in fields(filters)}
    told["types"] = " or ".join(filters.types)
    if filters.source == NAMELESS:
        told["source"] = "none named"
    return ", ".join(words.format(told[name]) for name, words in _WORDS.items() if told[name])


def moment(log: tuple[Decision, ...], as_of: str) -> tuple[tuple[Decision, ...], str]:
    """Return the decisions that count as of a day, a moment or a decision's number, and the moment itself.

    Raises:
        QueryError: it is none of these, or there is no such decision.
    """
    if as_of.isascii() and as_of.isdigit():
        number = int(as_of)
        if not 1 <= number <= len(log):
            raise QueryError(f"as of decision {as_of}: the log has {len(log)} decisions; expected a number from 1, or a day YYYY-MM-DD")
        return log[:number], log[number - 1].at
    until = as_of if _MOMENT.fullmatch(as_of) else f"{as_of}T23:59:59Z"
    if not _is_moment(until):
        raise QueryError(f"as of {as_of!r}: expected a day YYYY-MM-DD, a moment YYYY-MM-DDTHH:MM:SSZ, or the number of a decision")
    return tuple(takewhile(lambda decision: decision.at <= until, log)), until  # a whole beginning, also where a clock went back


def _is_moment(value: str) -> bool:
    try:
        datetime.fromisoformat(value)
    except ValueError:
        return False
    return _MOMENT.fullmatch(value) is not None


def today() -> str:
    """Return the day it is in UTC."""
    return datetime.now(UTC).strftime("%Y-%m-%d")


def _then(store: Store, filters: Filters, as_of: str) -> Edition:
    whole_log = tuple(store.decisions())
    log, until = moment(whole_log, as_of)
    state = review.replay(log)
    later = frozenset(made.target for made in whole_log[len(log) :] if made.action == "add")
    state = replace(state, absent=state.absent | later)  # a claim that a person added later was not there then
    whole = numbered(_laid(store.known_at(until), state, store.name, said(filters), until), store.fusion.events_at(until))
    if filters == EVERYTHING:
        return with_past_pacts(whole, store, whole)
    claims = ((claim, whole.stands(claim.id)) for reading in whole.readings for claim in reading.claims or ())
    shown = store.matching(until, claims, filters)
    left = (only(reading, shown) for reading in whole.readings)
    readings = tuple(reading for reading in left if reading.claims)
    standing = {claim: stands for claim, stands in whole.standing.items() if claim in shown}
    return with_past_pacts(replace(whole, readings=readings, standing=standing), store, whole)


def _laid(found: Iterable[tuple[Reading, dict[str, str]]], state: State, case: str, filters: str, as_of: str) -> Edition:
    """Return an edition of readings, each with the links of its claims, as people left them."""
    readings: list[Reading] = []
    standing: dict[str, Standing] = {}
    for reading, links in found:
        left, stands = review.laid_over(reading, state, link=lambda claim, links=links: links.get(claim.id, ""))  # type: ignore[misc]
        readings.append(left)
        standing |= stands
    return Edition(tuple(readings), several=True, standing=standing, case=case, filters=filters, as_of=as_of)


def numbered(laid: Edition, events: Mapping[str, frozenset[str]]) -> Edition:
    """Return an edition in which each claim stands under the id of its event, as linking has found it or people have merged it since."""
    event_of = {claim: event for event, claims in events.items() for claim in claims}
    merged: dict[str, str] = {}  # what people merged has one id, also before it is linked anew
    for claim, stands in sorted(laid.standing.items()):
        if stands.event:
            merged.setdefault(stands.event, event_of.get(claim, stands.event))

    def event(claim: str, stands: Standing) -> str:
        return event_of.get(claim, "" if stands.status == "rejected" else merged.get(stands.event, ""))

    return replace(laid, standing={claim: replace(stands, event=event(claim, stands)) for claim, stands in laid.standing.items()})
