"""Origins: documents that are copies or translations of one another, or credit one agency for one story, count once."""

from __future__ import annotations

import zlib
from collections import defaultdict
from dataclasses import dataclass
from hashlib import blake2b
from itertools import combinations
from typing import TYPE_CHECKING, Protocol

from diurna.event import Kin, Kinship, Origin, Wording
from diurna.fuse import credits as credit
from diurna.fuse import minhash, translations
from diurna.record import digest

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from diurna.fuse.sketch import Sketch

_COPIED = 0.5  # share of the shorter text's word triples
_CREDITED = 0.2  # the same of two that credit one agency
_ODDS = 3.0  # of a translation, as a logarithm
_ODDS_CREDITED = 1.0  # the same of two that credit one agency
_WORDS = 0.05  # share of word triples that these have in common beside, where they are of one language
_RIVAL = 4.0  # a translation has odds nearly as good as the best document of its language
_MARKS, _FEW_MARKS = 5, 2  # marks that two documents share to be compared; where one is in a script that hides names
_ORDER: dict[Kinship, int] = {"copy": 0, "translation": 1, "credit": 2}


class Known(Protocol):
    """What of a document is needed to tell its origin from its ties; a `Sketch` is one."""

    @property
    def document(self) -> str:
        """Its id."""

    @property
    def language(self) -> str:
        """ISO 639-1."""

    @property
    def published(self) -> str:
        """Its day, "" where unknown."""


@dataclass(frozen=True, slots=True)
class Tie:
    """Two documents that may share an origin, `a` before `b` by id: how, how much (0 to 1), and the reason.

    `odds` are those of a translation, as a logarithm; `grouped` weighs them against those of rivals.
    """

    a: str
    b: str
    kinship: Kinship
    share: float
    why: Wording
    odds: float = 0.0


def origins(sketches: Iterable[Sketch]) -> tuple[Origin, ...]:
    """Return the origins of documents, sorted by id; every document is in one, and their order does not matter.

    Args:
        sketches: of the documents, one each.
    """
    known = {told.document: told for told in sketches}
    ordered = [known[document] for document in sorted(known)]
    return grouped(ordered, [tie for a, b in sorted(_meeting(ordered)) for tie in ties(ordered[a], ordered[b])])


def meeting(sketch: Sketch) -> frozenset[int]:
    """Return the keys under which a document meets others: numbers below 0 for bands of its signature, others for marks.

    Two documents are to be compared when `compared` says so of how many they share.
    """
    bands = {-1 - int.from_bytes(blake2b(band, digest_size=7).digest(), "big") for band in minhash.bands(sketch.signature)}
    return frozenset(bands | {zlib.crc32(mark.encode()) for mark in translations.meeting(sketch.told)})


def needs(sketch: Sketch) -> int:
    """Return how many marks a document must share with another to be compared with it; of two documents the fewer count.

    Of 105 stories and their translations all that are told as such share as many, as do 8 of 100 pairs of two stories; two marks are
    shared by 31 of 100 where both scripts show their names.
    """
    return _FEW_MARKS if sketch.script else _MARKS


def compared(one: Sketch, other: Sketch, bands: int, marks: int) -> bool:
    """Tell whether two documents that share so many bands and marks are to be compared.

    Documents of one language share an origin as copies, or when both credit one agency.
    """
    if one.language != other.language and marks >= min(needs(one), needs(other)):
        return True
    return bands > 0 or (bool(one.credits) and bool(other.credits) and marks >= _FEW_MARKS)


def ties(one: Sketch, other: Sketch) -> tuple[Tie, ...]:
    """Return how two documents may share an origin, the strongest first; it does not depend on other documents.

    A translation that loses to a rival may still be tied by a credit, so there can be two.

    Args:
        one: of a document.
        other: of another; which comes first does not matter.
    """
    a, b = sorted((one, other), key=lambda told: told.document)
    words = minhash.containment(a.hashes, b.hashes)
    if words >= _COPIED:
        return (Tie(a.document, b.document, "copy", words, ("runs in the other", f"{words:.2f}")),)
    both = sorted(set(a.credits) & set(b.credits))
    if a.language == b.language and not both:
        return ()
    like = translations.likeness(a.told, b.told)
    found = (_translated(a, b, like), _credited(a, b, words, like, both))
    return tuple(tie for tie in found if tie)


def _translated(a: Sketch, b: Sketch, like: translations.Likeness) -> Tie | None:
    if a.language == b.language or like.odds < _ODDS:
        return None
    return Tie(a.document, b.document, "translation", like.beside, like.why, like.odds)


def _credited(a: Sketch, b: Sketch, words: float, like: translations.Likeness, both: list[str]) -> Tie | None:
    if not both:
        return None
    words = words if a.language == b.language else 0.0
    told_alike = like.odds >= _ODDS_CREDITED and (a.language != b.language or words >= _WORDS)
    if words < _CREDITED and not told_alike:
        return None
    why = ("words the same", f"{words:.2f}") if words >= _CREDITED else like.why
    return Tie(a.document, b.document, "credit", max(words, like.beside if told_alike else 0.0), ("both credit", credit.name(both[0]), why))


def grouped(documents: Iterable[Known], tied: Iterable[Tie]) -> tuple[Origin, ...]:
    """Return the origins of documents by the ties between them, sorted by id; no order matters.

    Of one document's translations from a language only the likest ones count.

    Args:
        documents: all of them, also those without ties; ties of others are left out.
        tied: what `ties` gave for each pair that was compared.
    """
    known = {told.document: told for told in documents}
    held: dict[str, list[Tie]] = defaultdict(list)
    for tie in _standing(known, sorted(tied, key=lambda tie: (tie.a, tie.b, _ORDER[tie.kinship]))):
        held[tie.a].append(tie)
        held[tie.b].append(tie)
    found = []
    seen: set[str] = set()
    for document in sorted(known):
        if document not in seen:
            group = _reached(document, held)
            seen |= group
            found.append(_origin(group, known, held))
    return tuple(sorted(found, key=lambda origin: origin.id))


def _standing(known: Mapping[str, Known], tied: list[Tie]) -> Iterator[Tie]:
    """Yield the ties that hold: translations without a better rival, and one tie for each pair."""
    tied = [tie for tie in tied if tie.a in known and tie.b in known]
    best: dict[tuple[str, str], float] = defaultdict(float)
    for tie in tied:
        if tie.kinship == "translation":
            for one, other in ((tie.a, tie.b), (tie.b, tie.a)):
                best[one, known[other].language] = max(best[one, known[other].language], tie.odds)
    done = set()
    for tie in tied:
        rival = max(best[tie.a, known[tie.b].language], best[tie.b, known[tie.a].language])
        if (tie.a, tie.b) not in done and (tie.kinship != "translation" or tie.odds >= rival - _RIVAL):
            done.add((tie.a, tie.b))
            yield tie


def _meeting(ordered: list[Sketch]) -> set[tuple[int, int]]:
    """Return the pairs that are to be compared, by their places."""
    holders: dict[int, list[int]] = defaultdict(list)
    for at, told in enumerate(ordered):
        for key in meeting(told):
            holders[key].append(at)
    shared: dict[tuple[int, int], list[int]] = defaultdict(lambda: [0, 0])
    for key, held in holders.items():
        for pair in combinations(held, 2):
            shared[pair][key >= 0] += 1
    return {(a, b) for (a, b), (bands, marks) in shared.items() if compared(ordered[a], ordered[b], bands, marks)}


def _reached(start: str, ties: Mapping[str, list[Tie]]) -> set[str]:
    group, waiting = {start}, [start]
    while waiting:
        for tie in ties.get(waiting.pop(), ()):
            new = {tie.a, tie.b} - group
            group |= new
            waiting += new
    return group


def _origin(group: set[str], known: Mapping[str, Known], ties: Mapping[str, list[Tie]]) -> Origin:
    """Grow the tree of who takes words from whom: from the first published, or the likest to the others, along the strongest ties."""
    likeness = {document: round(sum(sorted(tie.share for tie in ties[document])), 6) for document in group if document in ties}
    first = min(group, key=lambda document: (known[document].published or "9999", -likeness.get(document, 0.0), document))
    inside, kin = {first}, []
    while len(inside) < len(group):
        open_ties = (tie for document in inside for tie in ties[document] if (tie.a in inside) != (tie.b in inside))
        tie = min(open_ties, key=lambda tie: (_ORDER[tie.kinship], -tie.share, tie.a, tie.b))
        new, of = (tie.b, tie.a) if tie.a in inside else (tie.a, tie.b)
        inside.add(new)
        kin.append(Kin(new, of, tie.kinship, tie.why))
    documents = tuple(sorted(group))
    return Origin(f"o-{digest(documents[0])}", documents, tuple(sorted(kin, key=lambda told: told.document)))
