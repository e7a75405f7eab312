"""Sentences: what fusion tells by codes and values, in the words of a language."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from diurna.run.names import names_for
from diurna.wording import ENGLISH, identities, worded

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from diurna.event import Change, Event, Kin, Origin, Wording
    from diurna.store import Store


def sentences(store: Store, told: Sequence[Wording], language: str = ENGLISH) -> list[str]:
    """Return wordings in the words of a language, the ids in them by their names there, those that read alike once.

    Args:
        store: an open case.
        told: wordings.
        language: one of `wording.languages`.
    """
    return list(dict.fromkeys(_each(store, told, language)))


def of_event(store: Store, view: Event, language: str = ENGLISH) -> dict[str, Any]:
    """Return the view of an event as plain data."""
    rules = [{**asdict(value), "why": worded(value.why, language)} for value in view.told]
    return {
        **asdict(view),
        "told": rules,
        "said": worded(view.said, language),
        "disagreements": sentences(store, view.disagreements, language),
        "because": sentences(store, view.because, language),
    }


def of_changes(store: Store, changes: Iterable[Change], language: str = ENGLISH) -> list[dict[str, Any]]:
    """Return changes as plain data."""
    found = list(changes)
    whys = _each(store, [change.why for change in found], language)
    return [{**asdict(change), "why": why} for change, why in zip(found, whys, strict=True)]


def _each(store: Store, told: Sequence[Wording], language: str) -> list[str]:
    named = identities(told)
    names = names_for(store, named, language) if named else {}
    return [worded(one, language, names) for one in told]


def of_kin(kin: Kin, language: str = ENGLISH) -> dict[str, Any]:
    """Return whose words a document has as plain data."""
    return {**asdict(kin), "why": worded(kin.why, language)}


def of_origin(origin: Origin, language: str = ENGLISH) -> dict[str, Any]:
    """Return an origin as plain data."""
    return {**asdict(origin), "kin": [of_kin(one, language) for one in origin.kin]}
