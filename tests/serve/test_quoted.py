"""Lists of events show the words of one claim, private persons masked as everywhere."""

import dataclasses

import made_case
import pytest
from fastapi.testclient import TestClient

from diurna import store
from diurna.record import Quote
from diurna.run.link import link
from diurna.serve import app
from diurna.serve.access import Access

KEY = "t"
ORIGIN = {"Origin": "http://testserver"}


def about_ana():
    whole = made_case.marches()
    return dataclasses.replace(whole, document=dataclasses.replace(whole.document, source="Ana Brodt's notes"))


def long():
    """A sentence that a list has no room for, with a private person where it is cut."""
    text = f"Weavers marched {'on ' * 93}Ana Brodt spoke."
    first = made_case.marches()
    start = text.index("Ana Brodt")
    ana = dataclasses.replace(first.actors[2], mentions=(Quote(start, start + 9, "Ana Brodt"),))
    trigger = Quote(8, 15, "marched")
    claim = dataclasses.replace(first.claims[0], id="l1", trigger=trigger, actors=(), when=None, sentence=Quote(0, len(text), text))
    document = dataclasses.replace(first.document, id="long.txt", text=text)
    return dataclasses.replace(first, document=document, text=text, actors=(ana,), claims=(claim,))


@pytest.fixture
def asking(tmp_path, request):
    path = made_case.make(tmp_path / "c.diurna", *(make() for make in request.param))
    with store.open(path, write=True) as case:
        link(case)
    found = TestClient(app(path, Access(token=KEY, owner="Ada")), headers=ORIGIN, follow_redirects=False)
    found.get(f"/?token={KEY}")
    return found


def listed(asking):
    return {event["quote"]["claim"]: event["quote"] for event in asking.get("/api/v1/events").json()["events"]}


@pytest.mark.parametrize("asking", [(made_case.borders, about_ana)], indirect=True)
def test_each_event_of_a_list_is_told_in_the_words_of_a_claim(asking):
    told = listed(asking)
    assert set(told) == {"b1", "b2", "m1", "m2"}
    assert told["b1"]["words"] == "Ildra and Sorrel opened talks in Karst on 5 May 2021."
    assert (told["b1"]["source"], told["b1"]["language"]) == ("Karst Herald", "en")
    assert told["b1"]["link"].startswith("/d/d-")


@pytest.mark.parametrize("asking", [(made_case.borders, about_ana)], indirect=True)
def test_private_persons_are_masked_in_the_words_and_in_the_source(asking):
    answers = [asking.get(f"/api/v1/{path}").text for path in ("events", "events?text=accused", "events/m2/brief", "events/m1/brief")]
    assert not [word for word in ("Ana", "Brodt", "brodt") for answer in answers if word in answer]
    told = listed(asking)["m2"]
    assert told["words"].startswith("a private person [P-")
    assert told["words"].endswith("], a weaver, accused the Port Authority of delay.")
    assert told["source"].startswith("a private person [P-")


@pytest.mark.parametrize("asking", [(long,)], indirect=True)
def test_long_words_are_cut_after_they_are_masked(asking):
    (told,) = listed(asking).values()
    assert told["words"].startswith("Weavers marched on on")
    assert told["words"].endswith("on a pri…")
    assert len(told["words"]) <= 301


@pytest.mark.parametrize("asking", [(made_case.borders, about_ana)], indirect=True)
def test_a_brief_is_that_of_the_list_and_what_is_rejected_is_not_quoted(asking):
    for event in asking.get("/api/v1/events").json()["events"]:
        assert asking.get(f"/api/v1/events/{event['id']}/brief").json() == event
    asking.post("/api/v1/decisions", json={"action": "reject", "target": "b1"})
    assert set(listed(asking)) == {"b2", "m1", "m2"}
    assert asking.get("/api/v1/events/nothing/brief").status_code == 422
