"""The pipeline: the rooms in their order, and nothing else."""

from __future__ import annotations

import dataclasses
import hashlib
from bisect import bisect_left
from typing import TYPE_CHECKING

from diurna import actors, claims, frames, places, segment, times
from diurna.case import Entry
from diurna.record import Document
from diurna.run.offsets import received

if TYPE_CHECKING:
    from collections.abc import Callable

    from diurna.record import Issue, Reading

# Times come before sentences: a date's span vetoes a boundary inside it.
STEPS: tuple[Callable[[Reading], Reading], ...] = (
    times.find,
    segment.split,
    frames.read,
    places.resolve,
    actors.resolve,
    claims.build,
)


def read(document: Document, *, language: str = "", issues: tuple[Issue, ...] = (), entry: Entry | None = None) -> Reading:
    """Read one document; offsets are those of its text as received.

    Args:
        document: what ingest gave.
        language: ISO 639-1 code when the caller knows it; else it is identified.
        issues: what ingest found doubtful; they come first in the reading's own.
        entry: where the columns stand, when the document is a row of a person's own chronology; it then gives one claim.

    Raises:
        InputError: its language is not one that is read.
        QuoteError: a room handed on a quote that is not in the text.
    """
    reading = segment.prepare(document, language=language or None)
    row = None if entry is None else _working(entry, reading)
    for step in STEPS:
        if row is not None and step is places.resolve:
            reading = claims.mentioned(reading, row)
        reading = step(reading)
    if row is not None:
        reading = claims.entered(reading, row)
    return dataclasses.replace(received(reading), issues=(*issues, *reading.issues))


def warm() -> None:
    """Load the model and all that is loaded once, so that the next document is not the one that waits for it."""
    text = "France and Germany signed a treaty in Paris on 22 January 2019."
    read(Document("warm", text, hashlib.sha256(text.encode()).hexdigest()))


def _working(entry: Entry, reading: Reading) -> Entry:
    """Return an entry's spans, which are the document's, as spans of the working text."""
    origin = reading.origin
    if origin is None:
        return entry
    return Entry({role: tuple((bisect_left(origin, a), bisect_left(origin, b)) for a, b in spans) for role, spans in entry.spans.items()})
