"""What a format module hands back, and what it must hold."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from diurna.record import Issue


@dataclass(frozen=True, slots=True)
class Extract:
    """The text of one document and what its own markup says about it; `published` is a day (YYYY-MM-DD) or None.

    `language` is what the markup states, any BCP 47 tag: a hint, no more.
    """

    text: str
    title: str = ""
    source: str = ""
    published: str | None = None
    language: str = ""
    issues: tuple[Issue, ...] = ()


class Format(Protocol):
    """An input format is a module of this folder with these three names."""

    SUFFIXES: tuple[str, ...]

    def sniff(self, raw: bytes) -> int:
        """Return how surely the bytes are of this format: 0 no, 1 perhaps, 2 yes."""

    def extract(self, raw: bytes, name: str) -> Extract:
        """Take the text out; raise `InputError` when that cannot be done."""
