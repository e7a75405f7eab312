from __future__ import annotations

import json

import made_case
import pytest
from fastapi.testclient import TestClient

from diurna.run.link import link
from diurna.serve import app
from diurna.serve.access import Access, hashed
from diurna.store import open as open_case

KEY = "t"
ORIGIN = {"Origin": "http://testserver"}


@pytest.fixture
def path(tmp_path):
    found = made_case.make(tmp_path / "c.diurna", made_case.borders(), made_case.marches())
    with open_case(found, write=True, verb="link") as case:
        link(case)
    return found


def client(path, who="Ada"):
    asking = TestClient(app(path, Access(token=KEY, owner=who)), headers=ORIGIN, follow_redirects=False)
    assert asking.get(f"/?token={KEY}").status_code == 303
    return asking


@pytest.fixture
def ada(path):
    return client(path)


def queue(asking, **asked):
    found = asking.get("/api/v1/review", params=asked)
    assert found.status_code == 200, found.text
    return found.json()


def decide(asking, action, target, **more):
    return asking.post("/api/v1/decisions", json={"action": action, "target": target, **more})


def test_queue_begins_with_the_least_sure_and_says_how_far_it_is(ada):
    found = queue(ada)
    assert [claim["id"] for claim in found["claims"]] == ["b2", "b1", "m1", "m2"]
    assert (found["total"], found["judged"], found["all"]) == (4, 0, 4)
    decide(ada, "accept", "b2")
    left = queue(ada)
    assert [claim["id"] for claim in left["claims"]] == ["b1", "m1", "m2"]
    assert (left["total"], left["judged"], left["all"]) == (3, 1, 4)


def test_queue_is_cut_by_score_source_and_language(ada):
    assert [claim["id"] for claim in queue(ada, below=0.5)["claims"]] == ["b2"]
    assert {claim["id"] for claim in queue(ada, source="gazette")["claims"]} == {"m1", "m2"}
    assert queue(ada, language="fr")["claims"] == []
    assert queue(ada, doubted=True)["claims"] == []


def test_the_sentence_comes_in_pieces_that_are_its_words(ada):
    for claim in queue(ada)["claims"]:
        assert "".join(piece["words"] for piece in claim["pieces"]) == claim["sentence"]["quote"]
    road = queue(ada)["claims"][0]
    lit = {part: piece["words"] for piece in road["pieces"] for _, part in piece["marks"]}
    assert lit == {"trigger": "close", "object": "the Karst road", "when": "June 2021", "according_to": "Karst Herald"}


def test_values_are_those_that_can_be_edited_with_private_persons_masked(ada):
    told = ada.get("/api/v1/review/m2").json()
    assert set(told["values"]) == set(queue(ada)["parts"])
    assert "Ana" not in str(told)
    assert told["values"]["recipients"] == "Port Authority"


def test_a_mask_that_is_sent_back_means_the_person_behind_it(ada, path):
    masked = ada.get("/api/v1/review/m2").json()["values"]["actors"]
    assert decide(ada, "edit", "m2", values={"actors": f"{masked}; Weavers"}).status_code == 200
    with open_case(path, write=False) as case:
        assert [made.values["actors"] for made in case.decisions()] == ["Ana Brodt; Weavers"]
    assert "Ana" not in ada.get("/api/v1/decisions").text
    refused = decide(ada, "edit", "m2", values={"recipients": masked})
    assert refused.status_code == 409
    assert refused.json()["error"]["message"].startswith("recipients: it holds the mask")


def test_an_impossible_value_is_refused_by_the_name_of_its_part(ada):
    refused = decide(ada, "edit", "b1", values={"when": "last week"})
    assert refused.status_code == 409
    assert refused.json()["error"]["message"].startswith("when: ")
    assert ada.get("/api/v1/review/b1").json()["values"]["when"] == "2021-05-05"


def test_a_decision_on_a_claim_that_changed_meanwhile_is_refused(ada, path):
    seen = ada.get("/api/v1/review/b1").json()["version"]
    bo = client(path, "Bo")
    assert decide(bo, "reject", "b1", seen=seen).status_code == 200
    refused = decide(ada, "accept", "b1", seen=seen)
    assert refused.status_code == 409
    assert "Bo (rejected" in refused.json()["error"]["message"]
    again = ada.get("/api/v1/review/b1").json()
    assert (again["status"], again["decided_by"]) == ("rejected", "Bo")
    assert decide(ada, "accept", "b1", seen=again["version"]).status_code == 200


def test_a_second_reader_gets_what_others_judged_and_differences_are_settled_with_a_reason(ada):
    decide(ada, "accept", "b1")
    decide(ada, "accept", "m1")
    second = queue(ada, reading="second", who="Bo")
    assert {claim["id"] for claim in second["claims"]} == {"b1", "m1"}
    assert (second["judged"], second["all"], second["readers"]) == (0, 2, ["Ada"])
    decide(ada, "reject", "b1", who="Bo", why="talks were only announced")
    decide(ada, "accept", "m1", who="Bo")
    assert queue(ada, reading="second", who="Bo")["claims"] == []
    assert [claim["id"] for claim in queue(ada, reading="second", who="Cy", source="herald")["claims"]] == ["b1"]
    (open_,) = queue(ada, reading="differs")["claims"]
    assert open_["id"] == "b1"
    assert [(one["who"], one["action"], one["why"]) for one in open_["judgements"]] == [
        ("Ada", "accept", ""),
        ("Bo", "reject", "talks were only announced"),
    ]
    ruled = decide(ada, "accept", "b1", who="Cy", why="the second paragraph says they began").json()
    assert queue(ada, reading="differs")["claims"] == []
    (settled,) = queue(ada, reading="settled")["claims"]
    assert (settled["id"], settled["settled"], settled["status"]) == ("b1", ruled["id"], "accepted")


def test_a_second_reader_who_accepts_a_correction_agrees_and_one_who_corrects_does_not(ada):
    decide(ada, "edit", "b1", values={"when": "2021-05-06"})
    decide(ada, "accept", "b1", who="Bo")
    decide(ada, "accept", "m1")
    decide(ada, "edit", "m1", values={"when": "2021-05-10"}, who="Bo")
    assert [claim["id"] for claim in queue(ada, reading="differs")["claims"]] == ["m1"]


def test_an_undone_judgement_counts_for_no_reader(ada):
    decide(ada, "accept", "b1")
    bo = decide(ada, "reject", "b1", who="Bo").json()
    assert len(queue(ada, reading="differs")["claims"]) == 1
    decide(ada, "undo", bo["id"])
    assert queue(ada, reading="differs")["claims"] == []


def test_claims_of_an_event_come_side_by_side_and_apart_again(ada):
    merged = decide(ada, "merge", "b1 m1").json()
    beside = ada.get("/api/v1/review/m1/event").json()
    assert [claim["id"] for claim in beside["claims"]] == ["m1", "b1"]
    assert beside["total"] == 2
    assert ada.get("/api/v1/review/b1").json()["event_claims"] == 2
    decide(ada, "undo", merged["id"])
    assert ada.get("/api/v1/review/m1/event").json()["total"] == 1
    decide(ada, "merge", "b1 m1")
    decide(ada, "split", "m1")
    assert ada.get("/api/v1/review/m1").json()["event_claims"] == 1


def test_in_a_team_nobody_decides_as_somebody_else(path):
    access = Access(users={"Ada": ("reviewer", hashed("one")), "Ro": ("reader", hashed("two"))})
    asking = TestClient(app(path, access), headers=ORIGIN)
    asking.post("/api/v1/session", json={"name": "Ada", "password": "one"})
    refused = decide(asking, "accept", "b1", who="Bo")
    assert refused.status_code == 409
    assert "must sign in" in refused.json()["error"]["message"]
    assert decide(asking, "accept", "b1", who="Ada").json()["who"] == "Ada"
    asking.post("/api/v1/session", json={"name": "Ro", "password": "two"})
    assert decide(asking, "accept", "b1").status_code in {401, 403}


def test_quotes_of_claims_lead_to_their_passages(ada):
    (told,) = ada.get("/api/v1/quotes", params={"claim": ["b1"]}).json()["quotes"]
    assert told["words"] == "opened talks"
    assert told["link"].startswith("/d/d-")
    assert "#p-" in told["link"]


def test_an_unknown_claim_is_said(ada):
    assert ada.get("/api/v1/review/nothing").status_code == 422
    assert decide(ada, "accept", "nothing").status_code == 409


def test_what_waits_is_given_as_a_file_and_nothing_else(ada):
    def ids(**asked):
        return {json.loads(line)["id"] for line in ada.get("/api/v1/review/export/jsonl", params=asked).text.splitlines()}

    assert ids() == {"b1", "b2", "m1", "m2"}
    decide(ada, "accept", "b2")
    assert ids() == {"b1", "m1", "m2"}
    assert ids(judged=True, source="gazette") == {"m1", "m2"}
    assert ids(reading="second", who="Bo") == {"b2"}
    assert ada.get("/api/v1/review/export/exe").status_code == 422


def test_the_id_of_an_event_leads_to_its_claims_also_when_a_merge_was_undone(ada):
    events = [ada.get(f"/api/v1/review/{claim}").json()["event_id"] for claim in ("b1", "m1")]
    merge = decide(ada, "merge", "b1 m1").json()["id"]
    assert len({ada.get(f"/api/v1/events/{event}").json()["id"] for event in events}) == 1
    decide(ada, "undo", merge)
    found = [{claim["id"] for claim in ada.get(f"/api/v1/events/{event}").json()["claims"]} for event in events]
    assert "b1" in found[0]
    assert "m1" in found[1]
    assert found[0].isdisjoint(found[1])
