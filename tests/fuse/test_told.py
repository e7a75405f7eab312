"""The view of an event: every value with who gives it, the one that is shown, and what contradicts what."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diurna import edtf
from diurna.event import Account, Link
from diurna.fuse.account import country
from diurna.fuse.choose import BETWEEN, PARTS, _coarse
from diurna.fuse.differ import _VAGUE, _elsewhere, _others, _Side, _strangers
from diurna.fuse.told import Reported, told
from diurna.wording import worded

NAMES = {
    "geonames:1": "Sochi", "geonames:2": "Sochi", "geonames:3": "Minsk", "iso:RUS": "Russia", "state:BLR": "Belarus",
    "state:RUS": "Russia", "person:Q1": "Ada Lund",
}  # fmt: skip
PAPERS = {"a": "A", "b": "B", "c": "C", "d": ""}
DOCUMENTS = {f"d-{key}": Reported(f"d-{key}", name, f"o-{key}", f"2021-03-{n + 10}") for n, (key, name) in enumerate(PAPERS.items())}


def account(claim, **values):
    made = {
        "document": f"d-{claim}", "type": "ASSAULT", "modality": "asserted", "edtf": "2021-03-05", "actors": ("state:BLR",),
        "recipients": (), "place": "geonames:1", "within": ("iso:RUS",), "numbers": (), "trigger": "met",
        "sentence": "Ministers met in Sochi on Friday.", "language": "en",
    } | values  # fmt: skip
    first, last = edtf.days(made["edtf"])
    return Account(claim=claim, first=first, last=last, **made)


def event(*accounts, links=(), documents=DOCUMENTS):
    return told("e-1", accounts, links, documents=documents, names=NAMES)


def tellings(field, *values, **more):
    """Return the event of claims a, b, c… that give these values to one field."""
    return event(*(account(claim, **{field: value}, **more) for claim, value in zip("abcd", values, strict=False)))


def sentences(found):
    return [worded(one) for one in found.disagreements]


def values(found, part):
    return {one.value: one for one in found.told if one.part == part}


def shown(found, part):
    return [(one.value, worded(one.why)) for one in found.told if one.part == part and one.shown]


def test_each_value_has_its_claims_sources_and_origins():
    copy = {"d-c": Reported("d-c", "C", "o-a", "2021-03-12")}
    found = event(account("a"), account("b", edtf="2021-03-07"), account("c"), account("d"), documents=DOCUMENTS | copy)
    assert found.claims == ("a", "b", "c", "d")
    one = values(found, "when")["2021-03-05"]
    assert (one.claims, one.sources, one.origins) == (("a", "c", "d"), ("A", "C", "d-d"), ("o-a", "o-d"))
    assert [(made.name, made.shown) for made in found.told if made.part == "when"] == [("2021-03-05", True), ("2021-03-07", False)]
    assert [made.name for made in values(found, "where").values()] == ["Sochi"]


EARLIEST = "published first of those that are as well supported"
RULES = [
    ("edtf", "when", ("2021-03-07", "2021-03-05", "2021-03-05"), "2021-03-05", "most independent origins (2)"),
    ("edtf", "when", ("2021", "2021-03", "2021-03-05"), "2021-03-05", "the more precise of those with as many independent origins"),
    ("edtf", "when", ("2021-03-05", "2021-03-05T10:30"), "2021-03-05T10:30", "the more precise of those with as many independent origins"),
    ("edtf", "when", ("2021-03", "2021-03-07", "2021-03-05"), "2021-03-07", "published first of those that are as well supported"),
    ("edtf", "when", ("2021-03", "2021-03", "2021-03-05"), "2021-03", "most independent origins (2)"),
    ("place", "where", ("iso:RUS", "geonames:1"), "geonames:1", "the more precise of those with as many independent origins"),
    ("place", "where", ("geonames:3", "geonames:1"), "geonames:3", "published first of those that are as well supported"),
    ("numbers", "number", (("3", "40"), ("3", "40"), ("12",)), "12", "the only number of its sentence"),
    ("numbers", "number", (("9",), ("10",), ("10.0",)), "10", "most independent origins (2)"),
    ("type", "type", ("ASSAULT",), "ASSAULT", ""),
    ("modality", "happened", ("planned", "demanded", "asserted"), "announced", "most independent origins (2)"),
    ("modality", "happened", ("planned", "asserted"), "happened", "told as having happened by as many independent origins as announce it"),
    ("modality", "happened", ("planned", "denied", "asserted"), "said not to have happened", EARLIEST),
    ("modality", "happened", ("planned", "denied"), "announced", EARLIEST),
]


@pytest.mark.parametrize(("field", "part", "given_", "best", "why"), RULES)
def test_the_rule_that_chooses(field, part, given_, best, why):
    assert shown(tellings(field, *given_), part) == [(best, why)]


def test_the_smallest_is_the_last_resort_and_numbers_are_compared_as_numbers():
    undated = {f"d-{key}": Reported(f"d-{key}", key, f"o-{key}") for key in "ab"}
    found = event(account("a", numbers=("10",)), account("b", numbers=("9",)), documents=undated)
    assert shown(found, "number") == [("9", "the smallest of those that are as well supported and as early")]


def test_a_copy_counts_once():
    copies = DOCUMENTS | {f"d-{key}": Reported(f"d-{key}", key, "o-agency", "2021-03-09") for key in "ab"}
    found = event(
        *(account(key, edtf=day) for key, day in (("a", "2021-03-07"), ("b", "2021-03-07"), ("c", "2021-03-05"))), documents=copies
    )
    assert shown(found, "when") == [("2021-03-07", "published first of those that are as well supported")]
    assert worded(found.said) == "said by 3 papers, 2 independent origins"


def test_actors_who_act_together_are_shown_together():
    both = ("state:RUS", "state:BLR")
    found = event(account("a", actors=both), account("b", actors=both), account("c", actors=("state:BLR",)))
    assert shown(found, "actors") == [(one, "most independent origins (2)") for one in ("state:BLR", "state:RUS")]
    assert values(found, "actors")["state:BLR"].claims == ("a", "b", "c")
    assert found.disagreements == ()


def test_of_actors_told_as_often_the_fuller_list_is_shown():
    why = "the more precise of those with as many independent origins"
    found = tellings("actors", ("state:BLR",), ("state:BLR", "person:Q1"))
    assert shown(found, "actors") == [("state:BLR", why), ("person:Q1", why)]


AGREEING = [
    ("edtf", "2021-03", "2021-03-05"),
    ("edtf", "2021-03-01/2021-03-05", "2021-03-05/2021-03-09"),
    ("edtf", "XXXX-12-25", "2021-03-05"),
    ("edtf", None, "2021-03-05"),
    ("edtf", "2021-03/..", "2021-03-05"),
    ("place", "iso:RUS", "geonames:1"),
    ("place", "unresolved:Krasnaya", "geonames:1"),
    ("place", "", "geonames:1"),
    ("actors", ("state:BLR", "state:RUS"), ("state:RUS",)),
    ("actors", ("office:BLR:president",), ("state:BLR",)),
    ("actors", ("name:rebels",), ("state:BLR",)),
    ("numbers", ("3", "40"), ("12",)),
    ("numbers", ("12",), ("12.0",)),
    ("type", "ASSAULT", "COERCE"),
    ("modality", "asserted", "planned"),
    ("modality", "denied", "negated"),
]


@pytest.mark.parametrize(("field", "one", "other"), AGREEING)
def test_what_may_be_one_value_is_no_disagreement(field, one, other):
    assert tellings(field, one, other).disagreements == ()


DISAGREEING = [
    ("edtf", ("2021-03-05", "2021-03-07", "2021-03-05", "2021-03"), "date: 2021-03-05 (A, C) or 2021-03-07 (B)"),
    ("edtf", ("2021-03", "2021-04-02"), "date: 2021-03 (A) or 2021-04-02 (B)"),
    ("place", ("geonames:1", "iso:BLR"), "place: Sochi (A) or iso:BLR (B)"),
    ("place", ("geonames:1", "geonames:2"), "place: Sochi [geonames:1] (A) or Sochi [geonames:2] (B)"),
    ("actors", (("state:BLR", "person:Q1"), ("state:RUS",)), "actor: Ada Lund and Belarus (A) or Russia (B)"),
    ("recipients", (("state:BLR",), ("state:RUS",), ()), "recipient: Belarus (A) or Russia (B)"),
    ("type", ("ASSAULT", "AGREE"), "type: ASSAULT (A) or AGREE (B)"),
    ("modality", ("asserted", "denied", "planned"), "whether it happened: happened (A) or said not to have happened (B)"),
]


@pytest.mark.parametrize(("field", "given_", "sentence"), DISAGREEING)
def test_a_disagreement_is_a_sentence(field, given_, sentence):
    assert sentences(tellings(field, *given_, within=())) == [sentence]


def test_numbers_are_told_by_source_from_lowest_to_highest():
    def of(*numbers):
        listed = {f"d-{n}": Reported(f"d-{n}", source, f"o-{n}") for n, (source, _) in enumerate(numbers)}
        made = [account(f"c{n}", document=f"d-{n}", numbers=(number,)) for n, (_, number) in enumerate(numbers)]
        return event(*made, documents=listed)

    assert sentences(of(("Le Courrier", "12"), ("Le Courrier", "10"), ("Agency", "15"))) == [
        "number: 15 (Agency), between 10 and 12 (Le Courrier)",
    ]
    best = of(("A", "9"), ("A", "10"), ("A", "100"), ("B", "10"))
    assert sentences(best) == ["number: between 9 and 100, 10 best supported (A), 10 (B)"]


def test_those_who_meet_may_be_told_in_either_order():
    sides = {"actors": ("state:BLR",), "recipients": ("state:RUS",)}, {"actors": ("state:RUS",), "recipients": ("state:BLR",)}
    assert event(*(account(key, type="CONSULT", **side) for key, side in zip("ab", sides, strict=True))).disagreements == ()
    assert len(event(*(account(key, **side) for key, side in zip("ab", sides, strict=True))).disagreements) == 2
    for one, other in (sides, sides[::-1]):  # the one is mutual, the other names no recipient
        found = event(account("a", type="CONSULT", **one), account("b", type="REQUEST", actors=other["actors"]))
        assert not [sentence for sentence in sentences(found) if sentence.startswith("actor")]


def test_a_private_person_is_not_named():
    found = tellings("actors", ("private:0123456789abcdef", "state:BLR"), ("state:RUS",))
    assert values(found, "actors")["private:0123456789abcdef"].name == "a private person"
    assert sentences(found) == ["actor: Belarus and a private person (A) or Russia (B)"]


SAID = [
    ("a", {}, "said by 1 paper, 1 independent origin"),
    ("abcd", {"b": "denied"}, "said by 4 papers, 4 independent origins, 1 denial"),
    ("abc", {"b": "denied", "c": "negated"}, "said by 3 papers, 3 independent origins, 2 denials"),
]


@pytest.mark.parametrize(("claims", "modality", "said"), SAID)
def test_how_many_say_it(claims, modality, said):
    assert worded(event(*(account(claim, modality=modality.get(claim, "asserted")) for claim in claims)).said) == said


def test_documents_of_which_nothing_is_known_count_each():
    found = event(account("x"), account("y"), account("z", document="d-y"), documents={})
    assert worded(found.said) == "said by 2 papers, 2 independent origins"
    assert values(found, "type")["ASSAULT"].sources == ("d-x", "d-y")


DAY, PLACE, ACTORS = ("same day", "2021-03-05"), ("same place", ("name", "geonames:1")), ("same actors", ("name", "state:BLR"))


def test_reasons_are_told_the_most_frequent_first():
    links = [
        Link("a", "b", 9.0, (DAY, PLACE, ("both", "ASSAULT"))),
        Link("a", "c", 9.0, (ACTORS, DAY)),
        Link("b", "c", 9.0, (ACTORS, PLACE, DAY, PLACE, PLACE)),
        Link("a", "far", 9.0, (("another event's",),)),
    ]
    found = event(*map(account, "abc"), links=links)
    assert found.because == (DAY, ACTORS, PLACE, ("both", "ASSAULT"))
    assert event(account("a")).because == ()


parties = st.lists(st.sampled_from(["state:BLR", "state:RUS", "person:Q1", "name:rebels", "private:0123456789abcdef"]), max_size=3)
told_values = st.fixed_dictionaries({
    "document": st.sampled_from(["d-a", "d-b", "d-c", "d-d", "d-e"]),
    "type": st.sampled_from(["CONSULT", "AGREE", "ASSAULT"]),
    "modality": st.sampled_from(["asserted", "planned", "conditional", "demanded", "possible", "denied", "negated"]),
    "edtf": st.sampled_from([None, "2021", "2021-03", "2021-03-05", "2021-03-05T10:30", "2021-03-07", "2021-03-07/..", "XXXX-12-25"]),
    "actors": parties.map(tuple),
    "recipients": parties.map(tuple),
    "place": st.sampled_from(["", "geonames:1", "geonames:3", "iso:RUS", "near:RUS", "unresolved:x"]),
    "within": st.sampled_from([(), ("iso:RUS",)]),
    "numbers": st.lists(st.sampled_from(["3", "3.0", "2,5", "12", "1000", "٣", "9" * 60]), max_size=3).map(tuple),
})  # fmt: skip
events = st.lists(told_values, min_size=1, max_size=7).map(lambda made: [account(f"c{n}", **one) for n, one in enumerate(made)])


@given(events, st.randoms())
def test_the_view_does_not_depend_on_order(accounts, rng):
    links = [Link(a.claim, b.claim, 1.0, (("both", a.type), ("near",))) for a, b in itertools.combinations(accounts, 2)]
    mixed = rng.sample(accounts, len(accounts))
    assert event(*accounts, links=links) == event(*mixed, links=rng.sample(links, len(links)))


@given(events)
def test_no_value_is_lost_and_one_of_each_part_is_shown(accounts):
    found = event(*accounts)
    by_claim = {one.claim: one for one in accounts}
    for claim, one in by_claim.items():
        told_of = {(value.part, value.value) for value in found.told if claim in value.claims}
        assert {("type", one.type)} <= told_of
        assert {value for part, value in told_of if part == "when"} == ({one.edtf} if one.edtf else set())
        assert {value for part, value in told_of if part == "where"} == ({one.place} if one.place else set())
        assert {value for part, value in told_of if part == "actors"} == set(one.actors)
        assert {value for part, value in told_of if part == "recipients"} == set(one.recipients)
        assert len([value for part, value in told_of if part == "number"]) == bool(one.numbers)
        assert sum(len(value.split(BETWEEN)) for part, value in told_of if part == "number") == len(one.numbers)
        assert len([value for part, value in told_of if part == "happened"]) == 1
    for part in PARTS:
        of = [value for value in found.told if value.part == part]
        best = {value.value for value in of if value.shown}
        assert bool(of) == bool(best)
        assert [value.shown for value in of] == sorted((value.shown for value in of), reverse=True)
        if part in ("actors", "recipients"):  # as one claim tells them
            assert not of or best in [set(getattr(one, part)) for one in accounts]
        else:
            assert len(best) <= 1
        assert not any(value.why for value in of if not value.shown or len(of) == 1)


@given(events)
def test_what_is_shown_is_never_worse_supported(accounts):
    found = event(*accounts)
    for part in ("type", "when", "where", "happened"):
        of = list(values(found, part).values())
        assert all(len(of[0].origins) >= len(value.origins) for value in of)


def is_finer(part, inner, outer, within):
    """Say by the definition whether a value is more precise than another."""
    if part == "when":
        one, other = edtf.span(inner[0]), edtf.span(outer[0])
        if one is None or other is None or one == other:
            return one is not None and one == other and edtf.precision(inner[0]) == "time" != edtf.precision(outer[0])
        return other[0] <= one[0] and one[1] <= other[1]
    if part == "where":
        return outer[0] in within.get(inner[0], ()) and inner[0] not in within.get(outer[0], ())
    return set(inner) > set(outer)


dates = st.sampled_from(
    ["2021", "2021-03", "2021-03-05", "2021-03-05T10:30", "2021-03-05T11", "2021-03-07/..", "XXXX-12", "2021-03-04/2021-03-06"]
)
spots = st.sampled_from(["geonames:1", "geonames:2", "geonames:3", "iso:RUS", "iso:BLR", "near:RUS", "unresolved:x", "name:y", "area:z"])
around = st.dictionaries(spots, st.frozensets(spots, max_size=3))
many = {
    "when": st.lists(dates.map(lambda value: (value,)), unique=True),
    "where": st.lists(spots.map(lambda value: (value,)), unique=True),
    "actors": st.lists(st.frozensets(st.sampled_from("abcd"), min_size=1).map(lambda value: tuple(sorted(value))), unique=True),
}


@pytest.mark.parametrize("part", many)
@given(st.data(), around)
def test_what_is_less_precise_is_found_as_by_comparing_all_pairs(part, data, within):
    told_ = data.draw(many[part])
    assert _coarse(part, told_, within) == {outer for outer in told_ if any(is_finer(part, inner, outer, within) for inner in told_)}


@given(st.lists(spots, unique=True), around)
def test_places_elsewhere_are_found_as_by_comparing_all_pairs(places, within):
    def apart(a, b):
        if a in within.get(b, ()) or b in within.get(a, ()):
            return False
        one, other = ({country(place) for place in (x, *within.get(x, ()))} - {""} for x in (a, b))
        return bool(one and other and not one & other) or not (a.startswith(_VAGUE) or b.startswith(_VAGUE))

    assert _elsewhere(places, within) == {x for a, b in itertools.combinations(places, 2) if apart(a, b) for x in (a, b)}


few = st.frozensets(st.sampled_from(["state:BLR", "office:BLR:x", "state:RUS", "person:1", "name:y"]), max_size=3)
sides = st.builds(_Side, few.filter(bool), few.map(lambda who: frozenset(map(country, who)) - {""}), few)


@given(st.lists(sides, unique=True))
def test_other_parties_are_found_as_by_comparing_all_pairs(listed):
    assert set(_strangers(listed)) == {x.parties for a, b in itertools.combinations(listed, 2) if _others(a, b) for x in (a, b)}


@given(events)
def test_a_date_in_disagreement_has_no_day_in_common_with_another(accounts):
    found = event(*accounts)
    spans = [span for value in values(found, "when") if (span := edtf.span(value))]
    apart = any(a[1] < b[0] or b[1] < a[0] for a, b in itertools.combinations(spans, 2))
    assert apart == any(sentence.startswith("date: ") for sentence in sentences(found))
