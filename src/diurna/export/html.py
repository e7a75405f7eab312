"""Page: one self-contained HTML page, the chronology beside the article."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from diurna.export._edition import Edition

SUFFIX = ".html"


def render(edition: Edition) -> str:
    """Write the page."""
    return ""
