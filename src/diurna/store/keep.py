"""Keeping a document: everything that is known of it goes into the case in one transaction."""

from __future__ import annotations

import dataclasses
import hashlib
from typing import TYPE_CHECKING

from diurna.errors import StoreError
from diurna.record import digest
from diurna.store import chronology, ledger
from diurna.store.codec import canonical, encode, pack
from diurna.store.passages import passage, text_hash

if TYPE_CHECKING:
    from collections.abc import Iterable

    from diurna.case import Standing, Taken
    from diurna.record import Claim, Reading
    from diurna.store.connection import Connection


def document_id(raw: bytes) -> str:
    """Return the id that bytes have in every case: "d-" and the first 16 hex digits of their SHA-256."""
    return "d-" + hashlib.sha256(raw).hexdigest()[:16]


def keep(db: Connection, taken: Taken, *, run: int | None, laid: Iterable[tuple[Claim, Standing]]) -> bool:
    """Keep a document and its reading; tell whether the reading is new to the case. Arguments and errors as `Store.keep`."""
    identity = _checked(taken)
    try:
        with db.transaction():
            original = _original(db, taken.piece.raw)
            whole = taken.container or taken.piece.container
            container = _original(db, whole) if whole else None
            _document(db, taken, identity, original, container)
            version = _text(db, taken, identity)
            new = _reading(db, taken, identity, version)
            if new:
                chronology.shown(db, identity)
            chronology.lay(db, laid)
            if run is not None:
                ledger.settle(db, (run, identity, taken.piece.name), "read" if new else "known")
    except UnicodeEncodeError as error:
        raise StoreError(f"{taken.piece.name}: holds half of a surrogate pair ({error.reason}), which no UTF-8 text can hold") from error
    return new


def record_of(reading: Reading) -> bytes:
    """Return a reading as JSON, its text and its claims left out: they have tables of their own."""
    bare = dataclasses.replace(reading.document, text="")
    claims = None if reading.claims is None else ()
    return canonical(encode(dataclasses.replace(reading, document=bare, text="", claims=claims))).encode("utf-8")


def reading_id(document: str, text_sha256: str, model: str, knowledge: str, code: str) -> str:
    """Return the id of a reading: what was read, and with which versions."""
    return "r-" + digest(document, text_sha256, model, knowledge, code)


def _checked(taken: Taken) -> str:
    """Return the id of a document whose reading is about these bytes; its quotes must be of the text as received."""
    identity, reading, name = document_id(taken.piece.raw), taken.reading, taken.piece.name
    full = hashlib.sha256(taken.piece.raw).hexdigest()
    if (reading.document.id, reading.document.sha256) != (identity, full):
        told = f"{reading.document.id} with SHA-256 {reading.document.sha256}"
        raise StoreError(f"{name}: the reading is of {told}, the bytes are {identity} with {full}; read the document under its id")
    if reading.text != reading.document.text or reading.origin is not None:
        raise StoreError(f"{name}: the reading speaks of the working text; move its spans to the document first")
    strange = [claim.id for claim in reading.claims or () if claim.document != identity]
    if strange:
        raise StoreError(f"{name}: claim {strange[0]} is of another document than {identity}")
    return identity


def _original(db: Connection, raw: bytes) -> str:
    sha256 = db.sha256(raw)
    if db.one("SELECT 1 FROM original WHERE sha256 = ?", sha256) is None:
        db.insert("original", sha256=sha256, size=len(raw), body=pack(raw))
    return sha256


def _next(db: Connection, table: str) -> int:
    return int(db.one(f"SELECT coalesce(max(seq), 0) + 1 FROM {table}"))  # noqa: S608 - a table of ours


def _document(db: Connection, taken: Taken, identity: str, original: str, container: str | None) -> None:
    told = taken.reading.document
    db.insert(
        "document",
        seq=_next(db, "document"),
        id=identity,
        original=original,
        container=container,
        name=taken.piece.name,
        kind=taken.piece.kind,
        url=told.url or taken.piece.told.get("url", ""),
        source=told.source,
        title=told.title,
        author=told.author,
        published=told.published,
        published_by=told.published_by,
        language=taken.reading.language,
        received=taken.received,
        headers=canonical(taken.piece.headers),
    )


def _text(db: Connection, taken: Taken, identity: str) -> int:
    """Return the version of a document's text, written when it is not there yet."""
    told = taken.reading.document
    hashed = text_hash(told.text)
    version = db.one("SELECT version FROM text WHERE document = ? AND sha256 = ?", identity, hashed)
    if version is not None:
        return int(version)
    version = db.one("SELECT coalesce(max(version), 0) + 1 FROM text WHERE document = ?", identity)
    pages = canonical(told.pages)
    db.insert("text", document=identity, version=version, sha256=hashed, body=told.text, pages=pages, extractor=taken.extractor)
    return int(version)


def _reading(db: Connection, taken: Taken, identity: str, version: int) -> bool:
    reading, told = taken.reading, taken.reading.document
    hashed = text_hash(told.text)
    key = reading_id(identity, hashed, taken.model, taken.knowledge, taken.code)
    new = db.insert(
        "reading",
        seq=_next(db, "reading"),
        id=key,
        document=identity,
        text_version=version,
        model=taken.model,
        knowledge=taken.knowledge,
        code=taken.code,
        made=taken.received,
        source=told.source,
        title=told.title,
        published=told.published,
        language=reading.language,
        record=pack(record_of(reading)),
    )
    if new:
        for position, claim in enumerate(reading.claims or ()):
            _claim(db, (key, position), claim, (told.text, version, hashed))
    return new


def extend(db: Connection, claim: Claim) -> None:
    """Put a person's claim beside those of the current reading of its document, after them; one that is there is left as it is."""
    row = db.execute(
        "SELECT r.id, t.body, t.version, t.sha256, (SELECT count(*) FROM claim WHERE reading = r.id) FROM current_reading r "
        "JOIN text t ON t.document = r.document AND t.version = r.text_version WHERE r.document = ?",
        (claim.document,),
    ).fetchone()
    if row is None:
        raise StoreError(f"{claim.document}: the case has no reading of a document of that id")
    key, *text, position = row
    with db.transaction():
        if db.one("SELECT 1 FROM claim WHERE reading = ? AND id = ?", key, claim.id) is None:
            _claim(db, (key, position), claim, (text[0], text[1], text[2]))


def _claim(db: Connection, place: tuple[str, int], claim: Claim, text: tuple[str, int, str]) -> None:
    """Write a claim of a reading, with the passage it rests on; `text` is its body, version and hash."""
    body, version, hashed = text
    found = passage(claim.document, body, claim.sentence)
    db.insert("passage", **{**encode(found), "text_version": version, "text_sha256": hashed})
    told = canonical(encode(claim))
    db.insert("claim", reading=place[0], position=place[1], id=claim.id, document=claim.document, passage=found.id, body=told)
