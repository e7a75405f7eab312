"""What joins the claims of a case: accounts, blocks, links, events with the log of their changes, origins."""

# ruff: noqa: S608 - statements are put together from words of ours; values are parameters

from __future__ import annotations

import json
import re
from operator import attrgetter
from typing import TYPE_CHECKING, Any

from diurna.errors import QueryError
from diurna.event import Account, Change, Link
from diurna.store import blocks, spellings
from diurna.store.codec import compact, decode, wordings
from diurna.store.connection import signature
from diurna.store.staged import Staged

if TYPE_CHECKING:
    from collections.abc import Collection, Container, Iterable, Iterator, Mapping
    from contextlib import AbstractContextManager

    from diurna.store.connection import Connection

_NEVER = 2**63 - 1  # the largest number of SQLite
_DIGITS = 19  # a number of more may be larger than SQLite holds
_WHEN = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}(T|$)")
_FEW = 200  # events, of which each is looked up; for more all are
_STAMP = "c.reading || ' ' || c.version || ' ' || c.status"
_ROWS = "FROM chronology c LEFT JOIN account a ON a.claim = c.claim"
_GONE = "SELECT a.claim FROM account a LEFT JOIN chronology c ON c.claim = a.claim WHERE c.claim IS NULL OR c.status = 'rejected'"


class Fusion:
    """The tables of fusion of an open case; what is given as claims are claim ids."""

    def __init__(self, db: Connection) -> None:
        self._db = db

    def transaction(self) -> AbstractContextManager[None]:
        """Do what is inside as one transaction."""
        return self._db.transaction()

    # Accounts and links.

    def stale(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Return the claims that are new or stand otherwise than when they were compared, and those that are gone or rejected."""
        fresh = f"SELECT c.claim {_ROWS} WHERE c.status <> 'rejected' AND (a.claim IS NULL OR a.stamp <> {_STAMP}) ORDER BY c.claim"
        return self._column(fresh), self._column(f"{_GONE} ORDER BY a.claim")

    def gone(self, claims: Iterable[str]) -> set[str]:
        """Return those of some claims that no current reading holds, or that are rejected."""
        sql = "SELECT w.id FROM wanted w LEFT JOIN chronology c ON c.claim = w.id WHERE c.claim IS NULL OR c.status = 'rejected'"
        return {claim for (claim,) in self._db.among(claims, sql)}

    def stamps(self, claims: Iterable[str]) -> dict[str, tuple[str, str]]:
        """Return the document of each claim, and the stamp of its row in the chronology."""
        sql = f"SELECT c.claim, c.document, {_STAMP} FROM wanted w JOIN chronology c ON c.claim = w.id"
        return {claim: (document, stamp) for claim, document, stamp in self._db.among(claims, sql)}

    def dated(self, documents: Iterable[str]) -> list[str]:
        """Return documents in the order of their days of publication."""
        sql = "SELECT d.id FROM wanted w JOIN document d ON d.id = w.id ORDER BY d.published, d.id"
        return [document for (document,) in self._db.among(documents, sql)]

    def put(self, accounts: Iterable[tuple[Account, str, Iterable[int]]]) -> None:
        """Write accounts, each with its stamp and the keys of its blocks as `blocks.hashed` gives them; their claims must have none."""
        with self._db.transaction():
            staged = Staged(self._db, "block")
            for told, stamp, keys in accounts:
                row = (told.claim, told.document, stamp, compact(told))
                staged.add(self._db.execute("INSERT INTO account VALUES (NULL, ?, ?, ?, ?)", row).lastrowid or 0, keys)
            staged.write()

    def drop(self, claims: Iterable[str]) -> None:
        """Forget the accounts, blocks and links of claims."""
        with self._db.transaction():
            self._db.executemany("DELETE FROM account WHERE claim = ?", ((claim,) for claim in claims))

    def crowd(self, claims: Iterable[str]) -> blocks.Crowds:
        """Find the keys that too many share, after some claims were put and others dropped; links that rested on these alone go."""
        with self._db.transaction():
            return blocks.crowd(self._db, claims)

    def candidates(self, claims: Iterable[str]) -> list[tuple[str, str]]:
        """Return the pairs, the smaller id first, that share a key that not too many have, and hold one of some claims."""
        return blocks.pairs(self._db, claims)

    def accounts(self, claims: Iterable[str]) -> dict[str, Account]:
        """Return the accounts of claims, by claim id; one without an account is left out."""
        found = self._db.among(claims, "SELECT a.body FROM wanted w JOIN account a ON a.claim = w.id ORDER BY a.claim")
        return {(told := decode(Account, body)).claim: told for (body,) in found}

    def add_links(self, links: Iterable[Link]) -> None:
        """Write links in place of those the pairs had."""
        ordered = sorted(links, key=attrgetter("a", "b"))  # the table is larger than SQLite's cache
        rows = ((link.a, link.b, link.score, compact(link.reasons)) for link in ordered)
        with self._db.transaction():
            self._db.executemany("INSERT OR REPLACE INTO link VALUES (?, ?, ?, ?)", rows)

    def unlink(self, claims: Iterable[str]) -> None:
        """Forget the links of claims."""
        with self._db.transaction():
            given = [(claim,) for claim in claims]
            self._db.executemany("DELETE FROM link WHERE a = ?", given)
            self._db.executemany("DELETE FROM link WHERE b = ?", given)

    def told_in(self, documents: Iterable[str]) -> set[str]:
        """Return the claims of documents that have an account."""
        return {claim for (claim,) in self._db.among(documents, "SELECT a.claim FROM wanted w JOIN account a ON a.document = w.id")}

    def links_of(self, claims: Iterable[str]) -> tuple[Link, ...]:
        """Return the links among claims."""
        sql = "SELECT l.a, l.b, l.score, l.reasons FROM wanted w JOIN link l ON l.a = w.id JOIN wanted v ON v.id = l.b ORDER BY 1, 2"
        return tuple(Link(a, b, score, wordings(reasons)) for a, b, score, reasons in self._db.among(claims, sql))

    def reach(self, claims: Iterable[str]) -> set[str]:
        """Return claims and all that hang together with them by links and events."""
        sql = (
            ", near (claim) AS (SELECT id FROM wanted UNION SELECT l.b FROM near n JOIN link l ON l.a = n.claim "
            "UNION SELECT l.a FROM near n JOIN link l ON l.b = n.claim "
            "UNION SELECT e.claim FROM near n JOIN event_claim m ON m.claim = n.claim JOIN event_claim e ON e.event = m.event) "
            "SELECT claim FROM near"
        )
        return {claim for (claim,) in self._db.among(claims, sql)}

    def spellings_of_events(self, names: Iterable[str]) -> spellings.Spellings:
        """Return the name that most claims of a language give to names without an id, by "name:" and the folded name of events."""
        return spellings.of_events(self._db, names)

    def spellings(self, ids: Iterable[str], claims: Iterable[str] = ()) -> spellings.Spellings:
        """Return the name that most claims of a language give to ids of actors and places, and to names without one as some claims do."""
        return {**spellings.of_claims(self._db, claims), **spellings.of_ids(self._db, ids)}

    # Events.

    def events(self, claims: Iterable[str] | None = None) -> dict[str, frozenset[str]]:
        """Return events with their claims, the oldest first: all, or those that hold any of some claims."""
        sql = "SELECT e.event, e.claim FROM event_claim e"
        if claims is None:
            rows = self._db.execute(sql).fetchall()
        else:
            rows = self._db.among(claims, f"{sql} WHERE e.event IN (SELECT m.event FROM wanted w JOIN event_claim m ON m.claim = w.id)")
        found: dict[str, set[str]] = {}
        for event, claim in rows:
            found.setdefault(event, set()).add(claim)
        first = self._firsts(found)
        return {event: frozenset(found[event]) for event in sorted(found, key=lambda event: (first.get(event, 0), event))}

    def members(self, events: Iterable[str]) -> dict[str, frozenset[str]]:
        """Return the claims of some events, by event; one that is no more is left out."""
        found: dict[str, set[str]] = {}
        for event, claim in self._db.among(events, "SELECT m.event, m.claim FROM wanted w JOIN event_claim m ON m.event = w.id"):
            found.setdefault(event, set()).add(claim)
        return {event: frozenset(found[event]) for event in sorted(found)}

    def ids(self) -> Container[str]:
        """Return the ids of all events that there are or were, each looked up when it is asked for."""
        return _Ids(self._db)

    def set_events(self, events: Mapping[str, frozenset[str]], removed: Iterable[str]) -> None:
        """Write which claims events have now; those removed have none."""
        rows = ((claim, event) for event, claims in events.items() for claim in claims)
        with self._db.transaction():
            self._db.executemany("DELETE FROM event_claim WHERE event = ?", ((event,) for event in (*removed, *events)))
            self._db.executemany("INSERT OR REPLACE INTO event_claim VALUES (?, ?)", rows)

    def log(self, changes: Iterable[Change]) -> tuple[Change, ...]:
        """Append changes to the log; return them with their numbers."""
        made = []
        with self._db.transaction():
            last = int(self._db.one("SELECT coalesce(max(seq), 0) FROM event_change"))
            for seq, change in enumerate(changes, last + 1):
                made.append(Change(seq, change.at, change.event, change.turn, change.claims, change.others, change.why))
            rows = ((c.seq, c.at, c.event, c.turn, compact(c.claims), compact(c.others), compact(c.why)) for c in made)
            self._db.executemany("INSERT INTO event_change VALUES (?, ?, ?, ?, ?, ?, ?, ?)", ((*row, signature(row)) for row in rows))
        return tuple(made)

    def changes(self, since: str = "") -> Iterator[Change]:
        """Yield the changes after a number, or from a day or moment on; QueryError when `since` is none of these."""
        where, given = _since(since)
        yield from _changes(self._db, f"{where} ORDER BY seq", given)

    def page(self, since: str = "", *, limit: int, newest: bool = False, before: int = 0, turn: str = "") -> tuple[Change, ...]:
        """Return some of the changes since, as `changes` counts it.

        Args:
            since: likewise.
            limit: how many.
            newest: the last ones first.
            before: only those with a smaller number, 0 for all.
            turn: only those of one kind, "" for all.
        """
        where, given = _since(since)
        where = f"{where} AND seq < ? AND ? IN ('', turn) ORDER BY seq{' DESC' if newest else ''} LIMIT ?"
        return tuple(_changes(self._db, where, given, before or _NEVER, turn, limit))

    def turns(self, since: str = "") -> tuple[dict[str, int], int]:
        """Return how many changes since there are of each kind, and the number of the last, 0 where there is none."""
        where, given = _since(since)
        rows = self._db.execute(f"SELECT turn, count(*), max(seq) FROM event_change WHERE {where} GROUP BY turn", (given,)).fetchall()
        return {turn: count for turn, count, _ in rows}, max((last for *_, last in rows), default=0)

    def history(self, event: str) -> tuple[Change, ...]:
        """Return the changes of one event, the first first."""
        return tuple(_changes(self._db, "event = ? ORDER BY seq", event))

    def events_at(self, moment: str) -> dict[str, frozenset[str]]:
        """Return the events as the log had them at a moment (UTC): before the first change that is later, also where a clock went back."""
        return replayed(
            _changes(self._db, f"seq < coalesce((SELECT min(seq) FROM event_change WHERE at > ?), {_NEVER}) ORDER BY seq", moment)
        )

    def event(self, identity: str) -> tuple[str, frozenset[str]]:
        """Return the present id and the claims of an event, by its id, the id of one of its claims, or one whose claims it has now.

        Raises:
            QueryError: there is no such event.
        """
        event = self._db.one("SELECT event FROM event_claim WHERE claim = ?", identity) or identity
        if not (claims := self._column("SELECT claim FROM event_claim WHERE event = ?", event)):
            event = self._heir(event)
            claims = self._column("SELECT claim FROM event_claim WHERE event = ?", event)
        return event, frozenset(claims)

    def _heir(self, gone: str) -> str:
        """Return the event that has most of the claims that one had last, which may have been taken apart again since it was merged."""
        sql = "SELECT claims FROM event_change WHERE event = ? ORDER BY claims = '[]', seq DESC LIMIT 1"
        last = self._db.one(sql, gone)
        sql = "SELECT m.event FROM wanted w JOIN event_claim m ON m.claim = w.id GROUP BY 1 ORDER BY count(*) DESC, min(m.claim) LIMIT 1"
        for (heir,) in self._db.among(json.loads(last or "[]"), sql):
            return str(heir)
        told = "was withdrawn" if last else "is no event, and no claim of one"
        raise QueryError(f"{gone!r} {told}; `diurna changes` lists the ids, `diurna link` brings them up to date")

    def counts(self) -> tuple[int, int, int, int, int]:
        """Return how many claims, events, events of several claims, origins and documents with a known origin there are."""
        sizes = "(SELECT count(*) AS size FROM event_claim GROUP BY event)"
        origins = "(SELECT count(DISTINCT origin) FROM origin_document), (SELECT count(*) FROM origin_document)"
        sql = f"SELECT coalesce(sum(size), 0), count(*), coalesce(sum(size > 1), 0), {origins} FROM {sizes}"
        claims, events, joined, distinct, documents = self._db.execute(sql).fetchone()
        return int(claims), int(events), int(joined), int(distinct), int(documents)

    def told_by(self, documents: Iterable[str]) -> set[str]:
        """Return the events of which documents tell."""
        sql = "SELECT DISTINCT m.event FROM wanted w JOIN account a ON a.document = w.id JOIN event_claim m ON m.claim = a.claim"
        return {event for (event,) in self._db.among(documents, sql)}

    def reported(self, claims: Collection[str]) -> tuple[tuple[str, str, str, str | None], ...]:
        """Return the documents of claims: id, source, origin ("" before it is known), day of publication."""
        sql = (
            "SELECT DISTINCT c.document, c.source, coalesce(o.origin, ''), c.published FROM wanted w "
            "JOIN chronology c ON c.claim = w.id LEFT JOIN origin_document o ON o.document = c.document ORDER BY 1"
        )
        return tuple(self._db.among(claims, sql))

    def _firsts(self, events: Collection[str]) -> dict[str, int]:
        """Return the number of the first change of each event."""
        if len(events) > _FEW:
            return dict(self._db.execute("SELECT event, min(seq) FROM event_change GROUP BY event").fetchall())
        return {event: int(self._db.one("SELECT coalesce(min(seq), 0) FROM event_change WHERE event = ?", event)) for event in events}

    def _column(self, sql: str, *given: Any) -> tuple[str, ...]:
        return tuple(row[0] for row in self._db.execute(sql, given))


class _Ids:
    def __init__(self, db: Connection) -> None:
        self._db = db

    def __contains__(self, event: object) -> bool:
        return self._db.one("SELECT 1 FROM event_change WHERE event = ? LIMIT 1", event) is not None


def replayed(changes: Iterable[Change]) -> dict[str, frozenset[str]]:
    """Return the events, with their claims, that a log of changes leaves."""
    events: dict[str, frozenset[str]] = {}
    for change in changes:
        events.pop(change.event, None)
        if change.claims:
            events[change.event] = frozenset(change.claims)
    return events


def _since(since: str) -> tuple[str, int | str]:
    if since.isascii() and since.isdigit() and len(since) < _DIGITS:
        return "seq > ?", int(since)
    if since and not _WHEN.match(since):
        raise QueryError(f"since {since!r}: expected a day YYYY-MM-DD, a moment YYYY-MM-DDTHH:MM:SSZ, or the number of a change")
    return "at >= ?", since


def _changes(db: Connection, where: str, *given: object) -> Iterator[Change]:
    rows = db.execute(f"SELECT seq, at, event, turn, claims, others, why FROM event_change WHERE {where}", given).fetchall()
    # One array of all of them is read ten times as fast as each by itself.
    claims, others, whys = (wordings(f"[{','.join(row[at] for row in rows)}]") for at in (4, 5, 6))
    for (seq, at, event, turn, *_), had, rest, why in zip(rows, claims, others, whys, strict=True):
        yield Change(seq, at, event, turn, had, rest, why)
