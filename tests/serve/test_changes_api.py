from __future__ import annotations

import made_case
import pytest
from fastapi.testclient import TestClient

from diurna.run.link import link
from diurna.serve import app
from diurna.serve.access import Access
from diurna.store import open as open_case

KEY = "t"


@pytest.fixture
def ada(tmp_path):
    path = made_case.make(tmp_path / "c.diurna", made_case.borders(), made_case.marches())
    with open_case(path, write=True, verb="link") as case:
        link(case)
    asking = TestClient(app(path, Access(token=KEY, owner="Ada")), headers={"Origin": "http://testserver"}, follow_redirects=False)
    asking.get(f"/?token={KEY}")
    return asking


def decide(asking, action, target, **more):
    found = asking.post("/api/v1/decisions", json={"action": action, "target": target, **more})
    assert found.status_code == 200, found.text
    return found.json()


def changes(asking, **asked):
    return asking.get("/api/v1/changes", params=asked).json()


def test_changes_are_counted_by_turn_and_come_a_page_at_a_time(ada):
    told = changes(ada)
    assert (told["total"], told["turns"], told["last"]) == (4, {"new": 4}, 4)
    first = changes(ada, newest=True, limit=3)
    assert [change["seq"] for change in first["changes"]] == [4, 3, 2]
    rest = changes(ada, newest=True, limit=3, before=first["next"])
    assert ([change["seq"] for change in rest["changes"]], rest["next"]) == ([1], "")


def test_since_a_change_there_is_only_what_came_after_it_with_tombstones(ada):
    last = changes(ada)["last"]
    assert changes(ada, since=last)["changes"] == []
    decide(ada, "merge", "b1 m1")
    told = changes(ada, since=last)
    assert told["turns"] == {"changed": 1, "merged": 1}
    (gone,) = (change for change in told["changes"] if change["turn"] == "merged")
    (kept,) = (change for change in told["changes"] if change["turn"] == "changed")
    assert (gone["claims"], gone["others"]) == ([], [kept["event"]])
    assert gone["headline"]
    assert [change["seq"] for change in changes(ada, turn="merged", newest=True)["changes"]] == [gone["seq"]]


def test_a_tombstone_keeps_the_claims_that_it_had(ada):
    decide(ada, "reject", "b1")
    (gone,) = changes(ada, turn="withdrawn")["changes"]
    assert (gone["claims"], gone["had"]) == ([], ["b1"])


def test_changes_and_decisions_are_files_too(ada):
    decide(ada, "accept", "b1")
    found = ada.get("/api/v1/changes.json")
    assert "attachment" in found.headers["content-disposition"]
    assert len(found.json()) == 4
    assert [made["action"] for made in ada.get("/api/v1/decisions.json").json()] == ["accept"]


def test_the_log_says_who_decided_what_and_what_was_undone(ada):
    first = decide(ada, "reject", "b1", why="not in the text")
    decide(ada, "undo", first["id"], why="it is")
    decide(ada, "accept", "m1", who="Bo")
    log = ada.get("/api/v1/decisions").json()
    assert [made["action"] for made in log["decisions"]] == ["accept", "undo", "reject"]
    assert log["people"] == ["Ada", "Bo"]
    accepted, undo, rejected = log["decisions"]
    assert accepted["undone"] is None
    assert {name: rejected["undone"][name] for name in ("who", "why")} == {"who": "Ada", "why": "it is"}
    assert [one["id"] for one in undo["claims"]] == ["b1"]
    assert rejected["claims"][0]["link"].startswith("/d/d-")
    assert rejected["claims"][0]["headline"] == "CONSULT Ildra, Sorrel, 2021-05-05"


def test_the_log_comes_a_page_at_a_time_and_by_person(ada):
    for claim in ("b1", "b2", "m1"):
        decide(ada, "accept", claim)
    decide(ada, "accept", "m2", who="Bo")
    first = ada.get("/api/v1/decisions", params={"limit": 3}).json()
    assert ([made["seq"] for made in first["decisions"]], first["next"], first["total"]) == ([4, 3, 2], "2", 4)
    rest = ada.get("/api/v1/decisions", params={"limit": 3, "before": 2}).json()
    assert ([made["seq"] for made in rest["decisions"]], rest["next"]) == ([1], "")
    assert [made["seq"] for made in ada.get("/api/v1/decisions", params={"who": "Bo"}).json()["decisions"]] == [4]
    assert [made["seq"] for made in ada.get("/api/v1/decisions", params={"after": 2}).json()["decisions"]] == [4, 3]


def test_a_rejected_document_is_in_the_log_with_its_address(ada):
    document = ada.get("/api/v1/review/b1").json()["document"]
    decide(ada, "reject", document, why="a hoax")
    (made,) = ada.get("/api/v1/decisions").json()["decisions"]
    assert made["claims"] == [{"id": document, "link": f"/d/{document}", "headline": ""}]


def test_documents_say_whose_words_they_are(ada):
    told = ada.get("/api/v1/documents").json()
    assert told["total"] == 2
    assert [(one["kin"], one["lent"]) for one in told["documents"]] == [([], 0), ([], 0)]
