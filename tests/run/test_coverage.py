from __future__ import annotations

import pytest

from diurna import knowledge
from diurna.run import coverage


@pytest.mark.parametrize("code", knowledge.languages())
def test_every_language_has_a_row_and_says_whether_it_was_measured(code):
    figures = [figure for figure in knowledge.load("figures", coverage.Figures).figure if figure.language == code]
    row = next(line for line in coverage.table().splitlines() if line.startswith(f"{code}  "))
    assert row.endswith("unmeasured") == (not figures)


def test_figures_are_of_languages_that_are_read_and_are_shares():
    for figure in knowledge.load("figures", coverage.Figures).figure:
        assert figure.language in knowledge.languages()
        assert 0 <= figure.value <= 1
