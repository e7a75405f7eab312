"""The description of the API: whatever is asked as it says, the server has an answer that it describes."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

import made_case
import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from hypothesis.errors import Unsatisfiable
from hypothesis.strategies import booleans
from schemathesis import GenerationMode
from schemathesis.checks import load_all_checks, not_a_server_error
from schemathesis.specs.openapi.checks import response_schema_conformance, status_code_conformance

from diurna.run.link import link
from diurna.serve import app
from diurna.serve.access import Access
from diurna.store import open as open_case

load_all_checks()
CHECKS = [not_a_server_error, response_schema_conformance, status_code_conformance]
ACCESS = Access(owner="Ada")
DESCRIBED = app(Path("none.diurna"), ACCESS).openapi()
KNOWN = {"identity": "b1", "claim": "b1", "passage": "b1", "suffix": "csv", "name": "geojson"}
OPERATIONS = [(place, method) for place, methods in DESCRIBED["paths"].items() for method in methods]


@pytest.fixture(scope="module")
def described(tmp_path_factory):
    path = made_case.make(tmp_path_factory.mktemp("openapi") / "c.diurna", made_case.borders(), made_case.marches())
    with open_case(path, write=True, verb="link") as case:
        link(case)
    return schemathesis.openapi.from_asgi("/api/openapi.json", app(path, ACCESS))


@pytest.mark.parametrize("mode", list(GenerationMode), ids=lambda mode: mode.value)
@pytest.mark.parametrize(("place", "method"), OPERATIONS, ids=str)
def test_nothing_that_may_be_asked_is_a_fault_of_the_server(described, place, method, mode):
    operation = described[place][method]

    @given(case=operation.as_strategy(generation_mode=mode), there=booleans())
    @settings(max_examples=8 if mode is GenerationMode.POSITIVE else 4, database=None, suppress_health_check=list(HealthCheck))
    def asked(case, there):
        if there and mode is GenerationMode.POSITIVE:
            case.path_parameters = {name: KNOWN[name] for name in case.path_parameters}
        ACCESS.token = "t"  # a session for each, since one of them signs out
        case.call_and_validate(checks=CHECKS, headers={"Cookie": f"diurna={ACCESS.spend('t')}", "Origin": "http://localhost"})

    with suppress(Unsatisfiable):  # where nothing is taken, nothing can be wrong with it
        asked()


def test_every_answer_and_filter_is_described():
    for place, methods in DESCRIBED["paths"].items():
        for method, told in methods.items():
            assert told["description"].endswith("."), place
            assert {"401", "403", "422", "503"} <= set(told["responses"]), place
            assert told["responses"]["401"]["content"]["application/json"]["schema"] == {"$ref": "#/components/schemas/Fault"}, (
                place,
                method,
            )
    asked = {one["name"]: one["schema"] for one in DESCRIBED["paths"]["/api/v1/claims"]["get"]["parameters"]}
    assert {
        "text",
        "from",
        "to",
        "actor",
        "place",
        "type",
        "source",
        "modality",
        "status",
        "document",
        "language",
        "limit",
        "cursor",
    } == set(asked)
    assert "AGREE" in str(asked["type"])
    assert "conditional" in str(asked["modality"])
    assert "rejected" in str(asked["status"])
