"""The check of what is derived: the chronology against the readings, the word indexes against the chronology."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING, Any

from diurna.case import Fault
from diurna.store import blocks, chronology, opening
from diurna.store.chronology import PENDING
from diurna.store.fusion import Fusion, replayed

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from diurna.case import Standing
    from diurna.record import Claim
    from diurna.store.connection import Connection

_INDEXES = ("words", "signs")
_SHADOWS = ("config", "data", "docsize", "idx")  # the tables in which FTS5 keeps an index


def chronology_rows(db: Connection) -> Iterator[Fault]:
    """Yield rows that differ from their claims as read; those of claims and documents that decisions are about need only be there.

    What a person added may have been taken back: whether its row is rightly there, or not there, is for who replays the log to say.
    """
    decided = {target for (targets,) in db.execute("SELECT target FROM decision") for target in targets.split()}
    added = {target for (target,) in db.execute("SELECT target FROM decision WHERE action = 'add'")}
    count = 0
    for claim, row in chronology.current(db):
        count += 1
        if claim.id not in decided and claim.document not in decided:
            yield from _differences(db, claim, PENDING, row)
        elif db.one("SELECT 1 FROM chronology WHERE claim = ?", claim.id) is not None:
            continue
        elif claim.id in added:
            count -= 1
        else:
            yield Fault(f"chronology, claim {claim.id}", "no row", "one row")
    shown = int(db.one("SELECT count(*) FROM chronology"))
    if shown != count:
        yield Fault("chronology", f"{shown} rows", f"{count}, as many as the current readings have claims")


def laid(db: Connection, claims: Iterable[tuple[Claim, Standing]]) -> Iterator[Fault]:
    """Yield rows that differ from claims as they stand by decisions; claims of superseded readings are passed over."""
    for claim, standing in claims:
        row = chronology.about(db, claim)
        if row is not None:
            yield from _differences(db, claim, standing, row)


def events(db: Connection) -> Iterator[Fault]:
    """Yield events that are not those of the log of changes, accounts and links of claims that no reading holds, wrong large keys."""
    fusion = Fusion(db)
    found, expected = fusion.events(), replayed(fusion.changes())
    for event in sorted(found.keys() | expected.keys()):
        if found.get(event) != expected.get(event):
            told = [f"{len(side.get(event, ()))} claims: {' '.join(sorted(side.get(event, ())))}"[:200] for side in (found, expected)]
            yield Fault(f"event {event}", *told)
    for (claim,) in db.execute("SELECT claim FROM account WHERE claim NOT IN (SELECT id FROM claim)"):
        yield Fault(f"account of {claim}", "no claim of that id", "a claim that a reading holds")

    known, counted = {key for (key,) in db.execute("SELECT key FROM crowd")}, blocks.large(db)
    if known != counted:
        yield Fault("crowd", f"{len(known)} keys", f"the {len(counted)} that too many claims share")


def word_indexes(db: Connection) -> Iterator[Fault]:
    """Yield indexes that are not those of the chronology.

    FTS5 checks an index by a statement that only a writer may run, so its tables are copied and checked beside the case.
    """
    with closing(sqlite3.connect("", isolation_level=None)) as copy:
        for step in opening.schema():
            copy.executescript(step)
        for trigger in [row[0] for row in copy.execute("SELECT name FROM sqlite_schema WHERE type = 'trigger'")]:
            copy.execute(f"DROP TRIGGER {trigger}")
        copy.execute("PRAGMA foreign_keys = OFF")
        copy.execute("BEGIN")
        for table in ("chronology", *(f"{index}_{shadow}" for index in _INDEXES for shadow in _SHADOWS)):
            _copied(db, copy, table)
        copy.execute("COMMIT")
        for index in _INDEXES:
            try:
                copy.execute(f"INSERT INTO {index} ({index}, rank) VALUES ('integrity-check', 1)")  # noqa: S608 - names of ours
            except sqlite3.DatabaseError as error:
                yield Fault(f"word index {index}", str(error), "an index of the words of the chronology")


def _copied(db: Connection, copy: sqlite3.Connection, table: str) -> None:
    copy.execute(f"DELETE FROM {table}")  # noqa: S608 - names of ours
    rows = db.execute(f"SELECT * FROM {table}")  # noqa: S608
    marks = ", ".join("?" * len(rows.description))
    copy.executemany(f"INSERT INTO {table} VALUES ({marks})", rows)  # noqa: S608


def _differences(db: Connection, claim: Claim, standing: Standing, about: tuple[Any, ...]) -> Iterator[Fault]:
    where = f"chronology, claim {claim.id}"
    expected = chronology.values(claim, standing, about)
    names = ", ".join(f'"{name}"' for name in expected)
    found = db.execute(f"SELECT {names} FROM chronology WHERE claim = ?", (claim.id,)).fetchone()  # noqa: S608 - names of ours
    if found is None:
        yield Fault(where, "no row", "one row")
        return
    for (name, wanted), value in zip(expected.items(), found, strict=True):
        if value != wanted:
            yield Fault(f"{where}, {name}", repr(value)[:120], repr(wanted)[:120])
    parties = db.execute("SELECT * FROM chronology_actor WHERE claim = ?", (claim.id,)).fetchall()
    if sorted(parties) != sorted(chronology.actors(claim)):
        yield Fault(f"{where}, parties", f"{len(parties)} rows: {parties!r}"[:200], repr(chronology.actors(claim))[:200])
