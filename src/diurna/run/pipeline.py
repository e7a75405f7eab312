"""The pipeline: the rooms in their order, and nothing else."""

from __future__ import annotations

import dataclasses
import hashlib
from typing import TYPE_CHECKING

from diurna import actors, claims, frames, places, segment, times
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


def read(document: Document, *, language: str = "", issues: tuple[Issue, ...] = ()) -> Reading:
    """Read one document; offsets are those of its text as received.

    Args:
        document: what ingest gave.
        language: ISO 639-1 code when the caller knows it; else it is identified.
        issues: what ingest found doubtful; they come first in the reading's own.

    Raises:
        InputError: its language is not one that is read.
        QuoteError: a room handed on a quote that is not in the text.
    """
    reading = segment.prepare(document, language=language or None)
    for step in STEPS:
        reading = step(reading)
    return dataclasses.replace(received(reading), issues=(*issues, *reading.issues))


def warm() -> None:
    """Load the model and all that is loaded once, so that the next document is not the one that waits for it."""
    text = "France and Germany signed a treaty in Paris on 22 January 2019."
    read(Document("warm", text, hashlib.sha256(text.encode()).hexdigest()))
