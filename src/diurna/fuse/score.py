"""The pairwise score: whether two claims tell of one event, in bits, by the model of Fellegi and Sunter, with its reasons.

Each part is compared by itself and gives the weight of what was found; the weights are added to the prior. A part that one of
the claims does not tell says nothing.
"""

from __future__ import annotations

import math
from datetime import date
from functools import cache
from typing import TYPE_CHECKING

from diurna.event import Link
from diurna.fuse.account import country
from diurna.fuse.weights import close, quad, weights
from diurna.fuse.words import likeness, same_word, sounds

if TYPE_CHECKING:
    from diurna.event import Account, Wording

Weighed = tuple[float, "Wording"]
_NOTHING: Weighed = (0.0, ())
_MONTH = 31  # days
_SAME, _MANY, _SOME, _FEW = 0.8, 0.5, 0.25, 0.1  # shares of the words of two sentences, by rarity
_MOST, _PART = 0.7, 0.5  # shares of a sentence that lie beside another


def link(one: Account, other: Account, *, beside: float | None = None) -> Link | None:
    """Return the link of two claims that tell of one event, None where they do not.

    Args:
        one: an account; `other` likewise, of another claim.
        other: the order of the two does not matter.
        beside: how far their sentences lie beside one another, where one document is a translation of the other (`parallel.beside`).
    """
    a, b = (one, other) if one.claim < other.claim else (other, one)
    facts = [_dates(a, b), _places(a, b), *_parties(a, b), _types(a, b), _numbers(a, b)]
    if beside is not None:
        facts.append(_position(a, b, beside))
    if weights().prior + sum(weight for weight, _ in facts) + _dearest() <= 0:
        return None
    parts = [*facts[:5], _words(a, b), _names(a, b), *facts[5:]]
    score = weights().prior + sum(weight for weight, _ in parts)
    if score <= 0:
        return None
    return Link(a.claim, b.claim, round(score, 3), tuple(reason for weight, reason in parts if reason and weight > 0))


@cache
def _dearest() -> float:
    """Return what the words and names of two sentences, which take the longest to compare, can add at most."""
    told, names = weights().words, weights().names
    return max(told.same, told.many, told.some, told.few, 0.0) + max(told.trigger, 0.0) + max(names.none, names.one, names.two, names.more)


def _dates(a: Account, b: Account) -> Weighed:
    told = weights().date
    if not (a.edtf and b.edtf) or (a.first is a.last is None) or (b.first is b.last is None):
        return _NOTHING
    gap = gap_of(a, b)
    if gap > weights().window:
        return (-math.inf, ())
    if gap > 0:
        return (told.near if gap == 1 else told.apart, ())
    if a.first == a.last == b.first == b.last:
        return (told.same, ("same day", str(a.first)))
    lengths = sorted((_length(a), _length(b)))
    if lengths[0] <= _MONTH:
        return (told.inside if lengths[1] <= _MONTH else told.overlap, ("one time", a.edtf, b.edtf))
    return (told.overlap, ())


def gap_of(a: Account, b: Account) -> int:
    """Return how many days lie between two dates, 0 where they overlap; an open end reaches all that lies there."""
    spans = sorted((x.first or "0001-01-01", x.last or "9999-12-31") for x in (a, b))
    return max(0, date.fromisoformat(spans[1][0]).toordinal() - date.fromisoformat(spans[0][1]).toordinal())


def _length(told: Account) -> int:
    if told.first is None or told.last is None:
        return 10**6
    return date.fromisoformat(told.last).toordinal() - date.fromisoformat(told.first).toordinal() + 1


def _places(a: Account, b: Account) -> Weighed:
    told = weights().place
    if not (a.place and b.place):
        return _NOTHING
    if a.place == b.place:
        return (told.country if a.place.startswith("iso:") else told.same, ("same place", ("name", a.place)))
    if a.place in b.within or b.place in a.within:
        inner, outer = (a, b) if b.place in a.within else (b, a)
        return (told.inside, ("lies in", ("name", inner.place), ("name", outer.place)))
    if _near(a.place) & _near(b.place):
        return _NOTHING
    lands = [{x.place, *x.within} for x in (a, b)]
    shared = any(place.startswith("iso:") for place in lands[0] & lands[1])
    return (told.different if shared else told.abroad, ())


def _near(place: str) -> set[str]:
    """Return the country of a place that is no certain one: by a border, or in the words of the text."""
    return {country(place) or "?"} if place.startswith(("near:", "name:", "unresolved:", "area:")) else set()


def _parties(a: Account, b: Account) -> tuple[Weighed, Weighed]:
    told = weights().actors
    one_tongue = a.language == b.language
    acting = _role(a.actors, b.actors, "actor", one_tongue=one_tongue)
    acted = _role(a.recipients, b.recipients, "recipient", one_tongue=one_tongue)
    if acting[0] < 0 or acted[0] < 0 or acting is acted is _NOTHING:
        crossed = sorted((set(a.actors) & set(b.recipients)) | (set(a.recipients) & set(b.actors)))
        if crossed:
            return (told.swapped, ("same party", ("name", crossed[0]))), (acted if acted[0] > 0 else acting if acting[0] > 0 else _NOTHING)
    return acting, acted


def _role(one: tuple[str, ...], other: tuple[str, ...], role: str, *, one_tongue: bool) -> Weighed:
    told = weights().actors
    if not (one and other):
        return _NOTHING
    shared = sorted(set(one) & set(other))
    if shared:
        rare = [identity for identity in shared if not identity.startswith("state:")]
        weight = told.rare if rare else told.same
        extra = told.same / 2 * (len(shared) - 1)
        return (weight + extra, (f"same {role}{'s' if len(shared) > 1 else ''}", *(("name", identity) for identity in shared)))
    lands = sorted(({country(x) for x in one} & {country(x) for x in other}) - {""})
    if lands:
        return (told.country, (f"{role}s of one country", ("name", f"iso:{lands[0]}")))
    # What no list knows may go by many names, in another language always.
    unknown = "name:" if one_tongue else ("name:", "private:")
    if any(all(identity.startswith(unknown) for identity in ids) for ids in (one, other)):
        return (told.unknown if one_tongue else 0.0, ())
    return (told.different, ())


def _types(a: Account, b: Account) -> Weighed:
    told = weights().type
    if a.type == b.type:
        return (told.same, ("both", a.type))
    if close(a.type, b.type):
        return (told.close, ())
    return (told.quad if quad(a.type) == quad(b.type) else told.other, ())


def _words(a: Account, b: Account) -> Weighed:
    told = weights().words
    if a.language != b.language or (a.document, a.sentence) == (b.document, b.sentence):
        return _NOTHING
    alike = likeness(a.sentence, b.sentence)
    act = told.trigger if same_word(a.trigger, b.trigger) else 0.0
    if alike >= _SAME:
        return (told.same + act, ("nearly the same words",))
    if alike >= _MANY:
        return (told.many + act, ("many of the same words",))
    if alike >= _SOME:
        return (told.some + act, ("some of the same words",))
    return ((told.few if alike < _FEW else 0.0) + act, ("the act is named alike",) if act else ())


def _names(a: Account, b: Account) -> Weighed:
    """Weigh what names two sentences of different languages have in common, by their sounds."""
    told = weights().names
    if a.language == b.language or not (sounds(a.sentence) and sounds(b.sentence)):
        return _NOTHING
    shared = len(sounds(a.sentence) & sounds(b.sentence))
    if not shared:
        return (told.none, ())
    weight = (told.one, told.two, told.more)[min(shared, 3) - 1]
    return (weight, ("names in both sentences", str(shared)))


def _position(a: Account, b: Account, beside: float) -> Weighed:
    """Weigh whether a text and its translation tell two things at one place."""
    told = weights().position
    if beside < _PART:
        return (told.touching if beside else told.apart, ())
    if a.type != b.type and not close(a.type, b.type):
        return (told.other, ())
    return (told.same if beside >= _MOST else told.near, ("at the same place of both texts",))


def _numbers(a: Account, b: Account) -> Weighed:
    if not (a.numbers and b.numbers):
        return _NOTHING
    shared = sorted(set(a.numbers) & set(b.numbers), key=lambda number: (len(number), number))
    if shared:
        return (weights().numbers.same, ("same number", shared[-1]))
    return (weights().numbers.different, ())
