"""Charts: counts, lanes with their gaps, places with the ground they cover, edges, and the events that each of them stands for."""

from __future__ import annotations

from dataclasses import replace

import made_case
import pytest
from fastapi.testclient import TestClient

from diurna.record import Party, Place
from diurna.review import Draft
from diurna.run.desk import Desk
from diurna.run.link import link
from diurna.serve import app
from diurna.serve.access import Access
from diurna.store import open as open_case

KEY = "t"
# Who, on whom, type, when, where: claims so far apart that each is an event.
TOLD = (
    ("state:NOR", "state:SWE", "ACCUSE", "2020-01-05", "geonames:2267057"),
    ("state:NOR", "state:SWE", "SANCTION", "2021-03", "geonames:2267057"),
    ("state:NOR", "state:SWE", "REQUEST", "2022-06-01/..", "iso:PRT"),
    ("state:SWE", "state:NOR", "AID", "../2022-06-20", "unresolved:harbour"),
    ("state:NOR state:SWE", "", "AGREE", "2022-07-01", ""),
    ("state:FIN", "private:p1", "COERCE", None, "geonames:694422"),
)


def reading(number, told):
    actors, recipients, kind, edtf, place = told
    made = made_case.many(number)
    claim = made.claims[0]
    act = claim.trigger
    where = Place(place, place, "town", "PRT", 38.7, -9.1, "town", (act,), "", 0.9) if place else None
    return replace(
        made,
        claims=(
            replace(
                claim,
                type=kind,
                actors=tuple(Party(one, one, act) for one in actors.split()),
                recipients=tuple(Party(one, one, act) for one in recipients.split()),
                when=replace(claim.when, edtf=edtf, precision="interval") if edtf else None,
                where=where,
                where_quote=act if where else None,
            ),
        ),
    )


@pytest.fixture(scope="module")
def asking(tmp_path_factory):
    path = made_case.make(tmp_path_factory.mktemp("charts") / "c.diurna", *(reading(n, told) for n, told in enumerate(TOLD)))
    with open_case(path, write=True, verb="link") as case:
        link(case)
    made = TestClient(app(path, Access(token=KEY, owner="Ada")), follow_redirects=False)
    made.get(f"/?token={KEY}")
    return made


def get(asking, question, **asked):
    found = asking.get(f"/api/v1/{question}", params=asked)
    assert found.status_code == 200, found.text
    return found.json()


def test_facets_count_events_and_never_a_private_person(asking):
    found = get(asking, "facets")
    assert {one["value"]: one["count"] for one in found["facets"]["actor"]} == {"state:NOR": 5, "state:SWE": 5, "state:FIN": 1}
    assert {one["value"]: one["count"] for one in found["facets"]["modality"]} == {"asserted": 6}
    assert found["facets"]["place"][0] == {"value": "geonames:2267057", "name": "geonames:2267057", "count": 2}
    assert (found["histogram"]["unit"], found["histogram"]["undated"]) == ("month", 1)
    few = get(asking, "facets", type=["AID", "COERCE"])
    assert {one["value"]: one["count"] for one in few["facets"]["actor"]} == {"state:NOR": 1, "state:SWE": 1, "state:FIN": 1}
    assert {one["value"] for one in few["facets"]["type"]} == {"AID", "COERCE"}
    assert get(asking, "facets", text="nowheresuch")["facets"]["source"] == []


def test_the_count_of_a_type_is_what_its_filter_shows(asking, tmp_path):
    # Two papers tell of one day's act of the same two, each by another name for it: one event, of one type or the other.
    told = [("state:NOR", "state:SWE", kind, "2020-01-05", "geonames:2267057") for kind in ("CONSULT", "AGREE")]
    path = made_case.make(tmp_path / "t.diurna", *(reading(n, one) for n, one in enumerate(told)))
    with open_case(path, write=True, verb="link") as case:
        link(case)
        first, second = (next(iter(held)) for held in case.fusion.events().values()) if len(case.fusion.events()) > 1 else ("", "")
        if first:
            Desk(case, who="Ada").commit(Draft("merge", f"{first} {second}"))
    both = TestClient(app(path, Access(token=KEY, owner="Ada")), follow_redirects=False)
    both.get(f"/?token={KEY}")
    assert {one["value"]: one["count"] for one in get(both, "facets")["facets"]["type"]} == {"AGREE": 1, "CONSULT": 1}
    for client in (asking, both):
        for one in get(client, "facets")["facets"]["type"]:
            assert get(client, "events", type=one["value"])["total"] == one["count"]


def test_lanes_hold_the_days_that_an_event_can_mean(asking):
    found = get(asking, "timeline", lanes="actor")
    assert [(lane["id"], lane["count"]) for lane in found["lanes"]] == [("state:NOR", 5), ("state:SWE", 5)]
    assert (found["total"], found["further"], found["laneless"]) == (5, 0, 0)
    assert found["span"] == ["2020-01-05", "2022-07-01"]
    days = {(item["first"], item["last"]) for item in found["items"] if item["lane"] == "state:NOR"}
    wholly = {(day, day) for day in ("2020-01-05", "2022-07-01")}
    assert days == wholly | {("2021-03-01", "2021-03-31"), ("2022-06-01", None), (None, "2022-06-20")}
    assert {item["event"] for item in found["items"]} == set(found["events"])


def test_times_of_which_a_lane_tells_nothing_are_gaps(asking):
    found = get(asking, "timeline", lanes="place")
    assert found["gaps"] == [{"lane": "geonames:2267057", "after": "2020-01-05", "before": "2021-03-01"}]
    assert get(asking, "timeline", lanes="place", type="ACCUSE")["gaps"] == []


def test_what_is_not_in_the_fullest_lanes_is_counted(asking):
    found = get(asking, "timeline", lanes="place", most=1)
    assert ([lane["count"] for lane in found["lanes"]], found["further"], found["laneless"]) == ([2], 2, 1)
    assert len(get(asking, "timeline", lanes="type", limit=3)["items"]) == 3
    assert get(asking, "timeline", **{"from": "1990", "to": "1991", "lanes": "type"})["lanes"] != []  # what is open at its start
    assert get(asking, "timeline", type="COERCE")["span"] is None


def test_the_strip_of_a_window_shows_all_times_and_leads_to_what_has_no_date(asking):
    found = get(asking, "timeline", **{"from": "2021", "to": "2021"})
    assert [item["first"] for item in found["items"]] == ["2021-03-01"] * 2 + [None] * 2
    assert sum(bar["count"] for bar in found["histogram"]["bars"]) == 5
    undated = get(asking, "events", cursor=found["undated"])["events"]
    assert [(event["type"], event["edtf"]) for event in undated] == [("COERCE", None)]


def test_places_tell_how_much_ground_they_cover(asking):
    found = get(asking, "map")
    told = {place["id"]: place for place in found["places"]}
    assert {key: (place["precision"], place["count"]) for key, place in told.items()} == {
        "geonames:2267057": ("town", 2), "iso:PRT": ("country", 1), "geonames:694422": ("region", 1),
    }  # fmt: skip
    assert told["iso:PRT"]["numbers"] == ["620"]
    assert "annexed" in told["geonames:694422"]["note"]
    assert [place["id"] for place in found["nowhere"]] == ["unresolved:harbour"]
    assert found["untold"] == 1
    assert [event["type"] for event in get(asking, "events", at="geonames:2267057")["events"]] == ["ACCUSE", "SANCTION"]
    assert get(asking, "events", at="unresolved:harbour")["total"] == 1


def test_edges_open_just_the_events_they_count(asking):
    found = get(asking, "network")
    edges = {(edge["from"], edge["to"], edge["mutual"]): edge for edge in found["edges"]}
    assert edges["state:NOR", "state:SWE", False]["types"] == {"ACCUSE": 1, "SANCTION": 1, "REQUEST": 1}
    assert edges["state:NOR", "state:SWE", True]["types"] == {"AGREE": 1}
    assert set(edges) == {("state:NOR", "state:SWE", False), ("state:NOR", "state:SWE", True), ("state:SWE", "state:NOR", False)}
    assert (found["total"], found["span"]) == (3, ["2020-01-05", "2022-07-01"])
    for (party, other, mutual), edge in edges.items():
        assert get(asking, "events", party=party, other=other, mutual=mutual)["total"] == edge["count"]
    assert get(asking, "events", party="state:NOR")["total"] == 5
    assert len(get(asking, "network", limit=1)["edges"]) == 1
