"""Agreements and commitments over documents in a case."""

# ruff: noqa: S608 - statements are put together from words of ours; values are parameters

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from diurna.edtf import days
from diurna.event import Accord, Promise, Stage
from diurna.store.codec import compact, wordings
from diurna.store.strands import Strands

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from diurna.event import Wording

_TABLES = ("agreement", "commitment")
_PARTS = ("pact_party", "pact_term", "pact_document", "stage", "stage_claim")


class Following(Strands):
    """The tables of agreements and commitments of an open case; `pact` is the id of one of either."""

    def replace(
        self, gone: Iterable[str], accords: Iterable[Accord], promises: Iterable[Promise], names: Mapping[tuple[str, str], str]
    ) -> None:
        """Write agreements and commitments; those with the ids in `gone` go first.

        Args:
            gone: ids of both.
            accords: new ones.
            promises: new ones.
            names: of actors and places, by the document that gives them and their id.
        """
        with self._db.transaction():
            listed = [(key,) for key in gone]
            for table in _TABLES:
                self._db.executemany(f"DELETE FROM {table} WHERE id = ?", listed)
            for table in _PARTS:
                self._db.executemany(f"DELETE FROM {table} WHERE pact = ?", listed)
            for one in accords:
                self._put_accord(one, names)
            for told in promises:
                self._put_promise(told, names)

    def accords(self, ids: Iterable[str] | None = None) -> tuple[Accord, ...]:
        """Return agreements by their ids, all by default."""
        rows = self._rows("SELECT a.id, a.signed, a.place_id FROM agreement a", "a.id", ids)
        parts = self._parts([row[0] for row in rows])
        return tuple(
            Accord(key, parts.party(key, "party"), signed, place, parts.terms(key), parts.stages(key), parts.documents(key))
            for key, signed, place in rows
        )

    def promises(self, ids: Iterable[str] | None = None) -> tuple[Promise, ...]:
        """Return commitments by their ids, all by default."""
        rows = self._rows("SELECT k.id, k.what, k.condition, k.deadline FROM commitment k", "k.id", ids)
        keys = [row[0] for row in rows]
        parts = self._parts(keys)
        meets: dict[str, list[tuple[str, Wording]]] = {}
        sql = "SELECT f.commitment, f.claim, f.why FROM wanted w JOIN offer f ON f.commitment = w.id ORDER BY 1, f.position"
        for key, claim, why in self._db.among(keys, sql):
            meets.setdefault(key, []).append((claim, wordings(why)))
        return tuple(
            Promise(
                key,
                parts.party(key, "who"),
                parts.party(key, "to_whom"),
                what,
                condition,
                deadline,
                parts.stages(key),
                tuple(meets.get(key, ())),
                parts.documents(key),
            )
            for key, what, condition, deadline in rows
        )

    def names(self) -> dict[str, str]:
        """Return the names of those who take part, by actor id, and of the places of signing by theirs."""
        told = self._db.execute("SELECT actor, min(name) FROM pact_party GROUP BY actor").fetchall()
        placed = self._db.execute("SELECT place_id, min(place) FROM agreement WHERE place_id IS NOT NULL GROUP BY place_id").fetchall()
        return dict([*told, *placed])

    def _put_accord(self, one: Accord, names: Mapping[tuple[str, str], str]) -> None:
        last = one.stages[-1] if one.stages else Stage(None, "", ())
        where = _name(names, one, one.place or "")
        self._db.execute("INSERT INTO agreement VALUES (?, ?, ?, ?, ?, ?)", (one.id, last.status, last.edtf, one.signed, one.place, where))
        self._put_parts(one, {"party": one.parties}, names)
        terms = ((one.id, at, document, words) for at, (document, words) in enumerate(one.terms))
        self._db.executemany("INSERT INTO pact_term VALUES (?, ?, ?, ?)", terms)

    def _put_promise(self, one: Promise, names: Mapping[tuple[str, str], str]) -> None:
        last = one.stages[-1] if one.stages else Stage(None, "", ())
        row = (one.id, last.status, last.edtf, one.what, one.condition, one.deadline, days(one.deadline)[1])
        self._db.execute("INSERT INTO commitment VALUES (?, ?, ?, ?, ?, ?, ?)", row)
        self._put_parts(one, {"who": one.who, "to_whom": one.to_whom}, names)
        offers = ((one.id, at, claim, compact(why)) for at, (claim, why) in enumerate(one.meets))
        self._db.executemany("INSERT INTO offer VALUES (?, ?, ?, ?)", offers)

    def _put_parts(self, one: Accord | Promise, sides: Mapping[str, tuple[str, ...]], names: Mapping[tuple[str, str], str]) -> None:
        parties = ((one.id, role, at, actor, _name(names, one, actor)) for role, side in sides.items() for at, actor in enumerate(side))
        self._db.executemany("INSERT INTO pact_party VALUES (?, ?, ?, ?, ?)", parties)
        self._db.executemany("INSERT INTO pact_document VALUES (?, ?)", ((one.id, document) for document in one.documents))
        self._db.executemany("INSERT INTO stage VALUES (?, ?, ?, ?)", ((one.id, at, s.edtf, s.status) for at, s in enumerate(one.stages)))
        resting = ((one.id, at, claim) for at, stage in enumerate(one.stages) for claim in stage.claims)
        self._db.executemany("INSERT INTO stage_claim VALUES (?, ?, ?)", resting)

    def _rows(self, sql: str, key: str, ids: Iterable[str] | None) -> list[tuple[Any, ...]]:
        if ids is None:
            return self._db.execute(f"{sql} ORDER BY {key}").fetchall()
        return self._db.among(ids, f"{sql} JOIN wanted w ON w.id = {key} ORDER BY {key}")

    def _parts(self, keys: list[str]) -> _Parts:
        on = "FROM wanted w JOIN {0} p ON p.pact = w.id"
        return _Parts(
            self._db.among(keys, f"SELECT p.pact, p.role, p.actor {on.format('pact_party')} ORDER BY p.pact, p.role, p.position"),
            self._db.among(keys, f"SELECT p.pact, p.document, p.words {on.format('pact_term')} ORDER BY p.pact, p.position"),
            self._db.among(keys, f"SELECT p.pact, p.document {on.format('pact_document')} ORDER BY p.pact, p.document"),
            self._db.among(keys, f"SELECT p.pact, p.position, p.edtf, p.status {on.format('stage')} ORDER BY p.pact, p.position"),
            self._db.among(keys, f"SELECT p.pact, p.position, p.claim {on.format('stage_claim')} ORDER BY p.pact, p.position, p.claim"),
        )


def _name(names: Mapping[tuple[str, str], str], one: Accord | Promise, key: str) -> str:
    """Return the name that the first of the documents that has one gives."""
    return next((names[document, key] for document in one.documents if (document, key) in names), key)


class _Parts:
    """What belongs to some agreements or commitments, by their ids."""

    def __init__(self, *tables: list[tuple[Any, ...]]) -> None:
        parties, terms, documents, stages, claims = tables
        self._parties: dict[tuple[str, str], list[str]] = {}
        self._terms: dict[str, list[tuple[str, str]]] = {}
        self._documents: dict[str, list[str]] = {}
        self._stages: dict[str, list[Stage]] = {}
        for key, role, actor in parties:
            self._parties.setdefault((key, role), []).append(actor)
        for key, document, words in terms:
            self._terms.setdefault(key, []).append((document, words))
        for key, document in documents:
            self._documents.setdefault(key, []).append(document)
        resting: dict[tuple[str, int], list[str]] = {}
        for key, at, claim in claims:
            resting.setdefault((key, at), []).append(claim)
        for key, at, edtf, status in stages:
            self._stages.setdefault(key, []).append(Stage(edtf, status, tuple(resting.get((key, at), ()))))

    def party(self, key: str, role: str) -> tuple[str, ...]:
        return tuple(self._parties.get((key, role), ()))

    def terms(self, key: str) -> tuple[tuple[str, str], ...]:
        return tuple(self._terms.get(key, ()))

    def documents(self, key: str) -> tuple[str, ...]:
        return tuple(self._documents.get(key, ()))

    def stages(self, key: str) -> tuple[Stage, ...]:
        return tuple(self._stages.get(key, ()))
