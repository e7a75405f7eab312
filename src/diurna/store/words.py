"""Words that a user types, as a question to the word indexes; whatever they hold, it is no syntax of theirs."""

from __future__ import annotations

import re

from diurna.store.chronology import unspaced

_TERM = re.compile(r'"([^"]*)"(\*?)|(\S+)')
_TRIGRAM = 3  # code points below which the trigram index knows nothing
_COLUMNS = ("sentence", "names", "title")


def condition(text: str) -> tuple[str, list[str]]:
    """Return the SQL condition on `c` (chronology) that all words of a text hold, and its parameters; "" for an empty text.

    Words in double quotes stand together, a star at the end of a word means words that begin so.
    """
    terms = [(quoted or word.rstrip("*"), bool(star) or word.endswith("*")) for quoted, star, word in _TERM.findall(text)]
    terms = [(words.replace("\0", ""), begins) for words, begins in terms]
    terms = [(words, begins) for words, begins in terms if any(sign.isalnum() for sign in words)]
    if not terms:
        return ("", []) if not text.strip() else ("0", [])
    match = " AND ".join(_phrase(words) + "*" * begins for words, begins in terms)
    parts, given = ["c.seq IN (SELECT rowid FROM words WHERE words MATCH ?)"], [match]
    if any(unspaced(words) for words, _ in terms):
        signs, more = _signs([words for words, _ in terms])
        parts.append(f"({signs})")
        given += more
    return f"({' OR '.join(parts)})", given


def _signs(terms: list[str]) -> tuple[str, list[str]]:
    """Ask for parts of words, which is what a script without spaces needs; one or two signs are sought by reading the rows."""
    parts, given = ["c.unspaced = 1"], []
    long = [words for words in terms if len(words) >= _TRIGRAM]
    if long:
        parts.append("c.seq IN (SELECT rowid FROM signs WHERE signs MATCH ?)")
        given.append(" AND ".join(map(_phrase, long)))
    for words in terms:
        if len(words) < _TRIGRAM:
            parts.append("(" + " OR ".join(f"c.{column} LIKE ? ESCAPE '\\'" for column in _COLUMNS) + ")")
            given += ["%" + re.sub(r"([%_\\])", r"\\\1", words) + "%"] * len(_COLUMNS)
    return " AND ".join(parts), given


def _phrase(words: str) -> str:
    return '"' + words.replace('"', '""') + '"'
