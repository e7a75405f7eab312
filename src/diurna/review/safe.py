"""Texts of documents made safe for a terminal: nothing in them drives it or turns the order of what stands beside them."""

from __future__ import annotations

import unicodedata

# Persian and the scripts of India spell with the two joiners; every other invisible letter goes.
_SPELLING = ("\u200c", "\u200d")
_UNSEEN = ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp")


def safe(text: str) -> str:
    """Return a text with a blank for each control, directional or other invisible character."""
    return "".join(letter if _is_safe(letter) else " " for letter in text)


def _is_safe(letter: str) -> bool:
    return letter.isprintable() or letter in _SPELLING or unicodedata.category(letter) not in _UNSEEN
