"""Drafts of expressions that count from somewhere, and of durations, sets and times of day."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from diurna.times.draft import Draft
from diurna.times.fold import fold

if TYPE_CHECKING:
    from diurna.times.lexicon import Lexicon
    from diurna.times.points import Grain
    from diurna.times.read_dates import Parts

CODES = {"second": "TS", "minute": "TM", "hour": "TH", "day": "D", "week": "W", "weekend": "WE", "fortnight": "W", "month": "M"}
CODES |= {"quarter": "Q", "half": "M", "season": "SE", "year": "Y", "decade": "DE", "century": "C"}
COUNTABLE = ("day", "week", "weekend", "month", "year", "decade", "century")
NOON = 12


def unit_of(parts: Parts) -> tuple[str, bool]:
    """Return the unit and whether its form is plural."""
    unit = parts.text("DOYU")
    return unit.rstrip("*"), unit.endswith("*")


def amount_of(parts: Parts) -> float | None:
    """Return the number told, None for "some"; tens and ones written apart are added."""
    values = numbers_of(parts)
    if not values:
        return None
    return values[0] + values[1] if len(values) > 1 and values[0] >= 20 > values[1] and values[0] % 10 == 0 else values[-1]  # noqa: PLR2004


def numbers_of(parts: Parts) -> list[float]:
    """Return the numbers told; "some" is none."""
    values = [parts.items.values[parts.start + i] for i, c in enumerate(parts.letters) if c in "Ndno"]
    return [float(n) for n in values if isinstance(n, (int, float))]


def period(amount: float | None, unit: str) -> str:
    """Return a TIMEX3 duration."""
    code = CODES[unit]
    if unit == "half" and amount is not None:
        amount *= 6
    if unit == "fortnight" and amount is not None:
        amount *= 2
    if amount == 0.5 and unit in ("hour", "year"):  # noqa: PLR2004 - "half an hour" in whole units
        code, amount = ("TM", 30.0) if unit == "hour" else ("M", 6.0)
    number = "X" if amount is None else f"{amount:g}"
    return f"PT{number}{code[1:]}" if code.startswith("T") else f"P{number}{code}"


def duration(parts: Parts) -> list[Draft]:
    """Read "three days"."""
    unit, _ = unit_of(parts)
    if unit == "half" or (unit == "quarter" and amount_of(parts) in (None, 1.0)):
        return []  # a fraction of something
    numbers = numbers_of(parts)
    if "c" in parts.letters and len(numbers) > 1 and numbers[0] < 20:  # noqa: PLR2004 - "three or four days", not "thirty and four"
        first, second = parts.letters.index("N"), parts.letters.index("c") + 1
        one = Draft(parts.start + first, parts.start + first + 1, "duration", value=period(numbers[0], unit))
        return [one, Draft(parts.start + second, parts.end, "duration", value=period(numbers[1], unit))]
    return [Draft(parts.start, parts.end, "duration", value=period(amount_of(parts), unit))]


def span(parts: Parts) -> list[Draft]:
    """Read "the past five months", "les trois prochains jours": a length of time that begins or ends at an anchor."""
    drafts, found, amount = duration(parts), parts.relative(), amount_of(parts)
    unit, _ = unit_of(parts)
    if len(drafts) == 1 and found and found[0] and amount and amount == int(amount) and unit in ("day", "week", "month", "year"):
        drafts[0].amount, drafts[0].basis, drafts[0].unit = int(amount) * found[0], found[1], unit  # type: ignore[assignment]
    return drafts


def half(parts: Parts) -> list[Draft]:
    """Read a word that is a duration by itself."""
    return [Draft(parts.start, parts.end, "duration", value=parts.text("1"))]


def offset(parts: Parts, basis: str, direction: int) -> list[Draft]:
    """Read "three days ago", "two years later"."""
    unit, plural = unit_of(parts)
    numbered = any(c in parts.letters for c in "Ndn")
    amount = amount_of(parts) if numbered else (None if plural or "q" in parts.letters else 1.0)
    draft = Draft(parts.start, parts.end, "offset", amount=None, basis=basis, value=period(amount, unit))
    if unit == "fortnight" and amount is not None:
        unit, amount = "week", amount * 2
    if amount is None or unit not in COUNTABLE or amount != int(amount):
        draft.clock = "PAST_REF" if direction < 0 else "FUTURE_REF"
        return [draft]
    grain: Grain = unit  # type: ignore[assignment]
    draft.amount, draft.unit = int(amount) * direction, grain
    return [draft]


def relative(parts: Parts) -> list[Draft]:
    """Read "last month", "le mois suivant", "this week"."""
    found = parts.relative()
    unit, plural = unit_of(parts)
    if found is None:
        return []
    if plural:
        return [Draft(parts.start, parts.end, "duration", value=period(None, unit))]
    if unit not in COUNTABLE:
        return _part_of_year(parts, found, unit)
    draft = Draft(parts.start, parts.end, "offset", amount=found[0], basis=found[1], value="")
    draft.unit = unit  # type: ignore[assignment]
    return [draft]


def _part_of_year(parts: Parts, found: tuple[int, str], unit: str) -> list[Draft]:
    if unit in ("quarter", "half") and found[0] == 0:
        draft = Draft(parts.start, parts.end, "offset", amount=0, basis=found[1])
        draft.unit = unit  # type: ignore[assignment]
        return [draft]
    return []


def narrative(parts: Parts) -> list[Draft]:
    """Read "le lendemain", "la veille", "the same day"."""
    amount, _, unit = parts.text("7").partition(" ")
    draft = Draft(parts.start, parts.end, "offset", amount=int(amount), basis="n", clock=parts.text("P"))
    draft.unit = unit  # type: ignore[assignment]
    return [draft]


def weekday(parts: Parts) -> list[Draft]:
    """Read a weekday with what stands beside it."""
    if parts.letters[0] == "e":
        return [Draft(parts.start, parts.end, "set", value=f"XXXX-WXX-{(parts.value('W') or 0) + 1}")]
    found = parts.relative() or (None, "")
    draft = Draft(parts.start, parts.end, "weekday", amount=found[0], basis=found[1], clock=parts.text("P"))
    compound = next((v for c, v in zip(parts.letters, parts.items.values[parts.start : parts.end], strict=True) if c == "5"), None)
    draft.weekday = parts.value("W")
    if isinstance(compound, tuple):
        draft.weekday, draft.clock = compound
    return [draft]


def deictic(parts: Parts) -> list[Draft]:
    """Read "yesterday", "hier soir", "tonight"."""
    night = next((v for c, v in zip(parts.letters, parts.items.values[parts.start : parts.end], strict=True) if c == "6"), None)
    amount, clock = night if isinstance(night, tuple) else (parts.value("F") or 0, parts.text("P"))
    return [Draft(parts.start, parts.end, "offset", amount=amount, basis="d", clock=clock)]


def relative_part(parts: Parts) -> list[Draft]:
    """Read "ce soir", "that morning"."""
    if "W" in parts.letters:
        return weekday(parts)
    found = parts.relative() or (0, "d")
    return [Draft(parts.start, parts.end, "offset", amount=found[0], basis=found[1], clock=parts.text("P"))]


def part(parts: Parts) -> list[Draft]:
    """Read a part of the day that stands alone."""
    return [Draft(parts.start, parts.end, "clock", clock=parts.text("P"))]


def every(parts: Parts) -> list[Draft]:
    """Read "every week", "daily", "tous les jeudis"."""
    if "E" in parts.letters:
        value = parts.text("E")
    elif "W" in parts.letters:
        value = f"XXXX-WXX-{(parts.value('W') or 0) + 1}"
    elif "S" in parts.letters:
        value = f"XXXX-{parts.text('S')}"
    elif "P" in parts.letters:
        value = "P" + parts.text("P")
    else:
        value = period(amount_of(parts) or 1.0, unit_of(parts)[0])
    return [Draft(parts.start, parts.end, "set", value=value)]


def clock(parts: Parts) -> list[Draft]:
    """Read a time of day."""
    if "T" in parts.letters:
        return [Draft(parts.start, parts.end, "clock", clock=parts.text("T"))]
    numbers = [int(n) for n in re.findall(r"\d+", " ".join(parts.items.word(i) for i in range(parts.start, parts.end)))]
    hour, minute = (numbers[0] if numbers else 99), (numbers[1] if len(numbers) > 1 else 0)
    if "p" in parts.letters:
        late = parts.text("p") == "pm"
        hour = hour % NOON + NOON if late and hour <= NOON else hour % NOON if hour == NOON else hour
    if hour > 24 or minute > 59:  # noqa: PLR2004 - a clock's face
        return []
    return [Draft(parts.start, parts.end, "clock", clock=f"T{hour:02d}:{minute:02d}")]


def reference(parts: Parts) -> list[Draft]:
    """Read "now", "formerly"."""
    if "R" in parts.letters:
        word = parts.items.word(parts.start)
        return [Draft(parts.start, parts.end, "ref", value="FUTURE_REF")] if parts.relative() == (1, "d") and " " not in word else []
    return [Draft(parts.start, parts.end, "ref", value=parts.text("V"))]


def event(parts: Parts, lexicon: Lexicon, *, upon: bool) -> list[Draft]:
    """Read "the date of its signature", "upon its signature": the day of an event told elsewhere in the text."""
    if upon and parts.items.word(parts.start - 1) not in {fold(w).text for w in lexicon.words.upon}:
        return []
    names = {fold(noun).text for noun in lexicon.words.events}
    at = next((i for i in range(parts.start, parts.end) if parts.items.word(i) in names), None)
    return [] if at is None else [Draft(parts.start, at + 1, "event", value=parts.items.word(at))]


def part_of(parts: Parts) -> list[Draft]:
    """Read "the end of the year", "fin du mois": the year or month of publication, unless other words follow."""
    draft = Draft(parts.start, parts.end, "offset", amount=0, basis="d")
    draft.unit = "year" if "Y" in parts.letters else "month"
    return [draft] if not unit_of(parts)[1] else []
