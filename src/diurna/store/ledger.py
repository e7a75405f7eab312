"""The ledger: what was handed in, what is in hand, and what became of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from diurna.case import Tally
from diurna.errors import LedgerError
from diurna.record import Issue
from diurna.store.codec import canonical

if TYPE_CHECKING:
    from collections.abc import Sequence

    from diurna.case import Fate
    from diurna.store.connection import Connection


@dataclass(frozen=True, slots=True)
class Noted:
    """A document that the ledger has something to say of."""

    document_id: str
    name: str
    why: str


def now() -> str:
    """Return this moment in UTC."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def begin(db: Connection, verb: str, args: Sequence[str]) -> int:
    """Begin a run; one that is still open was broken off, since there is one writer at a time."""
    with db.transaction():
        db.change("run", {"state": "open"}, state="broken off")
        run = int(db.one("SELECT coalesce(max(id), 0) + 1 FROM run"))
        db.insert("run", id=run, verb=verb, args=canonical([str(arg) for arg in args]), began=now(), ended=None, state="open")
    return run


def enter(db: Connection, run: int, name: str, document: str) -> Fate:
    """Note that a document was handed in; return its fate: "known", "quarantined", "waiting", or what it met with already."""
    with db.transaction():
        found: Fate | None = db.one("SELECT fate FROM entry WHERE run = ? AND document = ? AND name = ?", run, document, name)
        if found is not None:
            return found
        fate: Fate = "waiting"
        why = ""
        if db.one("SELECT 1 FROM document WHERE id = ?", document) is not None:
            fate = "known"
        elif (held := db.one("SELECT why FROM quarantine WHERE document = ? AND released IS NULL", document)) is not None:
            fate, why = "quarantined", held
        db.insert("entry", run=run, document=document, name=name, fate=fate, why=why, at=now())
    return fate


def settle(db: Connection, item: tuple[int, str, str], fate: Fate, why: str = "") -> None:
    """Write what became of an item: a run, a document and a name; one that was read in this run stays read."""
    with db.transaction():
        key = dict(zip(("run", "document", "name"), item, strict=True))
        found = db.one("SELECT fate FROM entry WHERE run = ? AND document = ? AND name = ?", *item)
        if found is None:
            db.insert("entry", **key, fate=fate, why=why, at=now())
        elif found != fate and not (found == "read" and fate == "known"):
            db.change("entry", key, fate=fate, why=why, at=now())


def strike(db: Connection, run: int, document: str, name: str, why: str) -> int:
    """Note that a document broke its reader; return how often it did in all runs since it was last released."""
    with db.transaction():
        number = int(db.one("SELECT coalesce(max(id), 0) + 1 FROM strike"))
        db.insert("strike", id=number, run=run, document=document, name=name, why=why, at=now(), cleared=0)
        _closed(db, run, document, why)
        return int(db.one("SELECT count(*) FROM strike WHERE document = ? AND cleared = 0", document))


def quarantine(db: Connection, document: str, name: str, why: str) -> None:
    """Put a document aside; its entry of the open run says so."""
    with db.transaction():
        if db.one("SELECT 1 FROM quarantine WHERE document = ? AND released IS NULL", document) is None:
            number = int(db.one("SELECT coalesce(max(id), 0) + 1 FROM quarantine"))
            db.insert("quarantine", id=number, document=document, name=name, why=why, at=now(), released=None)
        run = db.one("SELECT max(id) FROM run WHERE state = 'open'")
        if run is not None:
            settle(db, (int(run), document, name), "quarantined", why)


def quarantined(db: Connection) -> list[Noted]:
    """Return the documents that are put aside, in the order in which they were."""
    return [Noted(*row) for row in db.execute("SELECT document, name, why FROM quarantine WHERE released IS NULL ORDER BY id")]


def failed(db: Connection) -> list[Noted]:
    """Return what was handed in, could not be read, and has not been read since, each with its last reason."""
    asked = """SELECT document, name, why FROM entry AS e WHERE fate = 'failed' AND document NOT IN (SELECT id FROM document)
    AND run = (SELECT max(run) FROM entry WHERE document = e.document AND name = e.name) ORDER BY run, name"""
    return [Noted(*row) for row in db.execute(asked)]


def release(db: Connection, document: str) -> bool:
    """Let a document be tried again, its strikes cleared; tell whether it was put aside."""
    with db.transaction():
        db.change("strike", {"document": document, "cleared": 0}, cleared=1)
        held = [row[0] for row in db.execute("SELECT id FROM quarantine WHERE document = ? AND released IS NULL", (document,))]
        for number in held:
            db.change("quarantine", {"id": number}, released=now())
    return bool(held)


def shard(db: Connection, run: int, identity: str, state: str, counts: tuple[int, int]) -> None:
    """Write how far a shard of a run has come; `counts` are documents in and out."""
    n_in, n_out = counts
    with db.transaction():
        key = {"run": run, "id": identity}
        if not db.change("shard", key, state=state, n_in=n_in, n_out=n_out, at=now()):
            db.insert("shard", **key, state=state, n_in=n_in, n_out=n_out, at=now())


def interrupted(db: Connection, own: int | None) -> list[Noted]:
    """Return what was in hand when an earlier run broke off, but for what has been read or struck since; `own` is the run going on."""
    sql = (
        "SELECT e.document, e.name, 'in hand when run ' || e.run || ' broke off' FROM entry e JOIN run r ON r.id = e.run "
        "WHERE e.fate = 'in hand' AND r.state <> 'done' AND r.id IS NOT ? "
        "AND NOT EXISTS (SELECT 1 FROM document WHERE id = e.document) ORDER BY e.run, e.name"
    )
    return [Noted(*row) for row in db.execute(sql, (own,))]


def end(db: Connection, run: int) -> Tally:
    """End a run and say what became of its documents; errors as `Store.end_run`."""
    rows = db.execute("SELECT name, document, fate, why FROM entry WHERE run = ? ORDER BY name, document", (run,)).fetchall()
    left = [f"{name} ({document}: {fate})" for name, document, fate, _ in rows if fate in ("waiting", "in hand")]
    if left:
        raise LedgerError(
            f"run {run}: {len(rows)} documents were handed in, {len(rows) - len(left)} are accounted for; left over: {', '.join(left[:20])}"
            + (f" and {len(left) - 20} more" if len(left) > 20 else "")  # noqa: PLR2004 - as many as are named
        )
    of = {
        fate: tuple(Issue(fate, name, why) for name, _, f, why in rows if f == fate) for fate in ("read", "known", "failed", "quarantined")
    }
    sql = "SELECT name FROM entry e WHERE run = ? AND fate = 'read' AND NOT EXISTS (SELECT 1 FROM reading WHERE document = e.document)"
    missing = db.one(sql, run)
    if missing is not None:
        raise LedgerError(f"run {run}: {missing} counts as read, but the case has no reading of it")
    with db.transaction():
        db.change("run", {"id": run}, state="done", ended=now())
    return Tally(len(of["read"]), len(of["known"]), of["failed"], of["quarantined"])


def _closed(db: Connection, run: int, document: str, why: str) -> None:
    """Settle by a strike what earlier runs left in hand of its document."""
    sql = "SELECT run, name FROM entry WHERE document = ? AND fate = 'in hand' AND run < ?"
    for earlier, name in db.execute(sql, (document, run)).fetchall():
        db.change("entry", {"run": earlier, "document": document, "name": name}, fate="failed", why=why)
