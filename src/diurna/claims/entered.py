"""Rows of a person's own chronology: what their columns say goes before what is read out of the event's words."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, get_args

from diurna.claims.scene import Scene, overlap
from diurna.edtf import is_edtf, precision
from diurna.record import Claim, EventType, Issue, Mention, Modality, Quote, Time, digest

if TYPE_CHECKING:
    from diurna.case import Entry
    from diurna.record import MentionKind, Party, Reading

_KINDS: dict[str, MentionKind] = {"actor": "organisation", "recipient": "organisation", "according_to": "organisation", "place": "place"}


def mentioned(reading: Reading, entry: Entry) -> Reading:
    """Return the reading with a mention for each party and place that a column names, where the model has none there."""
    scene = Scene(reading)
    known = {(m.quote.start, m.quote.end) for m in reading.mentions or ()}
    added = []
    for role, kind in _KINDS.items():
        named = [q for q in _quotes(scene, entry, role) if (q.start, q.end) not in known]
        added += [Mention(quote, kind, scene.index(quote), 1.0) for quote in named]
    kept = [m for m in reading.mentions or () if not any(overlap(m.quote, a.quote) for a in added)]
    return replace(reading, mentions=tuple(sorted((*kept, *added), key=lambda m: (m.quote.start, m.quote.end))))


def entered(reading: Reading, entry: Entry) -> Reading:
    """Return the reading of a row with one claim for it: that of the event's words, with the columns' values.

    The claim is the surest one of the event's words, of the type that the row names when it names one. Without any, the
    event's words as a whole are its trigger; a row without a type then gives no claim, and an issue says so.
    """
    scene = Scene(reading)
    event = _quotes(scene, entry, "event")[0]
    named = _named_type(scene, entry)
    told = [c for c in reading.claims or () if event.start <= c.trigger.start and c.trigger.end <= event.end]
    fitting = [c for c in told if c.type == named] or told
    claim = max(fitting, key=lambda c: (c.confidence, -c.trigger.start), default=None)
    if claim is None and named is None:
        issue = Issue("row without a claim", reading.document.id, "no act was recognised in its event; add a column of type, such as AGREE")
        return replace(reading, claims=(), agreements=(), commitments=(), issues=(*reading.issues, issue))
    whole = _with_columns(scene, entry, claim or _bare(scene, event, named or "CONSULT"), named)
    if told and len(told) > 1:
        issue = Issue(
            "acts of one row", reading.document.id, f"{len(told)} acts are told in it, one claim is made of a row; write a row for each"
        )
        reading = replace(reading, issues=(*reading.issues, issue))
    return replace(reading, claims=(whole,), agreements=(), commitments=())


def _with_columns(scene: Scene, entry: Entry, claim: Claim, named: EventType | None) -> Claim:
    kind = named or claim.type
    place = next(iter(_quotes(scene, entry, "place")), None)
    return replace(
        claim,
        id="c-" + digest(scene.reading.document.sha256, kind, claim.trigger.start, claim.trigger.end),
        type=kind,
        mode=claim.mode if kind == claim.type else "",
        actors=_parties(scene, entry, "actor") or claim.actors,
        recipients=_parties(scene, entry, "recipient") or claim.recipients,
        when=_when(scene, entry),
        where=scene.place(place) if place is not None else claim.where,
        where_quote=place or claim.where_quote,
        according_to=_parties(scene, entry, "according_to") or claim.according_to,
        modality=_named_modality(scene, entry) or claim.modality,
        condition=next(iter(_quotes(scene, entry, "condition")), claim.condition),
    )


def _bare(scene: Scene, event: Quote, kind: EventType) -> Claim:
    return Claim(
        id="",
        document=scene.reading.document.id,
        type=kind,
        mode="",
        trigger=event,
        actors=(),
        recipients=(),
        when=None,
        where=None,
        where_quote=None,
        according_to=(),
        modality="asserted",
        condition=None,
        object=None,
        sentence=scene.sentence(scene.index(event)) if scene.sentences else event,
        repaired=False,
        confidence=1.0,
    )


def _quotes(scene: Scene, entry: Entry, role: str) -> list[Quote]:
    return [Quote(a, b, scene.text[a:b]) for a, b in entry.spans.get(role, ())]


def _parties(scene: Scene, entry: Entry, role: str) -> tuple[Party, ...]:
    return scene.parties(_quotes(scene, entry, role))


def _when(scene: Scene, entry: Entry) -> Time | None:
    """Return the time of the row's date columns; an end makes it an interval. What is no date is told with its reason."""
    start, end = (next((_time(scene, q) for q in _quotes(scene, entry, role)), None) for role in ("date", "end"))
    if start is None or end is None or not start.edtf or not end.edtf or "/" in start.edtf + end.edtf or end.edtf == start.edtf:
        return start
    value = f"{start.edtf}/{end.edtf}"
    return replace(start, edtf=value, precision="interval") if is_edtf(value) else start


def _time(scene: Scene, quote: Quote) -> Time:
    value = re.sub(r"\s*/\s*", "/", quote.text.strip())
    if is_edtf(value):
        return Time(quote, value, "DATE", value, precision(value), "stated", repaired=False, reason="written in the row", confidence=1.0)
    read = scene.time(quote)
    if read is not None:
        return replace(read, quote=quote)
    return Time(quote, None, "DATE", "", "none", "stated", repaired=False, reason="no date that is understood", confidence=0.0)


def _named_type(scene: Scene, entry: Entry) -> EventType | None:
    said = {q.text.strip().upper() for q in _quotes(scene, entry, "type")}
    return next((kind for kind in get_args(EventType) if kind in said), None)


def _named_modality(scene: Scene, entry: Entry) -> Modality | None:
    said = {q.text.strip().lower() for q in _quotes(scene, entry, "modality")}
    return next((kind for kind in get_args(Modality) if kind in said), None)
