"""Identity: what a phrase means by its own words, before the rest of the document is looked at."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from diurna.actors import people, words
from diurna.actors.phrase import Phrase, content, pieces
from diurna.record import digest

if TYPE_CHECKING:
    from diurna.actors.lexicon import Lexicon
    from diurna.actors.words import Leader
    from diurna.record import Quote

LOCAL = 10  # hex digits of the id of something known in its document only
# Offices that a capital's name before them means as the state's: "the Kyiv government".
_OF_CAPITAL = frozenset({"government", "authorities", "head-of-state-office", "foreign-ministry", "defence-ministry", "army"})
_CIVIL = {"head-of-state", "head-of-government"}


@dataclass(frozen=True, slots=True)
class Sense:
    """What a phrase means: id, kind, country (alpha-3 or ""), shown name, the reason in words, and what later mentions need."""

    id: str
    kind: str
    country: str
    name: str
    reason: str
    title: str = ""
    gender: str = ""
    private: bool = False
    parts: tuple[Sense, ...] = ()
    quote: Quote | None = None


@dataclass(frozen=True, slots=True)
class View:
    """What identification looks at beside the words: lexicon, day of the holder of an office, caseness, document."""

    lexicon: Lexicon
    day: str
    cased: bool
    document: str


def identify(phrase: Phrase, view: View) -> Sense | None:
    """Return the sense of a phrase that its own words settle, or None where the document must settle it."""
    if phrase.pronoun or (phrase.all("plurals") and not phrase.name and not phrase.states) or phrase.all("labels"):
        return None
    if (
        phrase.kind != "person"
        and phrase.all("offices") == ("ministry",)
        and not phrase.all("portfolios")
        and phrase.is_whole
        and phrase.states
    ):
        return None  # of which ministry is spoken the document tells
    if phrase.all("counterparts") and not phrase.name and not phrase.all("person"):
        return None
    if several := _several(phrase, view):
        return several
    for settle in (_spokesperson, _person, _named, _titled, _office, _state):
        if sense := settle(phrase, view):
            return sense
    return None


def _several(phrase: Phrase, view: View) -> Sense | None:
    states = phrase.states
    if len(states) > 1 and not phrase.name and not phrase.all("named") and (phrase.title or phrase.office):
        made = [held(phrase.title, s, phrase, view) if phrase.title else office(phrase.office, s, phrase) for s in states]
        return plural(tuple(made), f"'{phrase.quote.text}' names one for each of {len(states)} states")
    parts = pieces(phrase, view.lexicon, cased=view.cased)
    if len(parts) < 2 or phrase.all("portfolios"):  # noqa: PLR2004 - two sides of the joining word
        return None
    read = ((part, identify(part, view)) for part in parts)
    senses = tuple(replace(sense, quote=part.quote) for part, sense in read if sense and sense.kind not in ("group", "plural"))
    return plural(senses, f"'{phrase.quote.text}' names several") if len(senses) == len(parts) else None


def plural(parts: tuple[Sense, ...], reason: str) -> Sense | None:
    """Return the actor that stands for several: its id is "plural:" and their ids joined by "+", sorted."""
    unique = {p.id: p for p in parts}
    if len(unique) < 2:  # noqa: PLR2004 - several
        return None
    ids = sorted(unique)
    countries = {p.country for p in parts}
    name = " + ".join(unique[i].name for i in ids)
    return Sense("plural:" + "+".join(ids), "plural", countries.pop() if len(countries) == 1 else "", name, reason, parts=parts)


def known(person: Leader, phrase: Phrase, reason: str) -> Sense:
    """Return the sense of a known person."""
    term = person.terms[-1] if person.terms else None
    country = next((t.where for t in reversed(person.terms) if t.where in words.states()), "")
    title = phrase.title if phrase.title and not phrase.all("former", "deputy") else ""
    name = phrase.called
    told = name if len(phrase.name) > 1 and not name.isupper() else person.names[0]
    office_held = f" ({term.office.replace('-', ' ')})" if term else ""
    return Sense(
        person.id, "person", country, told, f"{reason}{office_held}", title=title or (term.office if term else ""), gender=person.gender
    )


def _person(phrase: Phrase, view: View) -> Sense | None:
    exact = phrase.one("person")
    if exact:
        return known(words.leaders()[exact], phrase, "known by full name")
    if not phrase.name or phrase.kind not in ("person", "office", "") or (not phrase.kind and not phrase.title and len(phrase.name) < 2):  # noqa: PLR2004
        return None
    # By its sound alone a private person's name is now and then that of somebody who held an office long before.
    if (person := people.by_name(phrase.name, view.lexicon)) and people.active(person, view.day):
        return known(person, phrase, "known by full name, in this spelling")
    return None


def _spokesperson(phrase: Phrase, view: View) -> Sense | None:
    if not phrase.all("spokesperson") or phrase.name:
        return None
    whom = _named(phrase, view) or _office(phrase, view) or _state(phrase, view)
    if whom is None:
        return None
    return Sense(f"spokesperson:{whom.id}", "office", whom.country, phrase.quote.text, f"speaks for {whom.name}", title="spokesperson")


def _named(phrase: Phrase, view: View) -> Sense | None:
    thing = words.named().get(phrase.one("named"))
    if thing is None or (phrase.name and phrase.kind == "person"):
        return None
    if thing.id.startswith("office:") and len(phrase.states) == 1 and phrase.states[0] != thing.country and not phrase.title:
        return office(thing.id.rpartition(":")[2], phrase.states[0], phrase)  # "the Philippine Justice Department"
    if phrase.title and not phrase.all("offices"):
        return _head(thing, phrase, view)
    # "UN Security Council envoy" is more than the UN: what is left over makes it a thing or a group of its own.
    if phrase.all("groups") or (phrase.rest and phrase.kind == "group"):
        reason = f"a group of {thing.names[0]}"
        return Sense(f"group:{thing.id}:{_noun(phrase)}", "group", thing.country, phrase.quote.text, reason)
    if phrase.rest or phrase.name or phrase.all("offices"):
        about = Sense(f"organisation:{digest(thing.id, content(phrase))[:LOCAL]}", "organisation", thing.country, phrase.quote.text, "")
        return Sense(about.id, about.kind, about.country, about.name, f"belongs to {thing.names[0]}")
    return Sense(thing.id, thing.kind, thing.country, phrase.quote.text, f"known by name: {thing.names[0]}")


def _head(thing: words.Named, phrase: Phrase, view: View) -> Sense:
    person = None if phrase.all("former", "deputy") else people.holder(thing.id, "head", view.day)
    if person:
        return known(person, phrase, f"head of {thing.names[0]} in {view.day[:7]}")
    rank = "-".join((*phrase.all("former", "deputy"), phrase.title))
    return Sense(f"{rank}:{thing.id}", "office", thing.country, phrase.quote.text, f"{rank} of {thing.names[0]}", title=phrase.title)


def _titled(phrase: Phrase, view: View) -> Sense | None:
    if not phrase.title or phrase.name or len(phrase.states) != 1:
        return None
    return held(phrase.title, phrase.states[0], phrase, view)


def held(title: str, state: str, phrase: Phrase, view: View) -> Sense:
    """Return who holds a title of a state on the document's day: the known person, else the office."""
    rank = phrase.all("former", "deputy")
    at = phrase.one("offices")
    if at and title in _CIVIL | {"leader"}:
        title = f"head-of-{at}"
    person = None if rank else people.holder(state, title, view.day)
    shown = words.states()[state].name
    if person:
        return known(person, phrase, f"{title.replace('-', ' ')} of {shown} in {view.day[:7]}")
    named = "-".join((*rank, title))
    feminine = "f" if phrase.all("feminine") else ""
    reason = f"{named.replace('-', ' ')} of {shown}"
    return Sense(f"office:{state}:{named}", "office", state, phrase.quote.text, reason, title=title, gender=feminine)


def office(name: str, state: str, phrase: Phrase) -> Sense:
    """Return the sense of an office of a state; the police is its ministry's where it is a part of it."""
    shown = words.states()[state].name
    reason = f"{name.replace('-', ' ')} of {shown}"
    upper = words.states()[state].police if name == "police" else ""
    if upper:
        return Sense(f"office:{state}:{upper}", "office", state, phrase.quote.text, f"{reason}, a part of its {upper.replace('-', ' ')}")
    return Sense(f"office:{state}:{name}", "office", state, phrase.quote.text, reason)


def _office(phrase: Phrase, view: View) -> Sense | None:
    del view
    capitals = phrase.all("capital")
    if not phrase.office or phrase.kind == "person" or phrase.title:
        return None
    state = next(iter(phrase.states), "") or (capitals[0] if capitals and phrase.office in _OF_CAPITAL else "")
    if not state:
        return None
    if phrase.all("groups") or phrase.name or len(phrase.rest) > 1:
        kind = "group" if phrase.all("groups") or phrase.kind == "group" else "organisation"
        about = f"of the {phrase.office.replace('-', ' ')} of {words.states()[state].name}"
        return Sense(f"{kind}:{state}:{digest(content(phrase))[:LOCAL]}", kind, state, phrase.quote.text, about)
    return office(phrase.office, state, phrase)


def _state(phrase: Phrase, view: View) -> Sense | None:
    del view
    named, capitals = phrase.all("state"), phrase.all("capital")
    bare = phrase.is_whole and not phrase.all("groups", "titles", "offices", "portfolios", "deputy", "spokesperson", "quantities", "kinds")
    if len(named) == 1 and bare and not phrase.all("adjective"):
        return state_sense(named[0], phrase, "names the state")
    if not phrase.states:
        if capitals and bare and phrase.role and len(capitals) == 1:
            shown = words.states()[capitals[0]].name
            return state_sense(capitals[0], phrase, f"'{phrase.quote.text}' acts here: the capital stands for the government of {shown}")
        return None
    adjectives = phrase.all("adjective")
    if bare and len(adjectives) == 1 and not named and phrase.all("fillers"):
        return state_sense(adjectives[0], phrase, "names the side of the state")
    if phrase.name and not phrase.all("groups") and phrase.kind in ("person", "organisation"):
        return None
    return _group(phrase)


def state_sense(code: str, phrase: Phrase, reason: str) -> Sense:
    """Return the sense of a state; its shown name is put in by the document in its own language."""
    return Sense(f"state:{code}", "state", code, phrase.quote.text, reason)


def _group(phrase: Phrase) -> Sense | None:
    state = phrase.states[0]
    if phrase.kind == "place":
        return None
    if phrase.kind == "organisation" and not phrase.all("groups"):
        about = f"organisation:{state}:{digest(content(phrase))[:LOCAL]}"
        return Sense(about, "organisation", state, phrase.quote.text, f"of {words.states()[state].name}, by its adjective or name")
    reason = f"people told of {words.states()[state].name}"
    return Sense(f"group:{state}:{_noun(phrase)}", "group", state, phrase.quote.text, reason)


def _noun(phrase: Phrase) -> str:
    known_noun = phrase.one("groups")
    if known_noun and not phrase.rest:
        return known_noun
    if phrase.is_whole and not known_noun:
        return "people"
    return digest(content(phrase))[:LOCAL]
