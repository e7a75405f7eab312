"""What an open case notes of the runs that add to it; the part of `Store` that keeps the ledger."""

from __future__ import annotations

from typing import TYPE_CHECKING

from diurna.store import ledger

if TYPE_CHECKING:
    from collections.abc import Sequence

    from diurna.case import Fate, Tally
    from diurna.store.connection import Connection
    from diurna.store.ledger import Noted


class Runs:
    """The ledger of an open case."""

    _db: Connection
    _run: int | None = None

    def begin_run(self, verb: str, args: Sequence[str]) -> int:
        """Begin a run and return its id; runs that are still open were broken off."""
        self._run = ledger.begin(self._db, verb, args)
        return self._run

    def enter(self, run: int, name: str, document_id: str) -> Fate:
        """Note a document handed in; return its fate: known, quarantined, waiting, or what it met with in this run already."""
        return ledger.enter(self._db, run, name, document_id)

    def in_hand(self, run: int, document_id: str, name: str) -> None:
        """Note that work on a document begins; on disk when this returns."""
        ledger.settle(self._db, (run, document_id, name), "in hand")

    def failed(self, run: int, document_id: str, name: str, why: str) -> None:
        """Note that a document cannot be read, and why."""
        ledger.settle(self._db, (run, document_id, name), "failed", why)

    def strike(self, run: int, document_id: str, name: str, why: str) -> int:
        """Note that a document broke its reader; return its strikes over all runs since it was last released."""
        return ledger.strike(self._db, run, document_id, name, why)

    def quarantine(self, document_id: str, name: str, why: str) -> None:
        """Put a document aside; `enter` says so from now on, and so does its entry of the open run."""
        ledger.quarantine(self._db, document_id, name, why)

    def quarantined(self) -> list[Noted]:
        """Return the documents put aside, with name and reason."""
        return ledger.quarantined(self._db)

    def unread(self) -> list[Noted]:
        """Return what was handed in and could not be read, with name and reason, unless it has been read since."""
        return ledger.failed(self._db)

    def release(self, document_id: str) -> bool:
        """Let a document be tried again, without its strikes; tell whether it was put aside."""
        return ledger.release(self._db, document_id)

    def shard(self, run: int, shard_id: str, state: str, n_in: int, n_out: int) -> None:
        """Write how far a shard of a run has come."""
        ledger.shard(self._db, run, shard_id, state, (n_in, n_out))

    def interrupted(self) -> list[Noted]:
        """Return what was in hand when earlier runs broke off, unless it has been read, or struck for it, since."""
        return ledger.interrupted(self._db, self._run)

    def end_run(self, run: int) -> Tally:
        """End a run and say what became of its documents.

        Raises:
            LedgerError: some handed in are neither read, known, failed nor quarantined; the message names them.
        """
        return ledger.end(self._db, run)
