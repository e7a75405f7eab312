"""Waits: "ten days after its signature" as one time, counted from the day of an event that the text tells elsewhere."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from diurna.times import anchors
from diurna.times.context import Resolved
from diurna.times.fold import fold
from diurna.times.lexicon import lexicon
from diurna.times.points import shift

if TYPE_CHECKING:
    from collections.abc import Iterable

    from diurna.times.draft import Draft
    from diurna.times.lexicon import Lexicon
    from diurna.times.points import Grain

LENGTH = re.compile(r"P(\d{1,4})([DWMY])")
GRAINS: dict[str, Grain] = {"D": "day", "W": "week", "M": "month", "Y": "year"}
ENDING = 4  # letters of an inflection or a pronoun written on to the event's name
REACH = 60  # characters from a length of time to the event
DAYS_OF_WEEK = 7
Event = tuple[str, int, int, int]  # its name, where it stands, and 1 or -1 for after or before it


def counted(text: str, pairs: anchors.Pairs, words: Lexicon) -> anchors.Pairs:
    """Give a length of time that counts from an event the day it leads to, and take in the words of the event."""
    merged: anchors.Pairs = []
    end = 0  # of the last one taken in
    events = [_event(text, draft, words) if draft.kind in ("duration", "offset") else None for draft, _ in pairs]
    for index, ((draft, resolved), event) in enumerate(zip(pairs, events, strict=True)):
        if draft.start < end:
            continue
        if event is None or any(d.kind != "event" and draft.end <= d.start < event[2] for d, _ in pairs[index + 1 : index + 3]):
            merged.append((draft, resolved))
            continue
        end = event[2]
        near = range(max(0, index - anchors.BEFORE), min(len(pairs), index + anchors.AFTER))
        days = [pairs[k] for k in near if events[k] is None]
        merged.append(_waited(text, draft, event, days, words) or (draft, resolved))
    return merged


def _waited(text: str, draft: Draft, event: Event, days: anchors.Pairs, words: Lexicon) -> tuple[Draft, Resolved] | None:
    """Return a length of time with the words of its event, and the day it leads to; None where the day of the event is not told."""
    name, start, end, direction = event
    told = anchors.told_with(text, replace(draft, start=start, end=end, value=name, kind="event"), days, words)
    if told is None or told.point is None:
        return None
    amount, grain = _length(draft)
    far, unit = (amount * DAYS_OF_WEEK, GRAINS["D"]) if grain == "week" else (amount, grain)
    point = shift(replace(told.point, clock=""), direction * far, unit)
    whole = replace(draft, kind="offset", start=min(draft.start, start), end=max(draft.end, end), clock="")
    return whole, Resolved(point, "event", f"counted from the day of the event, which the text tells as {told.point.timex()}", 0.75)


def _length(draft: Draft) -> tuple[int, Grain]:
    """Return the units that a length of time counts, and which; none where it does not say how many."""
    if draft.kind == "offset" and draft.amount is not None:
        return abs(draft.amount), draft.unit
    found = LENGTH.fullmatch(draft.value)
    return (int(found[1]), GRAINS[found[2]]) if found else (0, "day")


def _event(text: str, draft: Draft, words: Lexicon) -> Event | None:
    """Return the event that a length of time counts from."""
    amount, grain = _length(draft)
    if not amount or grain not in GRAINS.values():
        return None
    behind, ahead = _beside(words.code)
    after = fold(text[draft.end : draft.end + REACH])
    if found := behind.match(after.text):
        if draft.kind == "duration" and found["of"]:  # "two days of the election"
            return None
        return found["event"], draft.end, draft.end + after.offset(found.end() - 1) + 1, -1 if found["before"] else 1
    before = fold(text[max(0, draft.start - REACH) : draft.start])
    if draft.kind == "offset" and (found := ahead.search(before.text)):
        return found["event"], max(0, draft.start - REACH) + before.offset(found.start()), draft.start, 1
    return None


@cache
def _beside(code: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Return the patterns of an event behind a length of time ("after its signature") and, where a language has it so, before it."""
    words = lexicon(code).words
    after, before, of = _any((*words.after, *words.since, *words.counted_from)), _any(words.before), _any((*words.of, *words.upon))
    small = _any((*words.the, *words.of, *words.days_word, *words.units.get("day", ())))
    event = rf"(?P<event>{_any(words.events)})\w{{0,{ENDING}}}(?!\w)"
    gap = r"(?:\s|(?<='))"
    filler = rf"(?:{small}{gap}){{0,4}}(?:\w{{1,12}}{gap}){{0,2}}(?:{small}{gap})?"
    behind = re.compile(rf"\s(?:(?P<after>{after})|(?P<before>{before})|(?P<of>{of})){gap}{filler}{event}")
    ahead = re.compile(rf"(?:(?<!\w)|(?<=[\u3400-\u9fff])){event}\s?$" if words.events_before else "(?!)")
    return behind, ahead


def _any(words: Iterable[str]) -> str:
    told = sorted({fold(word).text for word in words}, key=lambda word: (-len(word), word))
    return "(?:" + ("|".join(map(re.escape, told)) or "(?!)") + ")"
