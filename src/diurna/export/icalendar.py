"""iCalendar: each dated claim as an event that takes whole days (RFC 5545)."""

from __future__ import annotations

import re
from datetime import date, timedelta
from importlib.metadata import version
from typing import TYPE_CHECKING

from diurna.export._headline import headline
from diurna.export._rows import rows

if TYPE_CHECKING:
    from collections.abc import Iterator

    from diurna.export._edition import Edition
    from diurna.export._rows import Row

SUFFIX = ".ics"
LOSSES = (
    "claims without a date are not in it",
    "a date that is not one day takes all the days it can mean; an open end (since, until) takes only the known day",
    "hours, and what is uncertain of a date (about, perhaps), stand in the description alone",
    "who, to whom and according to whom are lines of the description; agreements and commitments with their steps are not in it",
)

_OCTETS = 75  # of a line, without its end
# RFC 5545 has three states of an event: people accepted it, nobody did yet, people rejected it.
_STATUS = {"accepted": "CONFIRMED", "edited": "CONFIRMED", "rejected": "CANCELLED"}
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")


def render(edition: Edition) -> str:
    """Write the dated claims as one calendar, lines folded by octets and ended by CR LF."""
    stamp = re.sub(r"[-:]", "", edition.as_of) or "19700101T000000Z"
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        f"PRODID:-//Diurna//Diurna {version('diurna')}//EN",
        "CALSCALE:GREGORIAN",
        _line("X-WR-CALNAME", edition.case or "Diurna"),
        _line("X-WR-CALDESC", f"filters: {edition.filters or 'none'}; as of {edition.as_of}"),
    ]
    for row in rows(edition):
        if span := _span(row):
            lines += _event(row, span, stamp)
    lines.append("END:VCALENDAR")
    return "".join(f"{_folded(line)}\r\n" for line in lines)


def lost(edition: Edition) -> tuple[str, ...]:
    """Count the claims that are not in the calendar."""
    count = sum(1 for row in rows(edition) if not _span(row))
    return (f"{count:,} claims without a date are left out",) if count else ()


def _span(row: Row) -> tuple[date, date] | None:
    """Return the first and last day of an event; None for a claim without a date."""
    days = [date.fromisoformat(day) for day in (row.first, row.last) if day]
    return (days[0], days[-1]) if days else None


def _event(row: Row, span: tuple[date, date], stamp: str) -> Iterator[str]:
    first, last = span
    yield "BEGIN:VEVENT"
    yield _line("UID", f"{row.id}@diurna")
    yield f"DTSTAMP:{stamp}"
    yield f"DTSTART;VALUE=DATE:{_day(first)}"
    if last < date.max:
        yield f"DTEND;VALUE=DATE:{_day(last + timedelta(days=1))}"
    yield _line("SUMMARY", headline(row))
    yield _line("DESCRIPTION", "\n".join(_description(row)))
    if row.where:
        yield _line("LOCATION", row.where)
    if row.lat is not None and row.lon is not None:
        yield f"GEO:{row.lat:.6f};{row.lon:.6f}"
    yield f"STATUS:{_STATUS.get(row.status, 'TENTATIVE')}"
    yield _line("CATEGORIES", row.type)
    if address := row.link or row.url:
        yield f"URL:{_CONTROL.sub('', address)}"
    yield "TRANSP:TRANSPARENT"  # a claim makes nobody busy
    told = {"ID": row.id, "VERSION": row.version, "STATUS": row.status, "EDTF": row.when, "SOURCE": row.source, "QUOTE": row.quote}
    for name, value in told.items():
        if value:
            yield _line(f"X-DIURNA-{name}", value)
    yield "END:VEVENT"


def _description(row: Row) -> Iterator[str]:
    yield f"“{row.sentence}”"
    told = {
        "date": f"{row.said} ({row.when})",
        "according to": ", via ".join(row.according_to),
        "condition": row.condition,
        "place known to": row.place_precision,
        "source": ", ".join(part for part in (row.source, row.title, row.published) if part),
        "status": row.status,
        "edited": ", ".join(row.edited),
        "link": row.link,
        "at its source": row.url,
    }
    for name, value in told.items():
        if value:
            yield f"{name}: {value}"


def _day(day: date) -> str:
    return f"{day.year:04}{day.month:02}{day.day:02}"


def _line(name: str, value: str) -> str:
    """Return a line whose value is text: what has a meaning in it is escaped, line ends are a backslash and an n."""
    text = _CONTROL.sub("", value.replace("\r\n", "\n").replace("\r", "\n"))
    escaped = text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,").replace("\n", "\\n")
    return f"{name}:{escaped}"


def _folded(line: str) -> str:
    """Return a line in pieces of 75 octets, each later one behind a blank; no character is cut in two."""
    pieces, piece, size = [], "", 0
    for letter in line:
        octets = len(letter.encode("utf-8", "replace"))
        if size + octets > _OCTETS:
            pieces.append(piece)
            piece, size = "", 1  # the blank
        piece, size = piece + letter, size + octets
    return "\r\n ".join([*pieces, piece])
