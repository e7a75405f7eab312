"""The terms of an agreement: a list of duties, cut where a new duty begins."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from diurna.claims.lexicon import pattern, plain
from diurna.record import Quote

if TYPE_CHECKING:
    from diurna.claims.lexicon import ClaimWords

_SHORTEST = 6  # characters: anything shorter is no duty
_SEPARATOR = re.compile(r"\s*[;\u2022]\s*|\s*[,\u060c\u3001\uff0c]\s+")
_WORD = re.compile(r"[^\W\d_]+(?:['\u2019][^\W\d_]+)*")


def duties(words: ClaimWords, text: str, start: int, end: int) -> list[Quote]:
    """Return the duties told in `text[start:end]`, each as a quote.

    A new duty begins at a semicolon, or after a comma or a joining word when what follows is a verb form or a noun that
    governs another ("the protection of …"); "facilities and cargo" stays one.
    """
    cuts = [(start, start)]
    for before, after, sure in _breaks(words, text, start, end):
        if sure or _begins_duty(words, text[after:end]):
            cuts.append((before, after))
    cuts.append((end, end))
    found = (_trimmed(words, text, a, b) for (_, a), (b, _) in pairwise(cuts))
    return [quote for quote in found if quote is not None]


def _breaks(words: ClaimWords, text: str, start: int, end: int) -> list[tuple[int, int, bool]]:
    """Return where a duty may end and the next begin, and whether that is certain."""
    said = plain(text[start:end])
    if len(said) != end - start:
        return []
    found = [(start + m.start(), start + m.end(), ";" in m.group() or "\u2022" in m.group()) for m in _SEPARATOR.finditer(said)]
    for join in words.joins:
        found += [(start + m.start(), start + m.end(), False) for m in re.finditer(rf"\s+{re.escape(plain(join))}\s+", said)]
    out: list[tuple[int, int, bool]] = []
    for a, b, sure in sorted(found, key=lambda f: (f[0], -f[1])):
        if out and a <= out[-1][1]:
            out[-1] = (out[-1][0], max(out[-1][1], b), out[-1][2] or sure)
        else:
            out.append((a, b, sure))
    return out


def _begins_duty(words: ClaimWords, rest: str) -> bool:
    said = [plain(w) for w in _WORD.findall(rest)[:5]]
    said = [part for w in said for part in w.split("'")]
    articles = {plain(a) for a in words.articles}
    if not said:
        return False
    if len(said[0]) > 4 and said[0].endswith(tuple(words.verb_endings)):  # noqa: PLR2004 - shorter ones are mostly grammar
        return True
    governed = said[1:] if said[0] in articles else said
    return said[0] in articles and len(governed) > 1 and any(w in words.links for w in governed[1:3])


def _trimmed(words: ClaimWords, text: str, a: int, b: int) -> Quote | None:
    said = text[a:b]
    marker = pattern(words.duty_markers).match(plain(said.lstrip()))
    if marker is not None:
        a += len(said) - len(said.lstrip()) + marker.end()
    while a < b and not text[a].isalnum():
        a += 1
    while b > a and not (text[b - 1].isalnum() or text[b - 1] in ")\u00bb\u201d"):
        b -= 1
    return Quote(a, b, text[a:b]) if b - a >= _SHORTEST else None
