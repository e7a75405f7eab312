"""The preview: what an edited export asks for, as a terminal shows it before anything is applied."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wcwidth import wrap

from diurna.review.card import Look
from diurna.review.safe import safe

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from diurna.review.sheet import Change, Differences, Withheld

_PART = 13  # columns of a part's name


def preview(found: Differences, look: Look | None = None) -> Iterator[str]:
    """Say what an edited export asks for: every change, every row that is not applied and why, and the counts.

    Args:
        found: as `differences` returns it.
        look: how to draw; plain and 100 columns wide by default.

    Yields:
        Lines for a terminal; nothing in a cell can drive it.
    """
    drawn = look or Look()
    rows: dict[tuple[int, str], list[Change]] = {}
    for change in found.changes:
        rows.setdefault((change.row, change.claim), []).append(change)
    for (row, claim), changes in rows.items():
        yield f"row {row}  {safe(claim)}"
        yield from _changes(changes, drawn)
    yield from _withheld("CONFLICT", found.conflicts, drawn)
    yield from _withheld("REFUSED", found.refused, drawn)
    for number, claim in found.unknown:
        yield f"row {number}  UNKNOWN: the case holds no claim {safe(claim)[:80]!r}"
    for number, _ in found.new:
        yield f"row {number}  NEW: it has no id; a claim comes from a document, add its row as one"
    if rows or found.conflicts or found.refused or found.unknown or found.new:
        yield ""
    yield from wrap(_counts(found, len(rows)), drawn.width)


def _withheld(label: str, rows: Iterable[Withheld], look: Look) -> Iterator[str]:
    for row in rows:
        yield from wrap(f"row {row.row}  {safe(row.claim)}  {label}: {safe(row.why)}", look.width, subsequent_indent="    ")
        yield from _changes(row.changes, look)


def _changes(changes: Iterable[Change], look: Look) -> Iterator[str]:
    for change in changes:
        told = f"  {change.part:<{_PART}}{safe(change.before) or '–'} → {safe(change.after) or '–'}"
        yield from wrap(told, look.width, subsequent_indent=" " * (_PART + 2))


def _counts(found: Differences, claims: int) -> str:
    told = [f"{_many(len(found.changes), 'change')} on {_many(claims, 'claim')}"]
    told += [
        f"{_many(len(rows), name)} not applied" for rows, name in ((found.conflicts, "conflict"), (found.refused, "refused row")) if rows
    ]
    told += [
        f"{_many(len(rows), name)} not applied"
        for rows, name in ((found.unknown, "row of an unknown id"), (found.new, "row without id"))
        if rows
    ]
    told += [f"{_many(found.unchanged, 'claim')} unchanged"]
    told += [f"{_many(found.repeated, 'row')} told twice"] if found.repeated else []
    told += [f"{_many(found.missing, 'claim')} of the case not in the file: nothing happens to them"] if found.missing else []
    return "; ".join(told) + "."


def _many(count: int, name: str) -> str:
    noun, _, rest = name.partition(" ")
    plural = name.replace("row", "rows", 1) if "row" in name else f"{noun}s{' ' + rest if rest else ''}"
    return f"{count} {name if count == 1 else plural}"
