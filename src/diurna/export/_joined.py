"""Joined: agreements and commitments over documents as flat values, fit to be shown, for every format that holds them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from diurna.edtf import days
from diurna.export._values import JOIN, spaced
from diurna.wording import ENGLISH, worded

if TYPE_CHECKING:
    from collections.abc import Iterable

    from diurna.event import Accord, Promise, Stage
    from diurna.export._edition import Edition
    from diurna.export._people import People

_STANDING = ("open", "conditional")  # nothing has come of it yet
PACT_COLUMNS = ("id", "status", "parties", "parties_ids", "signed", "where", "where_id", "terms", "stages", "sources", "documents")
VOW_COLUMNS = (
    "id", "status", "who", "who_ids", "to_whom", "to_whom_ids", "what", "condition", "deadline", "last_day", "overdue", "stages",
    "may_be_met_by", "sources", "documents",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Phase:
    """One stage: when (EDTF, "" where it is not told), the status, the claims it rests on, the sources that make them."""

    when: str
    status: str
    claims: tuple[str, ...]
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Pact:
    """An agreement over documents; `signed` is EDTF, `parties_ids` are in the order of `parties`, `terms` are (document, words)."""

    id: str
    status: str
    parties: tuple[str, ...]
    parties_ids: tuple[str, ...]
    signed: str
    where: str
    where_id: str
    terms: tuple[tuple[str, str], ...]
    stages: tuple[Phase, ...]
    sources: tuple[str, ...]
    documents: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Meeting:
    """An event that would meet a condition, by one of its claims, and why: offered to a person, never decided; `event` may be ""."""

    event: str
    claim: str
    why: str


@dataclass(frozen=True, slots=True)
class Vow:
    """A commitment over documents; `deadline` is EDTF, `last_day` its last day, `overdue` the days since then while nothing came of it."""

    id: str
    status: str
    who: tuple[str, ...]
    who_ids: tuple[str, ...]
    to_whom: tuple[str, ...]
    to_whom_ids: tuple[str, ...]
    what: str
    condition: str
    deadline: str
    last_day: str
    overdue: int
    stages: tuple[Phase, ...]
    may_be_met_by: tuple[Meeting, ...]
    sources: tuple[str, ...]
    documents: tuple[str, ...]


def agreements(edition: Edition) -> tuple[Pact, ...]:
    """Return the agreements of an edition, the last signed first, those without a day last."""
    shown = _Shown(edition)
    told = sorted((shown.pact(accord) for accord in edition.accords), key=lambda pact: pact.id)
    return tuple(sorted(told, key=lambda pact: days(pact.signed)[0] or "", reverse=True))


def commitments(edition: Edition, language: str = ENGLISH) -> tuple[Vow, ...]:
    """Return the commitments of an edition: overdue ones first, the longest first, then by deadline, those without one last.

    Args:
        edition: with its promises.
        language: in which it is told why an event would meet a condition.
    """
    shown = _Shown(edition)
    told = [shown.vow(promise, language) for promise in edition.promises]
    return tuple(sorted(told, key=lambda vow: (-vow.overdue, vow.last_day or "9999", vow.id)))


def flat(one: Pact | Vow, columns: tuple[str, ...]) -> tuple[str | int, ...]:
    """Return an agreement or a commitment as cells; lists are joined by "; ", terms once each, stages as "date status (claims)"."""
    return tuple(value if isinstance(value := getattr(one, name), int) else JOIN.join(_cells(value)) for name in columns)


def _cells(value: object) -> tuple[str, ...]:
    if not isinstance(value, tuple):
        return (str(value),)
    return tuple(dict.fromkeys(_cell(item) for item in value))


def _cell(item: object) -> str:
    if isinstance(item, Phase):
        return f"{item.when or 'date not told'} {item.status} ({', '.join(item.claims)})"
    if isinstance(item, Meeting):
        return f"{item.event or item.claim}: {item.why}"
    return str(item[1]) if isinstance(item, tuple) else str(item)


class _Shown:
    """Who is who in the documents of an edition, private persons masked as it asks."""

    def __init__(self, edition: Edition) -> None:
        self._edition = edition
        self._readings = {reading.document.id: reading for reading in edition.readings}
        self._people: dict[str, People] = {}
        held = {claim.id: claim.document for reading in edition.readings for claim in reading.claims or ()}
        self._document = {**held, **edition.resting}

    def pact(self, accord: Accord) -> Pact:
        documents = accord.documents
        stages = self._phases(accord.stages)
        where = next((p.name for d in documents if d in self._readings for p in self._readings[d].places or () if p.id == accord.place), "")
        return Pact(
            id=accord.id,
            status=_status(accord.stages),
            parties=self._names(accord.parties, documents),
            parties_ids=self._ids(accord.parties, documents),
            signed=accord.signed or "",
            where=self._text(where or (accord.place or "").removeprefix("unresolved:"), documents),
            where_id=self._text(accord.place or "", documents),
            terms=tuple((document, self._text(words, (document,))) for document, words in accord.terms),
            stages=stages,
            sources=_together(stages),
            documents=documents,
        )

    def vow(self, promise: Promise, language: str) -> Vow:
        documents, stages, last = promise.documents, self._phases(promise.stages), days(promise.deadline)[1] or ""
        return Vow(
            id=promise.id,
            status=_status(promise.stages),
            who=self._names(promise.who, documents),
            who_ids=self._ids(promise.who, documents),
            to_whom=self._names(promise.to_whom, documents),
            to_whom_ids=self._ids(promise.to_whom, documents),
            what=self._text(promise.what, documents),
            condition=self._text(promise.condition or "", documents),
            deadline=promise.deadline or "",
            last_day=last,
            overdue=_overdue(last, self._edition.as_of[:10]) if _status(promise.stages) in _STANDING else 0,
            stages=stages,
            may_be_met_by=tuple(
                Meeting(self._edition.stands(claim).event, claim, self._text(worded(why, language), documents))
                for claim, why in promise.meets
            ),
            sources=_together(stages),
            documents=documents,
        )

    def _phases(self, stages: tuple[Stage, ...]) -> tuple[Phase, ...]:
        return tuple(Phase(stage.edtf or "", stage.status, stage.claims, self._sources(stage.claims)) for stage in stages)

    def _sources(self, claims: Iterable[str]) -> tuple[str, ...]:
        """Return who published claims; a document without a source counts by its id."""
        documents = dict.fromkeys(self._document[claim] for claim in claims if claim in self._document)
        told = [(document, self._readings[document].document.source if document in self._readings else "") for document in documents]
        return tuple(dict.fromkeys(self._text(source, (document,)) or document for document, source in told))

    def _names(self, actors: tuple[str, ...], documents: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(self._by(actor, documents).named(actor) if self._known(actor, documents) else actor for actor in actors)

    def _ids(self, actors: tuple[str, ...], documents: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(self._by(actor, documents).id(actor) if self._known(actor, documents) else actor for actor in actors)

    def _known(self, actor: str, documents: tuple[str, ...]) -> list[str]:
        """Return the documents that know an actor, those first in which it is a private person."""
        found = [(not a.private, d) for d in documents if d in self._readings for a in self._readings[d].actors or () if a.id == actor]
        return [document for _, document in sorted(found)]

    def _by(self, actor: str, documents: tuple[str, ...]) -> People:
        return self._of(self._known(actor, documents)[0])

    def _of(self, document: str) -> People:
        if document not in self._people:
            self._people[document] = self._edition.people(self._readings[document])
        return self._people[document]

    def _text(self, words: str, documents: tuple[str, ...]) -> str:
        for document in documents:
            if words and document in self._readings:
                words = self._of(document).text(words)
        return spaced(words)


def _status(stages: tuple[Stage, ...]) -> str:
    return stages[-1].status if stages else ""


def _together(stages: tuple[Phase, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(source for stage in stages for source in stage.sources))


def _overdue(last: str, day: str) -> int:
    """Return how many days a day lies after the last one of a deadline, 0 when it does not."""
    return max((date.fromisoformat(day) - date.fromisoformat(last)).days, 0) if last and day else 0
