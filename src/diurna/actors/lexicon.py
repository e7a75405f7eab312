"""Lexicon: all that a language's words and the proper names can say about an actor, found in the words of a phrase."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from babel import Locale, UnknownLocaleError

from diurna.actors import words
from diurna.actors.spelling import Token, fold, folded, sound

if TYPE_CHECKING:
    from collections.abc import Iterable

    from diurna.actors.words import Leader, Words

_SHORTEST_STEM = 3  # letters left of a name whose end is stripped
_SHORTEST_REST = 3  # letters left of a word whose written-on prefix is taken off
_ACRONYM = 6  # longest name in capitals that must stand in capitals in the text too
_LISTS = (
    "articles",
    "joiners",
    "fillers",
    "kinds",
    "quantities",
    "feminine",
    "former",
    "deputy",
    "spokesperson",
    "counterparts",
    "honorifics",
)
_TABLES = ("pronouns", "titles", "offices", "portfolios", "labels", "groups", "plurals")
_EXACT = frozenset({"plurals", "pronouns", "articles", "joiners"})  # words whose form is their meaning: never inflected


@dataclass(frozen=True, slots=True)
class Entry:
    """One name or word of the lexicon: its sort, what it stands for, its stems and what its letters must look like."""

    sort: str
    value: str
    stems: tuple[str, ...]
    capital: bool
    acronym: bool
    exact: bool = False


@dataclass(frozen=True, slots=True)
class Hit:
    """Entries of one length found at `tokens[start:end]` of a phrase."""

    start: int
    end: int
    entries: tuple[Entry, ...]

    def value(self, *sorts: str) -> str:
        """Return what the first entry of these sorts stands for, or ""."""
        return next((e.value for sort in sorts for e in self.entries if e.sort == sort), "")

    def sorts(self) -> set[str]:
        """Return the sorts of the entries."""
        return {e.sort for e in self.entries}


class Lexicon:
    """The words and names of one language, indexed by the stem of their first word; built once a language."""

    def __init__(self, code: str) -> None:
        self.code = code
        self.words: Words = words.of_language(code)
        self.endings = tuple(sorted({fold(e) for e in self.words.endings}, key=len, reverse=True))
        self.prefixes = tuple(sorted({fold(p) for p in self.words.prefixes}, key=len, reverse=True))
        self._strip = frozenset(fold(c) for c in self.words.strip)
        self.index: dict[str, list[Entry]] = {}
        self.surnames: dict[str, list[Leader]] = {}
        self.state_names: dict[str, str] = {}
        self._forms: dict[str, tuple[str, ...]] = {}
        self._known: set[tuple[str, str, tuple[str, ...]]] = set()
        self._load()

    def forms(self, token: Token) -> tuple[str, ...]:
        """Return the stems that a folded word may be a form of, itself first."""
        known = self._forms.get(token.fold)
        if known is None:
            word = token.fold
            bases = [word, *(word[len(p) :] for p in self.prefixes if word.startswith(p) and len(word) - len(p) >= _SHORTEST_REST)]
            cut = [b[: -len(e)] for b in bases for e in self.endings if b.endswith(e) and len(b) > len(e)]
            known = tuple(dict.fromkeys([*bases, *cut, *(self.stem(b) for b in bases)]))
            self._forms[word] = known
        return known

    def find(self, phrase: tuple[Token, ...], *, cased: bool) -> tuple[Hit, ...]:
        """Return the longest entries of a phrase from left to right; `cased`: capitals tell names from words here."""
        hits, at = [], 0
        while at < len(phrase):
            found = self._longest(phrase, at, cased)
            if found:
                hits.append(found)
            at = found.end if found else at + 1
        return tuple(hits)

    def _longest(self, phrase: tuple[Token, ...], at: int, cased: bool) -> Hit | None:
        best: list[Entry] = []
        length = 0
        for stem in self.forms(phrase[at]):
            for entry in self.index.get(stem, ()):
                size = len(entry.stems)
                if size < length or at + size > len(phrase) or entry in best:
                    continue
                if self._fits(entry, phrase[at : at + size], cased):
                    best = [*best, entry] if size == length else [entry]
                    length = size
        return Hit(at, at + length, tuple(best)) if best else None

    def _fits(self, entry: Entry, found: tuple[Token, ...], cased: bool) -> bool:
        if cased and entry.capital and not found[0].text[0].isupper() and found[0].text[0].islower():
            return False
        if entry.acronym and cased and not found[0].text[: len(entry.stems[0])].isupper():
            return False
        if entry.exact:
            return all(stem == token.fold for stem, token in zip(entry.stems, found, strict=True))
        return all(stem in self.forms(token) for stem, token in zip(entry.stems[1:], found[1:], strict=True))

    def _load(self) -> None:
        for sort in _LISTS:
            self._add_all(sort, sort, getattr(self.words, sort))
        for sort in _TABLES:
            for value, listed in getattr(self.words, sort).items():
                self._add_all(sort, value, listed)
        self._load_states()
        for thing in words.named().values():
            self._add_all("named", thing.id, thing.names, proper=True)
        for leader in words.leaders().values():
            self._add_all("person", leader.id, (n for n in leader.names if len(folded(n)) > 1), proper=True)
            for heard in dict.fromkeys(sound(s) for s in words.surnames(leader)):
                self.surnames.setdefault(heard, []).append(leader)

    def _load_states(self) -> None:
        territories, cities = _cldr(self.code)
        for state in words.states().values():
            spelled = [part.strip() for part in re.split(r"[()\uff08\uff09]", territories.get(state.alpha2, "")) if part.strip()]
            # "Kongo (Kinshasa)": the part in parentheses is a capital, not a second name.
            spelled = spelled[:1] if state.id in ("COD", "COG") else spelled
            aliases = self.words.states.get(state.id, ())
            self.state_names[state.id] = aliases[0] if state.id in ("COD", "COG") and aliases else (spelled or [state.name])[0]
            self._add_all("state", state.id, (*spelled, *aliases, state.name, *state.names), proper=True)
            self._add_all("adjective", state.id, self.words.adjectives.get(state.id, ()), proper=True)
            city = cities.get(state.zone, {}).get("city", "") if state.zone else ""
            names = (*((city,) if city else ()), *self.words.capitals.get(state.id, ()), *state.capitals)
            self._add_all("capital", state.id, names, proper=True)

    def _add_all(self, sort: str, value: str, listed: Iterable[str], *, proper: bool = False) -> None:
        for name in listed:
            self._add(sort, value, name, proper)

    def _add(self, sort: str, value: str, name: str, proper: bool) -> None:
        exact = sort in _EXACT
        stems = tuple(word if exact else self.stem(word) for word in folded(name))
        if not stems or (sort, value, stems) in self._known:
            return
        self._known.add((sort, value, stems))
        acronym = len(name) <= _ACRONYM and name.isupper()
        entry = Entry(sort, value, stems, proper and name[0].isupper(), acronym, exact)
        self.index.setdefault(stems[0], []).append(entry)

    def stem(self, word: str) -> str:
        """Return the folded word without the letters that its inflection replaces; a word of another script stays whole."""
        letters = self._strip
        if not letters or word[-1] not in letters:  # another script never ends in these letters
            return word
        cut = word
        while cut and cut[-1] in letters and len(word) - len(cut) < self.words.strip_most:
            cut = cut[:-1]
        return cut if len(cut) >= _SHORTEST_STEM else word


@cache
def of(code: str) -> Lexicon:
    """Return the lexicon of a language, built at first use."""
    return Lexicon(code)


def _cldr(code: str) -> tuple[dict[str, str], dict[str, dict[str, str]]]:
    try:
        locale = Locale.parse(code)
    except (UnknownLocaleError, ValueError):
        locale = Locale("en")
    return dict(locale.territories), dict(locale.time_zones)
