"""What is in a case, given back: readings, documents, originals, texts, decisions."""

from __future__ import annotations

import dataclasses
import hashlib
import json
from typing import TYPE_CHECKING, Any, TypeVar

from diurna.case import Decision, Filters
from diurna.errors import DamagedError, StoreError
from diurna.record import Claim, Reading
from diurna.store import search
from diurna.store.codec import canonical, decode, unpack
from diurna.store.rows import Cast, Kept, Text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from diurna.store.connection import Connection

T = TypeVar("T")
_READINGS = (
    "SELECT r.id, r.document, r.record, t.body FROM current_reading r "
    "JOIN text t ON t.document = r.document AND t.version = r.text_version JOIN document d ON d.id = r.document"
)
# The parts of a filter that say something of a document; the others are about its claims.
_OF_DOCUMENTS = ("document", "source", "language")
_DECISION = 'seq, id, at, who, origin, action, target, "values", why, previous, hash'
_KEPT = (
    "SELECT d.id, d.name, d.kind, d.url, d.source, d.title, d.author, d.published, d.published_by, d.language, d.received, d.headers, "
    "d.original, d.container, (SELECT extractor FROM text t WHERE t.document = d.id ORDER BY version DESC LIMIT 1), "
    "(SELECT count(*) FROM text t WHERE t.document = d.id), (SELECT count(*) FROM reading r WHERE r.document = d.id), "
    "(SELECT count(*) FROM chronology c WHERE c.document = d.id) FROM document d"
)


def readings(db: Connection, filters: Filters) -> Iterator[Reading]:
    """Yield current readings in the order in which documents came; see `Store.readings`."""
    if filters == Filters():
        for row in db.execute(f"{_READINGS} ORDER BY d.seq"):
            yield load(db, row)
        return
    where, given = search.conditions(filters)
    about = all(name in _OF_DOCUMENTS or not getattr(filters, name) for name in (f.name for f in dataclasses.fields(filters)))
    if about:
        where, given = search.about_documents(filters)
        for row in db.execute(f"{_READINGS} WHERE {where} ORDER BY d.seq", given):
            yield load(db, row)
        return
    shown: dict[str, set[str]] = {}
    for document, claim in db.execute(f"SELECT c.document, c.claim FROM chronology c WHERE {where} ORDER BY c.document_seq", given):  # noqa: S608
        shown.setdefault(document, set()).add(claim)
    for document, claims in shown.items():
        for row in db.execute(f"{_READINGS} WHERE r.document = ?", (document,)):
            yield only(load(db, row), claims)


def only(reading: Reading, claims: set[str]) -> Reading:
    """Return a reading with some of its claims, and with the agreements and commitments that rest on any of them."""
    return dataclasses.replace(
        reading,
        claims=tuple(claim for claim in reading.claims or () if claim.id in claims),
        agreements=tuple(pact for pact in reading.agreements or () if claims.intersection(pact.claims)),
        commitments=tuple(
            promise
            for promise in reading.commitments or ()
            if claims.intersection(claim for step in promise.status for claim in step.claims)
        ),
    )


def reading(db: Connection, document: str) -> Reading:
    """Return the current reading of a document."""
    row = db.execute(f"{_READINGS} WHERE r.document = ?", (document,)).fetchone()
    if row is None:
        raise StoreError(f"{document}: the case has no reading of a document of that id")
    return load(db, row)


def load(db: Connection, row: tuple[Any, ...]) -> Reading:
    """Return the reading of a row: its id, its document's id, its record and its text.

    Raises:
        DamagedError: its record cannot be read.
    """
    identity, document, record, body = row
    try:
        found = _recorded(Reading, identity, record)
        claims = found.claims
        if claims is not None:
            rows = db.execute("SELECT body FROM claim WHERE reading = ? ORDER BY position", (identity,))
            claims = tuple(decode(Claim, claim) for (claim,) in rows)
    except ValueError as error:
        raise DamagedError(f"reading {identity}: its record cannot be read ({error}); run `diurna verify`") from error
    told = dataclasses.replace(found.document, id=document, text=body)
    return dataclasses.replace(found, document=told, text=body, claims=claims)


def _recorded(kind: type[T], identity: str, record: bytes) -> T:
    try:
        return decode(kind, unpack(record, f"reading {identity}"))
    except ValueError as error:
        raise DamagedError(f"reading {identity}: its record cannot be read ({error}); run `diurna verify`") from error


def casts(db: Connection, documents: Iterable[str]) -> dict[str, Cast]:
    """Return who is named in the current readings of documents, by document id.

    Raises:
        DamagedError: the record of one cannot be read.
    """
    sql = "SELECT r.document, r.id, r.record FROM wanted w CROSS JOIN current_reading r ON r.document = w.id"
    return {document: _recorded(Cast, identity, record) for document, identity, record in db.among(documents, sql)}


def documents(db: Connection, ids: Iterable[str] | None = None) -> Iterator[Kept]:
    """Yield the documents of a case in the order in which they came, all of them or some by id."""
    where, given = ("", ()) if ids is None else ("WHERE d.id IN (SELECT value FROM json_each(?))", (json.dumps(sorted(ids)),))
    for row in db.execute(f"{_KEPT} {where} ORDER BY d.seq", given):
        values = dict(zip((field.name for field in dataclasses.fields(Kept)), row, strict=True))
        values["headers"] = tuple((name, value) for name, value in json.loads(values["headers"]))
        yield Kept(**values)


def original(db: Connection, sha256: str) -> bytes:
    """Return the bytes of an original."""
    body = db.one("SELECT body FROM original WHERE sha256 = ?", sha256)
    if body is None:
        raise StoreError(f"{sha256}: the case has no original of that SHA-256")
    raw = unpack(body, f"original {sha256}")
    if hashlib.sha256(raw).hexdigest() != sha256:
        raise DamagedError(f"original {sha256}: its bytes have another SHA-256; run `diurna verify` and go back to a copy")
    return raw


def text(db: Connection, document: str, version: int | None) -> Text:
    """Return a version of the text of a document, without one that of its current reading."""
    if version is None:
        version = db.one("SELECT text_version FROM current_reading WHERE document = ?", document)
    sql = "SELECT document, version, body, sha256, pages, extractor FROM text WHERE document = ? AND version = ?"
    row = db.execute(sql, (document, version)).fetchone()
    if row is None:
        raise StoreError(f"{document}: the case has no such text" + ("" if version is None else f" of version {version}"))
    return Text(row[0], row[1], row[2], row[3], tuple(json.loads(row[4])), row[5])


def links(db: Connection, document: str) -> dict[str, str]:
    """Return the lasting address of each claim of a document's current reading, by claim id."""
    return dict(db.execute("SELECT claim, link FROM chronology WHERE document = ? ORDER BY position", (document,)).fetchall())


def documents_of(db: Connection, claims: Iterable[str]) -> dict[str, str]:
    """Return the document of each claim that any reading holds, by claim id, in the order of the claims."""
    wanted = list(claims)
    found = dict(db.among(wanted, "SELECT w.id, min(c.document) FROM wanted w JOIN claim c ON c.id = w.id GROUP BY 1"))
    return {claim: found[claim] for claim in wanted if claim in found}


def models(db: Connection) -> dict[str, str]:
    """Return the model of each document's current reading, by document id."""
    return dict(db.execute("SELECT document, model FROM current_reading").fetchall())


def head(db: Connection) -> str:
    """Return the hash of the last decision, "" before the first."""
    return str(db.one("SELECT hash FROM decision ORDER BY seq DESC LIMIT 1") or "")


def append(db: Connection, decision: Decision) -> None:
    """Append a decision to the log; errors as `Store.append`."""
    with db.transaction():
        last = db.execute("SELECT seq, hash FROM decision ORDER BY seq DESC LIMIT 1").fetchone()
        if last is not None and (decision.seq, decision.previous) != (last[0] + 1, last[1]):
            raise StoreError(
                f"decision {decision.seq} follows {decision.previous[:16]}…, the log ends with {last[0]} and {last[1][:16]}…; "
                "read the log again and decide anew"
            )
        values = {name: getattr(decision, name) for name in decision.__slots__}
        if not db.insert("decision", **{**values, "values": canonical(dict(decision.values))}):
            raise StoreError(f"decision {decision.seq}: the log holds one of the id {decision.id} or of that number already")


def decisions(db: Connection) -> Iterator[Decision]:
    """Yield the decisions, the first first."""
    for row in db.execute(f"SELECT {_DECISION} FROM decision ORDER BY seq"):  # noqa: S608 - names of ours
        values = dict(zip(Decision.__slots__, row, strict=True))
        yield Decision(**{**values, "values": json.loads(values["values"])})
