"""Names by their sound: consonants that a name keeps in other letters; looser ones to meet Arabic and Han."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Literal

from diurna import knowledge
from diurna.folding import folded

if TYPE_CHECKING:
    from collections.abc import Iterator

Script = Literal["", "arab", "han"]
_HAN = re.compile(r"[\u3400-\u9fff]")
_ARAB = re.compile(r"[\u0620-\u064a\u0660-\u06d3]")
_WORD = re.compile(r"[^\W\d_]+")
_LATIN = re.compile(r"[A-Za-z]{3,}")
_VOWELS = re.compile(r"[aeiouy]+")
_SILENT = re.compile(r"[aeiouyh]+")
_TWICE = re.compile(r"(.)\1+")
# A g that is not said; one that is said as j; an r that Chinese does not say; a nasal before no vowel.
_UNSAID, _SOFT, _LOST, _NASAL = (
    re.compile(r"gh(?![aeiouy])"),
    re.compile(r"j|g(?=[eiy])"),
    re.compile(r"r(?![aeiouy])"),
    re.compile(r"ng|m(?![aeiouy])"),
)
_ARTICLE = 2  # letters that stay of a word at least when what is written on it goes
LEAST: dict[Script, int] = {"": 3, "arab": 3, "han": 2}  # consonants of a name that tell it from others


@dataclass(frozen=True, slots=True)
class Letters:
    """The file `data/actors/letters.toml`."""

    plain: dict[str, str]
    sounds: tuple[tuple[str, str], ...]
    latin: dict[str, str]


@dataclass(frozen=True, slots=True)
class Signs:
    """The file `data/actors/signs.toml`."""

    arab: tuple[str, ...]
    small: tuple[str, ...]
    han: tuple[str, ...]
    signs: dict[str, str]


def script(text: str) -> Script:
    """Return the script of a text that hides names: "arab" or "han", else ""."""
    half = sum(map(str.isalpha, text)) / 2
    if len(_HAN.findall(text)) > half:
        return "han"
    return "arab" if len(_ARAB.findall(text)) > half else ""


@lru_cache(maxsize=1 << 16)
def spelt(word: str) -> str:
    """Return a word in Latin letters without accents, in lower case."""
    letters = _letters()
    bare = "".join(letters.plain.get(sign, sign) for sign in folded(word))
    return "".join(letters.latin.get(sign, sign) for sign in bare)


@lru_cache(maxsize=1 << 16)
def consonants(word: str) -> str:
    """Return the consonants of a name as it sounds, the same from several alphabets.

    >>> consonants("Chaplin"), consonants("Чаплин")
    ('sbln', 'sbln')
    """
    return _TWICE.sub(r"\1", _VOWELS.sub("", _heard(spelt(word))))


@lru_cache(maxsize=1 << 16)
def loose(latin: str, script: Script) -> str:
    """Return the consonants of a name as a script that hides names would let them be heard.

    Args:
        latin: the name as `spelt` gives it.
        script: of the text in which it is looked for.

    >>> loose("clinton", "han"), loose("clinton", "arab")
    ('klntn', 'klntn')
    """
    if script == "han":
        heard = _TWICE.sub(r"\1", _heard(_SOFT.sub("s", _UNSAID.sub("", latin))))
        heard = _NASAL.sub("n", _LOST.sub("", heard))
    else:
        heard = _heard(latin.replace("w", "u"))
    return _TWICE.sub(r"\1", _SILENT.sub("", heard).translate(_classes(script)))


def hidden(text: str, script: Script) -> Iterator[tuple[int, str]]:
    """Yield what may be a name in a script without capitals, with its offset: the consonants of words, in Han of runs of signs.

    >>> list(hidden("克林顿", "han"))
    [(0, 'klntn')]
    """
    if script == "han":
        signs, runs = _signs()
        for run in runs.finditer(text):
            for part in re.finditer("[^·]+", run[0]):
                yield run.start() + part.start(), _TWICE.sub(r"\1", "".join(signs[sign] for sign in part[0]))
        for latin in _LATIN.finditer(text):
            yield latin.start(), loose(spelt(latin[0]), script)
        return
    for word in _WORD.finditer(text):
        for form in {word[0], *(word[0].removeprefix(small) for small in _known().small if len(word[0]) > len(small) + _ARTICLE)}:
            yield word.start(), loose(spelt(form), script)


def _heard(latin: str) -> str:
    for spelling, sound in _letters().sounds:
        latin = latin.replace(spelling, sound)
    return latin


@cache
def _classes(script: Script) -> dict[int, str]:
    return {ord(sound): group[0] for group in (_known().han if script == "han" else _known().arab) for sound in group[1:]}


@cache
def _signs() -> tuple[dict[str, str], re.Pattern[str]]:
    signs = {sign: sound for sound, group in _known().signs.items() for sign in group}
    return signs, re.compile(rf"[{''.join(signs)}·]{{2,}}")


@cache
def _letters() -> Letters:
    return knowledge.load("actors/letters", Letters)


@cache
def _known() -> Signs:
    return knowledge.load("actors/signs", Signs)
