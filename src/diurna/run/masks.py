"""Masks: private persons hidden in what is told of claims beside the claims themselves: sources, decisions."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from diurna.case import Decision
    from diurna.export import Edition, People


def people_of(made: Edition) -> dict[str, People]:
    """Return who is who in each document of an edition, by document id."""
    return {reading.document.id: made.people(reading) for reading in made.readings}


def sources(made: Edition) -> dict[str, str]:
    """Return what each source of an edition is shown as: an outlet may bear the name of a private person of its article."""
    people = people_of(made)
    return shown((reading.document.source, people[reading.document.id]) for reading in made.readings)


def shown(sources: Iterable[tuple[str, People]]) -> dict[str, str]:
    """Return what each source is shown as: where the people of any of its documents hide a name in it, without that name."""
    found: dict[str, str] = {}
    for source, people in sources:
        found[source] = people.text(found.get(source, source))
    return found


def text(people: Iterable[People], words: str) -> str:
    """Return words with the private persons of some documents masked."""
    for one in people:
        words = one.text(words)
    return words


def replaced(words: str, renamed: Mapping[str, str]) -> str:
    """Return words in which each name stands as it is shown."""
    for raw, shown in renamed.items():
        words = words.replace(raw, shown) if raw != shown else words
    return words


def decision(made: Decision, people: Iterable[People]) -> dict[str, Any]:
    """Return a decision as plain data, private persons masked in its values and its reason."""
    masks = list(people)
    shown = {part: text(masks, value) for part, value in made.values.items()}
    return {**asdict(made), "values": shown, "why": text(masks, made.why)}
