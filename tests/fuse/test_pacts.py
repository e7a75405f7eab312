"""Agreements joined over documents, and their stages."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from papers import WHERE, Paper

from diurna.fuse.pacts import accords

ILD, SOR, KAR = "iso:Ildra", "iso:Sorrel", "iso:Karst"
BOTH = (ILD, SOR)


def signing(key, day, *, published="2021-03-04", signed=True, where=None, parties=BOTH, **parts):  # noqa: PLR0913 - one paper, many kinds
    paper = Paper(key, published, **parts)
    claim = paper.say("s", "AGREE", "Ildra signed the river treaty with Sorrel.", parties, when=day, about="the river treaty")
    paper.pact(parties, [claim], signed=day if signed else None, where=where)
    return paper


def join(*papers, events=()):
    return accords([p.reading() for p in papers], {c: f"e{n}" for n, event in enumerate(events) for c in event})


def statuses(accord):
    return [(s.edtf, s.status) for s in accord.stages]


def test_two_papers_of_one_signing_are_one_accord():
    (one,) = join(signing("p1", "2021-03-03", where="geonames:7"), signing("p2", "2021-03", where="iso:AUT"))
    assert one.parties == BOTH
    assert (one.signed, one.place) == ("2021-03-03", "geonames:7")
    assert statuses(one) == [("2021-03-03", "signed")]
    assert one.stages[0].claims == ("p1-s", "p2-s")
    assert one.documents == ("p1", "p2")


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ({"day": "2021-03-03"}, {"day": "2021-03-01"}),
        ({"day": "2021-03-03", "where": "geonames:7"}, {"day": "2021-03-03", "where": "geonames:8"}),
        ({"day": "2021-03-03"}, {"day": "2021-03-03", "parties": (ILD, KAR)}),
        ({"day": "2021-03-03"}, {"day": None, "published": "2021-02-01"}),  # told before it was signed: another
    ],
)
def test_other_days_places_and_parties_are_other_accords_unless_of_one_event(first, second):
    papers = (signing("p1", **first), signing("p2", **second))
    assert len(join(*papers)) == 2
    assert len(join(*papers, events=[("p1-s", "p2-s")])) == 1


def test_both_days_of_one_event_stay_side_by_side():
    (one,) = join(signing("p1", "2021-03-03"), signing("p2", "2021-03-02"), events=[("p1-s", "p2-s")])
    assert statuses(one) == [("2021-03-02", "signed"), ("2021-03-03", "signed")]


def test_what_could_be_either_of_two_is_joined_with_none():
    assert len(join(signing("p1", "2020-03-03"), signing("p2", "2021-03-03"), signing("p3", None))) == 3


def test_private_persons_and_unresolved_names_are_never_joined():
    ana, local = "person:ana", "unresolved:0123456789"
    for parties, private in (((ILD, ana), (ana,)), ((ILD, local), ())):
        papers = [signing(key, "2021-03-03", parties=parties, private=private) for key in ("p1", "p2")]
        assert len(join(*papers)) == 2
    papers = [signing(key, "2021-03-03", parties=(ILD, ana), private=(ana,)) for key in ("p1", "p2")]
    assert len(join(*papers, events=[("p1-s", "p2-s")])) == 2


def life():
    """An agreement's whole life, each stage told by a paper of its own, most of which tell of no agreement themselves."""
    plan = Paper("p0", "2021-01-05")
    will = plan.say(
        "a", "AGREE", "Ildra will sign a river treaty with Sorrel.", BOTH, modality="planned", about="a river treaty", when="2021-03"
    )
    plan.pact(BOTH, [will])
    talks = Paper("p1", "2021-02-02")
    talks.say("a", "CONSULT", "Ildra discussed the river treaty with Sorrel.", BOTH, when="2021-02-01", about="the river treaty")
    signed = signing("p2", "2021-03-03")
    signed.say("f", "AGREE", "It takes effect on 1 May, and binds Ildra and Sorrel by treaty.", BOTH, trigger="takes effect")
    signed.pacts = [replace(signed.pacts[0], in_force="2021-05-01", claims=("p2-s", "p2-f"))]
    later = Paper("p3", "2022-07-02")
    later.say("a", "COOPERATE", "Ildra opened locks with Sorrel under the treaty.", BOTH, when="2021-06-01", about="under the treaty")
    later.say("b", "SANCTION", "Ildra suspended the treaty with Sorrel.", (ILD,), (SOR,), when="2022-01-01", mode="discontinue")
    later.say("c", "SANCTION", "Ildra left the treaty with Sorrel.", (ILD,), (SOR,), when="2022-07-01", mode="withdraw")
    later.say("d", "REJECT", "Ildra refused a loan to Sorrel.", (ILD,), (SOR,), when="2022-07-01")
    later.say("e", "COOPERATE", "Ildra drilled soldiers with Sorrel.", BOTH, when="2022-07-01", about="soldiers")
    later.say("g", "CONSULT", "Ildra met Sorrel about the treaty.", BOTH, when="2022-07-01")
    return [plan, talks, signed, later]


def test_the_stages_of_an_agreement_over_documents():
    (one,) = join(*life())
    assert statuses(one) == [
        (None, "announced"),
        ("2021-02-01", "negotiated"),
        ("2021-03-03", "signed"),
        ("2021-05-01", "in force"),
        ("2021-06-01", "applied"),
        ("2022-01-01", "suspended"),
        ("2022-07-01", "ended"),
    ]
    assert one.stages[3].claims == ("p2-f",)
    assert not {"p3-d", "p3-e", "p3-g"} & {c for s in one.stages for c in s.claims}
    assert one.documents == ("p0", "p1", "p2", "p3")


def test_a_claim_that_fits_two_goes_to_the_last_one_signed_before_it():
    end = Paper("p3", "2021-02-02")
    end.say("a", "SANCTION", "Ildra left the treaty with Sorrel.", (ILD,), (SOR,), when="2021-02-01", mode="withdraw")
    found = join(signing("p0", "2019-03-03"), signing("p1", "2020-03-03"), signing("p2", "2021-03-03"), end)
    assert [a.signed for a in found if "p3" in a.documents] == ["2020-03-03"]


def test_terms_keep_their_documents_and_rejected_claims_take_what_rests_on_them_along():
    first, second = signing("p1", "2021-03-03"), signing("p2", "2021-03-03")
    first.pacts = []
    first.pact(BOTH, ["p1-s"], signed="2021-03-03", terms=("the river treaty",))
    assert join(first, second)[0].terms == (("p1", "the river treaty"),)
    second.claims = []
    (one,) = join(first, second)
    assert one.documents == ("p1",)


@st.composite
def cases(draw):
    papers = []
    for n in range(draw(st.integers(1, 6))):
        parties = draw(st.sampled_from([BOTH, (ILD, KAR), (ILD, SOR, KAR)]))
        day = draw(st.sampled_from([None, "2021-03", "2021-03-03", "2021-03-05", "2020"]))
        paper = signing(f"p{n}", day, parties=parties, where=draw(st.sampled_from([None, *WHERE])))
        kind, mode = draw(st.sampled_from([("CONSULT", ""), ("COOPERATE", ""), ("SANCTION", "withdraw")]))
        paper.say("x", kind, "Ildra did it with Sorrel under the treaty.", BOTH, when=day, about="the treaty", mode=mode)
        papers.append(paper)
    events = (
        draw(st.lists(st.sets(st.sampled_from([f"{p.key}-s" for p in papers]), min_size=2, max_size=3), max_size=2)) if papers[1:] else []
    )
    return papers, events


@given(cases(), st.randoms())
def test_the_order_of_documents_does_not_matter(case, chance):
    papers, events = case
    mixed = papers[:]
    chance.shuffle(mixed)
    assert join(*papers, events=events) == join(*mixed, events=events)


@given(cases(), st.data())
def test_a_removed_document_takes_only_its_claims_along(case, data):
    papers, events = case
    gone = data.draw(st.sampled_from(papers))
    before = join(*papers, events=events)
    after = join(*(p for p in papers if p is not gone), events=events)
    told = [c for a in after for s in a.stages for c in s.claims]
    assert not [c for c in told if c.startswith(gone.key)]
    assert not [a for a in after if gone.key in a.documents]
    signed = {c for a in before for s in a.stages if s.status == "signed" for c in s.claims if not c.startswith(gone.key)}
    assert signed <= set(told)
    assert len(told) == len(set(told))
