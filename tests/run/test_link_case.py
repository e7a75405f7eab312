"""Linking a case: what joins, what stays when it is run again, what people decided, what changed."""

# ruff: noqa: SLF001 - the parts of the made-up case

import dataclasses
import random

import made_case
import pytest

from diurna import store
from diurna.case import Filters
from diurna.errors import QueryError, ReviewError
from diurna.record import Actor, Document, Place, Reading
from diurna.review import Draft
from diurna.run import checks, views
from diurna.run.desk import Desk, decide, decided, targets
from diurna.run.events import explain
from diurna.run.link import changes, link
from diurna.store import blocks
from diurna.store.fusion import replayed
from diurna.wording import worded

PAPERS = {
    "Herald": "Ildra and Sorrel opened talks in Karst on 5 May 2021. A column of Ildra reached the bridge on 7 May 2021.",
    "Courier": "In Karst, Ildra and Sorrel opened talks on 5 May 2021, envoys said. Nothing else was told.",
    "Gazette": "Sorrel denied on 5 May 2021 that it opened talks with Ildra in Karst. Its envoy left on 9 May 2021.",
    "Post": "Sorrel fined a ferry in Odra on 20 May 2021. The ferry stayed there for a week.",
}


def paper(name):
    """One paper's report: talks of Ildra and Sorrel in Karst, or a fine in Odra."""
    text = PAPERS[name]
    talks = "talks" in text
    states = {
        who: Actor(f"state:{who[:3].upper()}", who, "state", who[:3].upper(), (made_case._quote(text, who),), "")
        for who in ("Ildra", "Sorrel")
        if who in text
    }
    town, number = ("Karst", 7) if talks else ("Odra", 9)
    quote = made_case._quote(text, town)
    place = Place(f"geonames:{number}", town, "town", "ILD", 46.0, 15.0, "town", (quote,), "", 0.9)
    day = "5 May 2021" if talks else "20 May 2021"
    edtf = "2021-05-05" if talks else "2021-05-20"
    claim = made_case._claim(
        f"{name}-1", "CONSULT" if talks else "SANCTION", text, "opened talks" if talks else "fined", made_case._sentence(text, 0),
        actors=tuple(made_case._party(text, actor) for actor in states.values()),
        when=made_case._time(text, day, edtf), where=place, where_quote=quote, modality="denied" if "denied" in text else "asserted",
    )  # fmt: skip
    document = Document(f"{name}.txt", text, "", f"{name} of the day", name, "2021-05-10", "given")
    return Reading(document, text, "en", actors=tuple(states.values()), places=(place,), sentences=(), claims=(claim,))


@pytest.fixture
def case(tmp_path):
    path = made_case.make(tmp_path / "case", *map(paper, PAPERS))
    with store.open(path, write=True) as opened:
        yield opened


def members(case):
    return {frozenset(claim.split("-")[0] for claim in claims) for claims in case.fusion.events().values()}


def test_reports_of_one_happening_are_one_event(case):
    found = link(case)
    assert members(case) == {frozenset({"Herald", "Courier", "Gazette"}), frozenset({"Post"})}
    assert (found.fresh, found.claims, found.events, found.joined) == (4, 4, 2, 1)
    assert {change.turn for change in found.changes} == {"new"}
    assert list(checks.faults(case)) == []


def test_running_it_again_changes_nothing(case):
    link(case)
    before = case.fusion.events()
    again = link(case)
    assert (again.fresh, again.changes, case.fusion.events()) == (0, (), before)


@pytest.mark.parametrize("seed", range(4))
def test_one_by_one_in_any_order_gives_the_same_events(tmp_path, case, seed):
    link(case)
    names = random.Random(seed).sample(list(PAPERS), len(PAPERS))  # noqa: S311 - chance that can be had again
    store.create(tmp_path / "other", name="other")
    with store.open(tmp_path / "other", write=True) as other:
        kept = {}
        for name in names:
            other.keep(made_case.taken(paper(name)))
            link(other)
            now = other.fusion.events()
            assert all(kept[event] <= now[event] for event in kept if event in now)
            kept = now
        assert members(other) == members(case)
        assert list(checks.faults(other)) == []


def test_what_a_person_split_stays_split(case):
    link(case)
    decide(case, "split", "Courier-1", who="Ada", why="another meeting")
    for _ in range(10):
        link(case)
    assert members(case) == {frozenset({"Herald", "Gazette"}), frozenset({"Courier"}), frozenset({"Post"})}
    decide(case, "undo", next(iter(case.decisions())).id, who="Ada")
    link(case)
    assert frozenset({"Herald", "Courier", "Gazette"}) in members(case)


def test_what_a_person_merged_stays_merged_and_shows_at_once(case):
    link(case)
    seen = changes(case)[-1].seq
    decide(case, "merge", "Herald-1 Post-1", who="Ada")
    assert set(shown(case).values()) == set(case.fusion.events())
    assert members(case) == {frozenset(PAPERS)}
    assert {change.turn for change in changes(case, str(seen))} == {"changed", "merged"}
    assert link(case).changes == ()


def shown(case):
    return {claim: stands.event for claim, stands in views.edition(case).standing.items()}


def test_a_rejected_claim_shows_no_event_and_a_merge_before_linking_one(case):
    decide(case, "merge", "Herald-1 Post-1", who="Ada")
    assert shown(case) == {"Herald-1": "Herald-1", "Post-1": "Herald-1", "Courier-1": "", "Gazette-1": ""}
    link(case)
    decide(case, "reject", "Post-1", who="Ada")
    assert (shown(case)["Post-1"], set(shown(case).values())) == ("", {"", next(iter(case.fusion.events()))})


def test_what_a_person_split_shows_at_once_under_the_ids_that_linking_keeps(case):
    link(case)
    before = shown(case)
    decide(case, "split", "Courier-1", who="Ada", why="another meeting")
    after = shown(case)
    assert after["Courier-1"] not in before.values()
    assert {claim for claim in before if before[claim] != after[claim]} == {"Courier-1"}
    page = views.page(case, Filters(), limit=9).edition
    assert {claim: stands.event for claim, stands in page.standing.items()} == after
    assert link(case).changes == ()
    assert shown(case) == after
    assert [change.why for change in changes(case) if change.turn == "split"] == [("taken out",)]
    decide(case, "undo", next(iter(case.decisions())).id, who="Ada")
    assert shown(case) == before
    assert link(case).changes == ()


def test_a_claim_that_was_split_goes_where_a_person_puts_it_and_no_machine_link_takes_it_back(case):
    link(case)
    decide(case, "split", "Courier-1", who="Ada")
    decide(case, "merge", "Courier-1 Post-1", who="Ada")
    for _ in range(10):
        link(case)
        assert members(case) == {frozenset({"Herald", "Gazette"}), frozenset({"Courier", "Post"})}
    decide(case, "merge", "Courier-1 Herald-1", who="Ada")
    assert members(case) == {frozenset(PAPERS)}


@pytest.mark.parametrize("seed", range(6))
def test_every_decision_shows_at_once_what_linking_the_case_anew_gives(tmp_path, case, seed):
    link(case)
    rng = random.Random(seed)  # noqa: S311 - chance that can be had again
    claims = [f"{name}-1" for name in PAPERS]
    documents = sorted(case.documents_of(claims).values())
    desk = Desk(case, who="Ada")
    for _ in range(12):
        held = [made.id for made in desk.state.decisions if made.id not in desk.state.undone and made.action != "undo"]
        drafts = [
            Draft("merge", " ".join(rng.sample(claims, 2))),
            Draft("split", rng.choice(claims)),
            Draft("reject", rng.choice([*claims, *documents])),
            Draft("edit", rng.choice(claims), {"when": rng.choice(["2021-05-05", "2021-05-20", "2021-06"])}),
            *([Draft("undo", rng.choice(held))] * 2 if held else []),
        ]
        desk.commit(rng.choice(drafts))
        assert link(case).changes == ()
        assert replayed(changes(case)) == case.fusion.events()
        left = {claim for claim in claims if desk.state.of(claim, case.documents_of([claim])[claim]).status != "rejected"}
        assert sorted(claim for event in case.fusion.events().values() for claim in event) == sorted(left)
    assert list(checks.faults(case)) == []
    with store.open(made_case.make(tmp_path / "anew", *map(paper, PAPERS)), write=True) as other:
        fresh = Desk(other, who="Ada")
        names = {}
        for made in desk.state.decisions:
            fresh.commit(Draft(made.action, names.get(made.target, made.target), made.values))
            names[made.id] = fresh.last
        link(other)
        assert members(other) == members(case)


def test_a_rejected_document_leaves_with_its_claims_and_is_no_source_until_that_is_undone(case):
    link(case)
    before, events = shown(case), case.fusion.events()
    document = case.documents_of(["Courier-1"])["Courier-1"]
    desk = Desk(case, who="Ada")
    desk.reject_document(document, "a forgery")
    assert members(case) == {frozenset({"Herald", "Gazette"}), frozenset({"Post"})}
    assert [(row.claim, row.status) for row in case.query(Filters(status="rejected"), limit=9).rows] == [("Courier-1", "rejected")]
    assert "2 papers" in worded(explain(case, "Herald-1").said)
    assert document not in {member for origin in case.origins.all() for member in origin.documents}
    desk.commit(Draft("accept", "Courier-1"))  # what is decided on a claim waits until its document counts again
    assert case.query(Filters(status="rejected"), limit=9).total == 1
    assert link(case).changes == ()
    desk.restore_document(document)
    assert (shown(case), case.fusion.events()) == (before, events)
    assert document in {member for origin in case.origins.all() for member in origin.documents}
    assert views.edition(case).stands("Courier-1").status == "accepted"
    assert link(case).changes == ()
    assert list(checks.faults(case)) == []


def test_a_rejected_document_stays_rejected_when_it_is_read_anew(case):
    link(case)
    document = case.documents_of(["Courier-1"])["Courier-1"]
    desk = Desk(case, who="Ada")
    desk.reject_document(document)
    again = made_case.taken(paper("Courier"), received="2026-11-20T08:00:00Z", model="m-2")
    case.keep(again, laid=decided(again.reading, desk.state, targets(desk.state.decisions)))
    link(case)
    assert frozenset({"Herald", "Gazette"}) in members(case)
    assert list(checks.faults(case)) == []


def test_only_a_document_of_the_case_can_be_rejected_and_only_what_was_rejected_restored(case):
    document = case.documents_of(["Courier-1"])["Courier-1"]
    desk = Desk(case, who="Ada")
    with pytest.raises(ReviewError, match="no document 'd-none'"):
        desk.reject_document("d-none")
    with pytest.raises(ReviewError, match="not a document that was rejected"):
        desk.restore_document(document)
    with pytest.raises(ReviewError, match="can only be rejected"):
        desk.commit(Draft("accept", document))
    assert list(case.decisions()) == []


def test_a_rejected_claim_leaves_and_takes_only_itself_along(case):
    link(case)
    decide(case, "reject", "Courier-1", who="Ada")
    decide(case, "reject", "Post-1", who="Ada")
    assert members(case) == {frozenset({"Herald", "Gazette"})}
    assert [change.turn for change in changes(case)[2:]] == ["changed", "withdrawn"]
    assert link(case).changes == ()
    decide(case, "accept", "Courier-1", who="Ada")
    assert members(case) == {frozenset({"Herald", "Gazette", "Courier"})}
    assert list(checks.faults(case)) == []


def test_an_event_is_explained_by_its_id_or_a_claim(case):
    link(case)
    event = explain(case, "Gazette-1")
    assert event == explain(case, event.id)
    assert set(event.claims) == {"Herald-1", "Courier-1", "Gazette-1"}
    assert "1 denial" in worded(event.said)
    assert ("same day", "2021-05-05") in event.because
    with pytest.raises(QueryError, match="e-none"):
        explain(case, "e-none")


def test_changes_since_a_number_and_a_day(case):
    first = link(case)
    assert changes(case) == first.changes == changes(case, "2021-01-01")
    case.keep(made_case.taken(made_case.many(3)))
    link(case)
    later = changes(case, str(first.changes[-1].seq))
    assert [(change.turn, len(change.claims)) for change in later] == [("new", 1)]
    assert changes(case, "2999-01-01") == ()
    with pytest.raises(QueryError, match="yesterday"):
        changes(case, "yesterday")


def test_the_state_of_a_day_is_rebuilt_from_the_log(case):
    link(case)
    now = case.fusion.events()
    assert case.fusion.events_at("2999-01-01T00:00:00Z") == now
    assert case.fusion.events_at("1999-01-01T00:00:00Z") == {}


def test_verify_finds_an_event_that_the_log_does_not_give(case):
    link(case)
    case.fusion.set_events({"e-made-up": frozenset({"Post-1"})}, ())
    assert any("e-made-up" in fault.where for fault in checks.faults(case))


def test_a_corrected_date_moves_a_claim(case):
    link(case)
    decide(case, "edit", "Courier-1", {"when": "2021-05-25"}, who="Ada")
    link(case)
    assert frozenset({"Courier"}) in members(case)
    assert dataclasses.replace(paper("Post")).claims


def test_events_are_listed_with_what_stands_for_them_and_asked_by_the_filters_of_claims(case):
    link(case)
    found, cursor, total = case.briefs.page(Filters(), limit=1)
    assert (total, [told.type for told in found]) == (2, ["CONSULT"])
    told = found[0]
    assert (told.edtf, told.place, told.claims, told.sources, told.origins, told.denials) == ("2021-05-05", "geonames:7", 3, 3, 3, 1)
    assert told.actors == ("state:ILD", "state:SOR")
    assert told.disagreements == ("happened",)
    rest, end, _ = case.briefs.page(Filters(), limit=1, cursor=cursor)
    assert ([told.type for told in rest], end) == (["SANCTION"], "")
    assert [told.type for told in case.briefs.page(Filters(place="Odra"), limit=9)[0]] == ["SANCTION"]
    assert case.briefs.get([told.id, "e-none"]) == {told.id: told}
    with pytest.raises(QueryError, match="cursor"):
        case.briefs.page(Filters(), limit=1, cursor="x")


def test_an_event_that_is_gone_is_listed_no_more_and_one_that_changed_anew(case):
    link(case)
    decide(case, "reject", "Post-1", who="Ada")
    decide(case, "reject", "Gazette-1", who="Ada")
    link(case)
    (told,), _, total = case.briefs.page(Filters(), limit=9)
    assert (total, told.claims, told.denials, told.disagreements) == (1, 2, 0, ())


def test_a_block_that_is_too_large_is_told_in_words(case, monkeypatch):
    monkeypatch.setattr(blocks, "MOST", 2)
    found = link(case)
    assert any(told.startswith("Ildra and Sorrel, 2021-05-0") for told in found.skipped), found.skipped
    assert list(checks.faults(case)) == []
