"""Coverage: what is supported for each language, and how well it was measured to work."""

from __future__ import annotations

from dataclasses import dataclass

from babel import Locale

from diurna import knowledge


@dataclass(frozen=True, slots=True)
class Figure:
    """One measured figure: `value` between 0 and 1 on the set `of`."""

    language: str
    what: str
    value: float
    of: str


@dataclass(frozen=True, slots=True)
class Figures:
    """The file `data/figures.toml`."""

    figure: tuple[Figure, ...]


# A table of a language's file → what it makes possible.
_TABLES = {
    "times": "relative dates",
    "segment": "repair of damaged text",
    "actors": "words for actors",
    "claims": "words for agreements and commitments",
}


def table() -> str:
    """Return the languages as lines of text: code, name, what is supported, measured figures."""
    figures = knowledge.load("figures", Figures).figure
    names = {code: _name(code) for code in knowledge.languages()}
    width = max(map(len, names.values()), default=0)
    lines = ["Every language below: claims, stated dates, places. Beyond that:", ""]
    for code, name in names.items():
        words = [_TABLES.get(found, found) for found in knowledge.tables(code)]
        lines.append(f"{code}  {name:{width}}  {', '.join(words) or 'nothing more'}")
        measured = [f"{figure.what} {figure.value:.3f} ({figure.of})" for figure in figures if figure.language == code]
        lines += [f"{'':{width + 6}}{words}" for words in measured or ["unmeasured"]]
    return "\n".join(lines) + "\n"


def _name(code: str) -> str:
    return str(Locale.parse(code).get_language_name("en"))
