"""Month names with wrong or lost letters, cut short, or left in English; looked for only beside a number that can be a day or a year."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from diurna.times.lexicon import Lexicon
    from diurna.times.scan import Items

SHORT_FORM = 3  # letters of a short form made up by the writer; it must be two letters shorter than the name ("jui." is juillet)
SHORTEST = 5  # "match 5", "mais 3": shorter words are one letter from too many others
TWO_SIDES = 6  # below, both a day and a year must stand beside the word
CANDIDATE = re.compile(r"(?<=[d9])(?:[.]|b)?~|~(?=\.?,?[dy])")
SCANNED = ("rn", "m")  # what a scanner makes of one letter
HOLE = re.compile(r"[?\ufffd]")


def mend(items: Items, lexicon: Lexicon) -> None:
    """Turn a misspelt month name into the month, its value negative to tell that it was mended."""
    row = items.row()
    for match in CANDIDATE.finditer(row):
        at = match.end() - 1
        word = items.word(at)
        month = _short(word, lexicon) if row[at + 1 : at + 2] == "." else None
        if month:
            items.letters[at], items.values[at] = "M", month
        elif month := lexicon.english.get(word) or _nearest(word, lexicon, _has_both_sides(row, at)):
            items.letters[at], items.values[at] = "M", -month


def _has_both_sides(row: str, at: int) -> bool:
    return bool(re.search(r"[d9][.]?b?$", row[max(0, at - 3) : at]) and re.match(r"[.,]?b?y", row[at + 1 : at + 4]))


def _short(word: str, lexicon: Lexicon) -> int | None:
    if len(word) < SHORT_FORM:
        return None
    found = {n for name, n in lexicon.months if name.startswith(word) and len(name) > len(word) + 1}
    return found.pop() if len(found) == 1 else None


def _nearest(word: str, lexicon: Lexicon, both_sides: bool) -> int | None:
    if HOLE.search(word):
        pattern = re.compile(HOLE.sub(".{1,2}", word) + "$")
        found = {n for name, n in lexicon.months if pattern.match(name)}
        return found.pop() if len(found) == 1 else None
    if (whole := dict(lexicon.months).get(word.replace(*SCANNED))) is not None:
        return whole
    if len(word) < SHORTEST or (len(word) < TWO_SIDES and not both_sides):
        return None
    found = {n for name, n in lexicon.months if len(name) >= SHORTEST and name[0] == word[0] and _one_edit(word, name)}
    return found.pop() if len(found) == 1 else None


def _one_edit(word: str, name: str) -> bool:
    """Return whether one letter lost, added, changed, or two swapped turn one into the other."""
    if abs(len(word) - len(name)) > 1 or word == name:
        return False
    prefix = next((i for i, (a, b) in enumerate(zip(word, name, strict=False)) if a != b), min(len(word), len(name)))
    left, right = word[prefix:], name[prefix:]
    return left[1:] == right[1:] or left[1:] == right or left == right[1:] or (left[:2] == right[1::-1] and left[2:] == right[2:])
