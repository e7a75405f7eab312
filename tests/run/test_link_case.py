"""Linking a case: what joins, what stays when it is run again, what people decided, what changed."""

# ruff: noqa: SLF001 - the parts of the made-up case

import dataclasses
import random

import made_case
import pytest

from diurna import store
from diurna.errors import QueryError
from diurna.record import Actor, Document, Place, Reading
from diurna.run import checks, views
from diurna.run.desk import decide
from diurna.run.link import changes, explain, link

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
    decide(case, "merge", "Herald-1 Post-1", who="Ada")
    before = {claim: stands.event for claim, stands in views.edition(case).standing.items()}
    assert before["Herald-1"] == before["Post-1"] != ""
    found = link(case)
    assert members(case) == {frozenset(PAPERS)}
    assert "merged" in {change.turn for change in found.changes}


def test_a_rejected_claim_leaves_and_takes_only_itself_along(case):
    link(case)
    decide(case, "reject", "Courier-1", who="Ada")
    decide(case, "reject", "Post-1", who="Ada")
    found = link(case)
    assert members(case) == {frozenset({"Herald", "Gazette"})}
    assert {change.turn for change in found.changes} == {"changed", "withdrawn"}
    assert list(checks.faults(case)) == []


def test_an_event_is_explained_by_its_id_or_a_claim(case):
    link(case)
    event = explain(case, "Gazette-1")
    assert event == explain(case, event.id)
    assert set(event.claims) == {"Herald-1", "Courier-1", "Gazette-1"}
    assert "1 denial" in event.said
    assert "same day 2021-05-05" in " ".join(event.because)
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
