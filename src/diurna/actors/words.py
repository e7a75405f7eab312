"""Words: what the data files say about actors, in the types that this room declares."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from functools import cache

from diurna import knowledge
from diurna.errors import KnowledgeError

_STATES, _LEADERS = "states.jsonl", "leaders.jsonl"


@dataclass(frozen=True, slots=True)
class Example:
    """Words of an example, the id they must resolve to, and the publication day that it needs, if any."""

    words: str
    id: str
    published: str = ""


@dataclass(frozen=True, slots=True)
class Words:
    """The table `[actors]` of a language: its words for states, offices, titles, groups and for pointing back.

    `endings` may follow every word listed; `strip` letters at the end of a listed name give way to them, at most `strip_most`;
    `prefixes` are written onto a word without a space; `tail_after_apostrophe`: what follows an apostrophe is an ending.
    `clitics` after an apostrophe are no part of a name: "Trump's".
    `fillers` add nothing to a state's name ("side"), `kinds` say what a named thing is ("newspaper", "party").
    `titles`, `offices`, `portfolios`, `labels`, `groups` map a name of ours to words; `plurals` maps what is meant by "the two …".
    `states`, `adjectives` (with demonyms) and `capitals` map ISO 3166-1 alpha-3 to words beside those of CLDR.
    `counterparts` name who holds the same office elsewhere ("homologue").
    `plural_states` are the states that "they" may mean: "les États-Unis".
    """

    articles: tuple[str, ...] = ()
    endings: tuple[str, ...] = ()
    prefixes: tuple[str, ...] = ()
    strip: str = ""
    strip_most: int = 0
    tail_after_apostrophe: bool = False
    clitics: tuple[str, ...] = ()
    joiners: tuple[str, ...] = ()
    fillers: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    quantities: tuple[str, ...] = ()
    pronouns: dict[str, tuple[str, ...]] = field(default_factory=dict)
    titles: dict[str, tuple[str, ...]] = field(default_factory=dict)
    feminine: tuple[str, ...] = ()
    former: tuple[str, ...] = ()
    deputy: tuple[str, ...] = ()
    spokesperson: tuple[str, ...] = ()
    counterparts: tuple[str, ...] = ()
    honorifics: tuple[str, ...] = ()
    offices: dict[str, tuple[str, ...]] = field(default_factory=dict)
    portfolios: dict[str, tuple[str, ...]] = field(default_factory=dict)
    labels: dict[str, tuple[str, ...]] = field(default_factory=dict)
    groups: dict[str, tuple[str, ...]] = field(default_factory=dict)
    plurals: dict[str, tuple[str, ...]] = field(default_factory=dict)
    states: dict[str, tuple[str, ...]] = field(default_factory=dict)
    adjectives: dict[str, tuple[str, ...]] = field(default_factory=dict)
    capitals: dict[str, tuple[str, ...]] = field(default_factory=dict)
    plural_states: tuple[str, ...] = ()
    examples: tuple[Example, ...] = ()


@dataclass(frozen=True, slots=True)
class State:
    """A state or a territory that acts like one: alpha-3 and alpha-2 codes, name, capitals, CLDR time zone named after the capital.

    `police` is the office that the police is a part of, where it is one; `names` are spellings in any language beside CLDR's.
    """

    id: str
    alpha2: str
    name: str
    capitals: tuple[str, ...] = ()
    zone: str = ""
    police: str = ""
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Term:
    """An office held: where (alpha-3 code or the id of a body), which, from and until (YYYY-MM, "" for open)."""

    where: str
    office: str
    start: str
    end: str


@dataclass(frozen=True, slots=True)
class Leader:
    """A person of public office: spellings (the first is the name shown), the surname where it is not the last word, terms."""

    id: str
    names: tuple[str, ...]
    terms: tuple[Term, ...]
    surname: tuple[str, ...] = ()
    gender: str = "m"


def surnames(leader: Leader) -> tuple[str, ...]:
    """Return the words by which a person may be told alone: the surname in Latin letters, in other scripts the last word."""
    last = (n.split(" ")[-1] for n in leader.names if not leader.surname or not n.isascii() or " " not in n)
    return tuple(dict.fromkeys((*leader.surname, *last)))


@dataclass(frozen=True, slots=True)
class Named:
    """A body, office, group, party, outlet or company known by name; `country` is alpha-3 or ""."""

    id: str
    kind: str
    names: tuple[str, ...]
    country: str = ""
    wikidata: str = ""


def of_language(code: str) -> Words:
    """Return the table `[actors]` of a language; a language without a file has no words."""
    return knowledge.language(code, "actors", Words) if code in knowledge.languages() else Words()


def rows(name: str) -> list[dict[str, object]]:
    """Return the rows of one file of `data/actors/` as written."""
    return [json.loads(line) for line in knowledge.data_file("actors", name).read_text(encoding="utf-8").splitlines() if line]


@cache
def states() -> dict[str, State]:
    """Return the states by id."""
    built = (knowledge.build(row, State, f"data/actors/{_STATES}:{n}") for n, row in enumerate(rows(_STATES), 1))
    return {state.id: state for state in built}


@cache
def leaders() -> dict[str, Leader]:
    """Return the persons of public office by id; a term is written [where, office, start, end]."""
    built = {}
    for number, row in enumerate(rows(_LEADERS), 1):
        where = f"data/actors/{_LEADERS}:{number}"
        terms = tuple(_term(term, where) for term in row.pop("terms", ()))  # type: ignore[attr-defined]
        leader = knowledge.build({**row, "terms": []}, Leader, where)
        built[leader.id] = Leader(leader.id, leader.names, terms, leader.surname, leader.gender)
    return built


def _term(values: list[str], where: str) -> Term:
    if len(values) != 4 or not all(isinstance(v, str) for v in values):  # noqa: PLR2004 - where, office, start, end
        raise KnowledgeError(f"{where}: term {values} found, [where, office, start, end] expected")
    return Term(*values)


@cache
def named() -> dict[str, Named]:
    """Return everything known by name, by id: every other file of `data/actors/`, one kind of thing a file."""
    files = sorted(f.name for f in knowledge.data_file("actors").iterdir() if f.name.endswith(".jsonl"))
    built = {}
    for name in files:
        if name not in (_STATES, _LEADERS):
            for number, row in enumerate(rows(name), 1):
                thing = knowledge.build(row, Named, f"data/actors/{name}:{number}")
                built[thing.id] = thing
    return built
