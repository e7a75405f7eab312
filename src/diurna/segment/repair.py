"""Repair of damaged text: line ends, invisible characters, spaces, hyphens, in edits that keep the map exact."""

# ruff: noqa: RUF001 - the marks of many scripts are what these patterns are about

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from diurna.segment.casing import lower_cased
from diurna.segment.working import Edit, substitution, word_before

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from diurna.segment.words import Lookup

NEWLINE = "newline of another system"
INVISIBLE = "invisible character"
SPACE = "special space"
HYPHEN = "hyphen at a line end"
WRAP = "line break inside a paragraph"
MISSING = "space missing after a stop"

_NEWLINE = re.compile(r"\r\n?|[\x0b\x0c\x85\u2028\u2029]")
# Soft hyphen (with the line end it stands at), zero-width and direction marks, BOM, control characters.
_INVISIBLE = re.compile(
    r"\xad[ \t]*\n[ \t]*|[\xad\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]+"
)
_SPACE = re.compile(r"[\xa0\u1680\u2000-\u200a\u202f\u205f\u3000]+")
_HYPHEN = re.compile(r"(?<=\w)[-\u2010]\n[ \t]*(?=\w)")
_HYPHENATED = re.compile(r"\w{1,40}(?:-\w{1,40})+")
_AFTER = re.compile(r"[\s«“„(¿¡—–]{0,2}(\w{1,40}(?:['’]\w{1,40})?)(\s?)")
_REST = re.compile(r"\w{1,40}")
_CJK = re.compile(r"[\u3000-\u9fff\uf900-\ufaff\uff00-\uffef]")
# A stop with what closes after it, right after a word (vowel signs of Arabic are no word characters) and right before one.
_STOP = re.compile(r"(?<=[\w\u064b-\u0652)\]»”\"%])([.!?…؟۔]{1,3})([»”)\]]?)(?=[(¿¡“„]?\w|«[ ]?\w|[—–][ ]\w)")
_ADDRESS = re.compile(r"://|www\.|[@/\\_=]", re.IGNORECASE)
_AROUND = 60
# No quotation is looked back into further than this.
_QUOTATION = 1000


def newlines(text: str) -> Iterator[Edit]:
    """Write each line end as one newline."""
    return (substitution(*m.span(), "\n", NEWLINE) for m in _NEWLINE.finditer(text))


def invisible(text: str) -> Iterator[Edit]:
    """Take out what no reader sees and every pattern stumbles over."""
    return (substitution(*m.span(), "", INVISIBLE) for m in _INVISIBLE.finditer(text))


def spaces(text: str) -> Iterator[Edit]:
    """Write no-break, thin and ideographic spaces as plain ones."""
    return (substitution(*m.span(), " " * len(m.group()), SPACE) for m in _SPACE.finditer(text))


def hyphens(text: str, words: Lookup) -> Iterator[Edit]:
    """Join words that were divided at a line end; a hyphen that belongs to the word stays."""
    compounds: set[str] | None = None
    for match in _HYPHEN.finditer(text):
        start, end = match.span()
        first, second = word_before(text, start), _REST.findall(text, end, end + 40)[0]
        if second.lower() in words.hanging:
            continue
        if compounds is None:
            compounds = {compound.lower() for compound in _HYPHENATED.findall(text)}
        keep = second.lower() in words.enclitics or f"{first}-{second}".lower() in compounds or not _one_word(first, second)
        yield substitution(start + keep, end, "", HYPHEN)


def wraps(text: str, positions: Iterable[int]) -> Iterator[Edit]:
    """Write the line breaks at `positions` as spaces, or as nothing between characters that are written without spaces."""
    for at in positions:
        cjk = _CJK.match(text, at - 1) and _CJK.match(text, at + 1)
        yield substitution(at, at + 1, "" if cjk else " ", WRAP)


def missing_spaces(text: str, words: Lookup) -> Iterator[Edit]:
    """Put in the space that is missing after the stop of a sentence or an abbreviation ("ville.Le", "août.9")."""
    lower = lower_cased(text)
    for match in _STOP.finditer(text):
        # “ closes what „ opened, and opens in every other text.
        at = match.end() + (text[match.end()] == "“" and _german(text, match.end()))
        found = _AFTER.match(text, at)
        if found is None or _CJK.match(found.group(1)) or _address(text, match.start(), at):
            continue
        first, second = word_before(text, match.start()), _Word(found.group(1), bool(found.group(2)))
        small = second.text[0].islower()
        certain = match.group(1)[-1] not in ".…" or (match.group(1) != "." and not small) or (at > match.end(1) and not small)
        if certain or (match.group(1) == "." and _may_follow(first, second, words, lower=lower)):
            yield Edit(at, at, " ", MISSING, (0,))


def _german(text: str, at: int) -> bool:
    """Return whether the last double mark before `at` is the low one, so that “ closes."""
    first = max(0, at - _QUOTATION)
    return text.rfind("„", first, at) > text.rfind("“", first, at)


class _Word(NamedTuple):
    text: str
    alone: bool


def _may_follow(first: str, second: _Word, words: Lookup, *, lower: bool) -> bool:
    """Return whether a full stop between two words that no space divides ends the first ("e.V", "v2.0", "site.com" do not)."""
    start, rest = second.text[0], second.text[1:]
    if start.isdigit():
        return len(first) > 2 and first.isalpha()  # noqa: PLR2004 - "p.3" is written so
    if start.isupper():
        return _capital_may_follow(first, rest, alone=second.alone)
    if start.islower():
        # A short or a Latin word may be the end of a web address.
        known = second.text in words.starters or (len(second.text) > 3 and not second.text.isascii())  # noqa: PLR2004
        return lower and known and len(first) != 1
    return not second.text.isascii() and len(first) != 1


def _capital_may_follow(first: str, rest: str, *, alone: bool) -> bool:
    if not rest or rest.isupper():
        return alone and len(first) > 2 and not first.isupper()  # noqa: PLR2004 - "S.A", "U.S" stay
    return rest[0].islower() or rest[0] in "'’"


def _one_word(first: str, second: str) -> bool:
    return (first[-1:].islower() and second[:1].islower()) or (first.isupper() and second.isupper() and len(second) > 1)


def _address(text: str, start: int, end: int) -> bool:
    """Return whether the stop stands in a web or mail address or a file name."""
    before = text[max(0, start - _AROUND) : start].rsplit(None, 1)[-1:]
    after = text[end : end + _AROUND].split(None, 1)[:1]
    return _ADDRESS.search("".join(before + after)) is not None
