"""Sketches: the little of a document by which its copies, its source and its translations are found."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from diurna.fuse import minhash
from diurna.fuse.credits import credited
from diurna.fuse.translations import marks

if TYPE_CHECKING:
    from diurna.record import Reading


@dataclass(frozen=True, slots=True)
class Sketch:
    """What of a document is compared with other documents, about 6 KB.

    `signature` and `hashes` tell copies; `credits` are the ids of agencies and outlets that it names as its source; `marks` are what a
    translation leaves as it is (ids of actors and places, days, numbers in order, sounds of names), `sentences` its length.
    """

    document: str
    language: str
    source: str
    title: str
    published: str
    signature: bytes
    hashes: bytes
    credits: tuple[str, ...]
    marks: tuple[str, ...]
    sentences: int


def sketch(reading: Reading) -> Sketch:
    """Return the sketch of a document that has been read."""
    document = reading.document
    runs = minhash.shingles(document.text)
    return Sketch(
        document=document.id,
        language=reading.language,
        source=document.source,
        title=document.title,
        published=document.published or "",
        signature=minhash.signature(runs),
        hashes=minhash.kept(runs),
        credits=credited(reading),
        marks=marks(reading),
        sentences=len(reading.sentences or ()),
    )
