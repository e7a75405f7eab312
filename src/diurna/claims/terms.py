"""The terms of an agreement: a list of duties, cut where a new duty begins."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from diurna.claims.lexicon import folded, has, pattern, plain
from diurna.record import Quote

if TYPE_CHECKING:
    from diurna.claims.lexicon import ClaimWords

# A semicolon, a bullet or a number in the list parts duties for certain; a comma may part things of one duty.
_CERTAIN = re.compile(r"\s*[;\u061b\uff1b\u2022]\s*|\s*[,;\u060c]?\s*\(?(?<!\w)(?:\d{1,2}|[a-h])\)\s+")
_COMMA = re.compile(r"\s*[,\u060c](?:\s+|(?=[^\W\d_]))|\s*[\u3001\uff0c]\s*")
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_HAN = re.compile(r"[\u3400-\u9fff]")
_SHORT_VERB = 4  # letters: a word that short ends like a verb by chance; one shorter by two may be a reflexive pronoun


@dataclass(frozen=True, slots=True)
class Break:
    """Where a duty may end and the next begin."""

    before: int
    after: int
    certain: bool


def duties(words: ClaimWords, text: str, start: int, end: int) -> list[Quote]:
    """Return the duties told in `text[start:end]`, each as a quote.

    A new duty begins at a semicolon, or after a comma or a joining word when what follows is a verb form or the noun of
    an act that governs another ("the protection of ..."); "facilities and cargo" stays one, and so does "train and equip".
    """
    breaks = _breaks(words, text, start, end)
    parts = [text[a.after : b.before] for a, b in pairwise([*breaks, Break(end, end, certain=True)])]
    mark = _mark(words, text[start:end])
    cuts = [Break(start, start, certain=True)]
    for k, found in enumerate(breaks):
        left = text[cuts[-1].after : found.before]
        if found.certain or (_whole(words, left) and _new(words, mark, left, parts[k : k + 2])):
            cuts.append(found)
    cuts.append(Break(end, end, certain=True))
    quotes = (_trimmed(words, text, a.after, b.before) for a, b in pairwise(cuts))
    return [quote for quote in quotes if quote is not None]


def _breaks(words: ClaimWords, text: str, start: int, end: int) -> list[Break]:
    said, at = folded(text[start:end])
    found = [(m.start(), m.end(), True) for m in _CERTAIN.finditer(said)] + [(m.start(), m.end(), False) for m in _COMMA.finditer(said)]
    for join in words.joins:
        found += [(m.start(), m.end(), False) for m in _joining(plain(join)).finditer(said)]
    out: list[Break] = []
    for a, b, certain in sorted((start + at[a], start + at[b], certain) for a, b, certain in found):
        if out and a <= out[-1].after:
            out[-1] = Break(out[-1].before, max(out[-1].after, b), out[-1].certain or certain)
        else:
            out.append(Break(a, b, certain))
    return out


def _joining(join: str) -> re.Pattern[str]:
    if _HAN.match(join):
        return re.compile(rf"\s*{re.escape(join)}\s*")
    if join.endswith("-"):
        return re.compile(rf"\s+{re.escape(join[:-1])}(?=\w\w\w)")
    return re.compile(rf"\s+{re.escape(join)}" + ("" if join.endswith("'") else r"\s+"))


def _new(words: ClaimWords, mark: str, left: str, right: list[str]) -> bool:
    """Tell whether a duty begins with the first of some parts; a lone verb does if the next part begins with one, too."""
    first = right[0]
    if not _whole(words, first):
        return _begins(words, first) and len(right) > 1 and _whole(words, right[1]) and _begins(words, right[1])
    if words.verb_last and _ends(words, left, first):
        return True
    said = _words(first)
    if mark and said[0] == mark and mark not in _words(left)[1:]:
        return True
    return _begins(words, first)


def _mark(words: ClaimWords, text: str) -> str:
    """Return the mark of the infinitive that a list opens with, or ""."""
    said = _words(text)
    return said[0] if said and said[0] in words.infinitive_marks else ""


def _words(text: str) -> list[str]:
    return _WORD.findall(unicodedata.normalize("NFC", text.casefold()))


def _whole(words: ClaimWords, part: str) -> bool:
    """Tell whether a part can stand as a duty: an act and what it is done to."""
    bare = part[_marked(words, part) :]
    return len(_words(bare)) > 1 or len(_HAN.findall(bare)) > 3  # noqa: PLR2004 - two words of two characters


def _ends(words: ClaimWords, left: str, right: str) -> bool:
    """Tell whether a part ends with its verb: an adjective that ends alike has another one beside it."""
    said = _WORD.findall(unicodedata.normalize("NFC", left))
    if not said or not said[-1][0].islower() or not _verbal(words, said[-1]):
        return False
    following = _WORD.findall(right)
    marked = len(said) > 1 and said[-2] in words.infinitive_marks
    return marked or not (following[0][0].islower() and _verbal(words, following[0]))


def _verbal(words: ClaimWords, word: str) -> bool:
    return len(word) > _SHORT_VERB and word.endswith(words.verb_endings)


def _begins(words: ClaimWords, part: str) -> bool:
    said = _words(part[_marked(words, part) :])[:6]
    if not said:
        return False
    articles, links, determiners = (frozenset(map(plain, group)) for group in (words.articles, words.links, words.determiners))
    bare = [plain(w) for w in said]
    verb = said[1] if len(said) > 1 and len(said[0]) < _SHORT_VERB - 1 and bare[0] not in articles | links else said[0]
    if (not words.verb_last and _verbal(words, verb)) or _named(verb, words.duty_verbs):
        return True
    if len(said) > 1 and bare[1] in determiners and bare[0] not in articles | links | determiners:
        return True
    governed = list(zip(said, bare, strict=True))[1 if bare[0] in articles else 0 :]
    for k, (word, plain_word) in enumerate(governed[:2]):
        if plain_word in links:
            return False
        if _act(words, word):
            after = [w for _, w in governed[k + 1 : k + 3]]
            return any(w in links for w in after) if links else bool(after) or bool(_HAN.search(word))
    return False


def _act(words: ClaimWords, word: str) -> bool:
    """Tell whether a noun names an act."""
    by_ending = len(word) > _SHORT_VERB and word.endswith(words.noun_endings)
    return _named(word, words.duty_nouns) or (by_ending and not has(word, words.things))


def _named(word: str, acts: tuple[str, ...]) -> bool:
    """Tell whether a word is one of some acts; where words have no borders, whether it begins with one."""
    return (pattern(acts).match if _HAN.match(word) else pattern(acts).search)(plain(word)) is not None


def _marked(words: ClaimWords, part: str) -> int:
    """Return where a part begins after the words that only mark a duty."""
    said, at = folded(part)
    k = len(said) - len(said.lstrip())
    while (marker := pattern(words.duty_markers).match(said, k)) is not None:
        k = marker.end()
    return at[k]


def _trimmed(words: ClaimWords, text: str, a: int, b: int) -> Quote | None:
    a += _marked(words, text[a:b])
    while a < b and not text[a].isalnum():
        a += 1
    while b > a and not (text[b - 1].isalnum() or text[b - 1] in ")\u00bb\u201d" or unicodedata.combining(text[b - 1])):
        b -= 1
    return Quote(a, b, text[a:b]) if _words(text[a:b]) else None
