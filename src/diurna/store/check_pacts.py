"""The check of agreements and commitments: what they rest on is there, and what is told of them follows from their stages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from diurna.case import Fault
from diurna.edtf import days

if TYPE_CHECKING:
    from collections.abc import Iterator

    from diurna.store.connection import Connection

_PACTS = "SELECT id FROM agreement UNION ALL SELECT id FROM commitment"
_RESTING = ("stage_claim", "offer", "strand_claim", "condition_mark")
_PARTS = ("pact_party", "pact_term", "pact_document", "stage")
_LAST = "SELECT {0}.status, {0}.status_edtf, s.status, s.edtf, {0}.id FROM {0} LEFT JOIN stage s ON s.pact = {0}.id AND s.position = ({1})"
_HIGHEST = "SELECT max(position) FROM stage WHERE pact = {0}.id"


def pacts(db: Connection) -> Iterator[Fault]:
    """Yield references to claims, agreements and commitments that are not there, and what differs from stages and deadlines."""
    for table in _RESTING:
        for (claim,) in db.execute(f"SELECT DISTINCT claim FROM {table} WHERE claim NOT IN (SELECT id FROM claim)"):  # noqa: S608 - names of ours
            yield Fault(f"{table}, claim {claim}", "no claim of that id", "a claim that a reading holds")
    for table in _PARTS:
        for (pact,) in db.execute(f"SELECT DISTINCT pact FROM {table} WHERE pact NOT IN ({_PACTS})"):  # noqa: S608
            yield Fault(f"{table} of {pact}", "no agreement or commitment of that id", "one that is there")
    yield from _told(db)


def _told(db: Connection) -> Iterator[Fault]:
    for (pact,) in db.execute(f"SELECT id FROM ({_PACTS}) WHERE id NOT IN (SELECT pact FROM strand)"):  # noqa: S608
        yield Fault(pact, "no document that tells of it", "an agreement or commitment of a document's reading")
    for table in ("agreement", "commitment"):
        for status, edtf, last, when, pact in db.execute(_LAST.format(table, _HIGHEST.format(table))):
            if (status, edtf) != (last or "", when):
                yield Fault(f"{table} {pact}", f"status {status!r} of {edtf}", f"that of its last stage, {last!r} of {when}")
    for pact, deadline, last in db.execute("SELECT id, deadline, last_day FROM commitment"):
        if days(deadline)[1] != last:
            yield Fault(f"commitment {pact}, last_day", repr(last), f"{days(deadline)[1]!r}, the last day of {deadline}")
