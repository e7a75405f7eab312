"""Folding: words as they are compared."""

from __future__ import annotations

import unicodedata


def folded(words: str) -> str:
    """Return words without case, marks and doubled spaces.

    >>> folded("Évian,  CAFÉ")
    'evian, cafe'
    """
    if words.isascii():
        return " ".join(words.lower().split())
    bare = (sign for sign in unicodedata.normalize("NFKD", words.casefold()) if not unicodedata.combining(sign))
    return " ".join("".join(bare).split())
