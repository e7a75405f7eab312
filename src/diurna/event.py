"""The frozen types of fusion: what joins claims of many documents, and what is computed from that.

Claims are never changed or merged. Links between them are stored with their reasons; events, origins and their changes are computed
from claims, links and people's decisions. Days are YYYY-MM-DD, moments are UTC.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, NamedTuple, TypeAlias, Union

from diurna.record import EventType, Modality  # noqa: TC001 - the store reads what is written by these hints

Kinship = Literal["copy", "credit", "translation"]
Turn = Literal["new", "changed", "merged", "split", "withdrawn"]

# What is told to a reader in any language: a code of `data/wording/`, then its values, each a plain word or worded itself; () for
# nothing. ("name", id) stands for what a reader calls the id.
Wording: TypeAlias = tuple[Union[str, "Wording"], ...]


class Account(NamedTuple):
    """A claim as fusion compares it, corrections of people laid over it; a tuple, since a case holds them by the hundred thousand.

    `actors` and `recipients` are actor ids that mean the same in every document; a private person or an unresolved name is
    no id of that kind: they come as "private:" and a hash of the name, as "name:" and the folded name. `place` is the id of the
    place, "" where none is told; `within` are the ids of what contains it: units of its country, and that as "iso:XXX". `first` and
    `last` are the days the date can mean, None where it is open or not told. `numbers` are the amounts in the sentence, dates left out,
    in the order of the text, as values that are the same in every language. `trigger` and `sentence` are words. `span` is where the
    sentence begins and ends, in ten-thousandths of its document, (0, 0) where that is not told.
    """

    claim: str
    document: str
    type: EventType
    modality: Modality
    edtf: str | None
    first: str | None
    last: str | None
    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    place: str
    within: tuple[str, ...]
    numbers: tuple[str, ...]
    trigger: str
    sentence: str
    language: str
    span: tuple[int, int] = (0, 0)


@dataclass(frozen=True, slots=True)
class Link:
    """Two claims (`a` before `b` by id) that tell of one event: the score in bits (log2 odds), and the reasons."""

    a: str
    b: str
    score: float
    reasons: tuple[Wording, ...]


@dataclass(frozen=True, slots=True)
class Kin:
    """One document of an origin that takes its words from another: which, how, and the reason."""

    document: str
    of: str
    kinship: Kinship
    why: Wording


@dataclass(frozen=True, slots=True)
class Origin:
    """Where words come from: documents that are copies or translations of one another, or that credit one agency for them.

    `id` is "o-" and a digest of the smallest document id. A document that shares its words with no other is an origin alone. Copies are
    kept, and count once.
    """

    id: str
    documents: tuple[str, ...]
    kin: tuple[Kin, ...] = ()


@dataclass(frozen=True, slots=True)
class Told:
    """One value that claims of an event give to one part of it.

    `part` is "type", "when", "where", "actors", "recipients", "number" or "happened". `value` is an id, EDTF or plain word,
    `name` what a reader sees.
    `claims`, `sources` and `origins` say so. `shown` marks the value that stands for the event; `why` is the rule that chose it.
    """

    part: str
    value: str
    name: str
    claims: tuple[str, ...]
    sources: tuple[str, ...]
    origins: tuple[str, ...]
    shown: bool
    why: Wording = ()


@dataclass(frozen=True, slots=True)
class Event:
    """A cluster of claims about one happening, computed from them: each value with who gives it, and where they disagree.

    `said` is by how many it is told ("said by 5 papers, 2 independent origins, 1 denial"), `disagreements` are sentences, `because` the
    reasons for which claims were joined, () where there is one claim.
    """

    id: str
    claims: tuple[str, ...]
    told: tuple[Told, ...]
    said: Wording
    disagreements: tuple[Wording, ...]
    because: tuple[Wording, ...]


@dataclass(frozen=True, slots=True)
class Brief:
    """An event in one row: the value of each part that stands for it, and how well it is told.

    `actors` and `recipients` are ids as in an account; `numbers` as the sentence that stands for it gives them. `sources`, `origins` and
    `denials` are counted as in `Event.said`; `disagreements` are the parts in which claims contradict one another.
    """

    id: str
    type: EventType
    happened: str
    edtf: str | None
    place: str
    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    numbers: str
    claims: int
    sources: int
    origins: int
    denials: int
    disagreements: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Change:
    """One entry of the append-only log of events: what became of one event, when, and why.

    `claims` are those it has afterwards, () for a tombstone. `others` are the events that claims of it came from or went to, for one
    that was merged first the one it is in now; `why` says which claims.
    """

    seq: int
    at: str
    event: str
    turn: Turn
    claims: tuple[str, ...]
    others: tuple[str, ...]
    why: Wording


@dataclass(frozen=True, slots=True)
class Stage:
    """One stage of an agreement or a commitment: when (EDTF, or None), the status, and the ids of the claims it rests on."""

    edtf: str | None
    status: str
    claims: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Accord:
    """An agreement as all documents tell it; `parties` are actor ids, `signed` is EDTF, `place` a place id, as most documents give them.

    `id` is "ac-" and a digest of the smallest id of the documents' agreements in it. `terms` are (document, the words there).
    """

    id: str
    parties: tuple[str, ...]
    signed: str | None
    place: str | None
    terms: tuple[tuple[str, str], ...]
    stages: tuple[Stage, ...]
    documents: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Promise:
    """A commitment as all documents tell it; `who`, `to_whom` are actor ids, `deadline` is EDTF, as most documents give it.

    `id` is "pr-" and a digest of the smallest id of the documents' commitments in it. `meets` are (claim id, why) of events that
    would meet its condition, one claim an event, the likeliest first: offered to a person, never decided.
    """

    id: str
    who: tuple[str, ...]
    to_whom: tuple[str, ...]
    what: str
    condition: str | None
    deadline: str | None
    stages: tuple[Stage, ...]
    meets: tuple[tuple[str, Wording], ...]
    documents: tuple[str, ...]
