"""Drafts of absolute expressions: dates, parts of years, years, decades, centuries."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from diurna.times.draft import Draft
from diurna.times.points import Grain, Point, is_valid

if TYPE_CHECKING:
    from diurna.times.scan import Items

MISSPELT = "the month's name is misspelt, cut short or in English"
CUT = "the date was cut at a full stop: the month stands before it, the day after it"
US_ORDER = "month and day stand in the order of American English"
STOPPED = "a full stop stands inside the date"
TWO_DIGITS, PIVOT = 100, 50


class Parts:
    """The letters and values of one match."""

    def __init__(self, items: Items, start: int, end: int) -> None:
        self.items, self.start, self.end = items, start, end
        self.letters = "".join(items.letters[start:end])

    def value(self, letters: str, nth: int = 0) -> int | None:
        """Return the nth value, as a whole number, of the items of those classes."""
        found = [self.items.values[self.start + i] for i, c in enumerate(self.letters) if c in letters]
        value = found[nth] if -len(found) <= nth < len(found) else None
        return int(value) if isinstance(value, (int, float)) else None

    def year(self) -> int | None:
        """Return the year written, negative before Christ."""
        year = self.value("y")
        if "B" in self.letters:
            year = year or self.value("nd", -1)
            return -year if year else None
        return year

    def text(self, letters: str) -> str:
        """Return the first value, as text, of the items of those classes."""
        found = [self.items.values[self.start + i] for i, c in enumerate(self.letters) if c in letters]
        return str(found[0]) if found else ""

    def relative(self) -> tuple[int, str] | None:
        """Return the offset and basis of the first word such as last, next, this."""
        found = [self.items.values[self.start + i] for i, c in enumerate(self.letters) if c == "R"]
        return found[0] if found and isinstance(found[0], tuple) else None

    def place(self, letters: str, nth: int = 0) -> int:
        """Return the item index of the nth item of those classes."""
        return [self.start + i for i, c in enumerate(self.letters) if c in letters][nth]


def dated(parts: Parts, month: int | None, day: int | None, damage: list[str], doubt: float = 0.0) -> list[Draft]:
    """Return the draft of a month or day with what the match tells of its year; none when no such day exists."""
    if month is None:
        return []
    if month < 0:
        month, damage = -month, [*damage, MISSPELT]
    year = parts.year()
    if not is_valid(year, month, day or 0):
        return []
    point = Point("day", year, month, day) if day else Point("month", year, month)
    draft = Draft(parts.start, parts.end, "date", point, damage=damage, doubt=doubt)
    draft.weekday = parts.value("W") if day else None
    _year_words(parts, draft)
    return [draft]


def _year_words(parts: Parts, draft: Draft) -> None:
    """Put in the offset of words such as "of that year", "last", "next", where no year is written."""
    relative = parts.relative()
    if relative and draft.point and draft.point.year is None:
        draft.amount, draft.basis = relative
        draft.value = "year" if "Y" in parts.letters else ""
    elif "Y" in parts.letters and "y" not in parts.letters:
        draft.amount, draft.basis = 0, "n"
        draft.value = "year"


def iso(parts: Parts, order: str) -> list[Draft]:
    """Read a date in digits, in the order that the language uses; in English, where both are used, either may be meant."""
    words = parts.text("I")
    clock = re.search(r"t(\d\d:\d\d)", words)
    numbers = [int(n) for n in re.split(r"[./-]", words.split("t")[0])]
    separator = re.search(r"[./-]", words)
    if len(str(numbers[0])) == len("2020") or re.match(r"\d{4}", words):
        year, month, day = numbers
    elif (separator and separator[0] == ".") or order != "mdy":
        day, month, year = numbers
    else:
        month, day, year = numbers
    if not is_valid(year, month, day) and is_valid(year, day, month):
        month, day = day, month
    if year < TWO_DIGITS:
        year += 2000 if year < PIVOT else 1900
    if not (1000 <= year <= 2150 and day and is_valid(year, month, day)):  # noqa: PLR2004 - years of news and history
        return []
    point = Point("day", year, month, day, clock="T" + clock[1] if clock else "")
    either = order == "mdy" and not re.match(r"\d{4}", words) and month != day and is_valid(year, day, month)
    return [Draft(parts.start, parts.end, "date", point, swapped=Point("day", year, day, month) if either else None)]


def han(parts: Parts, order: str) -> list[Draft]:
    """Read a date written from the year down, each number with its unit: 2020年8月9日."""
    if order != "ymd":
        return []
    month_number = parts.value("M")
    days = [v for c, v in zip(parts.letters, parts.items.values[parts.start : parts.end], strict=True) if c in "dn" and isinstance(v, int)]
    if month_number is None:
        if len(parts.items.word(parts.place("O"))) > 1:
            return []
        month_number = days.pop(0)
    return dated(parts, month_number, days[0] if days else None, [])


def cut(parts: Parts, order: str) -> list[Draft]:
    """Read month, full stop, day; after a short form of the month the stop may be its own."""
    at = parts.letters.index("M")
    tail = parts.letters[at + 1 :]
    if parts.items.word(parts.start + at) not in parts.items.months and re.match(r"\.[do]", tail):
        while parts.letters[0] in "aObW," and order != "mdy" and parts.letters[0] != "W":
            parts = Parts(parts.items, parts.start + 1, parts.end)
        return month_day(parts, order)
    # A month-word or an article before the month without a day is broken grammar: good evidence of a cut.
    sure = bool(re.match(r"(?:W,?)?(?:O|a)", parts.letters))
    day = parts.value("do")
    if not sure and parts.items.row_slice(parts.end, 1) in ("", "¶"):
        return []
    return dated(parts, parts.value("M"), day, [CUT], 0.15 if sure else 0.3)


def day_month(parts: Parts, order: str) -> list[Draft]:  # noqa: ARG001
    """Read a day and its month."""
    damage = [STOPPED] if re.search(r"[do]9?\.[*)]?\n?¶?[ai]+b?[MO]|M\.[*)]?\n?¶?y", parts.letters) else []
    return dated(parts, parts.value("M"), parts.value("doN"), damage)


def month_day(parts: Parts, order: str) -> list[Draft]:
    """Read a month and its day; where a language writes the day first, "in May 8 people" is no date."""
    abbreviated = parts.items.word(parts.place("M")) not in parts.items.months
    around = parts.items.row_slice(parts.start - 1, 1) if parts.start else "", parts.items.row_slice(parts.end, 1)
    if order != "mdy" and not abbreviated and "y" not in parts.letters and around[0] in ("i", "t", "b", "f") and around[1] in ("~", "N"):
        return []
    return dated(parts, parts.value("M"), parts.value("do"), [] if order == "mdy" else [US_ORDER])


def month_days(parts: Parts, order: str) -> list[Draft]:
    """Read "May 3-5": two days of one month."""
    first = re.search(r"M\.?[do]9?", parts.letters)
    second = re.search(r"[t-][do]|c[do]", parts.letters)
    if not first or not second:
        return []
    days = parts.value("d", 0), parts.value("d", 1)
    if None in days or (days[0] or 0) >= (days[1] or 0):
        return []
    drafts = []
    damage = [] if order == "mdy" else [US_ORDER]
    for start, end, nth in ((parts.start, parts.start + first.end(), 0), (parts.start + second.start() + 1, parts.end, 1)):
        here = dated(parts, parts.value("M"), parts.value("d", nth), list(damage))
        for draft in here:
            draft.start, draft.end = start, end
        drafts += here
    return drafts


def days_month(parts: Parts, order: str) -> list[Draft]:  # noqa: ARG001
    """Read the days that borrow their month from the date that follows ("3 au" of "3 au 5 mai"); the month is put in later."""
    drafts = []
    for nth, letter in enumerate(c for c in parts.letters if c in "do"):
        place = parts.place("do", nth)
        day = parts.value("do", nth)
        draft = Draft(place, place + 1, "date", Point("day", None, 0, day or 0), value="borrow")
        if letter and day:
            drafts.append(draft)
    if drafts and "W" in parts.letters:
        drafts[0].weekday = parts.value("W")
        drafts[0].start = parts.start
    return drafts


def month(parts: Parts, order: str) -> list[Draft]:  # noqa: ARG001
    """Read a month, alone or with its year."""
    return dated(parts, parts.value("M"), None, [])


def season(parts: Parts, order: str) -> list[Draft]:  # noqa: ARG001
    """Read a season, alone or with its year."""
    number = ("SP", "SU", "FA", "WI").index(parts.text("S"))
    draft = Draft(parts.start, parts.end, "date", Point("season", parts.year(), number=number))
    _year_words(parts, draft)
    return [draft]


def holiday(parts: Parts, order: str) -> list[Draft]:  # noqa: ARG001
    """Read a feast with a fixed day."""
    month_number, _, day = parts.text("H").partition("-")
    return dated(parts, int(month_number), int(day), [])


def part_year(parts: Parts, order: str) -> list[Draft]:
    """Read a quarter or half of a year."""
    unit = parts.text("U").rstrip("*")
    number = parts.value("oNd")
    if unit not in ("quarter", "half") or number is None or not 1 <= number <= (4 if unit == "quarter" else 2):
        return century(parts, order) if unit == "century" and "y" not in parts.letters else []
    grain: Grain = "quarter" if unit == "quarter" else "half"
    draft = Draft(parts.start, parts.end, "date", Point(grain, parts.value("y"), number=number))
    _year_words(parts, draft)
    return [draft]


def decade(parts: Parts, order: str) -> list[Draft]:  # noqa: ARG001
    """Read "1960s", "les années 60"."""
    year = parts.value("ydNn")
    if parts.letters[0] == "Y" and not parts.text("Y").endswith("*"):
        return []
    if year is None or year % 10 or (year < FIRST_DECADE and year not in range(20, 100, 10) and "B" not in parts.letters):
        return []
    if year < TWO_DIGITS and "B" not in parts.letters:
        year += 1900
    return [Draft(parts.start, parts.end, "date", Point("decade", -year if "B" in parts.letters else year), era_told="B" in parts.letters)]


FIRST_DECADE = 1000


def century(parts: Parts, order: str) -> list[Draft]:  # noqa: ARG001
    """Read "19th century", "XIXe siècle", "siglo XV"."""
    number = parts.value("rordNn")
    if parts.text("U").rstrip("*") != "century" or number is None or not 1 <= number <= 21:  # noqa: PLR2004 - centuries told
        return []
    year = (number - 1) * 100 or 1
    return [Draft(parts.start, parts.end, "date", Point("century", -year if "B" in parts.letters else year), era_told="B" in parts.letters)]


def year(parts: Parts, order: str) -> list[Draft]:  # noqa: ARG001
    """Read a year that stands alone."""
    value = parts.value("ynd")
    if value is None:
        return []
    before = "B" in parts.letters
    return [Draft(parts.start, parts.end, "date", Point("year", -value if before else value), era_told=before or "A" in parts.letters)]


def years_span(parts: Parts, order: str) -> list[Draft]:
    """Read "1939-45" and "1939-1945"; "493-490 BC"."""
    first, second = parts.value("ynd", 0), parts.value("ynd", 1)
    if first is None or second is None:
        return []
    if second < TWO_DIGITS and first >= FIRST_DECADE:
        second += first // 100 * 100
    before = "B" in parts.letters
    if (second < first) != before:
        return year(Parts(parts.items, parts.start, parts.start + 1), order) if not before else []
    sign = -1 if before else 1
    cutting = parts.letters.index("-") if "-" in parts.letters else parts.letters.index("/")
    return [
        Draft(parts.start, parts.start + cutting, "date", Point("year", sign * first), era_told=before),
        Draft(parts.start + cutting + 1, parts.end, "date", Point("year", sign * second), era_told=before),
    ]


def day_alone(parts: Parts, order: str) -> list[Draft]:  # noqa: ARG001
    """Read "el día 13": a day of the month at hand."""
    day, relative = parts.value("d"), parts.relative()
    draft = Draft(parts.start, parts.end, "date", Point("day", None, 0, day or 0), value="alone")
    if relative:
        draft.amount = relative[0]
    return [draft]
