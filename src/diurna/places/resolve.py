"""Resolution: each name of a reading to one place, or to none with the reason why not."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from diurna.places.candidates import Candidate, candidates
from diurna.places.context import Subject, held, supporters, weigh
from diurna.places.forms import relation
from diurna.places.gazetteer import ALTERNATE, notes
from diurna.places.names import key
from diurna.places.reasons import ambiguous, resolved, unresolved
from diurna.places.subjects import Named, subjects
from diurna.places.words import lexicon
from diurna.record import Place, Quote, Reading

if TYPE_CHECKING:
    from collections.abc import Iterable

_MARGIN: Final = 0.35  # a rival nearer than this leaves the name ambiguous
_SAME_GROUND_KM: Final = 40.0  # rivals that near are one place for a reader of a map
_SMALL: Final = 15_000  # a town below, with nothing in the article for it, is not pinned
_LEAST_SHARE: Final = 0.05
_ONE_COUNTRY: Final = 0.9
_MOST_CANDIDATES: Final = 8


def resolve(reading: Reading) -> Reading:
    """Fill the layer `places`.

    Args:
        reading: its text, language and mentions are used; mentions None leaves places None.

    Returns:
        A copy with one `Place` for each place that the mentions of kind "place" name, in the order of their first mention.
    """
    if reading.mentions is None:
        return reading
    named, everyone = subjects(reading)
    weigh(everyone)
    verdicts: dict[int, Place] = {}
    for one in named:
        if id(one.subject) not in verdicts:
            verdicts[id(one.subject)] = _decide(one.subject, everyone, reading.language)
    return replace(reading, places=tuple(_group((verdicts[id(one.subject)], one) for one in named)))


def lookup(name: str, language: str) -> tuple[Place, ...]:
    """Return the places that a name may mean, the likeliest first, without any context.

    Args:
        name: words as a text has them, inflected or with an article.
        language: ISO 639-1 code; a language without data is searched for plain names alone.
    """
    subject = Subject(name, candidates(name, language))
    return tuple(
        _place(candidate, "by its name alone", share) for candidate, share in zip(subject.candidates, subject.shares, strict=True)
    )[:_MOST_CANDIDATES]


def _decide(subject: Subject, everyone: list[Subject], language: str) -> Place:
    if not subject.candidates:
        return _nowhere(subject.words, unresolved(relation(subject.words, lexicon(language))), "unresolved", (), "")
    best = subject.best()
    winner, score = subject.candidates[best], subject.scores[best]
    rivals = [
        (rival, subject.scores[i])
        for i, rival in enumerate(subject.candidates)
        if i != best and not _same_ground(winner, rival) and not winner.entry.within(rival.entry) and not rival.entry.within(winner.entry)
    ]
    paired = [other.candidates[other.best()].entry.name for other in subject.pairs if held(winner.entry, other)]
    country, unit = supporters(winner.entry, subject, everyone)
    near = max((rival for _, rival in rivals), default=float("-inf"))
    if score - near < _MARGIN:
        close = [winner, *(rival for rival, points in rivals if score - points < _MARGIN)]
        return _nowhere(
            subject.words, ambiguous([c.entry for c in close]), "ambiguous", [winner, *(r for r, _ in rivals)], _nation(subject)
        )
    backed = bool(paired or country or unit)
    if not backed and winner.entry.precision == "town" and _weak(winner):
        return _nowhere(subject.words, ambiguous([winner.entry]), "ambiguous", [winner, *(r for r, _ in rivals)], _nation(subject))
    reason = resolved(winner, subject, paired, country, unit)
    others = tuple(
        c.entry.id for c, share in zip(subject.candidates, subject.shares, strict=True) if c is not winner and share >= _LEAST_SHARE
    )
    place = replace(_place(winner, reason, subject.shares[best]), candidates=others[:_MOST_CANDIDATES])
    return _near(place, subject.words) if winner.entry.kind == "country" and winner.relation == "beside" else place


def _near(country: Place, words: str) -> Place:
    """Return what lies by a country's border: on which side is not told, so that it has no point and no country."""
    return replace(country, id=f"near:{country.country}", name=words, kind="border", country="", lat=None, lon=None)


def _weak(candidate: Candidate) -> bool:
    """Tell whether a name alone is too little: a small town, or a larger one by a rare or taken-apart name."""
    needed = _SMALL * (1 if candidate.rank < ALTERNATE else 4) * (1 if candidate.price < 1 else 4)
    return candidate.entry.population < needed and candidate.entry.kind != "capital"


def _same_ground(one: Candidate, other: Candidate) -> bool:
    return one.entry.row == other.entry.row or one.entry.distance(other.entry) < _SAME_GROUND_KM


def _place(candidate: Candidate, reason: str, share: float) -> Place:
    entry = candidate.entry
    note = notes().get(entry.id)
    sure = share * (0.97 if candidate.price < 1 else 0.85) * (0.95 if candidate.rank < ALTERNATE else 0.9)
    return Place(
        id=entry.id,
        name=entry.name,
        kind="disputed territory" if note else entry.kind,
        country=entry.country,
        lat=entry.lat,
        lon=entry.lon,
        precision=entry.precision,
        mentions=(),
        reason=f"{reason}; disputed: {note}" if note else reason,
        confidence=round(sure, 3),
    )


def _nation(subject: Subject) -> str:
    """Return the country that nearly all belief lies in, "" where it is spread: a town may be ambiguous and its country not."""
    belief: dict[str, float] = defaultdict(float)
    for candidate, share in zip(subject.candidates, subject.shares, strict=True):
        belief[candidate.entry.country] += share
    return next((country for country, share in belief.items() if share >= _ONE_COUNTRY), "")


def _nowhere(words: str, reason: str, kind: str, close: Iterable[Candidate], country: str) -> Place:
    entries = [candidate.entry for candidate in close][:_MOST_CANDIDATES]
    return Place(
        id=f"unresolved:{key(words) or words}",
        name=words,
        kind=kind,
        country=country,
        lat=None,
        lon=None,
        precision="unknown",
        mentions=(),
        reason=reason,
        confidence=0.0,
        candidates=tuple(entry.id for entry in entries),
    )


def _group(found: Iterable[tuple[Place, Named]]) -> list[Place]:
    """Bring the mentions of one place together; each new reason is added once."""
    places: dict[str, Place] = {}
    for place, one in found:
        quote: Quote = one.mention.quote
        known = places.get(place.id)
        if known is None:
            places[place.id] = replace(place, mentions=(quote,))
            continue
        reason = known.reason if place.reason in known.reason else f"{known.reason}; “{quote.text}”: {place.reason}"
        mentions = known.mentions if quote in known.mentions else (*known.mentions, quote)
        places[place.id] = replace(known, mentions=mentions, reason=reason, confidence=max(known.confidence, place.confidence))
    return list(places.values())
