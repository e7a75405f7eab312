"""Places: how they are shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from diurna.record import Reading


def place_name(where: str | None, reading: Reading) -> str:
    """Return the name of a place by id; a value that is no place's id is its own name."""
    return next((place.name for place in reading.places or () if place.id == where), where or "")
