"""Origins of a case, brought up to its readings: only documents that are new, or meet them, are looked at."""

from __future__ import annotations

from dataclasses import astuple
from typing import TYPE_CHECKING

from diurna import fuse
from diurna.store.codec import binary, from_binary
from diurna.store.origins import Sketched

if TYPE_CHECKING:
    from collections.abc import Collection

    from diurna.record import Reading
    from diurna.review import State
    from diurna.store import Store

_PAIRS = 20_000  # compared at a time


def sketched(reading: Reading, reading_id: str) -> Sketched:
    """Return what of a reading is compared with other documents."""
    told = fuse.sketch(reading)
    keys = tuple(sorted(fuse.meeting(told)))
    facts = (told.document, reading_id, told.language, told.published, bool(told.credits), fuse.needs(told))
    return Sketched(*facts, keys, binary(told))


def regroup(store: Store, state: State, fresh: Collection[str], judged: Collection[str] = ()) -> frozenset[str]:
    """Tell anew which documents' words are whose; a document that a person rejected is no source.

    Args:
        store: a case open to write.
        state: people's decisions.
        fresh: documents with a new sketch.
        judged: documents that people rejected, or took back.

    Returns:
        The documents that are of another origin now.
    """
    tables = store.origins
    pairs, parted = tables.meeting(fresh)
    for first in range(0, len(pairs), _PAIRS):
        part = pairs[first : first + _PAIRS]
        bodies = tables.bodies({document for pair in part for document in pair})
        sketches = {document: from_binary(fuse.Sketch, body) for document, body in bodies.items()}
        tables.put_ties(astuple(tie) for a, b in part for tie in fuse.ties(sketches[a], sketches[b]))
    touched = tables.reach({*fresh, *parted, *judged, *(document for pair in pairs for document in pair)})
    held = [told for told in tables.held(touched) if state.of(told.document).status != "rejected"]
    return tables.settle(touched, fuse.grouped(held, [fuse.Tie(*tie) for tie in tables.ties(touched)]))


def lengths(store: Store, documents: Collection[str]) -> dict[str, tuple[int, ...]]:
    """Return the lengths of the sentences of documents, by document."""
    return {document: from_binary(fuse.Sketch, body).lengths for document, body in store.origins.bodies(documents).items()}
