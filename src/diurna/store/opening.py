"""Making, opening and bringing forward the file of a case; sealing it when a writer leaves."""

from __future__ import annotations

import hashlib
import os
import sqlite3
from importlib.resources import files
from typing import TYPE_CHECKING

from diurna.errors import DamagedError, NotACaseError, StoreError, VersionError
from diurna.store.connection import UNSEALED, connect, wrapped
from diurna.store.ledger import now
from diurna.store.lock import Lock

if TYPE_CHECKING:
    from pathlib import Path

    from diurna.store.connection import Connection

APPLICATION = 0x44697572  # "Diur"
_CHUNK = 1 << 20  # bytes
_MOST_HANDLES = 100  # a process that opens more cases than that is a test
_HANDLES: dict[tuple[int, int], int] = {}


def schema() -> tuple[str, ...]:
    """Return the SQL that brings a case from each version to the next: the first makes version 1, the folder is the list."""
    folder = files("diurna.store").joinpath("schema")
    return tuple(f.read_text(encoding="utf-8") for f in sorted(folder.iterdir(), key=lambda f: f.name) if f.name.endswith(".sql"))


def make(path: Path, *, name: str) -> None:
    """Make the file of an empty case; errors as `create`."""
    lock = Lock(path, verb="create", wait=0)
    fresh = path.with_name(f".{path.name}.new")
    try:
        if path.exists():
            raise StoreError(f"{path}: is there already; choose another name, or add to it")
        fresh.unlink(missing_ok=True)
        db = connect(fresh, "rwc")
        try:
            db.execute(f"PRAGMA application_id = {APPLICATION}")
            forward(db, 0)
            with db.transaction():
                db.insert("about", key="name", value=name)
                db.insert("about", key="made", value=now())
            seal(db, fresh)
        finally:
            db.close()
        fresh.replace(path)
    except (OSError, sqlite3.Error) as error:
        raise StoreError(f"{path}: cannot be made: {error}") from error
    finally:
        fresh.unlink(missing_ok=True)
        lock.release()


def checked(path: Path) -> int:
    """Return the version of the schema of a file that is a case.

    Raises:
        NotACaseError: it is missing, or something else.
        VersionError: it was written by a newer Diurna.
    """
    if not path.is_file():
        raise NotACaseError(f"{path}: is not there, or is no file; expected a case, as `diurna add` makes one")
    try:
        db = connect(path, "ro")
        try:
            application, version = int(db.one("PRAGMA application_id")), int(db.one("PRAGMA user_version"))
            known = db.one("SELECT count(*) FROM sqlite_schema WHERE name IN ('about', 'document', 'claim', 'decision')")
        finally:
            db.close()
    except (sqlite3.Error, UnicodeDecodeError) as error:
        if "not a database" in str(error):
            raise NotACaseError(f"{path}: is no case, nor any SQLite file; expected a file that `diurna add` has made") from error
        raise wrapped(error, str(path)) from error
    if application != APPLICATION:
        raise NotACaseError(f"{path}: is an SQLite file but no case; expected a file that `diurna add` has made")
    newest = len(schema())
    if version > newest:
        raise VersionError(f"{path}: schema {version} of a newer Diurna; this one knows up to {newest}; update Diurna to open it")
    if version < 1 or not known:
        raise DamagedError(f"{path}: says schema {version} and lacks its tables; go back to a copy")
    return version


def migrate(path: Path, db: Connection, version: int) -> None:
    """Bring an older case forward, a copy made beside it first.

    Raises:
        StoreError: the copy cannot be made; the case is then as it was.
    """
    if version == len(schema()):
        return
    copy = path.with_name(f"{path.name}.schema-{version}")
    try:
        with db.transaction():  # takes the seal off, which the copy would not fit
            pass
        if not copy.exists():
            part = copy.with_name(copy.name + ".part")
            part.unlink(missing_ok=True)
            db.execute("VACUUM INTO ?", (str(part),))
            part.replace(copy)
        forward(db, version)
    except (OSError, sqlite3.Error) as error:
        raise StoreError(f"{path}: cannot be brought from schema {version} to {len(schema())}: {error}") from error


def forward(db: Connection, version: int) -> None:
    """Run the steps of the schema after a version, each in a transaction with the number it leads to."""
    for number, step in enumerate(schema()[version:], version + 1):
        db.executescript(f"BEGIN IMMEDIATE;\n{step}\nPRAGMA user_version = {number};\nCOMMIT;")


def seal(db: Connection, path: Path) -> bool:
    """Write the SHA-256 of the whole file into it, when no reader keeps the log from being folded in; tell whether it was.

    A digest in each row finds what has changed in what a row holds; the seal finds it in the rest of the file as well.
    """
    if db.one("SELECT sha256 FROM seal") != UNSEALED:
        return True
    if not _folded(db):
        return False
    db.execute("UPDATE seal SET sha256 = ?", (file_hash(path),))
    return _folded(db)


def copy(path: Path, target: Path) -> None:
    """Write a sealed copy of a case, whole or not at all.

    Raises:
        StoreError: it cannot be written, or would be written over the case itself.
    """
    if target.exists() and target.samefile(path):
        raise StoreError(f"{target}: is the case itself; choose another name")
    part = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        source = connect(path, "ro")
        try:
            source.execute("PRAGMA query_only = OFF")  # which would refuse to write the other file as well
            source.execute("VACUUM INTO ?", (str(part),))
        finally:
            source.close()
        db = connect(part, "rw")
        try:
            with db.transaction():  # takes the seal off, which the copy would not fit
                pass
            seal(db, part)
        finally:
            db.close()
        part.replace(target)
    except (OSError, sqlite3.Error) as error:
        raise StoreError(f"{target}: cannot be written: {error}") from error
    finally:
        for name in (part.name, f"{part.name}-wal", f"{part.name}-shm", f"{part.name}-journal"):
            part.with_name(name).unlink(missing_ok=True)


def file_hash(path: Path, blank: bytes | None = None) -> bytes:
    """Return the SHA-256 of a file; the first place where the bytes `blank` stand counts as zeros."""
    hashed = hashlib.sha256()
    handle, at, kept = _handle(path), 0, b""
    while chunk := os.pread(handle, _CHUNK, at):
        at += len(chunk)
        block = kept + chunk
        if blank is not None and blank in block:
            block, blank = block.replace(blank, bytes(len(blank)), 1), None
        kept = b"" if blank is None else block[-len(blank) :]
        hashed.update(block[: len(block) - len(kept)])
    hashed.update(kept)
    return hashed.digest()


def _handle(path: Path) -> int:
    """Return a handle on a file that stays open: to close one would take SQLite's locks on the file away from the whole process."""
    found = path.stat()
    key = (found.st_dev, found.st_ino)
    if key not in _HANDLES:
        _HANDLES[key] = os.open(path, os.O_RDONLY | getattr(os, "O_CLOEXEC", 0))
        if len(_HANDLES) > _MOST_HANDLES:
            os.close(_HANDLES.pop(next(iter(_HANDLES))))
    return _HANDLES[key]


def _folded(db: Connection) -> bool:
    """Fold the log into the file, waiting for no reader."""
    db.execute("PRAGMA busy_timeout = 0")
    try:
        busy, *_ = db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    finally:
        db.execute("PRAGMA busy_timeout = 30000")
    return bool(busy == 0)
