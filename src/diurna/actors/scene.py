"""Scene: the actors of one document while it is read, with where each is told and in which role."""

from __future__ import annotations

from bisect import insort
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from diurna.actors.identity import LOCAL, Sense, View
from diurna.actors.spelling import tokens
from diurna.record import Actor, Quote, digest

if TYPE_CHECKING:
    from diurna.actors.phrase import Phrase
    from diurna.actors.spelling import Token

_BY_QUOTE = frozenset({"office", "group", "alleged"})  # kinds shown by their longest words
_BY_WORDS = _BY_QUOTE | {"organisation"}
_LEADING, _TRAILING = frozenset({"articles"}), frozenset({"articles", "quantities"})
_SMALL = frozenset({"articles", "quantities", "feminine", "pronouns", "joiners"})  # what a word may be that is no part of a name


@dataclass(slots=True)
class Draft:
    """One actor being gathered: its sense so far, names by which it is told, quotes, reasons and titles."""

    sense: Sense
    names: list[tuple[Token, ...]] = field(default_factory=list)
    quotes: list[Quote] = field(default_factory=list)
    reasons: list[str] = field(default_factory=list)
    titles: list[str] = field(default_factory=list)
    gender: str = ""
    country: str = ""
    private: bool = False
    called: dict[tuple[Token, ...], str] = field(default_factory=dict)

    def fullest(self, names: list[tuple[Token, ...]]) -> str:
        """Return the longest of some of its names, as written."""
        return self.called[max(names, key=len)]


@dataclass(frozen=True, slots=True, order=True)
class Told:
    """One telling of an actor: where, in which sentence, whether as subject."""

    start: int
    end: int
    id: str
    sentence: int
    subject: bool


class Scene:
    """The actors of one document by id, and their tellings in text order."""

    def __init__(
        self, view: View, subjects: frozenset[Quote], state_names: dict[str, str], opposed: dict[Quote, set[Quote]] | None = None
    ) -> None:
        self.view = view
        self.drafts: dict[str, Draft] = {}
        self.tellings: list[Told] = []
        self.done: dict[Quote, str] = {}
        self._subjects = subjects
        self._state_names = state_names
        self._opposed = opposed or {}

    def tell(self, phrase: Phrase, sense: Sense) -> None:
        """Enter one phrase as a telling of an actor."""
        for part in sense.parts:
            under = self._draft(part)
            if part.quote:
                under.quotes.append(part.quote)
            if part.reason and part.reason not in under.reasons:
                under.reasons.append(part.reason)
        draft = self._draft(sense)
        draft.quotes.append(phrase.quote)
        if sense.reason and sense.reason not in draft.reasons:
            draft.reasons.append(sense.reason)
        if phrase.name and sense.kind == "person":
            draft.names.append(phrase.name)
            draft.called[phrase.name] = phrase.called
        if sense.title and sense.title not in draft.titles:
            draft.titles.append(sense.title)
        draft.gender = draft.gender or sense.gender or ("f" if phrase.all("feminine") else "")
        draft.country = draft.country or sense.country
        draft.private = draft.private and sense.private
        self.done[phrase.quote] = sense.id
        insort(self.tellings, Told(phrase.quote.start, phrase.quote.end, sense.id, phrase.sentence, phrase.quote in self._subjects))

    def _draft(self, sense: Sense) -> Draft:
        draft = self.drafts.get(sense.id)
        if draft is None:
            draft = Draft(sense, gender=sense.gender, country=sense.country, private=sense.private)
            self.drafts[sense.id] = draft
        return draft

    def explain(self, quote: Quote, reason: str) -> None:
        """Add a reason to the actor that a quote tells of."""
        reasons = self.drafts[self.done[quote]].reasons
        if reason not in reasons:
            reasons.append(reason)

    def again(self, identity: str, reason: str) -> Sense:
        """Return the sense of an actor told before, for one more telling of it."""
        sense = self.drafts[identity].sense
        return Sense(sense.id, sense.kind, sense.country, sense.name, reason, parts=sense.parts, private=self.drafts[identity].private)

    def local(self, phrase: Phrase, kind: str, reason: str, **more: str) -> Sense:
        """Return the sense of something known in this document only."""
        identity = f"{kind.replace(' ', '-')}:{digest(self.view.document, phrase.quote.text.casefold())[:LOCAL]}"
        return Sense(identity, kind, more.get("country", ""), phrase.quote.text, reason, title=more.get("title", ""))

    def against(self, quote: Quote) -> set[str]:
        """Return the countries of those that somebody's words stand against in an act: whoever accuses Moscow is not its minister."""
        others = (self.drafts[self.done[q]] for q in self._opposed.get(quote, ()) if q in self.done)
        return {draft.country for draft in others if draft.country}

    def before(self, position: int, sentence: int, reach: int) -> list[Told]:
        """Return the tellings that end before a position, nearest first, at most `reach` sentences back."""
        return [t for t in reversed(self.tellings) if t.end <= position and sentence - t.sentence <= reach]

    def actors(self) -> tuple[Actor, ...]:
        """Return the actors in the order in which the document tells them."""
        shown = {i: self._name(d) for i, d in self.drafts.items()}
        built = [
            Actor(i, shown[i], d.sense.kind, d.country, tuple(sorted(set(d.quotes))), "; ".join(d.reasons), private=d.private)
            for i, d in self.drafts.items()
        ]
        return tuple(sorted(built, key=lambda a: (a.mentions[0].start if a.mentions else 10**12, a.id)))

    def _name(self, draft: Draft) -> str:
        sense = draft.sense
        if sense.kind == "state":
            return self._state_names.get(sense.country, sense.name)
        if sense.kind == "plural":
            parts = {p.id: p for p in sense.parts}
            return " + ".join(self._name(self.drafts[i]) if i in self.drafts else p.name for i, p in sorted(parts.items()))
        if sense.kind == "person" and draft.names:
            fullest = max(draft.names, key=len)
            name = draft.called[fullest]
            return name if len(fullest) > 1 and not name.isupper() else sense.name
        shown = max((q.text for q in draft.quotes), key=len, default=sense.name) if sense.kind in _BY_QUOTE else sense.name
        return self._trimmed(shown) if sense.kind in _BY_WORDS else shown

    def _trimmed(self, shown: str) -> str:
        """Return a name without a preposition or an article at its ends ("bataillon près"), save a capital one ("El Salvador")."""
        found = tokens(shown)
        small = {
            i: hit.sorts() for hit in self.view.lexicon.find(found, cased=self.view.cased) if hit.end - hit.start == 1 for i in (hit.start,)
        }
        first, last = 0, len(found)
        while last > 1 and _is_small(small.get(last - 1), _TRAILING):
            last -= 1
        while first < last - 1 and found[first].text.islower() and self.view.cased and _is_small(small.get(first), _LEADING):
            first += 1
        return shown if (first, last) == (0, len(found)) else shown[found[first].start : found[last - 1].end]


def _is_small(sorts: set[str] | None, wanted: frozenset[str]) -> bool:
    return sorts is not None and bool(sorts & wanted) and sorts <= _SMALL
