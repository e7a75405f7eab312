"""Phrase: the words of one mention or role, taken apart into states, offices, titles, names and what is left."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from diurna.actors.spelling import Token, is_cased, tokens

if TYPE_CHECKING:
    from diurna.actors.lexicon import Hit, Lexicon
    from diurna.record import Quote

# What a word is taken for when the lexicon knows it as several things, first choice first.
_CHOICE = (
    *(
        "pronouns",
        "person",
        "named",
        "spokesperson",
        "counterparts",
        "plurals",
        "offices",
        "titles",
        "portfolios",
        "state",
        "adjective",
        "labels",
        "groups",
    ),
    *("deputy", "former", "capital", "honorifics", "joiners", "fillers", "kinds", "quantities", "articles", "feminine"),
)
_EMPTY_SORTS = frozenset({"articles", "fillers", "kinds", "quantities", "feminine", "honorifics", "former", "deputy", "joiners"})
_SIDES = frozenset({"state", "office", "side"})  # plurals of no title
_NAME_LINK = 2  # words such as "de", "bin" that may stand inside a name


@dataclass(frozen=True, slots=True)
class Spot:
    """Words and where they stand: the mention's kind or "", whether they act, are acted on or speak, index of the sentence.

    `tail` is what the text writes on to the last word, by a hyphen or an apostrophe, and belongs to the name: "Chan" + "-o-cha".
    """

    quote: Quote
    kind: str
    role: bool
    sentence: int
    tail: str = ""


@dataclass(frozen=True, slots=True)
class Phrase:
    """One mention or role: its quote, what the model or the role says of it, and its parts.

    `kind` is the mention's kind or "" for words that only a role names; `role`: it acts, is acted on or speaks.
    `states` holds states named or given as adjective, `name` the words of a person's or thing's own name, `rest` words left over.
    """

    quote: Quote
    kind: str
    role: bool
    sentence: int
    words: tuple[Token, ...]
    hits: tuple[Hit, ...]
    sorts: tuple[str, ...]
    name: tuple[Token, ...]
    rest: tuple[Token, ...]
    tail: str = ""

    def all(self, *sorts: str) -> tuple[str, ...]:
        """Return the values of the hits taken for one of these sorts, without repetition."""
        found = [hit.value(sort) for hit, sort in zip(self.hits, self.sorts, strict=True) if sort in sorts]
        return tuple(dict.fromkeys(found))

    def one(self, *sorts: str) -> str:
        """Return the first value of these sorts, or ""."""
        return next(iter(self.all(*sorts)), "")

    @property
    def states(self) -> tuple[str, ...]:
        """The states that the words name or have as adjective."""
        return self.all("state", "adjective")

    @property
    def pronoun(self) -> str:
        """The pronoun that the whole phrase is, or ""."""
        return self.hits[0].value("pronouns") if self.hits and self.hits[0].end == len(self.words) else ""

    @property
    def called(self) -> str:
        """The own name as the text writes it, with its hyphens and apostrophes, or ""."""
        if not self.name:
            return ""
        written = self.quote.text[self.name[0].start - self.quote.start : self.name[-1].end - self.quote.start]
        return " ".join(written.split()) + (self.tail if self.name[-1].end > self.quote.end else "")

    @property
    def is_whole(self) -> bool:
        """Whether nothing but known words is there."""
        return not self.name and not self.rest

    @property
    def title(self) -> str:
        """The title, joined with its portfolio: "foreign-minister"."""
        title = self.one("titles") or next((p for p in self.all("plurals") if p not in _SIDES), "")
        return _joined(title, "minister", self.all("portfolios"))

    @property
    def office(self) -> str:
        """The office, joined with its portfolio: "interior-ministry"."""
        return _joined(self.one("offices"), "ministry", self.all("portfolios"))


def _joined(word: str, head: str, portfolios: tuple[str, ...]) -> str:
    return f"{portfolios[0]}-{head}" if word == head and portfolios else word


def take_apart(spot: Spot, lexicon: Lexicon, *, cased: bool) -> Phrase:
    """Return the parts of a phrase.

    Args:
        spot: the words and what is known of where they stand.
        lexicon: the lexicon of the text's language.
        cased: whether capitals tell names from other words in this document.
    """
    quote = spot.quote
    found = tokens(quote.text, quote.start)
    if lexicon.words.tail_after_apostrophe:
        found = _without_tails(found, quote)
    cased = cased and (is_cased(quote.text) or len(found) == 1 or quote.text.islower())
    hits = tuple(h for h in lexicon.find(found, cased=cased) if not _stray(h, found, lexicon))
    sorts = _sorts(hits, len(found))
    name, rest = _names(found, hits, sorts, cased=cased, kind=spot.kind)
    if spot.tail and name and name[-1].end == quote.end:
        name = (*name, *tokens(spot.tail, quote.end))
    return Phrase(quote, spot.kind, spot.role, spot.sentence, found, hits, sorts, name, rest, spot.tail)


def _without_tails(found: tuple[Token, ...], quote: Quote) -> tuple[Token, ...]:
    kept: list[Token] = []
    for token in found:
        before = quote.text[token.start - quote.start - 1 : token.start - quote.start]
        if before not in ("'", "\u2019") or not kept:
            kept.append(token)
    return tuple(kept)


def _stray(hit: Hit, found: tuple[Token, ...], lexicon: Lexicon) -> bool:
    """Return whether a one-character adjective of Chinese stands inside a longer name rather than for a state."""
    token = found[hit.start]
    if hit.end - hit.start > 1 or len(token.text) > 1 or "adjective" not in hit.sorts():
        return False
    return not (hit.end == len(found) or bool(lexicon.find(found[hit.end : hit.end + 4], cased=False)))


def _sorts(hits: tuple[Hit, ...], size: int) -> tuple[str, ...]:
    """Return what each hit is taken for: beside a state or an office, a word that is also a name ("Labour") is the common word."""
    first = [_sort(hit, size) for hit in hits]
    among = set(first)
    for i, hit in enumerate(hits):
        if first[i] == "named":
            if "offices" in hit.sorts() and among & {"state", "adjective"}:
                first[i] = "offices"
            elif "portfolios" in hit.sorts() and among & {"offices", "titles"}:
                first[i] = "portfolios"
    return tuple(first)


def _sort(hit: Hit, size: int) -> str:
    sorts = hit.sorts()
    if "pronouns" in sorts and hit.end - hit.start < size:
        sorts = sorts - {"pronouns"}
    return next((sort for sort in _CHOICE if sort in sorts), "articles")


def _names(
    found: tuple[Token, ...], hits: tuple[Hit, ...], sorts: tuple[str, ...], *, cased: bool, kind: str
) -> tuple[tuple[Token, ...], tuple[Token, ...]]:
    """Return the words of the own name (the last run of unknown capitalised words) and the other unknown words."""
    taken = {i: sort for hit, sort in zip(hits, sorts, strict=True) for i in range(hit.start, hit.end)}
    nameable = kind in ("person", "organisation", "office", "place", "")
    own = [i for i, t in enumerate(found) if i not in taken and nameable and _is_name(t, cased, kind)]
    run: list[int] = []
    for i in own:
        inside = range(run[-1] + 1, i) if run else range(0)
        joins = len(inside) <= _NAME_LINK and all(taken.get(j, "articles") in ("articles", "fillers", "joiners") for j in inside)
        run = [*run, *inside, i] if run and joins and not any(taken.get(j) == "joiners" for j in inside) else [i]
    if "person" in sorts:
        run = [i for hit, sort in zip(hits, sorts, strict=True) if sort == "person" for i in range(hit.start, hit.end)]
    if cased and kind in ("person", "office") and "person" not in sorts and _is_of_something(run, taken, found):
        run = []
    rest = tuple(t for i, t in enumerate(found) if i not in run and i not in taken)
    return tuple(found[i] for i in run), rest


def _is_of_something(run: list[int], taken: dict[int, str], found: tuple[Token, ...]) -> bool:
    """Return whether capitalised words are what a person is of, not the name: "the mayor of Rotterdam", "LSU player"."""
    if not run:
        return False
    before = run[0] - 1
    while before >= 0 and taken.get(before) == "articles":
        before -= 1
    linked = before < run[0] - 1 and before >= 0 and taken.get(before, "rest") in ("titles", "rest", "offices", "spokesperson", "groups")
    after = run[-1] + 1
    return linked or (after < len(found) and taken.get(after, "rest") in ("rest", "groups"))


def _is_name(token: Token, cased: bool, kind: str) -> bool:
    first = token.text[0]
    if first.isdigit():
        return False
    if cased and first.lower() != first.upper():
        return first.isupper()
    return kind == "person"


def pieces(phrase: Phrase, lexicon: Lexicon, *, cased: bool) -> tuple[Phrase, ...]:
    """Return the phrases between the joining words of a phrase ("Kenya and Somalia"), or () where nothing is joined."""
    joints = [
        hit for hit, sort in zip(phrase.hits, phrase.sorts, strict=True) if sort == "joiners" and 0 < hit.start < len(phrase.words) - 1
    ]
    if not joints:
        return ()
    parts, start = [], 0
    for hit in [*joints, None]:
        end = hit.start if hit else len(phrase.words)
        inside = phrase.words[start:end]
        if inside:
            a, b = inside[0].start - phrase.quote.start, inside[-1].end - phrase.quote.start
            quote = replace(phrase.quote, start=inside[0].start, end=inside[-1].end, text=phrase.quote.text[a:b])
            parts.append(take_apart(Spot(quote, "", phrase.role, phrase.sentence), lexicon, cased=cased))
        start = hit.end if hit else end
    return tuple(parts)


def content(phrase: Phrase) -> str:
    """Return the folded words of a phrase that carry its meaning: without articles, numbers and other small words."""
    small = {i for hit, sort in zip(phrase.hits, phrase.sorts, strict=True) if sort in _EMPTY_SORTS for i in range(hit.start, hit.end)}
    kept = [t.fold for i, t in enumerate(phrase.words) if i not in small and not t.text.isdigit()]
    return "-".join(kept or [t.fold for t in phrase.words])
