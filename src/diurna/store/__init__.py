"""Store: the case, one SQLite file that holds the evidence.

Adds nothing to a reading; needs a reading of the document as received, and a file on a local disk.
Never changes or deletes an original, a text, a reading, a claim or a decision; corrections stand in the chronology alone.
Example: `with store.open(path, write=False) as case: case.query(Filters(text="treaty"), limit=20).rows`
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from diurna.store import opening
from diurna.store.keep import document_id
from diurna.store.ledger import Noted
from diurna.store.readings import only
from diurna.store.rows import Found, Kept, Row, Text
from diurna.store.store import Store

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["Found", "Kept", "Noted", "Row", "Store", "Text", "create", "document_id", "only", "open"]


def create(path: Path, *, name: str) -> None:
    """Make the file of an empty case; `open` it to use it.

    Args:
        path: where; nothing may be there yet.
        name: what the case is called in exports.

    Raises:
        StoreError: something is there already, or the file cannot be made.
    """
    opening.make(path, name=name)


def open(path: Path, *, write: bool, wait: float = 10.0, verb: str = "") -> Store:  # noqa: A001 - `store.open` is what it is called
    """Open a case; use it in a `with` block.

    Args:
        path: the file of the case.
        write: whether to write; then the lock is taken, and a case of an older schema is brought forward, a copy made first.
        wait: seconds to wait for another writer.
        verb: what the case is opened for, told to a writer who waits.

    Raises:
        NotACaseError: the file is missing, or no case.
        VersionError: its schema is newer than this Diurna, or older and it is opened to read.
        BusyError: another process is still writing after `wait` seconds; the message says which.
        DamagedError: SQLite finds the file damaged.
    """
    return Store(path, write=write, wait=wait, verb=verb)
