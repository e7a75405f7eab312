"""Coverage: what is supported for each language, and how well it was measured to work."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from babel import Locale

from diurna import knowledge

if TYPE_CHECKING:
    from collections.abc import Iterator


@dataclass(frozen=True, slots=True)
class Figure:
    """One measured figure of a layer: `value` between 0 and 1 on the set `of`."""

    language: str
    layer: str
    what: str
    value: float
    of: str


@dataclass(frozen=True, slots=True)
class Figures:
    """The file `data/figures.toml`."""

    figure: tuple[Figure, ...]


# What is measured, in the order in which it is shown; each is said to be unmeasured where it has no figure.
LAYERS = ("claims", "dates", "sentences", "language")
# Table of a language's file → column; what a language lacks there is not supported beyond the model and the calendar's names.
_TABLES = {
    "times": "relative dates",
    "segment": "sentences and repair",
    "places": "place names",
    "actors": "actor words",
    "claims": "agreement words",
}
_YES, _NO = "yes", "–"
_LEGEND = "Claims, stated dates and places are read in every language of the list. All figures are of development data."


def table() -> str:
    """Return the languages as lines of text: code, name, what is supported, and each layer's figures or "unmeasured"."""
    figures = knowledge.load("figures", Figures).figure
    rows = [["", "language", *_TABLES.values(), "measured"]]
    for code in knowledge.languages():
        held = knowledge.tables(code)
        first, *more = _measured([figure for figure in figures if figure.language == code])
        rows.append([code, _name(code), *(_YES if name in held else _NO for name in _TABLES), first])
        rows += [[*[""] * (len(_TABLES) + 2), words] for words in more]
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    lines = ["  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows]
    return "\n".join([_LEGEND, "", *lines]) + "\n"


def _measured(figures: list[Figure]) -> Iterator[str]:
    for layer in LAYERS:
        found = [figure for figure in figures if figure.layer == layer]
        sets = [
            f"{', '.join(f'{figure.what} {figure.value:.3f}' for figure in group)} ({of})"
            for of, group in groupby(found, key=lambda figure: figure.of)
        ]
        yield f"{layer}: {'; '.join(sets) or 'unmeasured'}"


def _name(code: str) -> str:
    return str(Locale.parse(code).get_language_name("en"))
