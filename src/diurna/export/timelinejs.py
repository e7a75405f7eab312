"""TimelineJS: the dated claims as a JSON timeline for a story on the web."""

from __future__ import annotations

import json
from html import escape
from typing import TYPE_CHECKING, Any

from diurna.export._headline import headline, speakers, web
from diurna.export._left_out import NO_DATE, REJECTED, kept, sift
from diurna.export._markup import bdi
from diurna.export._spans import parts, span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from diurna.export._edition import Edition
    from diurna.export._rows import Row

SUFFIX = ".json"
LOSSES = (
    "claims without a date, and those that people rejected, are not in it",
    "a date that is not exact is drawn at what is known of it and said in words (display_date); an open end has no end_date",
    "who, to whom, according to whom, modality and condition are words of the text; places are not drawn",
    "agreements and commitments with their steps are not in it",
)

_MANY = 60  # events; TimelineJS is made for stories, its own advice is some twenty


def render(edition: Edition) -> str:
    """Write the dated claims as one timeline, grouped by type; words of documents are escaped, since TimelineJS takes HTML."""
    events = [_event(row) for row in kept(edition, _why)]
    about = "; ".join(part for part in (edition.filters, f"as of {edition.as_of}" if edition.as_of else "") if part)
    title = {"text": {"headline": escape(edition.case or "Diurna"), "text": escape(about)}}
    return json.dumps({"title": title, "events": events}, ensure_ascii=False, indent=1) + "\n"


def lost(edition: Edition) -> tuple[str, ...]:
    """Count the claims that are left out, and say when there are more than a timeline is made for."""
    told, left = sift(edition, _why)
    count = len(told)
    many = (f"{count:,} claims are in it, and TimelineJS is made for some {_MANY}: narrow the filters",) if count > _MANY else ()
    return left + many


def _why(row: Row) -> str:
    return REJECTED if row.status == "rejected" else "" if span(row) else NO_DATE


def _event(row: Row) -> dict[str, Any]:
    text = {"headline": bdi(headline(row)), "text": "".join(f"<p>{line}</p>" for line in _lines(row))}
    return {"unique_id": row.id, **_dates(row), "group": row.type, "text": text, "autolink": False}


def _dates(row: Row) -> dict[str, Any]:
    """Return the dates of an event; TimelineJS wants a start, so that one known only by its end stands at its end."""
    told = span(row)
    if told is None:
        return {}
    dates: dict[str, Any] = {"start_date": parts(told.start or told.end)}
    if told.start and told.end:
        dates["end_date"] = parts(told.end)
    days = all(len(parts(end)) == len(("year", "month", "day")) for end in (told.start, told.end) if end)
    if not (told.exact and days and (told.one or (told.start and told.end))):
        dates["display_date"] = escape(row.said)
    return dates


def _lines(row: Row) -> Iterator[str]:
    yield bdi(f"“{row.sentence}”")
    condition = f"{row.modality}: {row.condition}" if row.condition else "" if row.modality == "asserted" else row.modality
    told = (f"according to {speakers(row)}" if row.according_to else "", condition, row.where)
    if facts := " · ".join(bdi(part) for part in told if part):
        yield facts
    origin = " · ".join(bdi(part) for part in (row.source, row.title, row.published) if part)
    links = [
        f'<a href="{escape(address)}">{words}</a>'
        for address, words in ((web(row.link), "passage"), (web(row.url), "at its source"))
        if address
    ]
    yield " · ".join([*([origin] if origin else []), f"status: {row.status}", *links])
