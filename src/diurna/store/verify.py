"""The check of a case: what is written is what was written, and what follows from it follows still."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from diurna.case import Fault, Standing
    from diurna.record import Claim
    from diurna.store.connection import Connection


def verify(db: Connection, path: Path) -> Iterator[Fault]:
    yield from ()


def laid(db: Connection, claims: Iterable[tuple[Claim, Standing]]) -> Iterator[Fault]:
    yield from ()
