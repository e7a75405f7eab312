"""The card: one claim as a terminal shows it, its words marked in its sentence."""

from __future__ import annotations

import os
import re
import shutil
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, TextIO

from wcwidth import wrap

from diurna.case import EDITABLE
from diurna.review.plain import JOIN, names, values
from diurna.review.safe import safe
from diurna.wording import worded

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from diurna.case import Decision
    from diurna.record import Claim, Quote
    from diurna.review.order import Suggestion
    from diurna.review.state import State

# The mark of each role in the sentence: its word in brackets, and the SGR codes of its colour.
_MARKS = {
    "act": "1;33",
    "who": "36",
    "whom": "35",
    "when": "32",
    "where": "34",
    "says": "1",
    "if": "4",
    "what": "3",
}
_FORGED = re.compile(rf"\[(?=(?:{'|'.join(_MARKS)}):)")
_LABELS = {"actors": "who", "recipients": "whom", "according_to": "says", "condition": "if", "object": "what"}
_INDENT = 9  # columns of a label
_AROUND = 400  # characters of a sentence shown on each side of the trigger
_LAST = 3  # decisions in sight
_OTHERS = 6  # claims of the same event in sight


@dataclass(frozen=True, slots=True)
class Look:
    """How to draw: columns of the screen, whether in colour, whether to clear it before each claim."""

    width: int = 100
    colour: bool = False
    clear: bool = False


def look(out: TextIO) -> Look:
    """Return how to draw on a stream: in colour on a terminal, unless NO_COLOR is set or the terminal is a dumb one."""
    able = out.isatty() and os.environ.get("TERM") != "dumb"
    width = min(max(shutil.get_terminal_size((100, 24)).columns, 40), 120)
    return Look(width, colour=able and not os.environ.get("NO_COLOR"), clear=able)


def card(  # noqa: PLR0913 - all that is drawn
    suggestion: Suggestion, state: State, look: Look, *, place: str, triggers: Mapping[str, str], event: tuple[str, frozenset[str]]
) -> Iterator[str]:
    """Draw a claim to be judged.

    Args:
        suggestion: the claim, of which the state may know more by now.
        state: of the log as it stands.
        look: how to draw.
        place: its place in the queue, in words.
        triggers: the trigger of each claim of the queue, to name the claims of the last decisions.
        event: the event that the claim is in, and all its claims.

    Yields:
        Lines for a terminal; nothing from a document can drive it.
    """
    claim, judged = suggestion.claim, state.of(suggestion.claim.id, suggestion.claim.document)
    model = f" by {suggestion.model}" if suggestion.model else ""
    head = [place, judged.status, f"confidence {suggestion.score:.2f}{model}", *(worded(doubt) for doubt in suggestion.doubts)]
    yield from _wrapped(" · ".join(map(safe, head)), look, style="1")
    read = values(claim)
    stands = {**read, **judged.edits}
    for part in EDITABLE:
        if stands[part] or read[part]:
            yield from _part(part, claim, read[part], stands[part], look)
    others = sorted(event[1] - {claim.id}, key=lambda other: (other not in triggers, other))
    if others:
        told = [f"“{triggers[other]}” ({other})" if other in triggers else other for other in others[:_OTHERS]]
        more = f" and {len(others) - _OTHERS:,} more" if len(others) > _OTHERS else ""
        yield from _field("event", f"{event[0]}, with {', '.join(told)}{more}", look)
    yield ""
    yield from wrap(marked(claim, colour=look.colour), look.width)
    source = [
        suggestion.source,
        suggestion.title,
        f"published {suggestion.published}" if suggestion.published else "",
        suggestion.standing.link,
    ]
    yield from _wrapped(safe(" · ".join(part for part in (*source, claim.document) if part)), look, style="2")
    yield ""
    yield from last(state, look, triggers)


def marked(claim: Claim, *, colour: bool) -> str:
    """Return the sentence of a claim, the words of each role in brackets with its name; far from the trigger it is cut."""
    first = max(claim.sentence.start, claim.trigger.start - _AROUND)
    end = min(claim.sentence.end, claim.trigger.end + _AROUND)
    spans = _apart(claim, first, end)
    at = [first, *(edge for start, stop, _ in spans for edge in (start, stop)), end]
    out = ["… " if first > claim.sentence.start else ""]
    for number, (start, stop) in enumerate(pairwise(at)):
        words = _FORGED.sub("(", safe(claim.sentence.text[start - claim.sentence.start : stop - claim.sentence.start]))
        if number % 2:
            role = spans[number // 2][2]
            words = _styled(f"[{role}: {words}]", _MARKS[role] if colour else "")
        out.append(words)
    return "".join(out) + (" …" if end < claim.sentence.end else "")


def brief(number: int, suggestion: Suggestion, stands: Mapping[str, str]) -> str:
    """Return a claim in one line, for lists."""
    who = stands["actors"] or "(actor not told)"
    words = f"{number:4}  {stands['when'] or '(no date)'}  {stands['type']}  {who} “{suggestion.claim.trigger.text}” {suggestion.source}"
    return safe(words).rstrip()


def last(state: State, look: Look, triggers: Mapping[str, str]) -> Iterator[str]:
    """Draw the last decisions, the latest below."""
    for decision in state.decisions[-_LAST:]:
        yield from _wrapped(safe(_told(decision, state, triggers)), look, style="2")


def _told(decision: Decision, state: State, triggers: Mapping[str, str]) -> str:
    turned = next((d for d in state.decisions if d.id == decision.target), None) if decision.action in ("undo", "redo") else None
    targets = turned.target if turned is not None else decision.target
    about = ", ".join(f"“{triggers[target]}”" if target in triggers else target for target in targets.split())
    action = f"{decision.action} of {turned.action}" if turned is not None else decision.action
    edits = ", ".join(f"{part} = {value}" for part, value in decision.values.items())
    tail = [f": {edits}" if edits else "", f" – {decision.why}" if decision.why else "", " (undone)" if decision.id in state.undone else ""]
    who = decision.who if decision.origin == "human" else f"{decision.who} (machine)"
    return f"{decision.at}  {who}  {action}  {about}{''.join(tail)}"


def _part(part: str, claim: Claim, read: str, stands: str, look: Look) -> Iterator[str]:
    shown = stands or "–"
    if part == "according_to" and stands:
        shown = "according to " + ", via ".join(names(stands))
    if stands != read:
        shown += f"   (edited; read: {read or '–'})"
    elif part == "when" and claim.when is not None:
        shown += f"   (“{claim.when.quote.text}”, {claim.when.basis}, {claim.when.precision}: {claim.when.reason})"
    elif part == "where" and claim.where is not None:
        shown += f"   ({claim.where.id}, {claim.where.precision}: {claim.where.reason})"
    elif part == "where":
        shown += "   (not resolved)"
    elif part in ("actors", "recipients", "according_to"):
        said = [party.quote.text for party in getattr(claim, part)]
        shown += "" if JOIN.join(said) == read else f"   (“{'”, “'.join(said)}”)"
    yield from _field(_LABELS.get(part, part), shown, look)


def _field(label: str, text: str, look: Look) -> Iterator[str]:
    yield from wrap(f"{label:<{_INDENT}}{safe(text)}", look.width, subsequent_indent=" " * _INDENT)


def _wrapped(text: str, look: Look, *, style: str) -> Iterator[str]:
    for line in wrap(text, look.width, subsequent_indent="  "):
        yield _styled(line, style if look.colour else "")


def _styled(text: str, style: str) -> str:
    return f"\x1b[{style}m{text}\x1b[0m" if style else text


def _apart(claim: Claim, first: int, end: int) -> list[tuple[int, int, str]]:
    """Return the spans of the roles between two offsets, none inside or across another: the trigger first, then the shorter."""
    roles: list[tuple[str, Quote | None]] = [
        *(("who", party.quote) for party in claim.actors),
        *(("whom", party.quote) for party in claim.recipients),
        ("when", claim.when.quote if claim.when else None),
        ("where", claim.where_quote),
        *(("says", party.quote) for party in claim.according_to),
        ("if", claim.condition),
        ("what", claim.object),
    ]
    told = sorted(((quote.end - quote.start, quote, role) for role, quote in roles if quote is not None), key=lambda item: item[:2])
    chosen: list[tuple[int, int, str]] = []
    for quote, role in [(claim.trigger, "act"), *((quote, role) for _, quote, role in told)]:
        inside = first <= quote.start < quote.end <= end
        if inside and all(quote.end <= start or stop <= quote.start for start, stop, _ in chosen):
            chosen.append((quote.start, quote.end, role))
    return sorted(chosen)
