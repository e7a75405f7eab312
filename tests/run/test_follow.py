"""Following agreements and commitments in a case: what is kept, one document after another, is what all documents together tell."""

import csv
import dataclasses
import io
import json
import random

import made_case
import openpyxl
import pytest
from papers import Paper

from diurna import review, store
from diurna.cli import main
from diurna.errors import QueryError
from diurna.export import agreements, commitments
from diurna.fuse.pacts import accords
from diurna.fuse.promises import promises
from diurna.run import checks, views
from diurna.run.desk import decide
from diurna.run.link import link
from diurna.run.pacts import followed

ILD, SOR, KAR, NOR = STATES = ("iso:Ildra", "iso:Sorrel", "iso:Karst", "iso:Norvel")
THINGS = ("river patrols", "harbour school", "grain transit", "mountain tunnel")


def paper(key, published="2021-03-04", **parts):
    made = Paper(key, published, source=f"The {key}", **parts)
    made.text = f"{key}. "
    return made


def pact(key, *, signed="2021-03-01", parties=(ILD, SOR), **parts):
    made = paper(key, **parts)
    names = " and ".join(p.rpartition(":")[2] for p in parties)
    claim = made.say(
        "s", "AGREE", f"{names} signed an accord on grain transit.", parties, when=signed, about="grain transit", trigger="signed"
    )
    made.pact(parties, [claim], signed=signed, terms=("grain transit",))
    return made


def vow(key, *, deadline="../2021-06-30", condition="", who=ILD, **parts):
    made = paper(key, **parts)
    name = who.rpartition(":")[2]
    words = f"{name} pledged to Sorrel to withdraw its river patrols{' ' + condition if condition else ''}."
    status, modality = ("conditional", "conditional") if condition else ("open", "asserted")
    claim = made.say("v", "AGREE", words, (who,), (SOR,), about="its river patrols", condition=condition, modality=modality)
    made.vow((who,), (SOR,), "withdraw: its river patrols", (None, status, [claim]), condition=condition or None, deadline=deadline)
    return made


def chance_paper(number, chance):
    """A paper with some of everything, by chance."""
    made = paper(f"p{number}", f"2021-0{chance.randint(1, 6)}-{chance.randint(10, 28)}")
    for at in range(chance.randint(1, 4)):
        parties = tuple(sorted(chance.sample(STATES, chance.choice((2, 2, 2, 3)))))
        names = " and ".join(p.rpartition(":")[2] for p in parties)
        thing, day = chance.choice(THINGS), f"2021-0{chance.randint(1, 6)}-1{chance.randint(1, 3)}"
        kind = chance.choice(("pact", "step", "step", "vow", "vow", "fact"))
        if kind == "pact":
            signed = chance.choice((day, day, None))
            told = made.say(f"a{at}", "AGREE", f"{names} signed an accord on {thing}.", parties, when=signed, about=thing, trigger="signed")
            made.pact(parties, [told], signed=signed)
        elif kind == "step":
            of = chance.choice(("CONSULT", "COOPERATE", "SANCTION"))
            mode = "withdraw" if of == "SANCTION" else ""
            made.say(f"s{at}", of, f"{names} acted by their accord on {thing}.", parties, when=day, about=thing, mode=mode, trigger="acted")
        elif kind == "vow":
            condition = chance.choice(("", f"if {parties[1].rpartition(':')[2]} opens the {chance.choice(THINGS)}"))
            words = f"{names} pledged to build the {thing} {condition}.".replace(" .", ".")
            modality = "conditional" if condition else "asserted"
            told = made.say(f"v{at}", "AGREE", words, parties[:1], about=thing, condition=condition, modality=modality, trigger="pledged")
            due = chance.choice((None, "../2021-08-31"))
            step = (None, "conditional" if condition else "open", [told])
            made.vow(parties[:1], (), f"build: {thing}", step, condition=condition or None, deadline=due)
        else:
            made.say(f"f{at}", "AID", f"{names} opened the {thing} with a feast.", parties[:2], when=day, trigger="opened")
    return made.reading()


def kept(case):
    return case.following.accords(), case.following.promises()


def expected(case):
    """What all readings together tell, as people left them."""
    state = review.replay(case.decisions())
    readings = []
    for reading in case.readings():
        laid = review.left(reading, state)
        kept = tuple(claim for claim in laid.claims if state.of(claim.id, claim.document).status != "rejected")
        readings.append(dataclasses.replace(laid, claims=kept))
    event_of = {claim: event for event, claims in case.fusion.events().items() for claim in claims}
    return accords(readings, event_of), promises(readings, event_of, today="")


@pytest.fixture
def case(case_path):
    with store.open(case_path, write=True) as opened:
        yield opened


def add(case, *papers):
    for one in papers:
        case.keep(made_case.taken(one.reading()))
        link(case)


@pytest.mark.parametrize("seed", range(6))
def test_one_by_one_gives_what_all_together_tell(case, seed):
    chance = random.Random(seed)  # noqa: S311 - chance that can be had again
    for number in range(14):
        case.keep(made_case.taken(chance_paper(number, chance)))
        if chance.random() < 0.8:
            link(case)
    link(case)
    assert kept(case) == expected(case)
    claims = sorted(claim for (claim,) in case.sql("SELECT claim FROM chronology")[1])
    for claim in chance.sample(claims, 3):
        decide(case, "reject", claim, who="bo")
        link(case)
        assert kept(case) == expected(case)
    accepted = chance.choice(claims)
    decide(case, "edit", accepted, {"modality": "denied"}, who="bo")
    link(case)
    assert kept(case) == expected(case)
    before = kept(case)
    link(case)
    assert kept(case) == before
    assert list(checks.faults(case)) == []


def test_an_agreement_of_two_papers_is_one_with_its_stages_for_sql(case):
    step = paper("Post", "2021-05-02")
    step.say("t", "SANCTION", "Ildra suspended the accord with Sorrel.", (ILD,), (SOR,), when="2021-05-01", mode="discontinue")
    add(case, pact("Herald"), pact("Courier"), step)
    ((status, signed),) = case.sql("SELECT status, signed FROM agreement")[1]
    assert (status, signed) == ("suspended", "2021-03-01")
    sql = "SELECT s.status, s.edtf, count(*) FROM stage s JOIN stage_claim USING (pact, position) GROUP BY s.position"
    assert case.sql(sql)[1] == (("signed", "2021-03-01", 2), ("suspended", "2021-05-01", 1))
    assert case.sql("SELECT name FROM pact_party ORDER BY position")[1] == (("Ildra",), ("Sorrel",))


def test_what_is_overdue_depends_on_the_day_and_is_not_kept(case):
    add(case, vow("Herald"), vow("Courier"))
    assert case.sql("SELECT status, last_day FROM commitment")[1] == (("open", "2021-06-30"),)
    (late,) = commitments(followed(case, "commitments", on="2021-07-02"))
    assert (late.overdue, late.who, late.to_whom, set(late.sources)) == (2, ("Ildra",), ("Sorrel",), {"The Herald", "The Courier"})
    (early,) = commitments(followed(case, "commitments", on="2021-06-30"))
    assert early.overdue == 0
    assert followed(case, "commitments", on="2021-06-30", late=True).promises == ()
    assert followed(case, "commitments", on="2021-07-02", status="done").promises == ()
    with pytest.raises(QueryError, match="expected a day"):
        followed(case, "commitments", on="July")


def test_a_condition_is_offered_what_would_meet_it_whichever_came_first(case):
    opens = paper("Post", "2021-04-02")
    opens.say("o", "COOPERATE", "Sorrel opened the border bridge.", (SOR,), when="2021-04-01")
    add(case, vow("Herald", condition="if Sorrel opens the border bridge"))
    assert case.sql("SELECT count(*) FROM offer")[1] == ((0,),)
    add(case, opens)
    ((claim, why),) = case.sql("SELECT claim, why FROM offer")[1]
    assert (claim, json.loads(why)) == ("Post-o", ["all", ["condition words", "3", "4"]])
    (told,) = commitments(followed(case, "commitments", on="2021-04-03"))
    assert (told.status, told.may_be_met_by[0].claim) == ("conditional", "Post-o")
    assert told.may_be_met_by[0].event.startswith("e-")
    decide(case, "reject", "Post-o", who="bo")
    link(case)
    assert case.sql("SELECT count(*) FROM offer")[1] == ((0,),)


def test_private_persons_are_masked(case):
    made = paper("Herald", private=("person:Brodt",))
    claim = made.say("v", "AGREE", "Brodt pledged to Ildra to leave Brodt hall.", ("person:Brodt",), (ILD,), about="Brodt hall")
    made.vow(("person:Brodt",), (ILD,), "leave: Brodt hall", (None, "open", [claim]))
    add(case, made)
    (told,) = commitments(followed(case, "commitments"))
    assert "Brodt" not in str(dataclasses.replace(told, id=""))
    assert told.who[0].startswith("a private person [P-")
    assert told.what.startswith("leave: a private person [P-")


def test_an_edition_has_those_that_rest_on_its_claims_now_and_as_they_were(case):
    add(case, pact("Herald"), vow("Courier"))
    whole = views.edition(case)
    assert (len(whole.accords), len(whole.promises)) == (1, 1)
    assert agreements(whole)[0].terms == ((whole.accords[0].documents[0], "grain transit"),)
    only = views.edition(case, views.Filters(source="Herald"))
    assert (len(only.accords), len(only.promises)) == (1, 0)
    then = views.edition(case, as_of="2026-11-02")
    assert [one.id for one in (*then.accords, *then.promises)] == [one.id for one in (*whole.accords, *whole.promises)]
    assert views.edition(case, as_of="2026-10-01").accords == ()


@pytest.mark.parametrize(
    ("damage", "found"),
    [
        ("UPDATE stage_claim SET claim = 'c-none' WHERE claim = 'Herald-s'", "stage_claim, claim c-none"),
        ("UPDATE strand_claim SET claim = 'c-none'", "strand_claim, claim c-none"),
        ("UPDATE pact_party SET pact = 'ac-none' WHERE position = 1", "pact_party of ac-none"),
        ("DELETE FROM strand WHERE kind = 'commitment'", "pr-"),
        ("UPDATE agreement SET status = 'ended'", "agreement ac-"),
        ("UPDATE commitment SET last_day = '2031-01-01'", "commitment pr-"),
        ("INSERT INTO offer SELECT id, 0, 'c-none', '' FROM commitment", "offer, claim c-none"),
    ],
)
def test_verify_finds_what_is_not_there_or_does_not_follow(case, damage, found):
    add(case, pact("Herald"), vow("Courier"))
    assert list(checks.faults(case)) == []
    with case.transaction():
        case.following._db.execute(damage)  # noqa: SLF001 - what no command does
    assert any(fault.where.startswith(found) for fault in checks.faults(case))


# The commands.


@pytest.fixture
def told(case_path, capsys):
    """Run a verb on a case with an agreement and two commitments; return what it prints, and what it says beside."""
    with store.open(case_path, write=True) as case:
        opens = paper("Post", "2021-04-02")
        opens.say("o", "COOPERATE", "Sorrel opened the border bridge.", (SOR,), when="2021-04-01")
        bridge = vow("Gazette", condition="if Sorrel opens the border bridge", deadline=None, who=KAR)
        add(case, pact("Herald"), vow("Courier"), bridge, opens)

    def run(verb, *args):
        assert main([verb, str(case_path), *args]) == 0
        return capsys.readouterr()

    return run


def test_agreements_are_told_for_a_person(told):
    out, err = told("agreements")
    assert "Ildra – Sorrel\n  signed; signed 1 Mar 2021\n  1 Mar 2021            signed       " in out
    assert "• grain transit" in out
    assert err == "1 agreement\n"
    assert told("agreements", "--status", "ended") == ("", "0 agreements\n")


def test_commitments_are_told_for_a_person_the_overdue_first(told):
    out, err = told("commitments", "--on", "2021-07-10")
    first, second = out.split("\n\n")[:2]
    assert "Ildra → Sorrel: withdraw: its river patrols\n  open; deadline until 30 Jun 2021, overdue by 10 days" in first
    assert "  condition: if Sorrel opens the border bridge" in second
    assert "  may be met by e-" in second
    assert "--explain e-" in second
    assert err == "2 commitments, 1 overdue on 2021-07-10\n"
    assert told("commitments", "--overdue", "--on", "2021-06-30") == ("", "0 commitments, 0 overdue on 2021-06-30\n")


def test_lists_and_tables(told):
    (one,) = json.loads(told("agreements", "--json").out)
    assert (one["parties"], one["stages"][0]["status"]) == (["Ildra", "Sorrel"], "signed")
    rows = list(csv.DictReader(io.StringIO(told("commitments", "--csv", "--on", "2021-07-10").out)))
    assert [row["overdue"] for row in rows] == ["10", "0"]
    assert rows[1]["may_be_met_by"].endswith(": it has 3 of 4 words of the condition")
    assert rows[0]["stages"].startswith("date not told open (")


def test_a_day_that_is_none_is_wrong_usage(case_path, capsys):
    assert main(["commitments", str(case_path), "--on", "2021-02-30"]) == 2
    assert "a day YYYY-MM-DD expected" in capsys.readouterr().err


@pytest.mark.usefixtures("told")
def test_the_report_and_the_workbook_hold_them(tmp_path, case_path):
    for kind, name in (("report", "made.html"), ("xlsx", "made.xlsx")):
        assert main(["export", str(case_path), kind, "--out", str(tmp_path / name)]) == 0
    page = (tmp_path / "made.html").read_text()
    assert "<b>overdue by " in page
    assert "for a person to decide" in page
    assert page.count('<article class="card">') == 3
    book = openpyxl.load_workbook(tmp_path / "made.xlsx")
    assert book.sheetnames == ["claims", "agreements", "commitments", "about"]
    rows = list(book["commitments"].iter_rows(values_only=True))
    assert rows[0][:3] == ("id", "status", "who")
    assert {row[2] for row in rows[1:]} == {"Ildra", "Karst"}
