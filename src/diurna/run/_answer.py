"""What a worker answers with, checked: the bytes of a document, and its reading as JSON."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from diurna.case import Piece, Taken
from diurna.record import Reading
from diurna.run._channel import AnswerError
from diurna.store.codec import decode

if TYPE_CHECKING:
    from diurna.run._process import Hand
    from diurna.run.versions import Versions


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
        raw, told = blobs[0], json.loads(blobs[1])
        reading = decode(Reading, told["reading"])
        headers = tuple((str(name), str(value)) for name, value in told["headers"])
        piece = Piece(hand.name, raw, told["kind"], told["told"], headers, keep_container=container is not None)
        extractor = str(told["extractor"])
        found = reading.document.id
    except (ValueError, TypeError, KeyError, IndexError, AttributeError, RecursionError) as error:
        raise AnswerError(f"what is no reading ({type(error).__name__}: {error})") from error
    if found != hand.id:
        raise AnswerError(f"with a reading of {found}, not of {hand.id}")
    return Taken(
        piece=piece,
        reading=reading,
        received=datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        extractor=extractor,
        model=versions.model,
        knowledge=versions.knowledge,
        code=versions.code,
        container=container,
    )
