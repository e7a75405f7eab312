"""Origins: documents that are copies or translations of one another, or credit one agency for one story, count once."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING

from diurna.event import Kin, Kinship, Origin
from diurna.fuse import credits as credit
from diurna.fuse import minhash, translations
from diurna.record import digest

if TYPE_CHECKING:
    from collections.abc import Iterable

    from diurna.fuse.sketch import Sketch

_COPIED = 0.5  # share of the shorter text's word triples
_CREDITED = 0.2  # the same of two that credit one agency
_SHARED = 2.5  # weight of marks that a translation shares with its original at least
_LIKE = 0.3  # share of marks that it shares, in one order
_LIKE_CREDITED = 0.35  # the same of two that credit one agency
_WORDS = 0.05  # share of word triples that these have in common beside, where they are of one language
_RIVAL = 0.8  # a translation is nearly as like as the likest document of its language
_LONGER = 2  # times as many sentences in a translation at most
_MARKS = 3  # marks that two documents share, to be compared
_COMMON = 200  # documents that share a mark, from which it leads to no comparison
_ORDER: dict[Kinship, int] = {"copy": 0, "translation": 1, "credit": 2}


@dataclass(frozen=True, slots=True)
class Tie:
    """Two documents that share an origin, `a` before `b` by id: how, how much (0 to 1), and the reason."""

    a: str
    b: str
    kinship: Kinship
    share: float
    why: str


def origins(sketches: Iterable[Sketch]) -> tuple[Origin, ...]:
    """Return the origins of documents, sorted by id; every document is in one, and their order does not matter.

    Args:
        sketches: of the documents, one each.
    """
    known = {told.document: told for told in sketches}
    ordered = [known[document] for document in sorted(known)]
    ties: dict[str, list[Tie]] = defaultdict(list)
    for tie in ties_of(ordered):
        ties[tie.a].append(tie)
        ties[tie.b].append(tie)
    found = []
    seen: set[str] = set()
    for told in ordered:
        if told.document not in seen:
            group = _reached(told.document, ties)
            seen |= group
            found.append(_origin(group, known, ties))
    return tuple(sorted(found, key=lambda origin: origin.id))


def ties_of(ordered: list[Sketch]) -> tuple[Tie, ...]:
    """Return the ties between documents that are sorted by id: one for each pair that shares its words."""
    met, marked = _met(ordered), _marked(ordered)
    copies = [tie for a, b in sorted(met) if (tie := _copy(ordered[a], ordered[b]))]
    done = {(tie.a, tie.b) for tie in copies}
    others = [(ordered[a], ordered[b]) for a, b in sorted(met | marked) if (ordered[a].document, ordered[b].document) not in done]
    translated = _translations([(a, b) for a, b in others if a.language != b.language])
    done = {(tie.a, tie.b) for tie in translated}
    credited = (_credit(a, b) for a, b in others if (a.document, b.document) not in done)
    return (*copies, *translated, *(tie for tie in credited if tie))


def _met(ordered: list[Sketch]) -> set[tuple[int, int]]:
    """Return the pairs that share a band of their signatures."""
    buckets: dict[bytes, list[int]] = defaultdict(list)
    for at, told in enumerate(ordered):
        for band in minhash.bands(told.signature):
            buckets[band].append(at)
    return {pair for bucket in buckets.values() for pair in combinations(bucket, 2)}


def _marked(ordered: list[Sketch]) -> set[tuple[int, int]]:
    """Return the pairs that share enough marks, in any order, to be compared."""
    holders: dict[str, list[int]] = defaultdict(list)
    for at, told in enumerate(ordered):
        for mark in set(told.marks):
            holders[mark].append(at)
    shared = Counter(pair for held in holders.values() if len(held) <= _COMMON for pair in combinations(held, 2))
    return {pair for pair, count in shared.items() if count >= _MARKS}


def _copy(a: Sketch, b: Sketch) -> Tie | None:
    share = minhash.containment(a.hashes, b.hashes)
    if share < _COPIED:
        return None
    return Tie(a.document, b.document, "copy", share, f"{share:.0%} of the shorter text's runs of three words are in the other")


def _credit(a: Sketch, b: Sketch) -> Tie | None:
    both = sorted(set(a.credits) & set(b.credits))
    if not both:
        return None
    words = minhash.containment(a.hashes, b.hashes) if a.language == b.language else 0.0
    weight, like = translations.likeness(a.marks, b.marks)
    told_alike = weight >= _SHARED and like >= _LIKE_CREDITED and (a.language != b.language or words >= _WORDS)
    if words < _CREDITED and not told_alike:
        return None
    same = f"{words:.0%} of their words" if words >= _CREDITED else "names, dates and numbers in one order"
    return Tie(a.document, b.document, "credit", max(words, like), f"both credit {credit.name(both[0])} and share {same}")


def _translations(pairs: list[tuple[Sketch, Sketch]]) -> list[Tie]:
    """Return the ties of translations: a pair in which each is about the likest of its language to the other."""
    likes = {}
    best: dict[tuple[str, str], float] = defaultdict(float)
    for a, b in pairs:
        if max(a.sentences, b.sentences) > _LONGER * min(a.sentences, b.sentences):
            continue
        weight, like = translations.likeness(a.marks, b.marks)
        if weight >= _SHARED and like >= _LIKE:
            likes[a.document, b.document] = like
            for one, other in ((a, b), (b, a)):
                best[one.document, other.language] = max(best[one.document, other.language], like)
    return [
        Tie(a.document, b.document, "translation", like, f"translation: {like:.0%} of names, dates and numbers are the same, in one order")
        for a, b in pairs
        if (like := likes.get((a.document, b.document), 0.0))
        and like >= _RIVAL * max(best[a.document, b.language], best[b.document, a.language])
    ]


def _reached(start: str, ties: dict[str, list[Tie]]) -> set[str]:
    group, waiting = {start}, [start]
    while waiting:
        for tie in ties.get(waiting.pop(), ()):
            new = {tie.a, tie.b} - group
            group |= new
            waiting += new
    return group


def _origin(group: set[str], known: dict[str, Sketch], ties: dict[str, list[Tie]]) -> Origin:
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
