"""What a language's file tells this room: the table `[times]`, one field a kind of word."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache

from diurna.knowledge import language

Phrases = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Example:
    """A text, its publication date, and what must be found: "words = EDTF" (or "words = -" for none)."""

    text: str
    times: Phrases
    published: str = ""


@dataclass(frozen=True, slots=True)
class Words:
    """The table `[times]`. Values are words or phrases, written as in print; case and accents do not matter.

    months, weekdays: further forms (cases, short forms) beside CLDR's: 12 and 7 strings, forms split by spaces, short ones end in a stop.
    weak: names of months and weekdays that are other words too: they count only beside a number or a word of `on`.
    never: words that are no words of time, though they look like a short name without its accents.
    until_behind: what stands behind a date that is the last one ("4 Ekim'e kadar"); behind_never: what only begins like it.
    misread_never: numbers with a letter that are no damaged numbers ("l8" where an article is written on).
    units: a unit's forms; keys second minute hour day week weekend fortnight month quarter half season year decade century.
    seasons, parts, clocks: keys are TIMEX values (SP SU FA WI · TMO … · T12:00). numbers, ordinals: keys are digits ("X" = some).
    relative: keys "<offset><basis>": offset -1 0 +1; basis d counts from publication, n from the date told before, o from either.
    deictic: keys are days from publication. refs: PRESENT_REF PAST_REF FUTURE_REF. sets: TIMEX sets of adverbs.
    modifiers: words before a date that keep its value (start, mid, end); about: those that make it approximate.
    counted_from: further words between a length of time and the event it counts from ("ten days from its signature").
    events_before: an event stands before the length of time that counts from it ("imzadan on gün sonra").
    events: names of an event and the stems of verbs that tell it: "signature" = ["sign", "conclu"].
    upon: words before the bare name of an event that make it a time ("upon its signature").
    postposed: "last", "next" stand after their noun.
    future, past: words and (with leading "-") endings that tell what time a sentence speaks of. counted: nouns that a number counts.
    """

    the: Phrases = ()
    of: Phrases = ()
    conj: Phrases = ()
    to: Phrases = ()
    since: Phrases = ()
    until: Phrases = ()
    until_behind: Phrases = ()
    behind_never: Phrases = ()
    after: Phrases = ()
    before: Phrases = ()
    between: Phrases = ()
    on: Phrases = ()
    every: Phrases = ()
    modifiers: Phrases = ()
    about: Phrases = ()
    ago: Phrases = ()
    ago_before: Phrases = ()
    later: Phrases = ()
    later_before: Phrases = ()
    earlier: Phrases = ()
    earlier_before: Phrases = ()
    ahead: Phrases = ()
    upon: Phrases = ()
    counted_from: Phrases = ()
    days_word: Phrases = ()
    decade_before: Phrases = ()
    decade_after: Phrases = ()
    ordinal_after: Phrases = ()
    bc: Phrases = ()
    ad: Phrases = ()
    hour: Phrases = ()
    am: Phrases = ()
    pm: Phrases = ()
    age: Phrases = ()
    never: Phrases = ()
    weak: Phrases = ()
    misread_never: Phrases = ()
    future: Phrases = ()
    past: Phrases = ()
    counted: Phrases = ()
    after_day: Phrases = ()
    prefixes: Phrases = ()
    suffixes: Phrases = ()
    months: Phrases = ()
    weekdays: Phrases = ()
    units: dict[str, Phrases] = field(default_factory=dict)
    seasons: dict[str, Phrases] = field(default_factory=dict)
    parts: dict[str, Phrases] = field(default_factory=dict)
    clocks: dict[str, Phrases] = field(default_factory=dict)
    numbers: dict[str, Phrases] = field(default_factory=dict)
    ordinals: dict[str, Phrases] = field(default_factory=dict)
    relative: dict[str, Phrases] = field(default_factory=dict)
    deictic: dict[str, Phrases] = field(default_factory=dict)
    nights: dict[str, Phrases] = field(default_factory=dict)
    narrative: dict[str, Phrases] = field(default_factory=dict)
    refs: dict[str, Phrases] = field(default_factory=dict)
    sets: dict[str, Phrases] = field(default_factory=dict)
    holidays: dict[str, Phrases] = field(default_factory=dict)
    durations: dict[str, Phrases] = field(default_factory=dict)
    events: dict[str, Phrases] = field(default_factory=dict)
    postposed: bool = False
    events_before: bool = False
    ago_is_duration: bool = False
    compounds: bool = False
    examples: tuple[Example, ...] = ()


@cache
def words(code: str) -> Words:
    """Return the words of the language `code`."""
    return language(code, "times", Words)
