"""Entries of feeds: each becomes a row with the columns of an article."""

from __future__ import annotations

from typing import TYPE_CHECKING

from diurna.case import Piece, Refusal
from diurna.ingest._json import canonical
from diurna.ingest._names import printable

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping


def pieces(entries: Iterable[Mapping[str, str]], name: str, *, told: Mapping[str, str], container: bytes) -> Iterator[Piece | Refusal]:
    """Yield an article for each entry that holds text, and how many hold a summary alone.

    Args:
        entries: columns "title", "url", "text", "published", "author", "language" and what else is kept; "summary" where there
            is no text.
        name: of the feed.
        told: what the feed says of all its entries.
        container: its bytes.
    """
    count = teasers = 0
    for entry in entries:
        count += 1
        where = f"{name}#{count}"
        row = {column: value for column, value in entry.items() if value}
        if "text" not in row and "summary" in row:
            teasers += 1
            row["text"] = row.pop("summary")
        if not row.get("text", "").strip():
            page = f"; its page is {printable(row['url'])}" if "url" in row else ""
            yield Refusal(where, f"an entry without text{page}")
            continue
        said = {key: value for key, value in told.items() if value and key not in row}
        yield Piece(where, canonical(row), "article", told=said, keep_container=True, container=container)
    if teasers:
        yield Refusal(name, f"{teasers} of {count} entries hold a summary alone, which is what is read", "note")
    if not count:
        yield Refusal(name, "a feed without entries")
