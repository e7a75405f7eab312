"""What a format module is handed, and what it must hold."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

from diurna.case import Standing
from diurna.export._people import CASE_DIGITS, People

if TYPE_CHECKING:
    from collections.abc import Mapping

    from diurna.event import Accord, Promise
    from diurna.export._people import Cast
    from diurna.record import Issue, Reading

EVERYONE = "*"
_NO_STANDING = Standing()


@dataclass(frozen=True, slots=True)
class Edition:
    """Readings to be written out together.

    `failed` are the inputs that could not be read. `several` says that a list is expected even when one reading is left.
    `width` (columns) and `colour` are the terminal's.

    An edition of a case has its name in `case`; people's corrections are laid over the claims of its readings. `standing` says
    how each claim stands, by claim id. `filters` says in words what was asked for, "" for all of the case; `as_of` is the moment
    whose state it is (UTC). `base` is the address that links are put behind, such as "http://127.0.0.1:8021", "" for links
    within the case. `unmask` holds the ids of private persons who are shown by name, or "*" for all. `raw` asks for cells that
    machines read: no apostrophe before what a spreadsheet would run.

    `accords` and `promises` are agreements and commitments over documents; `resting` gives the document of claims that they rest on
    and `readings` do not hold.
    """

    readings: tuple[Reading, ...]
    failed: tuple[Issue, ...] = ()
    several: bool = False
    width: int = 100
    colour: bool = False
    standing: Mapping[str, Standing] = field(default_factory=dict)
    case: str = ""
    filters: str = ""
    as_of: str = ""
    base: str = ""
    unmask: frozenset[str] = frozenset()
    raw: bool = False
    accords: tuple[Accord, ...] = ()
    promises: tuple[Promise, ...] = ()
    resting: Mapping[str, str] = field(default_factory=dict)

    def people(self, reading: Cast) -> People:
        """Return who is who in a reading, private persons masked as this edition asks."""
        digits = {"digits": CASE_DIGITS} if self.case else {}
        return People(reading, masked=EVERYONE not in self.unmask, unmask=self.unmask, **digits)

    def stands(self, claim: str) -> Standing:
        """Return how a claim stands, by its id; one that no standing is known of is pending."""
        return self.standing.get(claim, _NO_STANDING)

    def link(self, claim: str) -> str:
        """Return the lasting address of a claim's passage, "" when it has none."""
        link = self.stands(claim).link
        return f"{self.base.rstrip('/')}{link}" if link.startswith("/") else link


class Format(Protocol):
    """An output format is a module of this folder with these names; its docstring's first line is its help.

    `SUFFIX` is that of its files. `LOSSES` says in plain words, a sentence each, what the format cannot hold. A module whose
    `VERBS` are not told is offered by `diurna export` alone.

    A module may also hold `lost(edition) -> tuple[str, ...]`, which counts what this edition loses, and `SIDECAR`, the suffix of a
    second file beside the first, with `sidecar(edition) -> str | bytes`, which writes what the first cannot hold.
    """

    SUFFIX: str
    LOSSES: tuple[str, ...]

    def render(self, edition: Edition) -> str | bytes:
        """Write the readings out."""
