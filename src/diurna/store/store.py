"""The case as other rooms hold it: one object for the file."""

from __future__ import annotations

import sqlite3
from contextlib import closing, contextmanager
from typing import TYPE_CHECKING, Any, Self

from diurna.case import Filters
from diurna.errors import VersionError
from diurna.folding import folded
from diurna.store import check_derived, chronology, keep, opening, passages, past, readings, search, sql, verify
from diurna.store.briefs import Briefs
from diurna.store.charts import Charts
from diurna.store.connection import connect, wrapped
from diurna.store.following import Following
from diurna.store.fusion import Fusion
from diurna.store.lock import Lock
from diurna.store.origins import Origins
from diurna.store.runs import Runs

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from contextlib import AbstractContextManager
    from pathlib import Path
    from types import TracebackType

    from diurna.case import Decision, Fault, Standing, Taken
    from diurna.record import Claim, Reading
    from diurna.store.rows import Cast, Found, Kept, Text

_EVERYTHING = Filters()


class Store(Runs):
    """An open case; a context manager. One that was opened to write holds the lock and seals the file when it is closed."""

    def __init__(self, path: Path, *, write: bool, wait: float, verb: str) -> None:
        self.path = path
        self._lock: Lock | None = None
        version = opening.checked(path)
        if not write and version < len(opening.schema()):
            raise VersionError(f"{path}: schema {version} of an older Diurna; `diurna add {path}` brings it forward, a copy is made first")
        try:
            if write:
                self._lock = Lock(path, verb=verb, wait=wait)
            self._db = connect(path, "rw" if write else "ro")
            try:
                self._db.create_function("folded", 1, folded, deterministic=True)
                if write:
                    opening.migrate(path, self._db, opening.checked(path))
            except BaseException:
                self._db.close()
                raise
        except BaseException as error:
            if self._lock is not None:
                self._lock.release()
            if isinstance(error, (sqlite3.Error, UnicodeDecodeError)):
                raise wrapped(error, str(path)) from error
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    @property
    def fusion(self) -> Fusion:
        """What joins the claims of the case: links, events, origins."""
        return Fusion(self._db)

    @property
    def briefs(self) -> Briefs:
        """The events of the case in one row each."""
        return Briefs(self._db)

    @property
    def charts(self) -> Charts:
        """What is counted of the events of the case."""
        return Charts(self._db)

    @property
    def origins(self) -> Origins:
        """Where the words of the documents of the case come from."""
        return Origins(self._db)

    @property
    def following(self) -> Following:
        """The agreements and commitments of the case over documents."""
        return Following(self._db)

    @property
    def name(self) -> str:
        """The name of the case."""
        return str(self._db.one("SELECT value FROM about WHERE key = 'name'"))

    def close(self) -> None:
        """Close the case; a second call does nothing."""
        try:
            if self._lock is not None:
                opening.seal(self._db, self.path)
        except sqlite3.Error as error:
            raise wrapped(error, str(self.path)) from error
        finally:
            self._db.close()
            if self._lock is not None:
                self._lock.release()
                self._lock = None

    def copy(self, target: Path) -> None:
        """Write a whole copy of the case to a file, in place of what is there; StoreError when it cannot be written."""
        opening.copy(self.path, target)

    def transaction(self) -> AbstractContextManager[None]:
        """Keep together what is written inside: all of it, or nothing when it fails."""
        return self._db.transaction()

    @property
    def in_transaction(self) -> bool:
        """Whether something is written that nobody else sees yet."""
        return self._db.in_transaction

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        """Read what is inside as of one moment, whatever is written meanwhile."""
        if self._db.in_transaction:
            yield
            return
        self._db.execute("BEGIN")
        try:
            yield
        finally:
            self._db.execute("ROLLBACK")

    # Documents and readings.

    def known(self, document_id: str) -> bool:
        """Tell whether the case has a document."""
        return self._db.one("SELECT 1 FROM document WHERE id = ?", document_id) is not None

    def made_by(self, document_id: str) -> tuple[str, str, str] | None:
        """Return the model, knowledge and code that made the current reading of a document; None when it has none."""
        sql = "SELECT model, knowledge, code FROM current_reading WHERE document = ?"
        row: tuple[str, str, str] | None = self._db.execute(sql, (document_id,)).fetchone()
        return row

    def keep(self, taken: Taken, *, run: int | None = None, laid: Iterable[tuple[Claim, Standing]] = ()) -> bool:
        """Keep a document and its reading, in one transaction; keeping the same again changes no row.

        Args:
            taken: its reading is of the document as received, under the id `document_id(raw)`.
            run: the run whose ledger says that the document was read, or known when the reading is not new.
            laid: claims of the reading as they stand by decisions, written into the chronology at once.

        Returns:
            Whether the reading is new: a first one, or one that supersedes the last.

        Raises:
            StoreError: the reading is not of these bytes, or nothing could be written.
        """
        return keep.keep(self._db, taken, run=run, laid=laid)

    def readings(self, filters: Filters | None = None) -> Iterator[Reading]:
        """Yield the current readings, as read, in the order in which documents came.

        With filters, a reading holds the claims that are shown, and a document without any is left out, unless the filters ask for
        nothing but document, source or language.
        """
        return readings.readings(self._db, filters or _EVERYTHING)

    def reading(self, document_id: str) -> Reading:
        """Return the current reading of a document; StoreError when there is none."""
        return readings.reading(self._db, document_id)

    def casts(self, documents: Iterable[str]) -> dict[str, Cast]:
        """Return who is named in the current readings of documents, by document id; quicker than to load the readings."""
        return readings.casts(self._db, documents)

    def known_at(self, moment: str) -> Iterator[tuple[Reading, dict[str, str]]]:
        """Yield the readings that were current at a moment (UTC), as read, each with the lasting addresses of its claims by id."""
        return past.known(self._db, moment)

    def models(self) -> dict[str, str]:
        """Return the model that made the current reading of each document, by document id."""
        return readings.models(self._db)

    def documents(self, ids: Iterable[str] | None = None) -> Iterator[Kept]:
        """Yield the documents, without their texts, in the order in which they came: all, or some by id."""
        return readings.documents(self._db, ids)

    def document_ids(self) -> list[str]:
        """Return the ids of the documents in the order in which they came."""
        return [found for (found,) in self._db.execute("SELECT id FROM document ORDER BY seq")]

    def original(self, sha256: str) -> bytes:
        """Return the bytes of a document or container as received; StoreError when there are none, DamagedError when they changed."""
        return readings.original(self._db, sha256)

    def text(self, document_id: str, version: int | None = None) -> Text:
        """Return a text of a document, that of the current reading unless a version is named; StoreError when there is none."""
        return readings.text(self._db, document_id, version)

    def links(self, document_id: str) -> dict[str, str]:
        """Return the lasting address of each claim of a document, by claim id."""
        return readings.links(self._db, document_id)

    def documents_of(self, claims: Iterable[str]) -> dict[str, str]:
        """Return the document of each of some claims, by claim id; one that no reading of the case holds is left out."""
        return readings.documents_of(self._db, claims)

    def locate(self, document_id: str, passage_id: str) -> tuple[int, int] | None:
        """Return where a passage stands in the current text (half-open code points); None when its words are no longer there."""
        return passages.locate(self._db, document_id, passage_id)

    # The chronology.

    def lay(self, claims: Iterable[tuple[Claim, Standing]]) -> int:
        """Write the rows of claims as they now stand; return how many have one (a claim of a superseded reading has none)."""
        return chronology.lay(self._db, claims)

    def extend(self, claim: Claim) -> None:
        """Put a person's claim beside those of the current reading of its document; its row in the chronology is for `lay`."""
        keep.extend(self._db, claim)

    def unlay(self, claims: Iterable[str]) -> None:
        """Take the rows of claims out of the chronology: those that a person added and that were taken back."""
        chronology.unlay(self._db, claims)

    def rebuild(self, laid: Iterable[tuple[Claim, Standing]] = ()) -> None:
        """Write the chronology and the word indexes anew from the readings, then lay decided claims over it."""
        chronology.rebuild(self._db, laid)

    def query(self, filters: Filters, *, limit: int, cursor: str = "") -> Found:
        """Return a page of the chronology, by first day, last day, document and position, the undated last.

        Args:
            filters: what to show.
            limit: rows on the page, 1 or more.
            cursor: `next_cursor` of the page before; it holds when documents are added meanwhile.

        Raises:
            QueryError: the cursor, the limit or a day is none.
        """
        with self.snapshot():
            return search.query(self._db, filters, limit=limit, cursor=cursor)

    def waiting(self, filters: Filters, wanted: search.Wanted, *, limit: int, offset: int = 0) -> tuple[list[str], int]:
        """Return the ids of claims that wait for a judgement, and how many there are."""
        return search.waiting(self._db, filters, wanted, limit=limit, offset=offset)

    def judged(self, filters: Filters) -> tuple[int, int]:
        """Return how many of the claims that filters show are decided, and how many there are."""
        return search.judged(self._db, filters)

    def claims_of(self, filters: Filters) -> dict[str, int]:
        """Return how many claims of each document filters show, by document id; a document without any is left out."""
        return search.claims_of(self._db, filters)

    def matching(self, moment: str, claims: Iterable[tuple[Claim, Standing]], filters: Filters) -> set[str]:
        """Return the ids of those of some claims, as they stood at a moment (UTC), that filters show."""
        return past.matching(self._db, moment, claims, filters)

    def sql(self, statement: str, *, seconds: float = 5.0) -> tuple[tuple[str, ...], tuple[tuple[Any, ...], ...]]:
        """Return the columns and rows of one SELECT on a read-only connection; QueryError when it is refused, wrong or too slow."""
        return sql.ask(self.path, statement, seconds=seconds)

    # Decisions.

    def append(self, decision: Decision) -> None:
        """Append a decision to the log; StoreError unless it follows the last one by number and hash."""
        readings.append(self._db, decision)

    def decisions(self) -> Iterator[Decision]:
        """Yield the decisions, the first first."""
        return readings.decisions(self._db)

    def head(self) -> str:
        """Return the hash of the last decision, which stands for the whole log; "" before the first."""
        return readings.head(self._db)

    # The check.

    def verify(self) -> Iterator[Fault]:
        """Yield what is wrong with the case; claims that decisions are about are left to `verify_laid`."""
        with closing(connect(self.path, "ro")) as db:
            yield from verify.verify(db, self.path)

    def verify_laid(self, claims: Iterable[tuple[Claim, Standing]]) -> Iterator[Fault]:
        """Yield where the chronology differs from claims as they stand by the decisions."""
        return check_derived.laid(self._db, claims)
