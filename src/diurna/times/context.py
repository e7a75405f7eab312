"""The context of a draft: what the text has told before it, and what kind of text it is."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from diurna.times.points import Point, of_date

if TYPE_CHECKING:
    from datetime import date

    from diurna.record import Basis
    from diurna.times.draft import Draft

# A text is history when most of the years it states lie this far from its publication, and it states enough of them.
FAR_YEARS, ENOUGH_YEARS, HISTORY_SHARE = 2, 5, 0.5
NEWS_WEIGHT = 5  # "yesterday", "on Friday": each speaks against history as strongly as five years told speak for it
NO_PUBLICATION = "the words count from the day of publication, which is not known"
NO_TOLD = "the words count from a date told before, and none is told"


@dataclass(frozen=True, slots=True)
class Resolved:
    """A draft's point (None where the words give no date), its basis and why; `near` is the other end of a span."""

    point: Point | None
    basis: Basis
    reason: str
    confidence: float
    near: Point | None = None


class Context:
    """What the text has told so far."""

    def __init__(self, drafts: list[Draft], published: date | None) -> None:
        self.published = published
        self.told: Point | None = None
        self.told_paragraph = -1
        self.whole: Point | None = None  # the last date told with its month: a bare year does not displace it elsewhere
        self.stated = False
        self.ahead = False  # the whole date told last lies ahead of the story ("it comes into force on January 1")
        self.behind: Point | None = None  # the date told last that does not
        self.told_basis: Basis = "stated"
        years = [d.point.year for d in drafts if d.kind == "date" and d.point and d.point.year]
        whole = [d.point.year for d in drafts if d.kind == "date" and d.point and d.point.year and d.point.month]
        self.first_year = whole[0] if whole else None
        far = [y for y in years if published and abs(y - published.year) >= FAR_YEARS]
        # A chronicle tells year after year in order, so a month far before the last one told is the next year's.
        self.chronicle = len(years) >= ENOUGH_YEARS and len(set(years)) >= ENOUGH_YEARS // 2
        news = sum(d.kind == "weekday" or d.name == "deictic" for d in drafts)
        self.history = published is None or (
            len(years) >= ENOUGH_YEARS and len(far) >= HISTORY_SHARE * len(years) and news * NEWS_WEIGHT <= len(years)
        )

    def tell(self, point: Point | None, draft: Draft, basis: Basis) -> None:
        """Remember a date told, for what follows to count from."""
        if point is None or point.year is None or point.grain in ("decade", "century"):
            return
        aside = point.grain == "year" and self.told is not None and self.told.month and self.told_paragraph == draft.paragraph
        if point.month:
            self.whole = replace(point, clock="")
            self.ahead = draft.future and not draft.past
            self.behind = self.behind if self.ahead else self.whole
        if not aside:
            self.told, self.told_paragraph, self.stated = replace(point, clock=""), draft.paragraph, basis == "stated"
            self.told_basis = "carried" if basis == "stated" else basis

    def last(self, draft: Draft) -> Point | None:
        """Return the date told before that a date without year continues; what is told as past continues none that lies ahead."""
        if self.chronicle or (self.told and (self.told.month or self.told_paragraph == draft.paragraph)):
            return self.behind if self.behind and self.told == self.whole and self.looks_back(draft) else self.told
        if self.behind and self.looks_back(draft):
            return self.behind
        if self.whole is None and self.first_year is not None:
            return Point("year", self.first_year)
        return self.whole

    def looks_back(self, draft: Draft) -> bool:
        """Return whether a date is told as past after one that lies ahead of the story."""
        return self.ahead and draft.past and not draft.future

    def anchor(self, basis: str) -> Point | None:
        """Return the point that a basis counts from: "d" publication, "n" the date told before, "o" the first of them that is known."""
        published = of_date(self.published) if self.published else None
        if basis == "d":
            return self.told if self.history and self.told and self.published else published
        if basis == "o" and published and not self.history:
            return published
        return self.told
