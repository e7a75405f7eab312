"""Rows of a person's own chronology through the room, from hand-made frames."""

import pytest
from test_claims import Story

from diurna import claims
from diurna.case import Entry
from diurna.record import Actor


def row(text, claimed=(), **columns):
    s = Story(text.replace("| ", "\n\n"))
    spans = {role: tuple((q.start, q.end) for q in map(s.q, words)) for role, words in columns.items()}
    for kind, trigger in claimed:
        s.frame(kind, trigger)
    for name in ("Zenda", "Hentzau"):
        if name in s.text:
            s.actors[name] = Actor(name, name, "state", "", (s.q(name),), "named")
    return claims.entered(s.read(), Entry(spans))


TEXT = "date: 2021-05-03| event: talks failed and a guard was shot| actor: Zenda| recipient: Hentzau| type: CONSULT"


def test_columns_go_before_what_is_read():
    claimed = [("CONSULT", "talks"), ("ASSAULT", "shot")]
    columns = {"date": ["2021-05-03"], "event": ["talks failed and a guard was shot"], "actor": ["Zenda"], "recipient": ["Hentzau"]}
    (claim,) = row(TEXT, claimed, type=["CONSULT"], **columns).claims
    assert (claim.type, claim.trigger.text, claim.when.edtf, claim.when.precision) == ("CONSULT", "talks", "2021-05-03", "day")
    assert [p.actor for p in (*claim.actors, *claim.recipients)] == ["Zenda", "Hentzau"]


def test_a_row_of_several_acts_gives_one_claim_and_says_so():
    reading = row(TEXT, [("CONSULT", "talks"), ("ASSAULT", "shot")], date=["2021-05-03"], event=["talks failed and a guard was shot"])
    assert len(reading.claims) == 1
    assert [i.what for i in reading.issues] == ["acts of one row"]


def test_a_row_without_an_act_needs_a_type():
    bare = {"date": ["2021-05-03"], "event": ["talks failed and a guard was shot"]}
    unread = row(TEXT, **bare)
    assert (unread.claims, [i.what for i in unread.issues]) == ((), ["row without a claim"])
    (claim,) = row(TEXT, type=["CONSULT"], **bare).claims
    assert (claim.type, claim.trigger.text) == ("CONSULT", "talks failed and a guard was shot")


@pytest.mark.parametrize(
    ("date", "end", "edtf"),
    [
        ("2021-05", "2021-07", "2021-05/2021-07"),
        ("2021-07", "2021-05", "2021-07"),
        ("2021-05/..", "2021-07", "2021-05/.."),
        ("soon", "2021", None),
    ],
)
def test_two_date_columns_make_an_interval(date, end, edtf):
    reading = row(f"date: {date}| end: {end}| event: talks", [("CONSULT", "talks")], date=[date], end=[end], event=["talks"])
    assert reading.claims[0].when.edtf == edtf
