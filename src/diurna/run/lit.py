"""Lit: a document's text in pieces, each with the parts of claims that its words are."""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from diurna.errors import UnknownError
from diurna.record import Quote
from diurna.run.sentences import of_origin
from diurna.run.views import masked

if TYPE_CHECKING:
    from collections.abc import Iterator

    from diurna.export import Edition, People
    from diurna.record import Claim, Reading
    from diurna.store import Store

_WORDS = ("trigger", "condition", "object", "where_quote")
_PARTIES = ("actors", "recipients", "according_to")


@dataclass(frozen=True, slots=True)
class Piece:
    """Words of a text that belong together: where they stand (code points), the words, private persons masked, what they are of claims.

    `marks` are (claim id, part); `masked` says that the words stand for others.
    """

    start: int
    end: int
    words: str
    marks: tuple[tuple[str, str], ...]
    masked: bool


def lit(store: Store, document: str, made: Edition, language: str) -> dict[str, Any]:
    """Return a document for a reader: what is told of it, where its words come from, its text in pieces.

    Args:
        store: an open case.
        document: its id.
        made: the edition of it, of which the claims are lit.
        language: in which it is told why it shares its words.

    Raises:
        UnknownError: the case has no such document.
    """
    kept = next(iter(store.documents((document,))), None)
    if kept is None:
        raise UnknownError(f"{document[:80]!r}: the case has no document of that id")
    reading = made.readings[0] if made.readings else store.reading(document)
    people = made.people(reading)
    origin = next((origin for origin in store.origins.of((document,))), None)
    return {
        "document": {name: value for name, value in asdict(masked(kept, people)).items() if name != "headers"},
        "origin": of_origin(origin, language) if origin else None,
        "pieces": [asdict(piece) for piece in _pieces(reading, people)],
        "issues": [{"what": told.what, "where": people.text(told.where), "why": people.text(told.why)} for told in reading.issues],
    }


def lit_sentence(reading: Reading, people: People, claim: Claim) -> list[Piece]:
    """Return the pieces of the sentence of a claim, lit by that claim alone."""
    return list(_pieces(replace(reading, claims=(claim,)), people, claim.sentence))


def _pieces(reading: Reading, people: People, within: Quote | None = None) -> Iterator[Piece]:
    """Yield the pieces of a text in order, of all of it or of a quote in it; a private person's mention is never cut."""
    text = reading.document.text
    spans = [(quote.start, quote.end, (claim.id, part)) for claim in reading.claims or () for part, quote in _parts(claim)]
    first, last = (within.start, within.end) if within else (0, len(text))
    sentences = {(claim.sentence.start, claim.sentence.end) for claim in reading.claims or ()}  # passages begin and end at an edge
    spots = (*((start, end) for start, end, _ in spans), *sentences)
    edges = {first, last, *(at for spot in spots for at in spot if first <= at <= last)}
    hidden = tuple(mention for mention in people.hidden if first <= mention.start and mention.end <= last)
    edges -= {at for at in edges for mention in hidden if mention.start < at < mention.end}
    edges |= {at for mention in hidden for at in (mention.start, mention.end)}
    ordered = sorted(edges)
    opened = sorted(spans)
    held: list[tuple[int, int, tuple[str, str]]] = []
    for start, end in pairwise(ordered):
        while opened and opened[0][0] < end:
            held.append(opened.pop(0))
        held = [span for span in held if span[1] > start]
        words = people.words(Quote(start, end, text[start:end]))
        yield Piece(start, end, words, tuple(mark for _, _, mark in held), words != text[start:end])


def _parts(claim: Claim) -> Iterator[tuple[str, Quote]]:
    # What a person put in without words of the text has the whole sentence for its quote.
    for part in _WORDS:
        if (quote := getattr(claim, part)) is not None and (part == "trigger" or quote != claim.sentence):
            yield part.removesuffix("_quote"), quote
    if claim.when is not None and claim.when.quote != claim.sentence:
        yield "when", claim.when.quote
    for part in _PARTIES:
        yield from ((part, party.quote) for party in getattr(claim, part) if party.quote != claim.sentence)
