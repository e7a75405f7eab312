"""What a format module is handed, and what it must hold."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from diurna.record import Issue, Reading


@dataclass(frozen=True, slots=True)
class Edition:
    """Readings to be written out together.

    `failed` are the inputs that could not be read. `several` says that a list is expected even when one reading is left.
    `width` (columns) and `colour` are the terminal's.
    """

    readings: tuple[Reading, ...]
    failed: tuple[Issue, ...] = ()
    several: bool = False
    width: int = 100
    colour: bool = False


class Format(Protocol):
    """An output format is a module of this folder with these two names; its docstring's first line is its help."""

    SUFFIX: str

    def render(self, edition: Edition) -> str:
        """Write the readings out."""
