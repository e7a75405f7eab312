"""Origins: what of documents is compared, which share their words, and where each document's words come from.

A key is a number: one below 0 is a band of a signature, under which copies meet, one above is a mark, under which translations meet.
"""

# ruff: noqa: S608 - statements are put together from words of ours; values are parameters

from __future__ import annotations

import json
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, NamedTuple

from diurna.event import Kin, Kinship, Origin, Wording
from diurna.store.codec import compact, wordings
from diurna.store.staged import Staged

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from diurna.store.connection import Connection

MARKED, COPIED = 200, 500  # documents that share a mark, or a band, from which it tells nothing
_LARGE = f"CASE WHEN key < 0 THEN {COPIED} ELSE {MARKED} END"
# Two documents of one language share an origin as copies, or where both credit an agency; see `fuse.origins.compared`.
_MET = """
SELECT x.n AS one, y.n AS other, sum(x.key < 0) AS bands, sum(x.key >= 0) AS marks FROM {0}
WHERE x.key NOT IN (SELECT key FROM thick) GROUP BY 1, 2
"""
_SOME = "wanted w JOIN sketch s ON s.document = w.id JOIN trace x ON x.n = s.n JOIN trace y ON y.key = x.key AND y.n <> x.n"
_EVERY = "trace x JOIN trace y ON y.key = x.key AND y.n > x.n"
_COMPARED = "(bands > 0 OR a.language <> b.language AND marks >= min(a.needs, b.needs) OR a.credits AND b.credits AND marks >= 2)"


class Sketched(NamedTuple):
    """What is kept of a document: its reading, language and day, whether it credits anybody, how many marks it needs, keys and body."""

    document: str
    reading: str
    language: str
    published: str
    credits: bool
    needs: int
    keys: tuple[int, ...]
    body: bytes


class Held(NamedTuple):
    """What is needed of a document to tell its origin from its ties."""

    document: str
    language: str
    published: str


class TieRow(NamedTuple):
    """Two documents that may share an origin, the fields of `fuse.Tie`."""

    a: str
    b: str
    kinship: Kinship
    share: float
    why: Wording
    odds: float


class Origins:
    """The tables of origins of an open case."""

    def __init__(self, db: Connection) -> None:
        self._db = db

    def unsketched(self) -> dict[str, str]:
        """Return the documents whose current reading has no sketch, each with the id of that reading."""
        sql = (
            "SELECT r.document, r.id FROM current_reading r LEFT JOIN sketch s ON s.document = r.document "
            "WHERE s.reading IS NULL OR s.reading <> r.id"
        )
        return dict(self._db.execute(sql).fetchall())

    @contextmanager
    def putting(self) -> Iterator[Callable[[Sketched], None]]:
        """Give what writes the sketch of a document in place of the one it had, whose ties go; keys are written at the end."""

        def put(told: Sketched) -> None:
            self._db.execute("DELETE FROM sketch WHERE document = ?", (told.document,))
            row = (told.document, told.reading, told.language, told.published, int(told.credits), told.needs, told.body)
            staged.add(self._db.execute("INSERT INTO sketch VALUES (NULL, ?, ?, ?, ?, ?, ?, ?)", row).lastrowid or 0, told.keys)

        with self._db.transaction():
            staged = Staged(self._db, "trace")
            yield put
            staged.write()

    def bodies(self, documents: Iterable[str]) -> dict[str, bytes]:
        """Return the bodies of sketches by document."""
        return dict(self._db.among(documents, "SELECT s.document, s.body FROM wanted w JOIN sketch s ON s.document = w.id"))

    def meeting(self, documents: Iterable[str]) -> tuple[list[tuple[str, str]], set[str]]:
        """Return the pairs to be compared that hold one of some documents, and the documents that lost a tie as a key grew too large."""
        fresh = set(documents)
        with self._db.transaction():
            again, parted = self._thicken(fresh)
            asked = fresh | again
            met = _MET.format(_EVERY if self._db.most(len(asked), "sketch") else _SOME)
            sql = (
                f", met AS ({met}) SELECT DISTINCT min(a.document, b.document), max(a.document, b.document) "
                f"FROM met JOIN sketch a ON a.n = one JOIN sketch b ON b.n = other WHERE {_COMPARED} ORDER BY 1, 2"
            )
            return [(a, b) for a, b in self._db.among(asked, sql) if a in asked or b in asked], parted

    def put_ties(self, ties: Iterable[tuple[Any, ...]]) -> None:
        """Write ties, the fields of `TieRow` each, in place of those the pairs had."""
        with self._db.transaction():
            self._db.executemany(
                "INSERT OR REPLACE INTO tie VALUES (?, ?, ?, ?, ?, ?)", ((*tie[:4], compact(tie[4]), *tie[5:]) for tie in ties)
            )

    def reach(self, documents: Iterable[str]) -> set[str]:
        """Return documents and all that hang together with them by ties or as of one origin."""
        sql = (
            ", near (document) AS (SELECT id FROM wanted UNION SELECT t.b FROM near n JOIN tie t ON t.a = n.document "
            "UNION SELECT t.a FROM near n JOIN tie t ON t.b = n.document UNION SELECT o.document FROM near n "
            "JOIN origin_document m ON m.document = n.document JOIN origin_document o ON o.origin = m.origin) SELECT document FROM near"
        )
        return {document for (document,) in self._db.among(documents, sql)}

    def held(self, documents: Iterable[str]) -> list[Held]:
        """Return what is known of documents that have a sketch."""
        sql = "SELECT s.document, s.language, s.published FROM wanted w JOIN sketch s ON s.document = w.id ORDER BY 1"
        return [Held(*row) for row in self._db.among(documents, sql)]

    def ties(self, documents: Iterable[str]) -> list[TieRow]:
        """Return the ties among documents."""
        sql = "SELECT t.* FROM wanted w JOIN tie t ON t.a = w.id JOIN wanted v ON v.id = t.b ORDER BY t.a, t.b, t.kinship"
        return [TieRow(a, b, kinship, share, wordings(why), odds) for a, b, kinship, share, why, odds in self._db.among(documents, sql)]

    def settle(self, documents: Iterable[str], origins: Iterable[Origin]) -> frozenset[str]:
        """Write the origins of documents in place of those they had; return the documents that are of another one now."""
        touched = list(documents)
        sql = "SELECT o.document, o.origin FROM wanted w JOIN origin_document o ON o.document = w.id"
        with self._db.transaction():
            before = dict(self._db.among(touched, sql))
            self._db.executemany("DELETE FROM origin_document WHERE document = ?", ((document,) for document in touched))
            after: dict[str, str] = {}
            for origin in origins:
                kin = {told.document: (told.of, told.kinship, compact(told.why)) for told in origin.kin}
                after |= dict.fromkeys(origin.documents, origin.id)
                rows = ((document, origin.id, *kin.get(document, ("", "", ""))) for document in origin.documents)
                self._db.executemany("INSERT INTO origin_document VALUES (?, ?, ?, ?, ?)", rows)
        return frozenset(document for document in before.keys() | after.keys() if before.get(document) != after.get(document))

    def all(self) -> tuple[Origin, ...]:
        """Return the origins, by id."""
        return _origins(self._db.execute("SELECT origin, document, of, kinship, why FROM origin_document ORDER BY 1, 2").fetchall())

    def of(self, documents: Iterable[str]) -> tuple[Origin, ...]:
        """Return the origins that some documents are of, by id."""
        sql = (
            "SELECT o.origin, o.document, o.of, o.kinship, o.why FROM origin_document o WHERE o.origin IN "
            "(SELECT h.origin FROM wanted w JOIN origin_document h ON h.document = w.id) ORDER BY 1, 2"
        )
        return _origins(self._db.among(documents, sql))

    def large(self) -> set[int]:
        """Return the keys that too many documents share, counted anew."""
        return {key for (key,) in self._db.execute(f"SELECT key FROM trace GROUP BY key HAVING count(*) > {_LARGE}")}

    def _thicken(self, fresh: set[str]) -> tuple[set[str], set[str]]:
        """Bring the keys that too many share up to date; return the documents to be compared anew, and those that lost a tie."""
        known = {key for (key,) in self._db.execute("SELECT key FROM thick")}
        touched = "SELECT x.key FROM wanted w JOIN sketch s ON s.document = w.id JOIN trace x ON x.n = s.n UNION SELECT key FROM thick"
        where = "1" if self._db.most(len(fresh), "sketch") else f"key IN ({touched})"
        counted = self._db.among(fresh, f"SELECT key FROM trace WHERE {where} GROUP BY key HAVING count(*) > {_LARGE}")
        now = {key for (key,) in counted}
        self._db.executemany("DELETE FROM thick WHERE key = ?", ((key,) for key in known - now))
        self._db.executemany("INSERT INTO thick VALUES (?)", ((key,) for key in now - known))
        lost = self._lost(now - known)
        self._db.executemany("DELETE FROM tie WHERE a = ? AND b = ?", lost)
        return self._holders(known - now), {document for pair in lost for document in pair}

    def _lost(self, keys: set[int]) -> list[tuple[str, str]]:
        """Return the tied pairs that share one of some large keys, and too few others to be compared."""
        shared = f", shared AS ({_MET.format(_SOME)}) "
        sql = (
            f"{shared} SELECT t.a, t.b FROM tie t JOIN wanted w ON w.id = t.a JOIN wanted v ON v.id = t.b "
            "JOIN sketch a ON a.document = t.a JOIN sketch b ON b.document = t.b WHERE NOT EXISTS "
            f"(SELECT 1 FROM shared WHERE one = a.n AND other = b.n AND {_COMPARED}) GROUP BY 1, 2"
        )
        return self._db.among(self._holders(keys), sql) if keys else []

    def _holders(self, keys: set[int]) -> set[str]:
        sql = "SELECT s.document FROM trace t JOIN sketch s ON s.n = t.n WHERE t.key IN (SELECT value FROM json_each(?))"
        return {document for (document,) in self._db.execute(sql, (json.dumps(list(keys)),))}


def _origins(rows: Iterable[tuple[Any, ...]]) -> tuple[Origin, ...]:
    found: dict[str, list[Any]] = {}
    for origin, *row in rows:
        found.setdefault(origin, []).append(row)
    return tuple(
        Origin(
            origin,
            tuple(row[0] for row in held),
            tuple(Kin(document, of, kinship, wordings(why)) for document, of, kinship, why in held if of),
        )
        for origin, held in found.items()
    )
