"""Folding: text without case, accents, odd spaces, marks that do not print and digits of other scripts, with a way back."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

_INVISIBLE = (
    "\u00ad\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u2060\ufeff\u0640\u064b\u064c\u064d\u064e\u064f\u0650\u0651\u0652\u0301\u0300"
)


def _table() -> dict[int, str]:
    table = {}
    ranges = (range(0xC0, 0x250), range(0x400, 0x530), range(0x622, 0x64B), range(0x1E00, 0x1F00))
    for code in (c for r in ranges for c in r):
        base = unicodedata.normalize("NFD", chr(code))[0].lower()
        table[code] = base[0]
    for code in (0x66B, 0x66C):
        table[code] = "," if code == 0x66C else "."  # noqa: PLR2004 - Arabic separators
    for zero in (0x660, 0x6F0, 0x966, 0xFF10):
        table.update({zero + n: str(n) for n in range(10)})
    table.update(dict.fromkeys((0x2019, 0x2018, 0x02BC, 0x2BB, 0xB4, 0x60), "'"))
    table.update(dict.fromkeys((0x2010, 0x2011, 0x2012, 0x2013, 0x2014, 0x2212), "-"))
    table.update(dict.fromkeys((0xA0, 0x202F, 0x2009, 0x2007, 0x2002, 0x2003, 0x3000, 0x0B, 0x0C), " "))
    table.update({0xFF0C: ",", 0x3001: ",", 0x60C: ",", 0x3002: ".", 0xFF0E: ".", 0xFF1A: ":", 0xFF08: "(", 0xFF09: ")", 0x131: "i"})
    table.update({code: chr(code).lower() for code in range(0x41, 0x5B)})
    return table


_TABLE = _table()
_DROP = dict.fromkeys(map(ord, _INVISIBLE))


@dataclass(frozen=True, slots=True)
class Folded:
    """Folded text; `back[i]` is the offset in the original of folded character i, None when they are the same."""

    text: str
    back: tuple[int, ...] | None
    source: str

    def offset(self, position: int) -> int:
        """Return the offset in the original text."""
        return position if self.back is None else self.back[position]


def fold(text: str) -> Folded:
    """Return the folded text, one character for each character that prints."""
    folded = text.translate(_TABLE)
    if not any(c in folded for c in _INVISIBLE):
        return Folded(folded, None, text)
    back = [i for i, c in enumerate(folded) if c not in _INVISIBLE]
    return Folded(folded.translate(_DROP), (*back, len(text)), text)
