"""What a worker answers with, checked: the bytes of a document, and its reading as JSON."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from diurna.case import Piece, Taken
from diurna.record import Reading  # noqa: TC001 - read by the decoder
from diurna.run._channel import AnswerError
from diurna.store.codec import decode

if TYPE_CHECKING:
    from diurna.run._process import Hand
    from diurna.run.versions import Versions


@dataclass(frozen=True, slots=True)
class _Told:
    """What is told of a document beside its bytes."""

    kind: str
    told: dict[str, str]
    headers: tuple[tuple[str, str], ...]
    extractor: str
    reading: Reading


def taken(hand: Hand, blobs: list[bytes], container: bytes | None, versions: Versions) -> Taken:
    """Return a document as it is to be kept.

    Args:
        hand: the document that the worker was let go on with.
        blobs: its bytes; kind, what was told of it, headers, extractor and reading as JSON.
        container: the bytes of the container that is kept as well.
        versions: what read it.

    Raises:
        AnswerError: the answer is none, or is about another document.
    """
    try:
        raw, told = blobs[0], decode(_Told, blobs[1])
    except (ValueError, IndexError, RecursionError) as error:
        raise AnswerError(f"what is no reading ({type(error).__name__}: {error})") from error
    if told.reading.document.id != hand.id:
        raise AnswerError(f"with a reading of {told.reading.document.id}, not of {hand.id}")
    return Taken(
        piece=Piece(hand.name, raw, told.kind, told.told, told.headers, keep_container=container is not None),
        reading=told.reading,
        received=datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        extractor=told.extractor,
        model=versions.model,
        knowledge=versions.knowledge,
        code=versions.code,
        container=container,
    )
