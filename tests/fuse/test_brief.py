"""The row of an event."""

from __future__ import annotations

import pytest

from diurna.event import Account
from diurna.fuse import alone, brief, told


@pytest.mark.parametrize("modality", ["asserted", "planned", "denied"])
@pytest.mark.parametrize("numbers", [(), ("12",), ("3", "40.0")])
@pytest.mark.parametrize("actors", [(), ("state:NOR", "name:dockers")])
def test_an_event_of_one_claim_has_the_row_of_its_view(modality, numbers, actors):
    one = Account(
        "c", "d", "AGREE", modality, "2021-03", "2021-03-01", "2021-03-31", actors, actors[:1], "", (), numbers, "sign", "x", "en"
    )
    assert alone("e", one) == brief(told("e", [one], (), documents={}))
