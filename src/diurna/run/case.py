"""The case for programs and notebooks: one object that can do what the verbs of the command line do."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypedDict

from diurna import export as exports
from diurna import store
from diurna.case import Filters
from diurna.errors import ReviewError, StoreError
from diurna.run import checks, views
from diurna.run.desk import decide as decided

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from typing import Self, Unpack

    from diurna.case import Action, Decision, Fault, Tally
    from diurna.export import Edition, Row
    from diurna.record import EventType

__all__ = ["Case"]


class Asked(TypedDict, total=False):
    """The filters of `diurna query`; `start` and `end` are days, months or years, `types` such as ("AGREE", "AID")."""

    start: str
    end: str
    actor: str
    place: str
    types: Iterable[EventType]
    source: str
    modality: str
    status: str
    document: str
    language: str


class Case:
    """A case by its path. The file is opened for each call and let go after it, so that others can write meanwhile.

    `who` is the name under which decisions go into the log.
    """

    def __init__(self, path: str | Path, *, who: str = "", wait: float = 10.0) -> None:
        self.path = Path(path)
        self.who = who
        self._wait = wait
        self._closed = False
        if self.path.exists():
            self._read().close()

    def __repr__(self) -> str:
        return f"Case({str(self.path)!r})"

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def add(self, *inputs: str | Path, **told: Any) -> Tally:
        """Read files, folders, archives, feeds into the case, which is made when it is not there.

        Args:
            inputs: paths, or addresses; what the case has already is left as it is.
            told: `published`, `source`, `language`, `workers` and so on, as for `diurna.run.add.add`.

        Returns:
            What became of each document: counts of read and known ones, lists of those that were not read, with reasons.

        Raises:
            StoreError: the case cannot be made or written.
        """
        from diurna.run.add import add  # noqa: PLC0415 - loads the model's runtime

        if not self.path.exists():
            store.create(self.path, name=self.path.stem)
        with self._write("add") as case:
            return add(case, inputs, **told)

    def query(self, text: str = "", **asked: Unpack[Asked]) -> tuple[Row, ...]:
        """Return claims as flat rows, as they stand, in time order; private persons are masked, as in every export.

        Args:
            text: words that stand in the sentence, a name or the title; all claims by default.
            asked: filters, by the names of `Asked`.

        Returns:
            Rows; `[row.text() for row in …]` makes a data frame.

        Raises:
            QueryError: a filter is none.
        """
        return exports.rows(self.edition(text, **asked))

    def edition(self, text: str = "", *, as_of: str | None = None, **asked: Unpack[Asked]) -> Edition:
        """Return the readings that hold such claims, only those claims, as people left them; nobody is masked in it.

        Args:
            text: as for `query`; `asked` likewise.
            as_of: a day YYYY-MM-DD, a moment, or the number of a decision: the state by then. Now by default.
            asked: filters.
        """
        with self._read() as case:
            return views.edition(case, _filters(text, asked), as_of)

    def export(
        self,
        kind: str,
        out: str | Path | None = None,
        *,
        text: str = "",
        as_of: str | None = None,
        raw: bool = False,
        **asked: Unpack[Asked],
    ) -> str | bytes:
        """Return an export, private persons masked, and write it when `out` names a file.

        Args:
            kind: a format, such as "csv", "xlsx" or "geojson"; `diurna export --list` prints them.
            out: a file, replaced when it is there.
            text: as for `query`; `asked` likewise.
            as_of: as for `edition`.
            raw: for machines: no apostrophe before what a spreadsheet would run.
            asked: filters.

        Raises:
            ValueError: there is no such format.
            ExportError: the format cannot hold it.
        """
        known = exports.formats("export")
        if kind not in known:
            raise ValueError(f"{kind!r} is no format; these are: {', '.join(known)}")
        content = known[kind].render(replace(self.edition(text, as_of=as_of, **asked), raw=raw))
        if out is not None:
            part = Path(out).with_name(f".{Path(out).name}.{os.getpid()}.part")
            try:
                part.write_bytes(content.encode() if isinstance(content, str) else content)
                part.replace(out)
            finally:
                part.unlink(missing_ok=True)
        return content

    def decide(self, action: Action, target: str, values: Mapping[str, str] | None = None, why: str = "", *, who: str = "") -> Decision:
        """Decide on a claim, by id; see `diurna.run.desk.decide` for arguments and errors. `who` is that of the case by default."""
        if not (who or self.who):
            raise ReviewError("a decision without a name: diurna.open(path, who=…), or decide(…, who=…)")
        with self._write("decide") as case:
            return decided(case, action, target, values, why, who=who or self.who)

    def decisions(self) -> tuple[Decision, ...]:
        """Return the log of decisions, the first first."""
        with self._read() as case:
            return tuple(case.decisions())

    def verify(self) -> tuple[Fault, ...]:
        """Return what is wrong with the case, () when all is well."""
        with self._read() as case:
            return tuple(checks.faults(case))

    def sql(self, statement: str, *, seconds: float = 5.0) -> tuple[tuple[str, ...], tuple[tuple[Any, ...], ...]]:
        """Return the columns and rows of one SELECT; QueryError when it would write, is wrong, or takes longer."""
        with self._read() as case:
            return case.sql(statement, seconds=seconds)

    def close(self) -> None:
        """Let go of the case; nothing can be asked of this object afterwards."""
        self._closed = True

    def _read(self) -> store.Store:
        return self._open(write=False, verb="")

    def _write(self, verb: str) -> store.Store:
        return self._open(write=True, verb=verb)

    def _open(self, *, write: bool, verb: str) -> store.Store:
        if self._closed:
            raise StoreError(f"{self.path}: closed; open it again with diurna.open")
        return store.open(self.path, write=write, wait=self._wait, verb=verb)


def _filters(text: str, asked: Asked) -> Filters:
    told: dict[str, Any] = {**asked, "text": text}
    return Filters(**{**told, "types": tuple(told.get("types", ()))})
