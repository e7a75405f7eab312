"""The chronology: one row for each claim of the current readings, as it now stands; derived, and rebuilt when asked."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from diurna.case import Standing
from diurna.edtf import days
from diurna.folding import folded
from diurna.record import Claim
from diurna.store.codec import canonical, decode
from diurna.store.passages import link

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from diurna.record import Party, Quote
    from diurna.store.connection import Connection

PENDING = Standing()
_ROLES = ("actors", "recipients", "according_to")
# Scripts that are written without spaces between words: Thai, Lao, Tibetan, Burmese, Khmer, kana, Han.
_UNSPACED = re.compile("[\u0e00-\u0eff\u0f00-\u0fff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
_CLAIMS = (
    "SELECT c.body, r.id, c.passage, c.position, d.seq, r.title, r.source, r.published, r.language "
    "FROM current_reading r JOIN document d ON d.id = r.document JOIN claim c ON c.reading = r.id"
)


def unspaced(words: str) -> bool:
    """Tell whether words hold signs of a script without spaces between words."""
    return _UNSPACED.search(words) is not None


def lay(db: Connection, claims: Iterable[tuple[Claim, Standing]]) -> int:
    """Write the rows of claims as they now stand; return how many belong to a current reading, the others have no row."""
    count = 0
    with db.transaction():
        for claim, standing in claims:
            row = about(db, claim)
            if row is not None:
                write(db, values(claim, standing, row), actors(claim))
                count += 1
    return count


def unlay(db: Connection, claims: Iterable[str]) -> None:
    """Take rows away."""
    with db.transaction():
        db.executemany("DELETE FROM chronology WHERE claim = ?", ((claim,) for claim in claims))


def shown(db: Connection, document: str) -> None:
    """Write the rows of the current reading of a document, as read; those of earlier readings go."""
    db.execute("DELETE FROM chronology WHERE document = ?", (document,))
    for claim, row in current(db, document):
        write(db, values(claim, PENDING, row), actors(claim))


def rebuild(db: Connection, laid: Iterable[tuple[Claim, Standing]]) -> None:
    """Write all rows anew from the current readings, then those of claims as they stand by decisions."""
    with db.transaction():
        db.execute("DELETE FROM chronology")
        for (document,) in db.execute("SELECT id FROM document ORDER BY seq").fetchall():
            shown(db, document)
        for index in ("words", "signs"):
            db.execute(f"INSERT INTO {index} ({index}) VALUES ('rebuild')")  # noqa: S608 - names of ours
        lay(db, laid)


def current(db: Connection, document: str | None = None) -> Iterator[tuple[Claim, tuple[Any, ...]]]:
    """Yield the claims of the current readings, of one document or of all, with what `values` needs beside them."""
    where, given = ("", ()) if document is None else (" WHERE r.document = ?", (document,))
    for body, *row in db.execute(f"{_CLAIMS}{where} ORDER BY d.seq, c.position", given):
        yield decode(Claim, body), tuple(row)


def about(db: Connection, claim: Claim) -> tuple[Any, ...] | None:
    """Return what `values` needs beside a claim, None when it is in no current reading."""
    row = db.execute(f"{_CLAIMS} WHERE r.document = ? AND c.id = ?", (claim.document, claim.id)).fetchone()
    return None if row is None else tuple(row[1:])


def values(claim: Claim, standing: Standing, row: tuple[Any, ...]) -> dict[str, Any]:
    """Return the row of a claim, but for its number; `row` is what `current` yields with it."""
    reading, passage, _, document_seq, title, source, published, language = row
    first, last = days(claim.when.edtf if claim.when else None)
    place = claim.where.name if claim.where else _words(claim.where_quote)
    names = [party.name for role in _ROLES for party in getattr(claim, role)]
    searched = {"sentence": claim.sentence.text, "names": "\n".join(dict.fromkeys([*names, place])).strip("\n"), "title": title}
    return {
        "claim": claim.id,
        "reading": reading,
        "document": claim.document,
        "document_seq": document_seq,
        "position": claim.trigger.start,
        "link": standing.link or link(claim.document, passage),
        "type": claim.type,
        "mode": claim.mode,
        "modality": claim.modality,
        "edtf": claim.when.edtf if claim.when else None,
        "first_day": first,
        "last_day": last,
        "undated": int(first is None and last is None),
        # An interval that is open at one end stands where the text puts it: at the end that is told.
        "at": first or last or "",
        "until": last or first or "",
        **{role: canonical([(party.actor, party.name) for party in getattr(claim, role)]) for role in _ROLES},
        "place_id": claim.where.id if claim.where else "",
        "place": place,
        "place_folded": folded(place),
        "trigger_words": claim.trigger.text,
        "object": _words(claim.object),
        "condition": _words(claim.condition),
        **searched,
        "source": source,
        "source_folded": folded(source),
        "published": published,
        "language": language,
        "repaired": int(claim.repaired),
        "confidence": claim.confidence,
        "status": standing.status,
        "edited": canonical(standing.edited),
        "version": standing.version,
        "event": standing.event,
        "who": standing.who,
        "judged_at": standing.at,
        "unspaced": int(any(unspaced(words) for words in searched.values())),
    }


def actors(claim: Claim) -> list[tuple[str, str, int, str, str, str]]:
    """Return the rows that name the parties of a claim."""
    return [
        (claim.id, role, position, party.actor, party.name, folded(party.name))
        for role in _ROLES
        for position, party in enumerate(_parties(claim, role))
    ]


def write(db: Connection, row: dict[str, Any], parties: list[tuple[str, str, int, str, str, str]]) -> None:
    """Write the row of one claim in place of the one it had; it keeps its number, triggers keep the word indexes."""
    seq = db.one("SELECT seq FROM chronology WHERE claim = ?", row["claim"])
    db.execute("DELETE FROM chronology WHERE claim = ?", (row["claim"],))
    names = ", ".join(f'"{name}"' for name in row)
    marks = ", ".join("?" * (len(row) + 1))
    db.execute(f"INSERT INTO chronology (seq, {names}) VALUES ({marks})", (seq, *row.values()))  # noqa: S608 - names are our own
    db.executemany("INSERT INTO chronology_actor VALUES (?, ?, ?, ?, ?, ?)", parties)


def _parties(claim: Claim, role: str) -> tuple[Party, ...]:
    parties: tuple[Party, ...] = getattr(claim, role)
    return parties


def _words(quote: Quote | None) -> str:
    return quote.text if quote else ""
