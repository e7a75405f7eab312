"""People: how actors are shown, private persons masked."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Protocol
from urllib.parse import unquote, urlsplit

from diurna.record import digest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from diurna.record import Actor, Party, Quote

# Hex digits of a mask. Four tell the persons of a document apart; in a case of 30,000 of them, four would give most of them
# the mask of another, eight make one such pair unlikely (1 in 10).
DIGITS, CASE_DIGITS = 4, 8
_SHORTEST = 3  # letters of a part of a name that is masked on its own ("Tamm"), in a script that spells
# Scripts that set no blanks between words: there a name has no edge to look for.
_UNSPACED = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]")


class Cast(Protocol):
    """Who is named in a document: a reading, or this of it alone."""

    @property
    def actors(self) -> tuple[Actor, ...] | None:
        """The actors, None where nobody has looked."""


class People:
    """Shows the actors of one reading; a private person stays the same "a private person [P-3f9a]" throughout it.

    `unmask` holds the ids of private persons who are shown all the same.
    """

    def __init__(self, reading: Cast, *, masked: bool = True, unmask: frozenset[str] = frozenset(), digits: int = DIGITS) -> None:
        actors = reading.actors or ()
        hidden = [actor for actor in actors if masked and actor.private and actor.id not in unmask]
        self._names = {actor.id: actor.name for actor in actors}
        self._masks = {actor.id: f"P-{digest(actor.id)[:digits]}" for actor in hidden}
        shown = {token for actor in actors if actor.id not in self._masks for token in _tokens(actor.name)}
        named = [(words, actor.id) for actor in hidden for words in _spellings(actor, shown)]
        self._who = dict(reversed(named))  # of two with one spelling, the one named first
        # The whole name of somebody who is shown stays, though a part of it be a private person's.
        others = {actor.name for actor in actors if actor.id not in self._masks and any(words in actor.name for words in self._who)}
        self._spelt = re.compile("|".join(_pattern(words) for words in sorted({*self._who, *others}, key=len, reverse=True)))
        self._private = sorted((quote, actor.id) for actor in hidden for quote in actor.mentions)

    @property
    def hidden(self) -> tuple[Quote, ...]:
        """Where private persons are mentioned, in order."""
        return tuple(mention for mention, _ in self._private)

    def name(self, party: Party) -> str:
        """Return the name of who acts in a role."""
        return self._mask(party.actor) if party.actor in self._masks else self.text(party.name or party.quote.text)

    def named(self, actor: str) -> str:
        """Return the name of an actor by id; the id itself when the reading does not hold the actor."""
        return self._mask(actor) if actor in self._masks else self.text(self._names.get(actor, actor))

    def id(self, actor: str) -> str:
        """Return the actor's id, or its mask: an id may spell the name."""
        return self._masks.get(actor, actor)

    def words(self, quote: Quote | None) -> str:
        """Return the words of a quote, private persons in it masked where they are mentioned and where their names stand; "" for none."""
        if quote is None:
            return ""
        shown, at = [], quote.start
        for mention, actor in self._private:
            start, end = max(mention.start, at), min(mention.end, quote.end)
            if start < end:
                shown += [self.text(quote.text[at - quote.start : start - quote.start]), self._mask(actor)]
                at = end
        return "".join([*shown, self.text(quote.text[at - quote.start :])])

    def text(self, words: str) -> str:
        """Return words that have no place in the text, the names of private persons in them masked."""
        return self._spelt.sub(self._shown, words) if self._who else words

    def address(self, url: str) -> str:
        """Return an address; one that spells a private person ("…/jan-tamm-held") is cut down to its host."""
        slug = _slug(unquote(url))
        if not any(_slug(words) in slug for words in self._who):
            return url
        parts = urlsplit(url)
        return f"{parts.scheme}://{parts.netloc}/" if parts.netloc else ""

    def _shown(self, found: re.Match[str]) -> str:
        return self._mask(self._who[found[0]]) if found[0] in self._who else found[0]

    def _mask(self, actor: str) -> str:
        return f"a private person [{self._masks[actor]}]"


def _spellings(actor: Actor, shown: set[str]) -> Iterator[str]:
    """Yield the words that give a private person away: the name, mentions that hold a part of it, its parts that nobody shown has.

    Pronouns and "the man" are no names; a name has a capital, or a script without capitals.
    """
    parts = _tokens(actor.name)
    for words in (actor.name, *(mention.text for mention in actor.mentions)):
        if words and not words.islower() and (words == actor.name or parts & _tokens(words) or words in actor.name):
            yield words
    for part in parts - shown:
        long = len(part) >= _SHORTEST or (_UNSPACED.search(part) and len(part) > 1)
        if long and not part.islower():
            yield part


def _tokens(words: str) -> set[str]:
    return set(re.findall(r"\w[\w'\u2019-]*\w|\w", words))


def _slug(words: str) -> str:
    """Return some words as addresses spell them, without marks and case, a hyphen before and after each."""
    plain = "".join(letter for letter in unicodedata.normalize("NFKD", words.casefold()) if not unicodedata.combining(letter))
    return "-".join(["", *re.findall(r"[^\W_]+", plain), ""])


def _pattern(words: str) -> str:
    return re.escape(words) if _UNSPACED.search(words) else rf"(?<!\w){re.escape(words)}(?!\w)"
