"""Names: one spelling of a name, whatever its case, accents, apostrophes and hyphens.

The gazetteer is built and searched with the same `key`, so a change here needs a rebuild of the gazetteer.
"""

from __future__ import annotations

import hashlib
import unicodedata

# Letters that Unicode does not take apart into a base letter and a mark, and Arabic letters that papers write in two ways.
_LETTERS = str.maketrans(
    {"ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ə": "a", "ى": "ي", "ة": "ه", "ک": "ك", "ی": "ي", "ھ": "ه"},
)  # fmt: skip
# Signs inside a word: they vanish (Sana'a, U.S., N’Djamena); every other sign parts two words (Port-au-Prince).
_SILENT = frozenset("'’ʼ‘`´ʹ′ʻ.·ـ\u00ad\u200b\u200c\u200d\u200e\u200f")


def key(name: str) -> str:
    """Return the search key of a name: case, accents and apostrophes folded, words parted by one space.

    >>> key("Port-au-Prince"), key("U.S."), key("São Tomé"), key("Магілёў")
    ('port au prince', 'us', 'sao tome', 'магілеу')
    """
    letters = []
    for char in unicodedata.normalize("NFKD", name.casefold()):
        if char in _SILENT or unicodedata.combining(char):
            continue
        letters.append(char if char.isalnum() else " ")
    return " ".join("".join(letters).translate(_LETTERS).split())


def fingerprint(name_key: str) -> int:
    """Return the 48-bit number under which the gazetteer keeps a key (collision: about one search in 400 million)."""
    return int.from_bytes(hashlib.blake2b(name_key.encode("utf-8", "surrogatepass"), digest_size=6).digest(), "big")
