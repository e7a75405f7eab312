"""What of the readings is needed to follow agreements and commitments, and which of them hang together."""

# ruff: noqa: S608 - statements are put together from words of ours; values are parameters

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from diurna.record import Claim, Reading
from diurna.store.codec import compact, decode

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable
    from contextlib import AbstractContextManager

    from diurna.store.connection import Connection

# The types of claims that give an agreement a status; the others cannot belong to one.
_STEPS = "c.type IN ('AGREE', 'CONSULT', 'COOPERATE', 'SANCTION', 'REJECT') AND c.modality IN ('asserted', 'planned')"
_LOOSE = "NOT EXISTS (SELECT 1 FROM strand_claim o JOIN strand s ON s.id = o.strand WHERE o.claim = c.claim AND s.kind = 'agreement')"
_DAY = (
    "min(coalesce(c.first_day, c.last_day, c.published, '0000'), coalesce(c.published, c.first_day, c.last_day, '0000')) AS day "
    "FROM chronology c"
)
_FACT = "c.modality = 'asserted' AND c.condition = '' AND c.status <> 'rejected'"
_HAN = 0x2E80  # from here on scripts have no spaces


def body_of(reading: Reading) -> str:
    """Return a reading, `fuse.strands.bare` of all else, as it is written down."""
    return compact(reading)


class Strands:
    """The drafts and strands of an open case.

    `pact` is the id of an agreement or a commitment over documents, a strand is what one document tells of one.
    """

    def __init__(self, db: Connection) -> None:
        self._db = db

    def transaction(self) -> AbstractContextManager[None]:
        """Do what is inside as one transaction."""
        return self._db.transaction()

    # Drafts: what of a document's reading is needed.

    def put(self, document: str, body: str) -> None:
        """Write what is needed of a document's reading, as `body_of` gives it, in place of what was there; its strands go."""
        self.drop_drafts((document,))
        self._db.execute("INSERT INTO draft VALUES (?, ?)", (document, body))

    def drop_drafts(self, documents: Iterable[str]) -> None:
        """Forget what was needed of documents."""
        self._db.executemany("DELETE FROM draft WHERE document = ?", ((document,) for document in documents))

    def put_strand(self, document: str, strand: Any) -> None:
        """Write a strand: its id, kind and pact, and its claims, keys, pairs and marks."""
        key = strand.id
        self._db.execute("INSERT OR REPLACE INTO strand VALUES (?, ?, ?, ?)", (key, document, strand.kind, strand.pact))
        self._db.executemany("INSERT OR IGNORE INTO strand_claim VALUES (?, ?)", ((claim, key) for claim in strand.claims))
        self._db.executemany("INSERT OR IGNORE INTO strand_key VALUES (?, ?)", ((told, key) for told in strand.keys))
        self._db.executemany("INSERT OR IGNORE INTO strand_pair VALUES (?, ?, ?)", ((a, b, key) for a, b in strand.pairs))
        marks = ((mark.mark, mark.claim, mark.kind, key, mark.needed) for mark in strand.marks)
        self._db.executemany("INSERT OR IGNORE INTO condition_mark VALUES (?, ?, ?, ?, ?)", marks)

    def drafts(self, documents: Iterable[str]) -> dict[str, Reading]:
        """Return what is needed of documents' readings, without claims, by document."""
        found = self._db.among(documents, "SELECT d.document, d.body FROM wanted w JOIN draft d ON d.document = w.id")
        return {document: decode(Reading, body) for document, body in found}

    def claims(self, claims: Iterable[str]) -> tuple[Claim, ...]:
        """Return claims of current readings, as read; those that people rejected are left out."""
        sql = (
            "SELECT k.body FROM wanted w JOIN chronology c ON c.claim = w.id JOIN claim k ON k.reading = c.reading AND k.id = c.claim "
            "WHERE c.status <> 'rejected'"
        )
        return tuple(decode(Claim, body) for (body,) in self._db.among(claims, sql))

    def events(self, claims: Iterable[str]) -> dict[str, str]:
        """Return the event of each claim."""
        return dict(self._db.among(claims, "SELECT e.claim, e.event FROM wanted w JOIN event_claim e ON e.claim = w.id"))

    # What hangs together.

    def strands(self, ids: Iterable[str]) -> dict[str, tuple[str, str, str]]:
        """Return the document, kind and pact of strands by id."""
        sql = "SELECT s.id, s.document, s.kind, s.pact FROM wanted w JOIN strand s ON s.id = w.id"
        return {key: (document, kind, pact) for key, document, kind, pact in self._db.among(ids, sql)}

    def strands_of(self, documents: Iterable[str]) -> set[str]:
        """Return the strands of documents."""
        return self._set(documents, "SELECT s.id FROM wanted w JOIN strand s ON s.document = w.id")

    def resting(self, claims: Iterable[str]) -> set[str]:
        """Return the strands that hold a claim of some, and the first strands of the pacts that rest on one or are offered one."""
        sql = (
            "SELECT strand FROM wanted w JOIN strand_claim o ON o.claim = w.id UNION "
            "SELECT s.id FROM wanted w JOIN stage_claim t ON t.claim = w.id JOIN strand s ON s.pact = t.pact UNION "
            "SELECT s.id FROM wanted w JOIN offer f ON f.claim = w.id JOIN strand s ON s.pact = f.commitment"
        )
        return self._set(claims, sql)

    def first(self, pacts: Iterable[str]) -> set[str]:
        """Return the first strands of pacts."""
        return self._set(pacts, "SELECT s.id FROM wanted w JOIN strand s ON s.pact = w.id")

    def joined(self, strands: Iterable[str]) -> set[str]:
        """Return strands with all that can be one with them, straight or through others: of one kind, by their keys and events."""
        sql = (
            ", near (id) AS (SELECT id FROM wanted UNION SELECT o.strand FROM near n JOIN strand_key k ON k.strand = n.id "
            "JOIN strand_key o ON o.key = k.key UNION "
            "SELECT t.id FROM near n JOIN strand s ON s.id = n.id JOIN strand_claim k ON k.strand = n.id "
            "JOIN event_claim e ON e.claim = k.claim JOIN event_claim f ON f.event = e.event JOIN strand_claim o ON o.claim = f.claim "
            "JOIN strand t ON t.id = o.strand AND t.kind = s.kind) SELECT id FROM near"
        )
        return self._set(strands, sql)

    def claims_of(self, strands: Iterable[str]) -> set[str]:
        """Return the claims of strands."""
        return self._set(strands, "SELECT o.claim FROM wanted w JOIN strand_claim o ON o.strand = w.id")

    def loose(self, strands: Iterable[str]) -> set[str]:
        """Return the claims of no agreement of their own document that can belong to some, by an event or a pair of parties."""
        sql = (
            ", pair (a, b) AS MATERIALIZED (SELECT DISTINCT p.a, p.b FROM wanted w JOIN strand_pair p ON p.strand = w.id), "
            "found (claim) AS (SELECT x.claim FROM pair p JOIN chronology_actor x ON x.actor = p.a AND x.role <> 'according_to' "
            "JOIN chronology_actor y ON y.claim = x.claim AND y.actor = p.b AND y.role <> 'according_to' UNION "
            "SELECT f.claim FROM wanted w JOIN strand_claim k ON k.strand = w.id JOIN event_claim e ON e.claim = k.claim "
            "JOIN event_claim f ON f.event = e.event) "
            f"SELECT c.claim FROM found f JOIN chronology c ON c.claim = f.claim WHERE {_STEPS} AND {_LOOSE}"
        )
        return self._set(strands, sql)

    def rests(self, pacts: Iterable[str]) -> set[str]:
        """Return the claims on which agreements and commitments rest now."""
        return self._set(pacts, "SELECT t.claim FROM wanted w JOIN stage_claim t ON t.pact = w.id")

    def steps(self, claims: Iterable[str]) -> set[str]:
        """Return those of some claims that can belong to an agreement, and are of none of their own document."""
        return self._set(claims, f"SELECT c.claim FROM wanted w JOIN chronology c ON c.claim = w.id WHERE {_STEPS} AND {_LOOSE}")

    def rivals(self, claims: Iterable[str]) -> set[str]:
        """Return the agreements' strands to which claims can belong."""
        sql = (
            ", named (claim, actor) AS MATERIALIZED (SELECT DISTINCT x.claim, x.actor FROM wanted w JOIN chronology_actor x "
            "ON x.claim = w.id WHERE x.actor <> '' AND x.role <> 'according_to'), "
            "pair (a, b) AS MATERIALIZED (SELECT DISTINCT x.actor, y.actor FROM named x JOIN named y "
            "ON y.claim = x.claim AND y.actor > x.actor) "
            "SELECT p.strand FROM pair q JOIN strand_pair p ON p.a = q.a AND p.b = q.b UNION "
            "SELECT s.id FROM wanted w JOIN event_claim e ON e.claim = w.id JOIN event_claim f ON f.event = e.event "
            "JOIN strand_claim o ON o.claim = f.claim JOIN strand s ON s.id = o.strand AND s.kind = 'agreement'"
        )
        return self._set(claims, sql)

    def attached(self, pacts: Iterable[str], claims: Collection[str]) -> dict[str, set[str]]:
        """Return which of some claims agreements rest on now, by agreement."""
        among = set(claims)
        found: dict[str, set[str]] = {pact: set() for pact in pacts}
        for pact, claim in self._db.among(found, "SELECT t.pact, t.claim FROM wanted w JOIN stage_claim t ON t.pact = w.id"):
            if claim in among:
                found[pact].add(claim)
        return found

    # Conditions and what could meet them.

    def conditions(self, strands: Iterable[str]) -> tuple[tuple[str, str, str], ...]:
        """Return what is looked for in other claims for the conditions of commitments: kind, mark, and the day from which on."""
        sql = (
            "SELECT m.kind, m.mark, min(coalesce(c.published, '0000')) FROM wanted w JOIN condition_mark m ON m.strand = w.id "
            "JOIN chronology c ON c.claim = m.claim GROUP BY 1, 2 ORDER BY 1, 2"
        )
        return tuple(self._db.among(strands, sql))

    def conditional(self) -> bool:
        """Tell whether there is any condition that a claim could meet."""
        return self._db.one("SELECT 1 FROM condition_mark LIMIT 1") is not None

    def meeting(self, marks: Iterable[str]) -> set[str]:
        """Return the strands with a condition that a claim with these marks could meet."""
        sql = (
            "SELECT m.strand FROM wanted w JOIN condition_mark m ON m.mark = w.id GROUP BY m.strand, m.claim, m.kind "
            "HAVING count(*) >= max(m.needed)"
        )
        return self._set(marks, sql)

    def likely(self, kind: str, mark: str, told: str, most: int) -> tuple[str, ...]:
        """Return the first claims from a day on that have a mark: an actor, or a language and the beginning of a word."""
        given: tuple[Any, ...]
        if kind == "actor":
            found, given = "JOIN chronology_actor x ON x.claim = c.claim WHERE x.actor = ? AND x.role <> 'according_to'", (mark,)
        else:
            language, _, word = mark.partition(":")
            if ord(word[0]) >= _HAN:
                found, given = "WHERE c.unspaced = 1 AND instr(c.sentence, ?) > 0 AND c.language = ?", (word, language)
            else:
                sought = f'sentence : "{word}"' + ("" if word.isdigit() else " *")
                found, given = "JOIN words x ON x.rowid = c.seq WHERE words MATCH ? AND c.language = ?", (sought, language)
        sql = f"SELECT DISTINCT c.claim, {_DAY} {found} AND {_FACT} AND day >= ? ORDER BY day, c.claim LIMIT ?"
        return tuple(row[0] for row in self._db.execute(sql, (*given, told, most)))

    def offered(self, strands: Iterable[str]) -> set[str]:
        """Return the claims that are offered for the conditions of commitments, by their first strands."""
        sql = "SELECT f.claim FROM wanted w JOIN strand s ON s.id = w.id JOIN offer f ON f.commitment = s.pact"
        return self._set(strands, sql)

    def facts(self) -> set[str]:
        """Return the claims that could meet a condition."""
        return {claim for (claim,) in self._db.execute(f"SELECT c.claim FROM chronology c WHERE {_FACT}")}

    def _set(self, ids: Iterable[str], sql: str) -> set[str]:
        return {key for (key,) in self._db.among(ids, sql)}
