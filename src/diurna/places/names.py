"""Names: one spelling of a name, whatever its case, accents, apostrophes and hyphens.

The gazetteer is built and searched with the same `key`, so a change here needs a rebuild of the gazetteer.
"""

from __future__ import annotations

import hashlib
import unicodedata

# Letters that Unicode does not take apart into a base letter and a mark: Latin ones, and Arabic ones that papers write in two ways
# (alef maksura, teh marbuta, keheh, Farsi yeh, heh doachashmee).
_LATIN = {"ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "\u0131": "i", "ə": "a"}
_ARABIC = {"\u0649": "\u064a", "\u0629": "\u0647", "\u06a9": "\u0643", "\u06cc": "\u064a", "\u06be": "\u0647"}
_LETTERS = str.maketrans(_LATIN | _ARABIC)
# Signs inside a word (apostrophes, stops, tatweel, soft hyphens, marks of direction): they vanish, as in Sana'a and U.S.;
# every other sign parts two words, as in Port-au-Prince.
_SILENT = frozenset("'`.\u2019\u02bc\u2018\u00b4\u02b9\u2032\u02bb\u00b7\u0640\u00ad\u200b\u200c\u200d\u200e\u200f")


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
