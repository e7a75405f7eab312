"""The check of what was written: digests, originals, texts, passages, readings, claims, decisions."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any

from diurna.case import Fault
from diurna.errors import DamagedError
from diurna.record import Claim, Quote
from diurna.store import readings as kept
from diurna.store.codec import canonical, decode, encode, unpack
from diurna.store.connection import signature
from diurna.store.keep import reading_id
from diurna.store.passages import AROUND, Passage, find, passage, text_hash

if TYPE_CHECKING:
    from collections.abc import Iterator

    from diurna.store.connection import Connection

_SIGNED = (
    "about", "original", "document", "text", "passage", "reading", "claim", "decision",
    "run", "entry", "strike", "quarantine", "shard", "event_change",
)  # fmt: skip
# Rows of these are numbered from 1 without a gap, since none is ever deleted.
_NUMBERED = {"document": "seq", "reading": "seq", "decision": "seq", "run": "id", "strike": "id", "quarantine": "id", "event_change": "seq"}


def digests(db: Connection) -> Iterator[Fault]:
    """Yield the rows whose values are not those that were written."""
    for table in _SIGNED:
        names = ", ".join(f'"{name}"' for name in db.columns(table))
        for *values, told in db.execute(f'SELECT {names}, digest FROM "{table}"'):  # noqa: S608 - names are the schema's
            found = signature(values)
            if found != told:
                yield Fault(f"{table} {' '.join(str(value)[:60] for value in values[:2])}", f"digest {found}", str(told))


def numbers(db: Connection) -> Iterator[Fault]:
    """Yield tables in which rows are missing."""
    for table, column in _NUMBERED.items():
        count, last = db.execute(f"SELECT count(*), coalesce(max({column}), 0) FROM {table}").fetchone()  # noqa: S608 - names of ours
        if count != last:
            yield Fault(table, f"{count} rows", f"{last}, as they are numbered")


def originals(db: Connection) -> Iterator[Fault]:
    """Yield originals that do not hash to their name, and documents whose id is not that of their original."""
    for sha256, size, body in db.execute("SELECT sha256, size, body FROM original"):
        try:
            raw = unpack(body, f"original {sha256}")
        except DamagedError as error:
            yield Fault(f"original {sha256}", str(error), "a whole zstd frame")
            continue
        if (hashed := hashlib.sha256(raw).hexdigest()) != sha256 or len(raw) != size:
            yield Fault(f"original {sha256}", f"{len(raw)} bytes with SHA-256 {hashed}", f"{size} bytes with SHA-256 {sha256}")
    for identity, original in db.execute("SELECT id, original FROM document WHERE id <> 'd-' || substr(original, 1, 16)"):
        yield Fault(f"document {identity}", f"its original is {original}", "an original whose SHA-256 begins like its id")


def texts(db: Connection) -> Iterator[Fault]:
    """Yield texts that do not hash to what is told of them."""
    for document, version, told, body in db.execute("SELECT document, version, sha256, body FROM text"):
        if (found := text_hash(body)) != told:
            yield Fault(f"text {version} of {document}", f"SHA-256 {found}", told)


def passages(db: Connection) -> Iterator[Fault]:
    """Yield passages whose words are not in their text where they are said to be, whose id is another, or that cannot be found."""
    sql = (
        'SELECT p.document, p.id, p.start, p."end", p.exact, p.prefix, p.suffix, p.nth, p.text_sha256, t.sha256, t.body '
        "FROM passage p JOIN text t ON t.document = p.document AND t.version = p.text_version ORDER BY p.document"
    )
    for *values, told, hashed, body in db.execute(sql):
        said = Passage(*values)
        real = passage(said.document, body, Quote(said.start, said.end, said.exact))
        if real != said or told != hashed:
            yield Fault(f"passage {said.id} of {said.document}", f"{real.exact[:AROUND]!r} {real.id}", f"{said.exact[:AROUND]!r} {said.id}")
        elif find(body, said) != (said.start, said.end):
            yield Fault(f"passage {said.id} of {said.document}", "its words are found elsewhere", f"found at {said.start}–{said.end}")


def readings(db: Connection) -> Iterator[Fault]:
    """Yield readings whose id is another or whose quotes are not in their text, and claims likewise."""
    sql = (
        "SELECT r.id, r.document, r.record, t.body, t.sha256, r.model, r.knowledge, r.code "
        "FROM reading r JOIN text t ON t.document = r.document AND t.version = r.text_version"
    )
    for identity, document, record, body, hashed, *versions in db.execute(sql):
        if (real := reading_id(document, hashed, *versions)) != identity:
            yield Fault(f"reading {identity}", real, identity)
        try:
            found = kept.load(db, (identity, document, record, body))
        except DamagedError as error:
            yield Fault(f"reading {identity}", str(error), "a record that can be read")
            continue
        plain = encode(found)
        for quote in quotes({name: part for name, part in plain.items() if name not in ("document", "repairs", "claims")}):
            if body[quote["start"] : quote["end"]] != quote["text"]:
                yield _misquote(f"reading {identity}", quote, body)
        yield from _claims(db, identity, document, body)


def decisions(db: Connection) -> Iterator[Fault]:
    """Yield decisions that do not follow the one before; whether each hashes to its hash is for who made them to say."""
    before = None
    for decision in kept.decisions(db):
        if before is not None and decision.previous != before:
            yield Fault(f"decision {decision.seq}", f"follows {decision.previous}", before)
        before = decision.hash


def quotes(plain: Any) -> Iterator[dict[str, Any]]:
    """Yield every quote in a record as plain data."""
    if isinstance(plain, dict):
        if plain.keys() == {"start", "end", "text"}:
            yield plain
        else:
            for value in plain.values():
                yield from quotes(value)
    elif isinstance(plain, list):
        for value in plain:
            yield from quotes(value)


def _claims(db: Connection, reading: str, document: str, body: str) -> Iterator[Fault]:
    sql = "SELECT position, id, document, passage, body FROM claim WHERE reading = ? ORDER BY position"
    for expected, (position, identity, told, anchor, written) in enumerate(db.execute(sql, (reading,))):
        where = f"claim {identity} of {reading}"
        claim = decode(Claim, written)
        if (claim.id, claim.document, position, canonical(encode(claim))) != (identity, document, expected, written) or told != document:
            yield Fault(where, f"{claim.id} of {claim.document}, number {position}", f"{identity} of {document}, number {expected}")
        wrong = [quote for quote in quotes(encode(claim)) if body[quote["start"] : quote["end"]] != quote["text"]]
        for quote in wrong:
            yield _misquote(where, quote, body)
        if not wrong and (real := passage(document, body, claim.sentence).id) != anchor:
            yield Fault(where, f"rests on passage {anchor}", real)


def _misquote(where: str, quote: dict[str, Any], body: str) -> Fault:
    start, end = quote["start"], quote["end"]
    return Fault(f"{where}, {start}–{end}", repr(body[start:end][:80]), repr(quote["text"][:80]))
