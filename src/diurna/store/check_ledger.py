"""The check of the ledger against the tables."""

from __future__ import annotations

from typing import TYPE_CHECKING

from diurna.case import Fault

if TYPE_CHECKING:
    from collections.abc import Iterator

    from diurna.store.connection import Connection

# What must not be found, and what was expected instead.
_WRONG = (
    (
        "SELECT e.run, e.name, e.fate FROM entry e JOIN run r ON r.id = e.run WHERE r.state = 'done' AND e.fate IN ('waiting', 'in hand')",
        "read, known, failed or quarantined: the run has ended",
    ),
    (
        "SELECT run, name, 'read' FROM entry WHERE fate = 'read' AND document NOT IN (SELECT document FROM reading)",
        "a reading of it",
    ),
    (
        "SELECT run, name, 'known' FROM entry WHERE fate = 'known' AND document NOT IN (SELECT id FROM document)",
        "a document of that id",
    ),
    (
        "SELECT run, name, 'quarantined' FROM entry WHERE fate = 'quarantined' AND document NOT IN (SELECT document FROM quarantine)",
        "a line among those put aside",
    ),
    (
        "SELECT run, name, fate || ' without a reason' FROM entry WHERE fate IN ('failed', 'quarantined') AND why = ''",
        "a reason",
    ),
)


def ledger(db: Connection) -> Iterator[Fault]:
    """Yield what the ledger says of documents and the tables do not."""
    for sql, expected in _WRONG:
        for run, name, found in db.execute(sql):
            yield Fault(f"ledger, run {run}, {name}", found, expected)
    bare = db.execute("SELECT id FROM document WHERE id NOT IN (SELECT document FROM reading)")
    for (identity,) in bare:
        yield Fault(f"document {identity}", "no reading", "a reading: both are kept in one step")
    silent = "SELECT id FROM document WHERE EXISTS (SELECT 1 FROM run) AND id NOT IN (SELECT document FROM entry WHERE fate = 'read')"
    for (identity,) in db.execute(silent):
        yield Fault(f"document {identity}", "no run of the ledger has read it", "the run that read it")
