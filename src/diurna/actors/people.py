"""People: who held an office on a day, and which known person a name in any spelling means."""

from __future__ import annotations

from typing import TYPE_CHECKING

from diurna.actors import words
from diurna.actors.spelling import Token, alike, fold, folded, sound

if TYPE_CHECKING:
    from diurna.actors.lexicon import Lexicon
    from diurna.actors.words import Leader, Term

_BEFORE, _AFTER = 3, 5  # years around a term in which a surname alone still means the holder


def holders(where: str, office: str, day: str) -> tuple[Leader, ...]:
    """Return the persons who held an office on a day.

    Args:
        where: alpha-3 code of the state or the id of a body.
        office: name of the office: "head-of-state", "foreign-minister"…
        day: YYYY-MM or YYYY-MM-DD; "" gives nobody.
    """
    found = [p for p in words.leaders().values() for t in p.terms if t.where == where and t.office == office and covers(t, day)]
    return tuple(dict.fromkeys(found))


def covers(term: Term, day: str) -> bool:
    """Return whether the month of a day lies in the term; the months of change belong to both holders."""
    month = day[:7]
    return len(month) >= len("2000-01") and term.start <= month and (not term.end or month <= term.end)


def holder(where: str, office: str, day: str) -> Leader | None:
    """Return the one person who held an office on a day; in a month of change the one who came later."""
    found = holders(where, office, day)
    if not found:
        return None
    return max(found, key=lambda p: max(t.start for t in p.terms if t.where == where and t.office == office and covers(t, day)))


def active(person: Leader, day: str) -> bool:
    """Return whether the person was in public life around a day (unknown days fit everyone)."""
    if len(day) < len("2000"):
        return True
    year = int(day[:4])
    return any(int(t.start[:4]) - _BEFORE <= year and (not t.end or year <= int(t.end[:4]) + _AFTER) for t in person.terms)


def by_name(name: tuple[Token, ...], lexicon: Lexicon) -> Leader | None:
    """Return the known person with this full name, in whatever spelling; None for one word, none or several."""
    if len(name) < 2:  # noqa: PLR2004 - a first name and a surname
        return None
    found: dict[str, Leader] = {}
    for token in (name[-1], name[0]):
        others = [t for t in name if t is not token]
        for form in lexicon.forms(token):
            for person in lexicon.surnames.get(sound(form), ()):
                if _is_called(person, form, others, lexicon):
                    found[person.id] = person
    return next(iter(found.values())) if len(found) == 1 else None


def _is_called(person: Leader, surname: str, others: list[Token], lexicon: Lexicon) -> bool:
    for full in person.names:
        parts = folded(full)
        last = next((p for p in parts if alike(p, surname)), None)
        firsts = [p for p in parts if p != last]
        if last and firsts and all(any(_first_alike(f, o, lexicon) for f in firsts) for o in others):
            return True
    return False


def _first_alike(first: str, token: Token, lexicon: Lexicon) -> bool:
    if len(token.fold) == 1:
        return sound(first)[:1] == sound(token.fold)[:1] or first[0] == token.fold
    return any(alike(first, form) for form in lexicon.forms(token))


def by_surname(token: Token, lexicon: Lexicon) -> tuple[Leader, ...]:
    """Return the known persons whose surname this may be, best spelled first."""
    exact: dict[str, Leader] = {}
    near: dict[str, Leader] = {}
    for form in lexicon.forms(token):
        for person in lexicon.surnames.get(sound(form), ()):
            surnames = [s for n in words.surnames(person) for s in (*folded(n), fold(n))]
            if any(s == form for s in surnames):
                exact[person.id] = person
            elif any(alike(s, form) for s in surnames):
                near[person.id] = person
    return tuple(exact.values()) or tuple(near.values())


def same_name(one: tuple[Token, ...], other: tuple[Token, ...], lexicon: Lexicon) -> bool:
    """Return whether two names of a document may be one person's: a shared surname, and no differing first name."""
    if not one or not other:
        return False
    if _ends_in(one, other, lexicon) or _ends_in(other, one, lexicon):
        return True
    if len(one) > 1 and len(other) > 1:
        return _word_alike(one[-1], other[-1], lexicon) and _initial_alike(one[0], other[0], lexicon)
    short, full = (one, other) if len(one) == 1 else (other, one)
    return _word_alike(short[0], full[-1], lexicon) or (len(full) > 1 and short[0].fold == full[0].fold)


def _ends_in(full: tuple[Token, ...], end: tuple[Token, ...], lexicon: Lexicon) -> bool:
    """Return whether a name ends in another of several words, or in its letters: "Matiang'i" and "Matiangi"."""
    if 1 < len(end) < len(full) and all(_word_alike(a, b, lexicon) for a, b in zip(full[-len(end) :], end, strict=True)):
        return True
    letters = "".join(t.fold for t in end)
    return any("".join(t.fold for t in full[i:]) == letters for i in range(len(full) - 1))


def _word_alike(one: Token, other: Token, lexicon: Lexicon) -> bool:
    if one.fold == other.fold:
        return True
    return any(alike(a, b) for a in lexicon.forms(one) for b in (other.fold, *lexicon.forms(other)) if len(a) > 2 and len(b) > 2)  # noqa: PLR2004


def _initial_alike(one: Token, other: Token, lexicon: Lexicon) -> bool:
    if 1 in (len(one.fold), len(other.fold)):
        return one.fold[0] == other.fold[0]
    return _word_alike(one, other, lexicon)
