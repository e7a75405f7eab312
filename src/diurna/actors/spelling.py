"""Spelling: folding of words, tokens, and keys under which transliterations of one name meet."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache

# One Han character is one token: Chinese is written without spaces.
_TOKEN = re.compile(r"[\u3400-\u9fff]|(?:[^\W_\u3400-\u9fff][\u0300-\u036f\u064b-\u0652\u0670]*)+")
# Letters that Unicode does not decompose, and Arabic letters written one for the other.
_LETTERS = str.maketrans({"ł": "l", "ø": "o", "ı": "i", "đ": "d", "æ": "ae", "œ": "oe", "ى": "ي", "ة": "ه", "ـ": "", "ی": "ي", "ک": "ك"})
_LATIN_OF = str.maketrans(
    {
        **dict(zip("абвгґдезийіыклмнопрстуфхц", "abvggdeziiiiklmnoprstufhs", strict=True)),
        **{"є": "ie", "ж": "s", "ч": "s", "ш": "s", "щ": "s", "ъ": "", "ь": "", "э": "e", "ю": "iu", "я": "ia", "ў": "u"},
        **dict(zip("ابتجحدرزسشطفقكلمنهويعخذضظغثصءئؤ", "abtjhdrzssdfkklmnhui hdddgssaau".replace(" ", ""), strict=False)),
    }
)
# Spellings of one sound, longest first; what is left of a name after this differs in vowels and doubling only.
_SOUNDS = (
    ("dsch", "s"), ("tsch", "s"), ("sch", "s"), ("dzh", "s"), ("tch", "s"), ("ch", "s"), ("sh", "s"), ("zh", "s"), ("sz", "s"), ("cz", "s"),
    ("rz", "s"), ("dj", "s"), ("dz", "s"), ("ts", "s"), ("tz", "s"), ("kh", "h"), ("ph", "f"), ("th", "t"), ("gh", "g"), ("ck", "k"),
    ("qu", "k"), ("q", "k"), ("ci", "si"), ("ce", "se"), ("c", "k"), ("x", "ks"), ("z", "s"), ("v", "f"), ("w", "f"), ("p", "b"),
)  # fmt: skip
_SOFT = re.compile(r"[aeiouyjh]+")
_LIKE = 0.62  # lowest likeness of two romanised spellings under one key: "loukachenko" and "lukaszenka" stand at 0.67


@dataclass(frozen=True, slots=True)
class Token:
    """One word of a text with its offsets and its folded form."""

    start: int
    end: int
    text: str
    fold: str


@lru_cache(maxsize=65536)
def fold(word: str) -> str:
    """Return the word without case, accents and marks."""
    if word.isascii():
        return word.lower()
    plain = "".join(c for c in unicodedata.normalize("NFKD", word.casefold()) if not unicodedata.combining(c))
    return plain.translate(_LETTERS)


def tokens(text: str, offset: int = 0) -> tuple[Token, ...]:
    """Return the words of a text; `offset` is added to their positions."""
    return tuple(Token(m.start() + offset, m.end() + offset, m[0], fold(m[0])) for m in _TOKEN.finditer(text))


def key(text: str) -> str:
    """Return the folded words of a text, joined by one space."""
    return " ".join(t.fold for t in tokens(text))


def romanised(word: str) -> str:
    """Return a folded word in Latin letters."""
    return fold(word).translate(_LATIN_OF)


def sound(word: str) -> str:
    """Return the consonants of a name as they sound, the same for its transliterations ("Poutine", "Путин": "bfn"-like keys)."""
    latin = romanised(word)
    for spelling, heard in _SOUNDS:
        latin = latin.replace(spelling, heard)
    hard = _SOFT.sub("", latin)
    first = "-" if latin[:1] in set("aeiouyjh") else ""
    return first + "".join(c for i, c in enumerate(hard) if i == 0 or c != hard[i - 1])


def alike(one: str, other: str) -> bool:
    """Return whether two words may be spellings of one name."""
    if fold(one) == fold(other):
        return True
    return sound(one) == sound(other) and SequenceMatcher(None, romanised(one), romanised(other), autojunk=False).ratio() >= _LIKE


def is_cased(text: str) -> bool:
    """Return whether the text's letters tell names from other words: it has both cases."""
    return text != text.lower() and text != text.upper()
