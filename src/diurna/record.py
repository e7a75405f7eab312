"""The frozen record: every type that rooms hand to one another.

Offsets are half-open code points. Rooms work on `Reading.text`, the repaired text; the pipeline's last
step maps every `Quote` back to the document as received, so that each quote equals its slice there.
A layer of a `Reading` is `None` until its room has run, then a tuple: `None` is *not attempted*,
`()` is *looked, found none*.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from typing import Literal

EventType = Literal[
    "AGREE",
    "CONSULT",
    "SUPPORT",
    "CONCEDE",
    "COOPERATE",
    "AID",
    "RETREAT",
    "REQUEST",
    "ACCUSE",
    "REJECT",
    "THREATEN",
    "PROTEST",
    "SANCTION",
    "MOBILIZE",
    "COERCE",
    "ASSAULT",
]
Modality = Literal["asserted", "planned", "conditional", "demanded", "possible", "denied", "negated"]
MentionKind = Literal["person", "organisation", "place", "group", "office"]
Basis = Literal["stated", "publication", "event", "carried", "repaired", "edited"]
Precision = Literal["day", "month", "year", "decade", "century", "season", "time", "interval", "duration", "set", "none"]


@dataclass(frozen=True, slots=True, order=True)
class Quote:
    """Words of a text: half-open code-point offsets and the words themselves."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Issue:
    """Something that was not read, or read with doubt: what, where and why."""

    what: str
    where: str
    why: str


@dataclass(frozen=True, slots=True)
class Document:
    """One document as received.

    `published` is an EDTF day (YYYY-MM-DD) or None when it is not known; `published_by` says how it was
    known: "given", "metadata" or "". `id` is the path or name it was handed in under, in a case "d-" and the first 16 hex
    digits of `sha256`. `pages` are the offsets in `text` at which pages begin, () where it has none.
    """

    id: str
    text: str
    sha256: str
    title: str = ""
    source: str = ""
    published: str | None = None
    published_by: str = ""
    language: str = ""
    author: str = ""
    url: str = ""
    pages: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Repair:
    """One change between the text as received and the working text, with its reason."""

    quote: Quote
    reason: str


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of the working text; `paragraph` counts from 0."""

    start: int
    end: int
    paragraph: int


@dataclass(frozen=True, slots=True)
class Time:
    """A time expression and what it stands for.

    `edtf` is None when the words do not support a date (durations, sets, unresolved ones); `reason` then
    says why. `timex_type` and `timex_value` follow TIMEX3. `repaired` marks a date whose words were damaged.
    """

    quote: Quote
    edtf: str | None
    timex_type: str
    timex_value: str
    precision: Precision
    basis: Basis
    repaired: bool
    reason: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Mention:
    """Words that name a person, organisation, place, group or office; `sentence` is its index."""

    quote: Quote
    kind: MentionKind
    sentence: int
    confidence: float


@dataclass(frozen=True, slots=True)
class Frame:
    """One act as the model reads it in one sentence: trigger, type, modality and roles as words."""

    trigger: Quote
    type: EventType
    modality: Modality
    sentence: int
    confidence: float
    actors: tuple[Quote, ...] = ()
    recipients: tuple[Quote, ...] = ()
    where: tuple[Quote, ...] = ()
    when: tuple[Quote, ...] = ()
    according_to: tuple[Quote, ...] = ()
    condition: Quote | None = None
    object: Quote | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """A place of the gazetteer, or an unresolved one, with all its mentions in the document.

    `id` is "geonames:N", "iso:XXX" (alpha-3), "near:XXX" (by a country's border, on which side is not told), "area:<slug>" (a
    region of no one state) or "unresolved:<name>". `lat` and `lon` are degrees (WGS 84), None when unresolved, not told or too large
    for a point. `precision` is "country", "region", "town" or
    "unknown". `candidates` are ids of other readings.
    """

    id: str
    name: str
    kind: str
    country: str
    lat: float | None
    lon: float | None
    precision: str
    mentions: tuple[Quote, ...]
    reason: str
    confidence: float
    candidates: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts, with all its mentions in the document.

    `kind` is "state", "office", "person", "organisation", "armed group", "party", "agency", "group"…; `country` is
    ISO 3166-1 alpha-3 or "". `private` is True for a private person: kept as a mention, never resolved to an id
    outside the document. `reason` tells why the mentions are one actor.
    """

    id: str
    name: str
    kind: str
    country: str
    mentions: tuple[Quote, ...]
    reason: str
    private: bool = False


@dataclass(frozen=True, slots=True)
class Party:
    """An actor in a role of a claim: the resolved actor and the words that name it there (or that name it nearest)."""

    actor: str
    name: str
    quote: Quote


@dataclass(frozen=True, slots=True)
class Claim:
    """One document says one thing happened, will, should, may or did not happen; never changed, never merged."""

    id: str
    document: str
    type: EventType
    mode: str
    trigger: Quote
    actors: tuple[Party, ...]
    recipients: tuple[Party, ...]
    when: Time | None
    where: Place | None
    where_quote: Quote | None
    according_to: tuple[Party, ...]
    modality: Modality
    condition: Quote | None
    object: Quote | None
    sentence: Quote
    repaired: bool
    confidence: float


@dataclass(frozen=True, slots=True)
class Agreement:
    """An agreement told by the document; `signed` and `in_force` are EDTF, `parties` are actor ids."""

    id: str
    parties: tuple[str, ...]
    signed: str | None
    in_force: str | None
    where: str | None
    published_on: str | None
    terms: tuple[Quote, ...]
    claims: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Step:
    """One status of a commitment: when (EDTF or None), the status, and the ids of the claims it rests on."""

    edtf: str | None
    status: str
    claims: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Commitment:
    """A promise, threat or undertaking to act, and its status over time; `who`, `to_whom` are actor ids."""

    id: str
    who: tuple[str, ...]
    to_whom: tuple[str, ...]
    what: str
    condition: str | None
    deadline: str | None
    status: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Reading:
    """All that has been read out of one document; rooms return a copy with their layer filled."""

    document: Document
    text: str
    language: str
    origin: tuple[int, ...] | None = None
    repairs: tuple[Repair, ...] | None = None
    paragraphs: tuple[tuple[int, int], ...] | None = None
    quotations: tuple[tuple[int, int], ...] | None = None
    times: tuple[Time, ...] | None = None
    sentences: tuple[Sentence, ...] | None = None
    mentions: tuple[Mention, ...] | None = None
    frames: tuple[Frame, ...] | None = None
    places: tuple[Place, ...] | None = None
    actors: tuple[Actor, ...] | None = None
    claims: tuple[Claim, ...] | None = None
    agreements: tuple[Agreement, ...] | None = None
    commitments: tuple[Commitment, ...] | None = None
    issues: tuple[Issue, ...] = ()


def digest(*parts: object) -> str:
    """Return the content id of some parts: the first 16 hex digits of SHA-256 over their canonical JSON array."""
    canonical = json.dumps(parts, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    return hashlib.sha256(canonical.encode("utf-8", "surrogatepass")).hexdigest()[:16]
