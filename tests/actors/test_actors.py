import tomllib
from fnmatch import fnmatchcase
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from marked_articles import reading

from diurna.actors import resolve

CASES = tomllib.loads(Path(__file__).with_name("cases.toml").read_text(encoding="utf-8"))["case"]
IDS = [case["name"] for case in CASES]


def actors_of(case):
    return resolve(reading(case["language"], case["text"], case.get("published"))).actors


def nth(text, words):
    words, _, number = words.partition("@")
    at = -1
    for _ in range(int(number or 1)):
        at = text.index(words, at + 1)
    return at, at + len(words)


@pytest.mark.parametrize("case", CASES, ids=IDS)
def test_words_name_the_actor(case):
    given_reading = reading(case["language"], case["text"], case.get("published"))
    owner = {(q.start, q.end): a for a in resolve(given_reading).actors for q in a.mentions}
    for pattern, *told in case["actors"]:
        ids = [owner[nth(given_reading.text, words)].id for words in told]
        assert all(fnmatchcase(i, pattern) for i in ids), (pattern, told, ids)
        assert len(set(ids)) == 1, (told, ids)


@pytest.mark.parametrize("case", [c for c in CASES if "shown" in c], ids=lambda c: c["name"])
def test_names_are_shown_whole(case):
    assert set(case["shown"]) <= {a.name for a in actors_of(case)}


@pytest.mark.parametrize("case", CASES, ids=IDS)
def test_every_mention_and_role_has_exactly_one_actor(case):
    given_reading = reading(case["language"], case["text"], case.get("published"))
    told = [q for a in resolve(given_reading).actors for q in a.mentions]
    roles = {q for f in given_reading.frames for q in (*f.actors, *f.recipients, *f.according_to)}
    named = {m.quote for m in given_reading.mentions if m.kind != "place"}
    assert len(told) == len(set(told))
    assert roles | named <= set(told)


@pytest.mark.parametrize("case", CASES, ids=IDS)
def test_every_actor_has_a_reason_and_its_parts(case):
    actors = actors_of(case)
    ids = {a.id for a in actors}
    for actor in actors:
        assert actor.kind == "plural" or actor.reason or not actor.mentions
        if actor.kind == "plural":
            assert set(actor.id.removeprefix("plural:").split("+")) <= ids


@pytest.mark.parametrize("case", CASES, ids=IDS)
def test_reading_twice_gives_equal_actors(case):
    assert actors_of(case) == actors_of(case)


def test_private_persons_stay_in_their_document():
    actors = resolve(reading("en", "{Odile Grent:person:a} marched; {President Emmanuel Macron:person:r} heard.", "2020-01-05")).actors
    assert [(a.name, a.private) for a in actors] == [("Odile Grent", True), ("Emmanuel Macron", False)]


def test_places_without_a_role_are_left_to_the_places():
    actors = resolve(reading("en", "{Norway:place:a} met {Finland:place:a} in {Narvik:place} and {Oslo:place}.")).actors
    assert [a.id for a in actors] == ["state:NOR", "state:FIN"]


def test_what_cannot_be_resolved_says_why():
    (actor,) = resolve(reading("en", "{They::a} marched.")).actors
    assert (actor.kind, actor.reason) == ("unresolved", "'They': no fitting actor is told before")


def test_without_a_date_the_office_stays_an_office():
    (actor,) = resolve(reading("fr", "{Le président polonais:office:a} a parlé.")).actors
    assert (actor.id, actor.kind, actor.country) == ("office:POL:head-of-state", "office", "POL")


def test_nothing_told_gives_no_actor():
    assert resolve(reading("en", "Rain fell.")).actors == ()


@settings(max_examples=60, deadline=None)
@given(
    words=st.text(alphabet=st.characters(blacklist_characters="{}:\n", blacklist_categories=["Cs"]), min_size=1, max_size=40),
    kind=st.sampled_from(["person", "organisation", "place", "group", "office", ""]),
    language=st.sampled_from(["fr", "en", "ru", "ar", "zh", "tr"]),
)
def test_any_words_in_a_role_have_one_actor(words, kind, language):
    (actor,) = [a for a in resolve(reading(language, f"x{{{words}:{kind}:a}}")).actors if any(q.start == 1 for q in a.mentions)]
    assert actor.id


def test_people_of_one_family_stay_apart():
    case = next(c for c in CASES if c["name"] == "en: one family, two first names")
    people = [a for a in actors_of(case) if a.id.startswith("person:")]
    assert [(a.name, a.private) for a in people] == [("Daniel Okoro", True), ("Samuel Okoro", True), ("Nadeesha Perera", True)]
