"""Sketches: the little of a document by which its copies, its source and its translations are found."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from diurna.fuse import minhash
from diurna.fuse.credits import credited
from diurna.fuse.sounds import Script
from diurna.fuse.translations import Marks, marks

if TYPE_CHECKING:
    from diurna.fuse.sounds import Script
    from diurna.record import Reading


@dataclass(frozen=True, slots=True)
class Sketch:
    """What of a document is compared with other documents, about 8 KB.

    `signature` and `hashes` tell copies; `credits` are the ids of agencies and outlets that it names as its source; `marks`, `places`,
    `lengths` and `script` are what a translation leaves as it is, see `translations.Marks`.
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
    places: tuple[int, ...]
    lengths: tuple[int, ...]
    script: Script

    @property
    def told(self) -> Marks:
        """What a translation leaves as it is."""
        return Marks(self.marks, self.places, self.lengths, self.script)


def sketch(reading: Reading) -> Sketch:
    """Return the sketch of a document that has been read."""
    document = reading.document
    told = marks(reading)
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
        marks=told.marks,
        places=told.places,
        lengths=told.lengths,
        script=told.script,
    )
