"""Blocks: what claims are found by, and the keys that so many share that they tell nothing.

A key is kept as the first 64 bits of its BLAKE2b digest. Which pairs are compared follows from the claims that there are alone, not from
the order in which they came: when a key passes the limit, what rested on it alone goes; when it falls below, its claims meet again.
"""

from __future__ import annotations

from hashlib import blake2b
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

    from diurna.store.connection import Connection

MOST = 200  # claims of a key; one of more tells little, and would cost the square of its size
_ASKED = "wanted v JOIN account w ON w.claim = v.id"
_OPEN = "NOT IN (SELECT key FROM crowd)"


class Crowds(NamedTuple):
    """What came of keys that passed the limit, or fell below it.

    `parted` are claims of which links are gone, `again` are claims to be compared anew, `large` are the keys newly left out, each with
    a claim that has it.
    """

    parted: frozenset[str]
    again: frozenset[str]
    large: tuple[tuple[int, str], ...]


def hashed(key: str) -> int:
    """Return what is kept of a key, a signed number of 64 bits."""
    return int.from_bytes(blake2b(key.encode(), digest_size=8).digest(), "big", signed=True)


def pairs(db: Connection, claims: Iterable[str]) -> list[tuple[str, str]]:
    """Return the pairs of claims, the smaller id first, that share a key below the limit and hold one of some claims.

    They come in the order in which accounts were put, so that those of one time are together.
    """
    asked = set(claims)
    most = db.most(len(asked), "account")
    sharing = (
        "block x JOIN block y ON y.key = x.key AND y.n > x.n"
        if most
        else f"{_ASKED} JOIN block x ON x.n = w.n JOIN block y ON y.key = x.key AND y.n <> x.n"
    )
    sql = (
        "SELECT min(a.claim, b.claim), max(a.claim, b.claim) FROM ("  # noqa: S608 - words of ours
        f"SELECT DISTINCT min(x.n, y.n) AS one, max(x.n, y.n) AS other FROM {sharing} WHERE x.key {_OPEN}) "
        "JOIN account a ON a.n = one JOIN account b ON b.n = other ORDER BY one, other"
    )
    if not most:
        return db.among(asked, sql)
    return [(a, b) for a, b in db.execute(sql) if a in asked or b in asked]


def large(db: Connection) -> set[int]:
    """Return the keys that too many claims share, counted anew."""
    return {key for (key,) in db.execute("SELECT key FROM block GROUP BY key HAVING count(*) > ?", (MOST,))}


def crowd(db: Connection, claims: Iterable[str]) -> Crowds:
    """Bring what is known of large keys up to date after some claims came and others went; take out links that rested on them alone."""
    shrunk = [key for (key,) in db.execute("SELECT key FROM crowd") if _size(db, key) <= MOST]
    again = frozenset(claim for key in shrunk for claim in _claims(db, key))
    db.executemany("DELETE FROM crowd WHERE key = ?", ((key,) for key in shrunk))
    asked = set(claims)
    some = "1" if db.most(len(asked), "account") else f"key IN (SELECT b.key FROM {_ASKED} JOIN block b ON b.n = w.n)"  # noqa: S608
    sql = f"SELECT key FROM block WHERE {some} AND key {_OPEN} GROUP BY key HAVING count(*) > ?"  # noqa: S608 - likewise
    grown = [key for (key,) in db.among(asked, sql, MOST)]
    db.executemany("INSERT INTO crowd VALUES (?)", ((key,) for key in grown))
    lost = {pair for key in grown for pair in _alone(db, key)}
    db.executemany("DELETE FROM link WHERE a = ? AND b = ?", sorted(lost))
    return Crowds(frozenset(claim for pair in lost for claim in pair), again, tuple((key, min(_claims(db, key))) for key in sorted(grown)))


def _size(db: Connection, key: int) -> int:
    """Return how many claims have a key, counted to just above the limit."""
    return int(db.one("SELECT count(*) FROM (SELECT 1 FROM block WHERE key = ? LIMIT ?)", key, MOST + 1))


def _claims(db: Connection, key: int) -> list[str]:
    return [claim for (claim,) in db.execute("SELECT a.claim FROM block b JOIN account a ON a.n = b.n WHERE b.key = ?", (key,))]


def _alone(db: Connection, key: int) -> list[tuple[str, str]]:
    """Return the linked pairs of a large key that share no other below the limit."""
    sql = (
        "SELECT l.a, l.b FROM block x JOIN account p ON p.n = x.n JOIN link l ON l.a = p.claim JOIN account q ON q.claim = l.b "  # noqa: S608
        "JOIN block y ON y.key = x.key AND y.n = q.n WHERE x.key = ? AND NOT EXISTS "
        f"(SELECT 1 FROM block s JOIN block t ON t.key = s.key AND t.n = q.n WHERE s.n = p.n AND s.key {_OPEN})"
    )
    return db.execute(sql, (key,)).fetchall()
