"""CSV: a claim a row, for spreadsheets; private persons are masked."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING, Any

from diurna.export import _sheet
from diurna.export._people import People
from diurna.export._rows import rows as case_rows

if TYPE_CHECKING:
    from diurna.export._edition import Edition
    from diurna.record import Claim, Party, Quote, Reading

SUFFIX = ".csv"
VERBS = ("read", "export")
LOSSES = (
    "agreements and commitments with their steps are not in it",
    "lists of names are one cell each, joined by semicolons; the words that name each party are not in it",
    "the places that a name could also mean are not in it",
)

COLUMNS = (
    *("id", "document", "source", "published", "type", "mode"),
    *("trigger_quote", "trigger_start", "trigger_end"),
    *("actors", "actors_ids", "actors_quotes", "recipients", "recipients_ids", "recipients_quotes"),
    *("when_edtf", "when_precision", "when_basis", "when_quote", "when_start", "when_end"),
    *("where_id", "where_name", "where_lat", "where_lon", "where_precision", "where_quote", "where_start", "where_end"),
    *("according_to", "according_to_ids", "according_to_quotes"),
    *("modality", "condition", "object", "sentence", "sentence_start", "sentence_end", "repaired", "confidence"),
)
_JOIN = "; "


def render(edition: Edition) -> str:
    """Write the claims as CSV with a header; a text cell that a spreadsheet would run gets a leading apostrophe.

    The rows of a case can be edited and imported again. They begin with a byte order mark, without which Excel takes UTF-8 for
    something else; `raw` leaves it and the apostrophes out.
    """
    return _of_case(edition) if edition.case else _of_readings(edition)


def _of_case(edition: Edition) -> str:
    out = io.StringIO()
    out.write("" if edition.raw else "\ufeff")
    writer = csv.DictWriter(out, fieldnames=_sheet.COLUMNS, lineterminator="\n")
    writer.writeheader()
    for row in case_rows(edition):
        writer.writerow({name: cell if edition.raw else _sheet.neutral(cell) for name, cell in _sheet.cells(row).items()})
    return out.getvalue()


def _of_readings(edition: Edition) -> str:
    out = io.StringIO()
    writer = csv.DictWriter(out, fieldnames=COLUMNS, lineterminator="\n")
    writer.writeheader()
    for reading in edition.readings:
        writer.writerows({name: _sheet.neutral(cell) for name, cell in row.items()} for row in rows(reading, masked=True))
    return out.getvalue()


def rows(reading: Reading, *, masked: bool) -> list[dict[str, Any]]:
    """Return the claims of a reading as flat rows: the fields of JSONL, with lists joined by semicolons."""
    people = People(reading, masked=masked)
    return [_row(reading, claim, people) for claim in reading.claims or ()]


def _row(reading: Reading, claim: Claim, people: People) -> dict[str, Any]:
    when, where = claim.when, claim.where
    where_quote = claim.where_quote or (where.mentions[0] if where else None)
    return {
        "id": claim.id,
        "document": claim.document,
        "source": reading.document.source,
        "published": reading.document.published,
        "type": claim.type,
        "mode": claim.mode,
        **_words("trigger", claim.trigger, people),
        **_parties("actors", claim.actors, people),
        **_parties("recipients", claim.recipients, people),
        "when_edtf": when.edtf if when else None,
        "when_precision": when.precision if when else None,
        "when_basis": when.basis if when else None,
        **_words("when", when.quote if when else None, people),
        "where_id": where.id if where else None,
        "where_name": where.name if where else None,
        "where_lat": where.lat if where else None,
        "where_lon": where.lon if where else None,
        "where_precision": where.precision if where else None,
        **_words("where", where_quote, people),
        **_parties("according_to", claim.according_to, people),
        "modality": claim.modality,
        "condition": people.words(claim.condition),
        "object": people.words(claim.object),
        "sentence": people.words(claim.sentence),
        "sentence_start": claim.sentence.start,
        "sentence_end": claim.sentence.end,
        "repaired": claim.repaired,
        "confidence": round(claim.confidence, 3),
    }


def _words(column: str, quote: Quote | None, people: People) -> dict[str, Any]:
    span = (quote.start, quote.end) if quote else (None, None)
    return {f"{column}_quote": people.words(quote), f"{column}_start": span[0], f"{column}_end": span[1]}


def _parties(column: str, parties: tuple[Party, ...], people: People) -> dict[str, str]:
    return {
        column: _JOIN.join(people.name(party) for party in parties),
        f"{column}_ids": _JOIN.join(people.id(party.actor) for party in parties),
        f"{column}_quotes": _JOIN.join(people.words(party.quote) for party in parties),
    }
