from __future__ import annotations

import pytest

from diurna import knowledge
from diurna.run import coverage

FIGURES = knowledge.load("figures", coverage.Figures).figure


def rows(code):
    """Return the lines of the table about one language."""
    lines = coverage.table().splitlines()
    start = next(number for number, line in enumerate(lines) if line.startswith(f"{code}  "))
    return lines[start : start + len(coverage.LAYERS)]


@pytest.mark.parametrize("code", knowledge.languages())
def test_each_layer_of_a_language_has_its_figures_or_is_said_to_be_unmeasured(code):
    for layer, row in zip(coverage.LAYERS, rows(code), strict=True):
        figures = [figure for figure in FIGURES if (figure.language, figure.layer) == (code, layer)]
        assert f"{layer}: " in row
        assert row.endswith(f"{layer}: unmeasured") == (not figures)
        assert all(f"{figure.what} {figure.value:.3f}" in row and figure.of in row for figure in figures)


def test_figures_are_of_languages_that_are_read_and_are_shares():
    for figure in FIGURES:
        assert figure.language in knowledge.languages()
        assert figure.layer in coverage.LAYERS
        assert 0 <= figure.value <= 1
