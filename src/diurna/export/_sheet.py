"""The sheet of a case: the columns that CSV, XLSX and Parquet share, what each means, and a claim's cells in them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from importlib.metadata import version
from typing import TYPE_CHECKING

from diurna.case import EDITABLE
from diurna.export._values import JOIN, values

if TYPE_CHECKING:
    from collections.abc import Sequence

    from diurna.export._edition import Edition
    from diurna.export._rows import Row

    Cell = str | int | float | None

# A spreadsheet runs a cell that begins with one of these; the import takes the apostrophe off again.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
# What XML 1.0 cannot hold, and half characters, which UTF-8 cannot.
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class Field:
    """A column: its name, what stands in it, and its width in characters; `kind` is "text", "whole" or "number"."""

    name: str
    told: str
    width: int = 16
    kind: str = "text"

    @property
    def editable(self) -> bool:
        """Whether an edited sheet can be imported with another value here."""
        return self.name == "status" or self.name in EDITABLE


FIELDS = (
    Field("id", "what identifies the claim; never edit it"),
    Field("version", "what the row was made from; never edit it, the import tells by it what changed meanwhile", 18),
    Field("status", "how the claim stands: pending, edited, or type accepted, rejected, unsure", 11),
    Field("when", "date as EDTF, such as 2024-03-12, 2024-03, 2024-02-04/.. (since), 2020~ (about)", 24),
    Field("type", "kind of act (PLOVER), such as AGREE or PROTEST", 13),
    Field("mode", "finer kind of act, where there is one", 13),
    Field("actors", "who acts; several are joined by a semicolon and a blank", 28),
    Field("recipients", "to whom; several are joined by a semicolon and a blank", 28),
    Field("where", "the place's name", 18),
    Field("modality", "asserted, planned, conditional, demanded, possible, denied or negated", 13),
    Field("according_to", "who says so, the innermost first; several are joined by a semicolon and a blank", 24),
    Field("condition", "words of the condition", 28),
    Field("object", "words of what it is about", 28),
    Field("quote", "the words that say the act, as the document has them", 20),
    Field("sentence", "the sentence they stand in", 60),
    Field("link", "lasting address of the passage in the case", 30),
    Field("source", "outlet that published the document", 20),
    Field("published", "day of publication, YYYY-MM-DD", 11),
    Field("title", "title of the document", 36),
    Field("url", "address of the document at its source", 30),
    Field("language", "language of the document, ISO 639", 9),
    Field("confidence", "the machine's confidence in its reading, 0 to 1", 10, "number"),
    Field("edited", "the parts that a person corrected", 16),
    Field("decided_by", "who decided last", 12),
    Field("decided_at", "when, UTC", 20),
    Field("event", "the same for claims that a person merged into one event", 16),
    Field("document", "id of the document", 20),
    Field("start", "where the sentence begins in the document's text, in code points from 0", 8, "whole"),
    Field("end", "where it ends, exclusive", 8, "whole"),
    Field("first_day", "first day that the date can mean; empty for an open end or no date", 11),
    Field("last_day", "last day that the date can mean; empty for an open end or no date", 11),
    Field("when_quote", "the words of the date", 20),
    Field("when_precision", "day, month, year, decade, century, season, time, interval", 12),
    Field("when_basis", "stated, or counted from the publication, another event, carried over, repaired, edited", 12),
    Field("where_id", "id of the place; unresolved:… is a place that the gazetteer does not tell", 22),
    Field("country", "country of the place, ISO 3166-1 alpha-3", 9),
    Field("lat", "latitude in degrees (WGS 84); empty when the place has no point", 9, "number"),
    Field("lon", "longitude in degrees (WGS 84); empty when the place has no point", 9, "number"),
    Field("place_precision", "country, region, town or unknown", 12),
    Field("actors_ids", "ids of the actors, in their order", 24),
    Field("recipients_ids", "ids of the recipients, in their order", 24),
    Field("according_to_ids", "ids of who says so, in their order", 24),
    Field("quad", "verbal or material, cooperation or conflict", 20),
    Field("repaired", "yes when damaged words were repaired to read it", 9),
)
COLUMNS = tuple(field.name for field in FIELDS)
_FROM = {"first_day": "first", "last_day": "last", "quad": "quad_name"}


def cells(row: Row) -> dict[str, Cell]:
    """Return a claim's cells by column; what people may edit stands as `values` gives it."""
    plain = values(row.claim, row.people)
    return {
        field.name: plain[field.name] if field.name in plain else _cell(getattr(row, _FROM.get(field.name, field.name))) for field in FIELDS
    }


def neutral(cell: Cell) -> Cell:
    """Return a cell that no spreadsheet runs: an apostrophe goes before a sign that would begin a formula."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(_FORMULA) else cell


def legal(cell: Cell) -> tuple[Cell, int]:
    """Return a cell without the characters that XML cannot hold, and how many were taken out."""
    return _ILLEGAL.subn("", cell) if isinstance(cell, str) else (cell, 0)


def about(edition: Edition, claims: int) -> list[tuple[str, str]]:
    """Return what an edition is, as pairs of a name and what it says: case, filters, moment, what is masked, by what it was made."""
    shown = "shown by name" if "*" in edition.unmask else "masked, but for those shown on request" if edition.unmask else "masked"
    return [
        ("case", edition.case),
        ("filters", edition.filters or "none: the whole case"),
        ("as of", edition.as_of),
        ("claims", str(claims)),
        ("documents", str(len(edition.readings))),
        ("private persons", shown),
        ("made by", f"Diurna {version('diurna')}"),
        *(("not read", f"{issue.where}: {issue.why}") for issue in edition.failed),
    ]


def _cell(value: object) -> Cell:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, tuple):
        return _list(value)
    return value if isinstance(value, str | int | float) else None


def _list(parts: Sequence[str]) -> str:
    return JOIN.join(parts)
