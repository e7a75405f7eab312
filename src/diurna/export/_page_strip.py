"""The strip of a page: where in time its dated claims stand, a mark each, a bar where the date is wide or open."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from html import escape
from typing import TYPE_CHECKING

from diurna.export._chronology import QUADS
from diurna.export._dates import place, spoken

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from diurna.export._chronology import Line

_LANE = 1.15  # rem between marks set above each other
_APART = 1.6  # per cent of the strip's width below which two marks need two lanes
_LANES = 5
_STEPS = (
    *(("day", days) for days in (1, 2, 7, 14)),
    *(("month", months) for months in (1, 2, 3, 6)),
    *(("year", years) for years in (1, 2, 5, 10, 20, 50, 100, 500, 1000)),
)
_TICKS = 9


@dataclass(frozen=True, slots=True)
class Strip:
    """The strip's HTML, and the rules that put its marks in their places (the page's policy allows no style attributes)."""

    html: str
    rules: str


def strip(lines: tuple[Line, ...], anchors: dict[int, str]) -> Strip:
    """Draw the dated lines; fewer than three days apart make no strip."""
    spans = {line.number: span for line in lines if (span := _days(line))}
    days = sorted({day for span in spans.values() for day in span})
    if len(days) < 3:  # noqa: PLR2004 - two points are no picture
        return Strip("", "")
    first, last = days[0], days[-1]
    pad = max((last - first).days // 40, 1)
    low, high = first.toordinal() - pad, last.toordinal() + pad

    def at(day: date) -> float:
        return round((day.toordinal() - low) / (high - low) * 100, 2)

    marks, rules, lanes = [], [], [-100.0] * _LANES
    for line in (line for line in lines if line.number in spans):
        start, end = spans[line.number]
        x = (at(start) + at(end)) / 2
        lane = next((i for i, taken in enumerate(lanes) if x - taken >= _APART), line.number % _LANES)
        lanes[lane] = x
        number, bottom = line.number, round(lane * _LANE + 0.1, 2)
        told = escape(f"claim {number}: {line.claim.type}, {line.when}")
        marks.append(
            _bar(line)
            + f'<a class="{line.quad} m{number}" href="#c-{anchors[number]}" title="{told}" aria-label="{told}">{QUADS[line.quad][0]}</a>'
        )
        rules.append(f".m{number}{{left:{x:.2f}%;bottom:{bottom}rem}}")
        left, right = _reach(line, at(start), at(end))
        rules.append(f".b{number}{{left:{left}%;width:{max(right - left, 0.3):.2f}%;bottom:{bottom + 0.5:.2f}rem}}")
    used = sum(1 for taken in lanes if taken >= 0)
    rules.append(f".strip{{height:{used * _LANE + 0.35:.2f}rem}}")
    ticks, tick_rules = _ticks(first, last, at)
    drawn = f'<div class="strip" role="group" aria-label="The claims in time">{"".join(marks)}</div>'
    html = f'{drawn}<ol class="ticks" aria-hidden="true">{ticks}</ol>'
    return Strip(html, "".join(rules) + tick_rules)


def _days(line: Line) -> tuple[date, date] | None:
    span = place(line.claim.when.edtf) if line.claim.when else None
    return (_day(span[0]), _day(span[1])) if span else None


def _day(day: str) -> date:
    """Return the day; a month's nominal 31st gives its real last."""
    year, month, number = map(int, day.split("-"))
    for real in (number, 30, 29, 28):
        try:
            return date(max(year, 1), month, min(real, number))
        except ValueError:
            continue
    return date(max(year, 1), 1, 1)


def _bar(line: Line) -> str:
    edtf = (line.claim.when and line.claim.when.edtf) or ""
    kind = " open" if edtf.endswith(("..", "/")) else " open back" if edtf.startswith(("..", "/")) else ""
    span = place(edtf)
    return f'<i class="{line.quad}{kind} b{line.number}"></i>' if kind or (span and span[0] != span[1]) else ""


def _reach(line: Line, start: float, end: float) -> tuple[float, float]:
    edtf = (line.claim.when and line.claim.when.edtf) or ""
    if edtf.endswith(("..", "/")):
        return start, 100.0
    return (0.0, end) if edtf.startswith(("..", "/")) else (start, end)


def _ticks(first: date, last: date, at: Callable[[date], float]) -> tuple[str, str]:
    days = next((days for step in _STEPS if len(days := list(_grid(first, last, *step))) <= _TICKS), [])
    items = "".join(f'<li class="y{number}">{label}</li>' for number, (_, label) in enumerate(days))
    return items, "".join(f".y{number}{{left:{at(day)}%}}" for number, (day, _) in enumerate(days))


def _grid(first: date, last: date, unit: str, step: int) -> Iterator[tuple[date, str]]:
    """Yield the days of a grid that lie between two days, with what is said of them."""
    if unit == "day":
        for ordinal in range(first.toordinal(), last.toordinal() + 1, step):
            day = date.fromordinal(ordinal)
            said = spoken(day.isoformat())
            yield day, said if day == first or day.year != date.fromordinal(ordinal - step).year else said.rpartition(" ")[0]
        return
    months = step if unit == "month" else step * 12
    begin = (first.year * 12 + first.month - 1) // months * months
    for count in range(begin, last.year * 12 + last.month, months):
        day = date(max(count // 12, 1), count % 12 + 1, 1)
        if first <= day <= last:
            yield day, spoken(day.isoformat()[:7] if unit == "month" else f"{day.year:04}")
