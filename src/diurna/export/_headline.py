"""Headlines: a claim in one line, for formats that show a title."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from diurna.export._rows import Row


def headline(row: Row) -> str:
    """Return who did what to whom: "PROTEST: workers → port"; an act that is not told as having happened says so."""
    who, whom = ", ".join(dict.fromkeys(row.actors)) or "actor not told", ", ".join(dict.fromkeys(row.recipients))
    return f"{act(row)}: {who}{f' → {whom}' if whom else ''}"


def act(row: Row) -> str:
    """Return the act without its parties: "CONCEDE (conditional)"."""
    return row.type if row.modality == "asserted" else f"{row.type} ({row.modality})"


def speakers(row: Row) -> str:
    """Return who says so, the innermost first: "the portal, via Interfax"; "" for the document itself."""
    return ", via ".join(row.according_to)


def web(address: str) -> str:
    """Return an address that a browser may follow, "" for any other ("javascript:…", a path within the case)."""
    return address if address.startswith(("http://", "https://")) else ""
