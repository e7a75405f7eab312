"""The pipeline: the rooms in their order, and nothing else."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

from diurna import actors, claims, frames, knowledge, places, segment, times
from diurna.errors import InputError
from diurna.run.offsets import received

if TYPE_CHECKING:
    from collections.abc import Callable

    from diurna.record import Document, Issue, Reading

# Times come before sentences: a date's span vetoes a boundary inside it.
STEPS: tuple[Callable[[Reading], Reading], ...] = (
    times.find,
    segment.split,
    frames.read,
    places.resolve,
    actors.resolve,
    claims.build,
)


def read(document: Document, *, issues: tuple[Issue, ...] = ()) -> Reading:
    """Read one document; offsets are those of its text as received.

    Args:
        document: what ingest gave; its `language` is a code when the caller knows it, else "".
        issues: what ingest found doubtful; they come first in the reading's own.

    Raises:
        InputError: its language is not one that is read.
        QuoteError: a room handed on a quote that is not in the text.
    """
    _supported(document.id, document.language)
    reading = segment.prepare(document, language=document.language)
    _supported(document.id, reading.language)
    for step in STEPS:
        reading = step(reading)
    return dataclasses.replace(received(reading), issues=(*issues, *reading.issues))


def _supported(name: str, language: str) -> None:
    if language and language not in knowledge.languages():
        raise InputError(f"{name}: language '{language}' is not read; read are: {', '.join(knowledge.languages())}; say which with --lang")
