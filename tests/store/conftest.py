from __future__ import annotations

import pytest

from diurna import store


@pytest.fixture
def path(tmp_path):
    """The path of an empty case."""
    made = tmp_path / "harbour.diurna"
    store.create(made, name="Harbour")
    return made
