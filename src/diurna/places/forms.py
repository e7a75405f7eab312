"""Forms: the bare names that the words of a text may stand for, with what was taken off and at what price."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import product
from typing import TYPE_CHECKING

from diurna.places.names import key

if TYPE_CHECKING:
    from diurna.places.words import Lexicon, Rules

_APOSTROPHE = re.compile(r"['\u2019\u02bc]")
_CJK = re.compile(r"[㐀-鿿]")
# Prices, in the units of a score (one is a factor of ten in population), so that a taken-apart form does not beat a plain one.
ARTICLE, KIND_WORD, PREFIX, ENDING, RELATION = 0.25, 0.4, 0.6, 0.7, 0.6
_LEAST_STEM, _MOST_FORMS = 2, 400


@dataclass(frozen=True, slots=True)
class Form:
    """A bare name as a key, its price, the kind of place the words ask for ("", "towns", …) and their relation to it ("", "beside", …)."""

    key: str
    price: float = 0.0
    kind: str = ""
    relation: str = ""


def forms(words: str, lexicon: Lexicon) -> tuple[Form, ...]:
    """Return the forms of some words, the plainest first; each key with its relation once, at its lowest price."""
    found: list[Form] = []
    for form in _without_articles(words, lexicon):
        found.append(form)
        found += _without_kind_words(form, lexicon)
    for form in list(found):
        found += _without_relation_words(form, lexicon)
    for form in list(found):
        found += _bare(form, lexicon)
    cheapest: dict[tuple[str, str], Form] = {}
    for form in sorted(found, key=lambda form: form.price)[:_MOST_FORMS]:
        cheapest.setdefault((form.key, form.relation), form)
    return tuple(cheapest.values())


def relation(words: str, lexicon: Lexicon) -> str:
    """Return what the words say beside a name: "named_after", "beside", "holds", "parts" or "" where they hold no such word."""
    tokens = key(words)
    hit = {kind for word, kind in lexicon.relations.items() if (word in tokens if _CJK.search(word) else f" {word} " in f" {tokens} ")}
    return next((kind for kind in ("named_after", "beside", "holds", "parts") if kind in hit), "")


def adjectives(words: str, lexicon: Lexicon) -> tuple[str, ...]:
    """Return the keys of names of countries that an adjective among the words may come from."""
    found = [stem for token in key(words).split() for stem in (token, *_swap_end(token, lexicon.adjectives, least=3))]
    return tuple(dict.fromkeys(found))


def _without_articles(words: str, lexicon: Lexicon) -> list[Form]:
    straight = _APOSTROPHE.sub("'", words)
    surfaces = [(words, 0.0)]
    surfaces += [(words[: -len(tail)] + tail.rstrip("'").removeprefix("'s"), ARTICLE) for tail in lexicon.tails if straight.endswith(tail)]
    if lexicon.cut_at_apostrophe and "'" in straight:
        surfaces.append((straight.partition("'")[0], ARTICLE))
    elided = re.finditer(r"(?<!\w)(\w{1,5})'(?=\w)", straight)
    surfaces += [(words[part.end() :], ARTICLE) for part in elided if part[1].casefold() in lexicon.elisions]
    found = [Form(" ".join(lexicon.expansions.get(token, token) for token in key(surface).split()), price) for surface, price in surfaces]
    found += [Form(key(surface), price) for surface, price in surfaces if lexicon.expansions]
    for form in list(found):
        bare = _cut_articles(form.key, lexicon)
        found += [Form(rest, form.price + ARTICLE) for rest in bare]
        found += [Form(twice, form.price + 2 * ARTICLE) for rest in bare for twice in _cut_articles(rest, lexicon)]
    return [form for form in found if form.key]


def _strip_word(name: str, word: str) -> str | None:
    if _CJK.search(word):
        return name.removesuffix(word).strip() if name.endswith(word) and len(name) > len(word) else None
    if name.startswith(word + " "):
        return name[len(word) + 1 :]
    return name[: -len(word) - 1] if name.endswith(" " + word) else None


def _without_kind_words(form: Form, lexicon: Lexicon) -> list[Form]:
    found = []
    for word, kind in lexicon.kinds.items():
        if rest := _strip_word(form.key, word):
            found += [Form(rest, form.price + KIND_WORD, kind)]
            found += [Form(bare, form.price + KIND_WORD + ARTICLE, kind) for bare in _cut_articles(rest, lexicon)]
    return found


def _without_relation_words(form: Form, lexicon: Lexicon) -> list[Form]:
    found = []
    for word, kind in lexicon.relations.items():
        if kind != "named_after" and (rest := _strip_word(form.key, word)):
            found += [Form(rest, form.price + RELATION, form.kind, kind)]
            found += [Form(bare, form.price + RELATION + ARTICLE, form.kind, kind) for bare in _cut_articles(rest, lexicon)]
    return found


def _cut_articles(name: str, lexicon: Lexicon) -> list[str]:
    return [name[len(article) + 1 :] for article in lexicon.articles if name.startswith(article + " ")]


def _bare(form: Form, lexicon: Lexicon) -> list[Form]:
    if not lexicon.endings and not lexicon.prefixes:
        return []
    found = []
    for prefix in lexicon.prefixes:
        start, others = prefix[0], prefix[1:]
        if form.key.startswith(start) and len(form.key) - len(start) >= _LEAST_STEM:
            found += [Form(other + form.key[len(start) :], form.price + PREFIX, form.kind, form.relation) for other in others]
    tokens = form.key.split()
    options = [(token, *_swap_end(token, lexicon.endings, least=_LEAST_STEM)) for token in tokens]
    total = 1
    for option in options:
        total *= len(option)
    combinations = product(*options) if total <= _MOST_FORMS else zip(*(option[:1] for option in options), strict=True)
    for combination in combinations:
        changed = sum(new != old for new, old in zip(combination, tokens, strict=True))
        if changed:
            price = ENDING + 0.1 * (changed - 1)
            found.append(Form(" ".join(combination), form.price + price, form.kind, form.relation))
    return found


def _swap_end(token: str, rules: Rules, least: int) -> tuple[str, ...]:
    found = [
        token[: len(token) - len(rule[0])] + new
        for rule in rules
        if token.endswith(rule[0]) and len(token) - len(rule[0]) >= least
        for new in rule[1:]
    ]
    return tuple(dict.fromkeys(stem for stem in found if stem != token and not token.isdigit()))
