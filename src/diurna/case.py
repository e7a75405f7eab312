"""The frozen types of a case: what rooms hand one another beside the reading of one document.

A case is one SQLite file. Machine and human are never mixed: a claim stays as it was read, a decision of a person is laid
over it. Days are YYYY-MM-DD, moments are UTC, "2026-11-24T10:00:00Z".
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Mapping

    from diurna.record import EventType, Issue, Reading

Status = Literal["pending", "accepted", "edited", "rejected", "unsure"]
Action = Literal["accept", "reject", "edit", "merge", "split", "unsure", "add", "undo", "redo"]
Fate = Literal["waiting", "in hand", "read", "known", "failed", "quarantined"]

# The parts of a claim that a person may correct, by the names that exports give their columns; values are plain text,
# several parties joined by "; ", `when` is EDTF.
EDITABLE = ("type", "mode", "actors", "recipients", "when", "where", "according_to", "modality", "condition", "object")


@dataclass(frozen=True, slots=True)
class Piece:
    """One document as received, on its way in: whole file, or part of a container.

    `raw` is what is hashed and kept. `name` is its path, inside a container after the container's own ("saved.zip/a/b.html",
    "list.csv#12"). `kind` names the ingest module that takes its text out, "" to find out. `told` is what the container says
    of it: any of title, source, author, url, published (YYYY-MM-DD), language, charset. `headers` are kept as they came (HTTP, mail,
    WARC). `keep_container` says that the container is no mere transport and is kept as an original as well; `container` is
    then its bytes, the same object for all its pieces, b"" when it is too large to hold.
    """

    name: str
    raw: bytes
    kind: str = ""
    told: Mapping[str, str] = field(default_factory=dict)
    headers: tuple[tuple[str, str], ...] = ()
    keep_container: bool = False
    container: bytes = b""


@dataclass(frozen=True, slots=True)
class Refusal:
    """Something handed in that is not taken as a document, and why: nothing is lost without a word.

    "refused" should have been a document and counts as failed; "skipped" never was one (hidden, ignored, a style sheet);
    a "note" tells how something was understood, such as the columns of a table.
    """

    name: str
    why: str
    kind: Literal["refused", "skipped", "note"] = "refused"


@dataclass(frozen=True, slots=True)
class Entry:
    """A row of a person's own chronology: for each role, the spans of its values in the document's text.

    Spans are half-open code points. The roles are those of `data/columns.toml` [chronology]: "date", "end", "event", "actor",
    "recipient", "place", "type", "source", "url" and so on; a column that has none of these roles is in no span.
    """

    spans: Mapping[str, tuple[tuple[int, int], ...]]


@dataclass(frozen=True, slots=True)
class Taken:
    """One document taken into a case: its piece, where it was from, and its reading with the versions that made it."""

    piece: Piece
    reading: Reading
    received: str
    extractor: str
    model: str
    knowledge: str
    code: str
    container: bytes | None = None


@dataclass(frozen=True, slots=True)
class Decision:
    """One append-only judgement.

    `target` is a claim id, for reject also a document's, for undo and redo a decision id, for merge and split claim ids joined by spaces.
    `values` holds the new value of each part edited, for add what a person's claim is made of: `document`, `start`, `end`, `words` and
    its parts. `hash` is the SHA-256 of the canonical JSON of the other fields, the
    hash of the decision before among them: the log is a chain.
    """

    seq: int
    id: str
    at: str
    who: str
    origin: Literal["human", "machine"]
    action: Action
    target: str
    values: Mapping[str, str]
    why: str
    previous: str
    hash: str


@dataclass(frozen=True, slots=True)
class Standing:
    """How a claim stands in a case: the status that people gave it, the parts they edited, and what identifies this state.

    `version` is a hash of the claim's values as they stand, so that an edited spreadsheet can tell what changed meanwhile.
    `link` is the lasting address of its passage, "/d/<document>#<passage>"; `event` is the id shared by merged claims, or "".
    """

    status: Status = "pending"
    edited: tuple[str, ...] = ()
    version: str = ""
    link: str = ""
    event: str = ""
    who: str = ""
    at: str = ""


NAMELESS = "-"  # the source of what has none, as a filter


@dataclass(frozen=True, slots=True)
class Filters:
    """What to show of a case; a part that is empty does not filter.

    `start` and `end` are days; a claim is shown when its EDTF interval overlaps them. `actor` and `place` are ids or parts of
    names. `text` is searched in the sentence, the names and the title. `source` is a part of the outlet's name, NAMELESS for those
    without one.
    """

    text: str = ""
    start: str = ""
    end: str = ""
    actor: str = ""
    place: str = ""
    types: tuple[EventType, ...] = ()
    source: str = ""
    modality: str = ""
    status: str = ""
    document: str = ""
    language: str = ""


@dataclass(frozen=True, slots=True)
class Fault:
    """Something that is wrong with a case: where, what was found, what was expected."""

    where: str
    found: str
    expected: str


@dataclass(frozen=True, slots=True)
class Tally:
    """What became of the documents of one run; every one handed in is in exactly one of the lists or counts."""

    read: int
    known: int
    failed: tuple[Issue, ...]
    quarantined: tuple[Issue, ...]
