"""Waiting: the claims to be judged, a few at a time, the least sure first, with what speaks against each and who judged it before."""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace
from typing import TYPE_CHECKING, Any, Literal

from diurna import review
from diurna.errors import QueryError
from diurna.export import Edition, plain, rows, values
from diurna.run import decided, masks, views
from diurna.run.events import differing
from diurna.run.lit import lit_sentence
from diurna.run.sentences import sentences
from diurna.store.search import Wanted
from diurna.wording import ENGLISH, worded

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from diurna.case import Filters
    from diurna.export import People
    from diurna.review import Heard, Readers
    from diurna.store import Store

Reading = Literal["first", "second", "differs", "settled"]
_REPAIRED = ("repaired",)
_NOBODY = review.Readers()


@dataclass(frozen=True, slots=True)
class Sitting:
    """Whose turn it is, for which reading of the claims, and in which language it is told what speaks against them.

    "first": nobody has decided. "second": others have judged, `who` has not. "differs": two have judged differently and nobody has
    settled it. "settled": somebody has, with a reason.
    """

    who: str
    reading: Reading = "first"
    language: str = ENGLISH


def waiting(  # noqa: PLR0913 - a page of a question
    store: Store, filters: Filters, wanted: Wanted, *, sitting: Sitting, limit: int, offset: int = 0
) -> dict[str, Any]:
    """Return claims to be judged as plain data.

    Args:
        store: an open case.
        filters: what of it.
        wanted: the order, and what is doubtful enough.
        sitting: who judges, and whether first, second, or where others differ.
        limit: how many.
        offset: after so many.

    Returns:
        `claims` as `cards` gives them; `total` of those asked for; `judged` of `all` claims that filters show: those that are decided,
        for a second reading those that `who` has judged of all that anybody has, for differences those that are settled; `readers`,
        everybody who has judged anything.
    """
    heard = decided.readers(store)
    known = sorted({who for told in heard.values() for who in told.heard})
    found, total = _found(store, filters, wanted, sitting=sitting, limit=limit, offset=offset)
    if sitting.reading == "first":
        judged, every = store.judged(filters)
    else:
        todo, done = _turns(heard, sitting)
        judged = store.waiting(filters, Wanted(judged=True, among=done), limit=0)[1]
        every = store.waiting(filters, Wanted(judged=True, among=tuple({*todo, *done})), limit=0)[1]
    return {"claims": cards(store, found, heard, sitting.language), "total": total, "judged": judged, "all": every, "readers": known}


def waiting_ids(store: Store, filters: Filters, wanted: Wanted, *, sitting: Sitting) -> list[str]:
    """Return the ids of all claims to be judged, in the order of `waiting`, whose arguments they are."""
    return _found(store, filters, wanted, sitting=sitting, limit=-1, offset=0)[0]


def _found(  # noqa: PLR0913 - a page of a question
    store: Store, filters: Filters, wanted: Wanted, *, sitting: Sitting, limit: int, offset: int
) -> tuple[list[str], int]:
    if sitting.reading != "first":
        wanted = replace(wanted, judged=True, among=_turns(decided.readers(store), sitting)[0])
    return store.waiting(filters, wanted, limit=limit, offset=offset)


def card(store: Store, claim: str, language: str = ENGLISH) -> dict[str, Any]:
    """Return one claim as `cards` does; QueryError when the case has none of that id."""
    found = cards(store, (claim,), decided.readers(store), language)
    if not found:
        raise QueryError(f"{claim[:80]!r}: the case has no claim of that id")
    return found[0]


def together(store: Store, identity: str, *, limit: int, language: str = ENGLISH) -> dict[str, Any]:
    """Return the event of an id, or of a claim's, with its claims as `cards` gives them, at most `limit`, and how many it has.

    Raises:
        QueryError: the case has no such event.
    """
    event, claims = store.fusion.event(identity)
    shown = sorted(claims, key=lambda claim: (claim != identity, claim))[:limit]
    listed = cards(store, shown, decided.readers(store), language)
    why = dict.fromkeys(reason for link in store.fusion.links_of(claims) for reason in link.reasons) if len(claims) > 1 else {}
    return {"event": event, "claims": listed, "total": len(claims), "because": sentences(store, list(why), language)}


def cards(store: Store, claims: Iterable[str], heard: Mapping[str, Readers], language: str) -> list[dict[str, Any]]:
    """Return claims as exports hold them, each with what is needed to judge it.

    `score`, `model` and `doubts` are the machine's; `values` its editable parts as text; `pieces` its sentence with the words lit;
    `event_id` and `event_claims` its event; `judgements` those of people, `differ` and `settled` whether they do, and whether it was.
    """
    made = views.of_claims(store, claims)
    events = store.fusion.events(claims)
    briefs = store.briefs.get(events)
    event_of = {claim: event for event, held in events.items() for claim in held}
    apart = {
        event: sentences(store, told, language)
        for event, told in differing(store, [event for event, brief in briefs.items() if brief.disagreements], language).items()
    }
    models, sources = store.models(), _sources(store, apart)
    listed = []
    for row in rows(made):
        brief = briefs.get(event_of.get(row.id, ""))
        told = heard.get(row.id, _NOBODY)
        plainly = plain(made, row)
        listed.append({
            **plainly,
            "score": plainly["confidence"],
            "model": models.get(plainly["document"], ""),
            "doubts": [
                *([worded(_REPAIRED, language)] if plainly["repaired"] else []),
                *(row.people.text(masks.replaced(words, sources)) for words in (apart.get(brief.id, ()) if brief else ())),
            ],
            "values": values(row.claim, row.people),
            "pieces": [asdict(piece) for piece in lit_sentence(row.reading, row.people, row.claim)],
            "event_id": event_of.get(row.id, ""),
            "event_claims": brief.claims if brief else 1,
            "judgements": [_masked(one, row.people) for one in told.heard.values()],
            "differ": told.differ,
            "settled": told.settled,
        })  # fmt: skip
    place = {claim: index for index, claim in enumerate(claims)}
    return sorted(listed, key=lambda one: place[one["id"]])


def _sources(store: Store, apart: Mapping[str, Sequence[str]]) -> dict[str, str]:
    """Return what the sources of events that differ are shown as: their names stand in what differs."""
    said = "\n".join(words for told in apart.values() for words in told)
    claims = sorted(claim for held in store.fusion.members(apart).values() for claim in held)
    reported = {document: source for document, source, *_ in store.fusion.reported(claims) if source and source in said}
    made = Edition((), case=store.name)
    casts = store.casts(reported)
    return masks.shown((reported[document], made.people(cast)) for document, cast in casts.items())


def _masked(one: Heard, people: People) -> dict[str, Any]:
    return {**asdict(one), "why": people.text(one.why), "values": {part: people.text(value) for part, value in one.values.items()}}


def _turns(heard: Mapping[str, Readers], sitting: Sitting) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the claims that wait for this reading, and those that have had it."""
    if sitting.reading == "second":
        todo = {claim for claim, told in heard.items() if sitting.who not in told.heard}
        return tuple(todo), tuple(heard.keys() - todo)
    opened = {claim for claim, told in heard.items() if told.open}
    settled = {claim for claim, told in heard.items() if told.settled}
    return (tuple(opened), tuple(settled)) if sitting.reading == "differs" else (tuple(settled), tuple(settled))
