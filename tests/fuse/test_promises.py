"""Commitments joined over documents, their status over time, and what could meet their conditions."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from papers import Paper

from diurna.fuse.promises import overdue, promises

ILD, SOR, KAR = "iso:Ildra", "iso:Sorrel", "iso:Karst"
TODAY, DUE = "2021-12-31", "../2021-06-30"


def vowed(key, published="2021-03-04", *, what="withdraw: its river patrols", deadline=DUE, who=(ILD,), to=(SOR,), **parts):  # noqa: PLR0913 - one paper, many kinds
    paper = Paper(key, published, **parts)
    claim = paper.say("v", "AGREE", "Ildra pledged to withdraw its river patrols.", who, to, about="its river patrols")
    paper.vow(who, to, what, (None, "open", [claim]), deadline=deadline)
    return paper


def ended(key, status, day, published="2021-07-05", **parts):
    paper = vowed(key, published, **parts)
    claim = paper.say("e", "RETREAT", "Ildra withdrew its river patrols.", (ILD,), when=day)
    (vow,) = paper.vows
    paper.vows = []
    paper.vow(vow.who, vow.to_whom, vow.what, (None, "open", [f"{key}-v"]), (day, status, [claim]), deadline=vow.deadline)
    return paper


def join(*papers, events=(), today=TODAY):
    return promises([p.reading() for p in papers], {c: f"e{n}" for n, event in enumerate(events) for c in event}, today=today)


def statuses(promise):
    return [(s.edtf, s.status) for s in promise.stages]


def test_one_deadline_and_similar_words_are_one_promise():
    (one,) = join(vowed("p1"), ended("p2", "done", "2021-06-20", to=()))
    assert (one.who, one.to_whom, one.deadline) == ((ILD,), (SOR,), DUE)
    assert statuses(one) == [(None, "open"), ("2021-06-20", "done")]
    assert one.stages[0].claims == ("p1-v", "p2-v")
    assert one.documents == ("p1", "p2")
    assert not overdue(one, TODAY)


def test_a_promise_taken_back_elsewhere_is_the_same_without_a_deadline():
    back = Paper("p2", "2021-07-05")
    claim = back.say("e", "SANCTION", "Ildra took its promise back.", (ILD,), when="2021-07-04")
    back.vow((ILD,), (SOR,), "withdraw: its river patrols", ("2021-07-04", "withdrawn", [claim]))
    (one,) = join(vowed("p1", deadline=None), back)
    assert statuses(one) == [(None, "open"), ("2021-07-04", "withdrawn")]
    assert len(join(vowed("p1", deadline=None), vowed("p3", deadline=None))) == 2


@pytest.mark.parametrize(
    ("other", "by_event"),
    [
        ({"who": (KAR,)}, 2),
        ({"to": (KAR,)}, 2),
        ({"deadline": "../2021-07-31"}, 1),
        ({"deadline": None}, 1),
        ({"what": "build: a new harbour school"}, 1),
    ],
)
def test_others_are_promises_of_their_own_unless_of_one_event(other, by_event):
    papers = (vowed("p1"), vowed("p2", **other))
    assert len(join(*papers)) == 2
    assert len(join(*papers, events=[("p1-v", "p2-v")])) == by_event


def test_private_persons_are_never_joined():
    papers = [vowed(key, who=("person:ana",), private=("person:ana",)) for key in ("p1", "p2")]
    assert len(join(*papers, events=[("p1-v", "p2-v")])) == 2
    papers = [vowed(key, to=("person:ana",), private=("person:ana",)) for key in ("p1", "p2")]
    assert len(join(*papers, events=[("p1-v", "p2-v")])) == 2


def test_a_promise_is_due_once_the_last_day_of_its_deadline_has_passed():
    (one,) = join(vowed("p1"))
    assert statuses(one) == [(None, "open"), ("2021-06-30", "due")]
    assert one.stages[-1].claims == ("p1-v",)
    assert overdue(one, TODAY)
    assert not overdue(one, "2021-06-30")
    assert statuses(join(vowed("p1"), today="2021-06-30")[0]) == [(None, "open")]
    assert not overdue(join(vowed("p1", deadline=None))[0], TODAY)


def test_the_time_until_which_an_act_is_pledged_is_the_deadline_and_not_the_day_of_the_pledge():
    paper = vowed("p1", deadline=None)
    paper.vows = []
    paper.vow((ILD,), (), "withdraw", (DUE, "open", ["p1-v"]))
    (one,) = join(paper)
    assert one.deadline == DUE
    assert statuses(one) == [(None, "open"), ("2021-06-30", "due")]


@pytest.mark.parametrize("status", ["done", "broken", "withdrawn", "contested"])
def test_what_is_settled_is_not_due(status):
    (one,) = join(vowed("p1"), ended("p2", status, "2021-06-20"))
    assert [s.status for s in one.stages] == ["open", status]
    assert not overdue(one, TODAY)


def test_two_sources_that_disagree_about_one_day_make_it_contested():
    papers = (ended("p1", "done", "2021-06-20", source="Gazette"), ended("p2", "broken", "2021-06-20", source="Herald"))
    (one,) = join(*papers)
    assert [s.status for s in one.stages] == ["open", "done", "broken", "contested"]
    assert one.stages[-1].claims == ("p1-e", "p2-e")
    (one,) = join(papers[0], ended("p2", "broken", "2021-06-20", source="Gazette"))
    assert [s.status for s in one.stages] == ["open", "done", "broken"]
    (one,) = join(papers[0], ended("p2", "broken", "2021-06-25", source="Herald"))
    assert [s.status for s in one.stages] == ["open", "done", "broken"]


def test_undated_statuses_stand_by_publication():
    (one,) = join(ended("p1", "done", None, "2021-06-01"), ended("p2", "broken", "2021-06-20"), vowed("p3", "2021-08-01"))
    assert statuses(one) == [(None, "open"), (None, "done"), ("2021-06-20", "broken")]


def conditional():
    paper = Paper("p1", "2021-03-04")
    paper.mentions[KAR] = []
    claim = paper.say(
        "v", "RETREAT", "Ildra will withdraw patrols if Karst removes the northern barrier.", (ILD,), (SOR,),
        modality="conditional", condition="if Karst removes the northern barrier", about="patrols",
    )  # fmt: skip
    paper.vow((ILD,), (SOR,), "withdraw: patrols", (None, "conditional", [claim]), condition="if Karst removes the northern barrier")
    return paper


def test_later_claims_that_could_meet_a_condition_are_offered_with_reasons():
    later = Paper("p2", "2021-05-01")
    later.say("a", "RETREAT", "Karst removed the northern barrier.", (KAR,), when="2021-04-30")
    later.say("b", "CONSULT", "Karst met Sorrel.", (KAR, SOR), when="2021-04-30")
    later.say("c", "RETREAT", "Workers removed a northern barrier.", ("group:Workers",), when="2021-04-30")
    later.say("d", "PROTEST", "Weavers marched.", ("group:Weavers",), when="2021-04-30")
    later.say("e", "RETREAT", "Karst removed the northern barrier.", (KAR,), when="2020-04-30")
    later.say("f", "RETREAT", "Karst may remove the northern barrier.", (KAR,), modality="possible")
    later.say("g", "RETREAT", "Karst removed the northern barrier.", (KAR,))
    (one,) = join(conditional(), later, events=[("p2-a", "p2-g")])
    assert [claim for claim, _ in one.meets] == ["p2-a", "p2-c", "p2-b"]
    assert one.meets[0][1] == ("all", ("condition names", "Karst"), ("condition words", "4", "4"))
    assert [reason[0] for reason in one.meets[1][1][1:]][-1] == "condition words"
    assert one.meets[2][1] == ("all", ("condition names", "Karst"))
    assert statuses(one) == [(None, "conditional")]


def test_what_rests_on_a_rejected_claim_goes_with_it():
    paper = ended("p1", "done", "2021-06-20")
    paper.claims = paper.claims[:1]
    (one,) = join(paper)
    assert [s.status for s in one.stages] == ["open", "due"]
    paper.claims = []
    assert join(paper) == ()


@st.composite
def cases(draw):
    papers = []
    for n in range(draw(st.integers(1, 6))):
        parts = {
            "who": draw(st.sampled_from([(ILD,), (KAR,)])),
            "to": draw(st.sampled_from([(), (SOR,), (KAR, SOR)])),
            "deadline": draw(st.sampled_from([None, DUE, "../2021-07"])),
            "source": draw(st.sampled_from(["Gazette", "Herald"])),
        }
        status = draw(st.sampled_from(["open", "done", "broken", "withdrawn"]))
        day = draw(st.sampled_from([None, "2021-06-20", "2021-06"]))
        papers.append(ended(f"p{n}", status, day, f"2021-07-0{n + 1}", **parts))
    keys = [f"{p.key}-v" for p in papers]
    events = draw(st.lists(st.sets(st.sampled_from(keys), min_size=2, max_size=3), max_size=2)) if papers[1:] else []
    return [*papers, conditional()] if draw(st.booleans()) and not papers[1:] else papers, events


@given(cases(), st.randoms())
def test_the_order_of_documents_does_not_matter_to_promises(case, chance):
    papers, events = case
    mixed = papers[:]
    chance.shuffle(mixed)
    assert join(*papers, events=events) == join(*mixed, events=events)


@given(cases(), st.data())
def test_a_removed_document_takes_only_its_claims_out_of_promises(case, data):
    papers, events = case
    gone = data.draw(st.sampled_from(papers))
    before = [{c for s in p.stages for c in s.claims} for p in join(*papers, events=events)]
    after = [{c for s in p.stages for c in s.claims} for p in join(*(p for p in papers if p is not gone), events=events)]
    kept = {c for claims in before for c in claims if not c.startswith(f"{gone.key}-")}
    assert {c for claims in after for c in claims} == kept
    assert all(any(claims <= whole for whole in before) for claims in after)


@pytest.mark.parametrize(("said", "offered"), [("The pact was read aloud.", 0), ("The whole pact fails.", 1)])
def test_one_word_of_a_condition_of_two_is_chance(said, offered):
    paper = Paper("p1")
    claim = paper.say(
        "v", "THREATEN", "Ildra threatened a blockade if the pact fails.", (ILD,), condition="if the pact fails", modality="conditional"
    )
    paper.vow((ILD,), (), "blockade", (None, "conditional", [claim]), condition="if the pact fails")
    later = Paper("p2", "2021-05-04")
    later.say("o", "CONSULT", said, (KAR,), when="2021-05-03")
    (one,) = join(paper, later)
    assert len(one.meets) == offered
