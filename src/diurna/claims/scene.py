"""Lookups over one reading: which sentence, time, place, actor and quotation the words of a frame belong to."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING

from diurna.claims.lexicon import claim_words
from diurna.record import Party, Quote

if TYPE_CHECKING:
    from collections.abc import Iterable

    from diurna.record import Actor, Place, Reading, Time

PLURAL = "plural:"
_BEFORE = 20  # characters between a town and the border it lies by


def overlap(a: Quote, b: Quote) -> int:
    """Return how many characters two quotes share."""
    return max(0, min(a.end, b.end) - max(a.start, b.start))


class Scene:
    """A reading with its layers indexed by position."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.text = reading.text
        self.words = claim_words(reading.language)
        self.sentences = reading.sentences or ()
        self.times = reading.times or ()
        self.quotations = reading.quotations or ()
        self._actors: dict[tuple[int, int], Actor] = {(m.start, m.end): a for a in reading.actors or () for m in a.mentions}
        self._by_id: dict[str, Actor] = {a.id: a for a in reading.actors or ()}
        self._places: dict[tuple[int, int], Place] = {(m.start, m.end): p for p in reading.places or () for m in p.mentions}

        self._named: dict[Quote, list[Party]] = {}
        self._times_in: dict[int, list[Time]] = {}
        self._starts = [s.start for s in self.sentences]
        for time in self.times:
            for k in range(self.index(time.quote), bisect_left(self._starts, time.quote.end)):
                if time.edtf and time.quote.start < self.sentences[k].end:
                    self._times_in.setdefault(k, []).append(time)

    def index(self, quote: Quote) -> int:
        """Return the index of the sentence that a quote begins in."""
        return max(0, bisect_right(self._starts, quote.start) - 1)

    def sentence(self, index: int) -> Quote:
        """Return a sentence as a quote."""
        s = self.sentences[index]
        return Quote(s.start, s.end, self.text[s.start : s.end])

    def parties(self, quotes: Iterable[Quote]) -> tuple[Party, ...]:
        """Return the parties that quotes name, each actor once; a plural quote ("both presidents") gives each of its actors."""
        out: dict[str, Party] = {}
        for quote in quotes:
            for party in self.named(quote):
                out.setdefault(party.actor, party)
        return tuple(out.values())

    def named(self, quote: Quote) -> list[Party]:
        """Return the parties one quote names; one without an actor is named by its own words."""
        if quote not in self._named:
            self._named[quote] = self._naming(quote)
        return self._named[quote]

    def _naming(self, quote: Quote) -> list[Party]:
        actor = self._actors.get((quote.start, quote.end)) or self._nearest(quote)
        if actor is None:
            return [Party("", quote.text, quote)]
        if actor.id.startswith(PLURAL):
            ids = actor.id.removeprefix(PLURAL).split("+")
            return [Party(i, self._by_id[i].name if i in self._by_id else i, quote) for i in ids]
        return [Party(actor.id, actor.name, quote)]

    def countries(self, quotes: Iterable[Quote]) -> set[str]:
        """Return the countries of the actors that quotes name."""
        actors = (self._by_id.get(p.actor) for p in self.parties(quotes))
        return {a.country for a in actors if a is not None and a.country}

    def country(self, actor: str) -> str:
        """Return the country (alpha-3) of the actor with an id, or ""."""
        known = self._by_id.get(actor)
        return known.country if known is not None else ""

    def named_inside(self, quote: Quote) -> list[tuple[Quote, str]]:
        """Return the mentions of actors inside a quote, in text order, each with its actor's kind."""
        inside = [(a, b, actor.kind) for (a, b), actor in self._actors.items() if quote.start <= a and b <= quote.end]
        return [(Quote(a, b, self.text[a:b]), kind) for a, b, kind in sorted(inside)]

    def _nearest(self, quote: Quote) -> Actor | None:
        mentions = [Quote(a, b, "") for a, b in self._actors]
        shared = [(overlap(quote, m), -m.start, m) for m in mentions if overlap(quote, m) * 2 > m.end - m.start]
        if not shared:
            return None
        best = max(shared, key=lambda s: s[:2])[2]
        return self._actors[best.start, best.end]

    def place(self, quote: Quote) -> Place | None:
        """Return the place that words name, or the place named inside them."""
        exact = self._places.get((quote.start, quote.end))
        if exact is not None:
            return exact
        inside = [(overlap(quote, Quote(a, b, "")), -a, place) for (a, b), place in self._places.items()]
        best = max(inside, key=lambda i: i[:2], default=None)
        return best[2] if best is not None and best[0] else None

    def town_before(self, quote: Quote) -> tuple[Place, Quote] | None:
        """Return the town that stands right before some words of its sentence: "in Ipiales, near the border"."""
        near = [(b, a) for a, b in self._places if quote.start - _BEFORE <= b <= quote.start and self._places[a, b].precision == "town"]
        if not near:
            return None
        b, a = max(near)
        return self._places[a, b], Quote(a, b, self.text[a:b])

    def time(self, quote: Quote) -> Time | None:
        """Return the dated time expression that shares most words with a quote."""
        near = self.times_in(self.index(quote))
        shared = [(overlap(quote, t.quote), -t.quote.start, t) for t in near if overlap(quote, t.quote)]
        return max(shared, key=lambda s: s[:2])[2] if shared else None

    def times_in(self, index: int) -> list[Time]:
        """Return the dated time expressions of a sentence, in order."""
        return self._times_in.get(index, [])

    def quotation(self, quote: Quote) -> tuple[int, int] | None:
        """Return the quotation that holds a quote, if one does."""
        return next((q for q in self.quotations if q[0] <= quote.start and quote.end <= q[1]), None)
