"""The last step: a draft and its point as a `Time` of the record, with EDTF, TIMEX3, precision, basis and reason."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from diurna.record import Basis, Precision, Quote, Time

if TYPE_CHECKING:
    from diurna.times.context import Resolved
    from diurna.times.draft import Draft
    from diurna.times.points import Point

PRECISION: dict[str, Precision] = {
    "day": "day",
    "week": "interval",
    "weekend": "interval",
    "month": "month",
    "quarter": "interval",
    "half": "interval",
    "season": "season",
    "year": "year",
    "decade": "decade",
    "century": "century",
}
WHY = {
    "duration": "a length of time, not a date",
    "set": "times that come again, not one date",
    "ref": "the words point to a time without naming it",
}
UNKNOWN = {"day": "XXXX-XX-XX", "week": "XXXX-WXX", "weekend": "XXXX-WXX-WE", "month": "XXXX-XX", "year": "XXXX"}
PLAIN_CONFIDENCE = 0.8


def time_of(quote: Quote, draft: Draft, resolved: Resolved | None, partner: Point | None) -> Time | None:
    """Return the `Time` of a draft; `partner` is the other end of its interval."""
    if draft.kind in WHY:
        precision: Precision = "none" if draft.kind == "ref" else draft.kind  # type: ignore[assignment]
        kind = "DATE" if draft.kind == "ref" else draft.kind.upper()
        plain = Time(
            quote, None, kind, draft.value, precision, "stated", repaired=False, reason=WHY[draft.kind], confidence=PLAIN_CONFIDENCE
        )
        return _spanning(plain, resolved)
    if resolved is None:
        return None
    return _either(draft, _as_duration(draft, _dated(quote, draft, resolved, partner)))


def _either(draft: Draft, time: Time) -> Time:
    """Give a day in digits that may be read in two orders both days: "03/04/2021" is 4 March or 3 April."""
    other = draft.swapped.edtf() if draft.swapped is not None else None
    if other is None or time.edtf is None or "/" in time.edtf:
        return time
    first, last = sorted((time.edtf.partition("T")[0], other))
    reason = "day and month in digits, in an order that nothing tells"
    return replace(time, edtf=f"[{first},{last}]", precision="interval", reason=reason, confidence=round(time.confidence * 0.7, 4))


def _spanning(plain: Time, resolved: Resolved | None) -> Time:
    """Give a length of time that counts from an anchor its interval; its TIMEX3 value stays the length."""
    if resolved is None or resolved.point is None or resolved.near is None:
        return plain
    first, last = sorted((resolved.point.edtf() or "", resolved.near.edtf() or ""))
    edtf = f"{first}/{last}" if first and "/" not in first + last else None
    reason = resolved.reason if edtf else plain.reason
    return replace(plain, edtf=edtf, precision="interval", basis=resolved.basis, reason=reason, confidence=resolved.confidence)


def _as_duration(draft: Draft, time: Time) -> Time:
    """Write the length of time, not the day it leads to, as TIMEX3 value, in the languages whose guidelines do so."""
    return replace(time, timex_type="DURATION", timex_value=draft.value) if draft.as_duration and draft.value else time


def _dated(quote: Quote, draft: Draft, resolved: Resolved, partner: Point | None) -> Time:
    point = resolved.point
    kind = "TIME" if (point.clock if point else draft.clock.startswith("T")) else "DATE"
    if point is None:
        return Time(
            quote,
            None,
            kind,
            _unresolved(draft),
            "none",
            resolved.basis,
            repaired=False,
            reason=resolved.reason,
            confidence=resolved.confidence,
        )
    edtf, precision = _edtf(draft, point, partner)
    reason = "; ".join([*draft.damage, resolved.reason])
    basis: Basis = "repaired" if draft.damage else resolved.basis
    confidence = round(resolved.confidence - draft.doubt - 0.1 * bool(draft.damage), 2)
    return Time(quote, edtf, kind, point.timex(), precision, basis, repaired=bool(draft.damage), reason=reason, confidence=confidence)


def _unresolved(draft: Draft) -> str:
    if draft.clock:
        return draft.clock
    if draft.kind == "weekday" and draft.weekday is not None:
        return f"XXXX-WXX-{draft.weekday + 1}"
    return UNKNOWN.get(draft.unit, "XXXX-XX-XX")


def _edtf(draft: Draft, point: Point, partner: Point | None) -> tuple[str | None, Precision]:
    edtf = point.edtf()
    precision: Precision = "time" if point.clock.startswith("T") else PRECISION[point.grain]
    if edtf is None:
        return None, "none"
    other = partner.edtf() if partner else None
    if other and draft.linked and "/" not in edtf + other:
        ends = (edtf, other) if draft.linked == "first" else (other, edtf)
        if not (ends[0][0].isdecimal() and ends[0] > ends[1] and not ends[0].startswith(ends[1])):
            return "/".join(ends), "interval"
    first, _, last = edtf.partition("/")
    if draft.kind == "event":
        return edtf, precision
    if draft.preposition in ("since", "after"):
        return f"{first}/..", "interval"
    if draft.preposition in ("until", "before"):
        return f"../{last or first}", "interval"
    return edtf, precision
