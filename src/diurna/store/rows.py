"""What a case hands out beside readings: light frozen rows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from diurna.record import Actor, Quote  # noqa: TC001 - the codec reads it off the record

if TYPE_CHECKING:
    from diurna.case import Status
    from diurna.record import EventType, Modality

Named = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the chronology: a claim as it now stands.

    `link` is the lasting address of its sentence. Parties are pairs of actor id and name, in the order of the claim; nobody is
    masked here. `edtf` is the date as read or corrected, `first_day` and `last_day` the days it can mean, None where it is open;
    both are None where it has no date. `trigger`, `object`, `condition` and `sentence` are the words, "" where there are none.
    """

    claim: str
    document: str
    link: str
    type: EventType
    mode: str
    modality: Modality
    edtf: str | None
    first_day: str | None
    last_day: str | None
    actors: tuple[Named, ...]
    recipients: tuple[Named, ...]
    according_to: tuple[Named, ...]
    place_id: str
    place: str
    trigger: str
    object: str
    condition: str
    sentence: str
    title: str
    source: str
    published: str | None
    language: str
    repaired: bool
    confidence: float
    status: Status
    edited: tuple[str, ...]
    version: str
    event: str
    who: str
    judged_at: str


@dataclass(frozen=True, slots=True)
class Found:
    """A page of rows, the cursor of the next one ("" on the last), and how many rows there are on all pages."""

    rows: tuple[Row, ...]
    next_cursor: str
    total: int


@dataclass(frozen=True, slots=True)
class Kept:
    """One document of a case, without its text; `claims` counts those of its current reading."""

    id: str
    name: str
    kind: str
    url: str
    source: str
    title: str
    author: str
    published: str | None
    published_by: str
    language: str
    received: str
    headers: tuple[tuple[str, str], ...]
    sha256: str
    container: str | None
    extractor: str
    texts: int
    readings: int
    claims: int


@dataclass(frozen=True, slots=True)
class Cast:
    """Who is named in a document, as its reading holds them."""

    actors: tuple[Actor, ...] | None = None


@dataclass(frozen=True, slots=True)
class Sentence:
    """The sentence that a claim rests on, as its record holds it."""

    sentence: Quote


@dataclass(frozen=True, slots=True)
class Told:
    """The first claim of an event that stands for it: where it is told, and the sentence; nobody is masked here."""

    event: str
    claim: str
    document: str
    source: str
    language: str
    link: str
    sentence: Quote


@dataclass(frozen=True, slots=True)
class Text:
    """One version of the text of a document; `pages` are the offsets (code points) at which pages begin."""

    document: str
    version: int
    body: str
    sha256: str
    pages: tuple[int, ...]
    extractor: str
