"""Passages: words of a text by position and by quote, so that a link still finds them when the text is taken out anew."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from diurna.record import digest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from diurna.record import Quote
    from diurna.store.connection import Connection

AROUND = 32  # code points of prefix and of suffix


@dataclass(frozen=True, slots=True)
class Passage:
    """A position selector (half-open code points) and a quote selector; `nth` counts equal words in equal surroundings before it."""

    document: str
    id: str
    start: int
    end: int
    exact: str
    prefix: str
    suffix: str
    nth: int


def text_hash(text: str) -> str:
    """Return the SHA-256 of a text in UTF-8."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def passage(document: str, text: str, quote: Quote) -> Passage:
    """Return the passage of a quote of a text; its id is made of the words and their surroundings, not of the position."""
    start, end = quote.start, quote.end
    exact, prefix, suffix = text[start:end], text[max(start - AROUND, 0) : start], text[end : end + AROUND]
    window = prefix + exact + suffix
    at = start - len(prefix)
    nth = sum(1 for found in _found(window, text) if found < at)
    identity = "p-" + digest(document, exact, prefix, suffix, nth)
    return Passage(document, identity, start, end, exact, prefix, suffix, nth)


def link(document: str, identity: str) -> str:
    """Return the lasting address of a passage."""
    return f"/d/{document}#{identity}"


def locate(db: Connection, document: str, identity: str) -> tuple[int, int] | None:
    """Return where a passage stands in the current text of its document; None when its words are no longer there."""
    sql = 'SELECT text_sha256, start, "end", exact, prefix, suffix, nth FROM passage WHERE document = ? AND id = ?'
    row = db.execute(sql, (document, identity)).fetchone()
    now = db.execute(
        "SELECT t.sha256, t.body FROM current_reading r JOIN text t ON t.document = r.document AND t.version = r.text_version "
        "WHERE r.document = ?",
        (document,),
    ).fetchone()
    if row is None or now is None:
        return None
    hashed, start, end, exact, prefix, suffix, nth = row
    if hashed == now[0]:
        return start, end
    return find(now[1], Passage(document, identity, start, end, exact, prefix, suffix, nth))


def find(text: str, sought: Passage) -> tuple[int, int] | None:
    """Find a passage by its words: the nth in the same surroundings, else where most of them agree, of equals the nearest to the old place.

    White space may differ, since another extractor may break lines elsewhere.
    """
    lead = len(sought.prefix)
    whole = [(at + lead, at + lead + len(sought.exact)) for at in _found(sought.prefix + sought.exact + sought.suffix, text)]
    if sought.nth < len(whole):
        return whole[sought.nth]
    words = sought.exact.split()
    pattern = re.compile(r"\s+".join(map(re.escape, words)) if words else re.escape(sought.exact))
    spots = [(found.start(), found.end()) for found in pattern.finditer(text)]
    return max(spots, key=lambda spot: (_agreement(text, spot, sought), -abs(spot[0] - sought.start)), default=None)


def _agreement(text: str, spot: tuple[int, int], sought: Passage) -> int:
    before, after = _plain(text[max(spot[0] - 2 * AROUND, 0) : spot[0]]), _plain(text[spot[1] : spot[1] + 2 * AROUND])
    return _common(before[::-1], _plain(sought.prefix)[::-1]) + _common(after, _plain(sought.suffix))


def _plain(words: str) -> str:
    return re.sub(r"\s+", " ", words)


def _common(one: str, other: str) -> int:
    return next((k for k, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))


def _found(window: str, text: str) -> Iterator[int]:
    at = text.find(window)
    while at >= 0:
        yield at
        at = text.find(window, at + 1)
