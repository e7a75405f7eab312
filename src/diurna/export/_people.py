"""People: how actors are shown, private persons masked."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from diurna.record import digest

if TYPE_CHECKING:
    from diurna.record import Party, Quote, Reading


class People:
    """Shows the actors of one reading; a private person stays the same "a private person [P-3f9a]" throughout it."""

    def __init__(self, reading: Reading, *, masked: bool = True) -> None:
        actors = reading.actors or ()
        self._names = {actor.id: actor.name for actor in actors}
        self._masks = {actor.id: f"P-{digest(actor.id)[:4]}" for actor in actors if masked and actor.private}
        named = [
            (words, actor.id) for actor in actors if actor.id in self._masks for words in (actor.name, *(m.text for m in actor.mentions))
        ]
        # Pronouns and "the man" are no names; a name has a capital, or a script without capitals.
        self._who = {words: actor for words, actor in named if words and not words.islower()}
        self._spelt = re.compile("|".join(rf"\b{re.escape(words)}\b" for words in sorted(self._who, key=len, reverse=True)))
        self._private = sorted((quote, actor.id) for actor in actors if actor.id in self._masks for quote in actor.mentions)

    def name(self, party: Party) -> str:
        """Return the name of who acts in a role."""
        return self._mask(party.actor) if party.actor in self._masks else party.name or party.quote.text

    def named(self, actor: str) -> str:
        """Return the name of an actor by id; the id itself when the reading does not hold the actor."""
        return self._mask(actor) if actor in self._masks else self._names.get(actor, actor)

    def id(self, actor: str) -> str:
        """Return the actor's id, or its mask: an id may spell the name."""
        return self._masks.get(actor, actor)

    def words(self, quote: Quote | None) -> str:
        """Return the words of a quote, the mentions of private persons in it masked; "" for none."""
        if quote is None:
            return ""
        shown, at = [], quote.start
        for mention, actor in self._private:
            if at <= mention.start and mention.end <= quote.end:
                shown += [quote.text[at - quote.start : mention.start - quote.start], self._mask(actor)]
                at = mention.end
        return "".join([*shown, quote.text[at - quote.start :]])

    def text(self, words: str) -> str:
        """Return words that have no place in the text, the names of private persons in them masked."""
        return self._spelt.sub(lambda found: self._mask(self._who[found[0]]), words) if self._who else words

    def _mask(self, actor: str) -> str:
        return f"a private person [{self._masks[actor]}]"
