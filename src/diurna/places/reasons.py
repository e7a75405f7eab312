"""Reasons: why a name was or was not taken for a place, in words that a user reads."""

from __future__ import annotations

from typing import TYPE_CHECKING

from diurna.places.gazetteer import ALTERNATE, FIRST_UNIT, SECOND_UNIT, gazetteer

if TYPE_CHECKING:
    from diurna.places.candidates import Candidate
    from diurna.places.context import Subject
    from diurna.places.gazetteer import Entry

_RELATIONS = {"beside": "what lies beside it is not told more precisely", "holds": "the place that it lies in", "parts": "a part of it"}


def resolved(winner: Candidate, subject: Subject, paired: list[str], country: str, unit: str) -> str:
    """Return why the winner was taken: what it is, then what speaks for it."""
    parts = [_what(winner, subject)]
    if winner.relation:
        parts.append(f"“{subject.words}” is taken as {winner.entry.name}: {_RELATIONS[winner.relation]}")
    if paired:
        parts.append(f"named together with {paired[0]}")
    elif winner.entry.precision != "country" and country:
        parts.append(f"{country} is named in the article")
    elif unit:
        parts.append(f"other places in {unit} are named in the article")
    return "; ".join(parts)


def _what(winner: Candidate, subject: Subject) -> str:
    entry = winner.entry
    if entry.precision == "country":
        return "a country" if entry.kind == "country" else entry.kind
    namesakes = [
        c.entry for c in subject.candidates if c.entry.precision == entry.precision and c.rank < ALTERNATE and c.price <= winner.price
    ]
    kind = {"capital": "town", FIRST_UNIT: "first-level unit", SECOND_UNIT: "second-level unit"}.get(entry.kind, entry.kind)
    seat = f"capital of {_country(entry)}, " if entry.kind == "capital" else ""
    if len(namesakes) <= 1:
        return f"{seat}only {kind} of this name in the gazetteer"
    largest = all(other.population <= entry.population for other in namesakes)
    return f"{seat}{'largest' if largest else 'one'} of {len(namesakes)} {'towns' if kind == 'town' else 'units or areas'} of this name"


def _country(entry: Entry) -> str:
    found = (candidate for candidate, _ in gazetteer().find(entry.country.casefold()) if candidate.id == f"iso:{entry.country}")
    return next((candidate.name for candidate in found), entry.country)


def ambiguous(close: list[Entry]) -> str:
    """Return why no entry was taken although there are some."""
    if len(close) == 1:
        return f"only a small place of this name is known ({_told(close[0])}), and nothing in the article speaks for it"
    return f"{len(close)} places of this name are as likely: {'; '.join(_told(entry) for entry in close[:3])}"


def _told(entry: Entry) -> str:
    unit = gazetteer().entry(entry.unit1).name if entry.unit1 else ""
    return ", ".join(dict.fromkeys(part for part in (entry.name, unit, _country(entry)) if part))


def unresolved(relation: str) -> str:
    """Return why a name has no candidate at all."""
    if relation == "named_after":
        return "a street, square or house, which the gazetteer does not hold; its name need not tell where it is"
    if relation:
        return "a facility, border or part of a place whose name holds no place that the gazetteer knows"
    return "no place of this name in the gazetteer"
