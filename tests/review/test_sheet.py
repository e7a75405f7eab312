"""The spreadsheet round trip: what an edited export asks for, what it may not, and that asking twice asks for nothing."""

from __future__ import annotations

import dataclasses

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from diurna.case import EDITABLE
from diurna.record import Quote
from diurna.review import Look, decide, differences, laid_over, preview, replay, values

AT = "2026-11-24T10:00:00Z"


class Case:
    """A reading, a log, and the sheet an export would make of them."""

    def __init__(self, reading, *, mask=""):
        self.reading, self.log, self.mask = reading, [], mask

    def decided(self, **step):
        self.log.append(decide(self.log, **{"who": "ada", "at": AT, **step}))
        return self

    @property
    def current(self):
        left, standings = laid_over(self.reading, replay(self.log))
        return {claim.id: (values(claim), standings[claim.id]) for claim in left.claims}

    @property
    def shown(self):
        left, _ = laid_over(self.reading, replay(self.log))
        return {claim.id: values(claim, name=self.masked, words=self.worded) for claim in left.claims}

    def masked(self, party):
        return self.mask if self.mask and party.actor == "person:jan-tamm" else party.name or party.quote.text

    def worded(self, quote):
        return (quote.text.replace("strike", self.mask) if self.mask else quote.text) if quote else ""

    def sheet(self, **cells):
        rows = [
            {
                "id": key,
                "version": standing.version,
                "status": standing.status,
                **{part: formula(self.shown[key][part]) for part in EDITABLE},
            }
            for key, (_, standing) in self.current.items()
        ]
        return [{**row, **cells.get(row["id"], {})} for row in rows]

    def applied(self, rows):
        for draft in differences(rows, self.current, shown=self.shown).decisions():
            self.decided(action=draft.action, target=draft.target, values=draft.values, why=draft.why)
        return self


def formula(cell):
    return f"'{cell}" if cell.startswith(("=", "+", "-", "@")) else cell


@pytest.fixture
def case(reading):
    return Case(reading)


def told(found):
    return [(change.claim, change.part, change.before, change.after) for change in found.changes]


def test_an_export_that_nobody_edited_asks_for_nothing(case):
    found = differences(case.sheet(), case.current)
    assert (told(found), found.decisions(), found.unchanged, found.missing) == ([], (), 4, 0)


def test_white_space_and_a_spreadsheets_midnight_are_no_changes(case):
    rows = case.sheet(c1={"actors": " Port  Authority;Dockers’ Union\n", "when": "2021-03-03 00:00:00", "status": " Pending "})
    assert differences(rows, case.current).unchanged == 4


def test_an_apostrophe_before_a_formula_is_the_exports(case):
    rows = case.sheet(c4={"object": "'=SUM(A2)"})
    assert case.sheet()[3]["object"] == "'=SUM(A1)"
    assert told(differences(rows, case.current)) == [("c4", "object", "=SUM(A1)", "=SUM(A2)")]
    case.decided(action="edit", target="c4", values={"object": "'=A"})
    assert differences(case.sheet(), case.current).unchanged == 4


def test_changes_become_an_edit_and_a_status_with_the_reason_given(case):
    rows = case.sheet(c1={"type": "CONSULT", "when": "2021-03", "status": "accepted", "why": " read  again "}, c2={"status": "Reject"})
    found = differences(rows, case.current)
    assert told(found) == [
        ("c1", "type", "AGREE", "CONSULT"),
        ("c1", "when", "2021-03-03", "2021-03"),
        ("c1", "status", "pending", "accepted"),
        ("c2", "status", "pending", "rejected"),
    ]
    assert [(d.action, d.target, dict(d.values), d.why) for d in found.decisions()] == [
        ("edit", "c1", {"type": "CONSULT", "when": "2021-03"}, "read again"),
        ("accept", "c1", {}, "read again"),
        ("reject", "c2", {}, ""),
    ]
    assert [change.row for change in found.changes] == [2, 2, 2, 3]


def test_a_status_left_as_it_was_outlives_an_edit(case):
    case.decided(action="accept", target="c1")
    assert [d.action for d in differences(case.sheet(c1={"mode": "x"}), case.current).decisions()] == ["edit", "accept"]


def test_a_row_of_an_older_state_is_a_conflict_and_is_not_applied(case):
    rows = case.sheet(c1={"mode": "mine"}, c2={"mode": "both"}, c3={"status": "accepted"})
    case.decided(action="edit", target="c1", values={"mode": "theirs"}).decided(action="edit", target="c2", values={"mode": "both"})
    case.decided(action="reject", target="c3", who="bo")
    found = differences(rows, case.current)
    assert (told(found), found.decisions(), found.unchanged) == ([], (), 2)
    assert [(row.row, row.claim, [(c.part, c.before, c.after) for c in row.changes]) for row in found.conflicts] == [
        (2, "c1", [("mode", "theirs", "mine")]),
        (4, "c3", [("status", "rejected", "accepted")]),
    ]
    assert "rejected by bo at 2026" in found.conflicts[1].why


def test_a_row_without_a_version_is_a_conflict_when_it_differs(case):
    rows = [{"id": "c1", "mode": "x"}, {"id": "c2", "mode": ""}]
    found = differences(rows, case.current)
    assert ([row.claim for row in found.conflicts], found.unchanged, found.missing) == (["c1"], 1, 2)
    assert "no version" in found.conflicts[0].why


@pytest.mark.parametrize(
    ("cells", "why"),
    [
        ({"type": "PRAISE", "mode": "x"}, "expected one of AGREE"),
        ({"when": "Mar-21"}, "no EDTF date"),
        ({"modality": ""}, "expected one of asserted"),
        ({"status": "approved"}, "expected accepted, rejected or unsure"),
        ({"status": "edited"}, "cannot be asked for"),
        ({"mode": "x", "why": "w" * 2001}, "at most 2000"),
        ({"object": "x" * 2001}, "at most 2000"),
        ({"object": "a\x1b[31m"}, "control character"),
    ],
)
def test_a_row_that_asks_for_what_cannot_be_is_refused_whole(case, cells, why):
    found = differences(case.sheet(c1=cells), case.current)
    assert (found.changes, found.decisions(), len(found.refused), found.unchanged) == ((), (), 1, 3)
    assert why in found.refused[0].why


def test_a_status_is_not_taken_back_by_a_cell(case):
    case.decided(action="accept", target="c1")
    found = differences(case.sheet(c1={"status": "pending"}, c2={"status": ""}), case.current)
    assert (len(found.refused), found.unchanged) == (1, 3)


def test_unknown_new_blank_short_and_long_rows(case):
    rows = [
        {"id": "c9", "mode": "x"},
        {"id": "", "actors": "Crowds"},
        {"id": " ", "actors": None},
        {"id": "c2", "mode": None, None: ["more"]},
    ]
    found = differences(rows, case.current)
    assert (found.unknown, found.unchanged, found.missing) == (((2, "c9"),), 1, 3)
    assert found.new == ((3, {"id": "", "actors": "Crowds"}),)


def test_a_claim_told_twice_is_counted_when_alike_and_a_conflict_when_not(case):
    first = case.sheet(c1={"mode": "x"})[0]
    found = differences([first, dict(first)], case.current)
    assert (told(found), found.repeated) == ([("c1", "mode", "", "x")], 1)
    found = differences([first, {**first, "mode": "y"}], case.current)
    assert ([row.row for row in found.conflicts], found.changes) == ([2, 3], ())


def test_masked_people_stay_who_they_are(reading):
    case = Case(reading, mask="a private person [P-12ab]")
    assert case.sheet()[3]["actors"] == case.mask
    assert differences(case.sheet(), case.current, shown=case.shown).unchanged == 4
    rows = case.sheet(
        c4={"actors": f"Orla Quist; {case.mask}"},
        c3={"condition": f"when the {case.mask} ended"},
        c2={"recipients": f"Orla Quist; {case.mask}"},
        c1={"object": f"a pact of {case.mask}"},
    )
    found = differences(rows, case.current, shown=case.shown)
    assert [(c.claim, c.after) for c in found.changes] == [("c4", "Orla Quist; a private person [P-12ab]")]
    assert {row.claim for row in found.refused} == {"c1", "c2", "c3"}
    rows = case.sheet(c4={"actors": case.mask, "recipients": "Orla Quist"}, c3={"according_to": f"{case.mask}; Orla Quist"})
    found = differences(rows, case.current, shown=case.shown)
    assert [(c.claim, c.after) for c in found.changes] == [("c3", f"{case.mask}; Orla Quist"), ("c4", "Orla Quist")]  # shown masked
    assert [d.values for d in found.decisions()] == [{"according_to": "Jan Tamm; Orla Quist"}, {"recipients": "Orla Quist"}]
    rows = case.sheet(c4={"recipients": "a private person [P-00000000]"})
    assert "is the mask of a person" in differences(rows, case.current, shown=case.shown).refused[0].why


def test_the_preview_says_everything_once_and_drives_no_terminal(case):
    rows = case.sheet(c1={"when": "2021-03", "status": "accepted"}, c2={"mode": "x"}, c3={"type": "PRA\x1b[2JISE"})
    case.decided(action="reject", target="c2", who="bo")
    rows += [{"id": "c9"}, {"actors": "Crowds"}]
    told = list(preview(differences(rows[:3] + rows[4:], case.current), Look(width=130)))
    assert told[:10] == [
        "row 2  c1",
        "  when         2021-03-03 → 2021-03",
        "  status       pending → accepted",
        "row 3  c2  CONFLICT: the claim has changed since the export (rejected by bo at 2026-11-24T10:00:00Z); export again and edit that",
        "  mode         – → x",
        "row 4  c3  REFUSED: type: 'PRA\\x1b[2JISE' holds a control character or half a character; type it again",
        "  type         CONCEDE → PRA [2JISE",
        "row 5  UNKNOWN: the case holds no claim 'c9'",
        "row 6  NEW: it has no id; a claim comes from a document, add its row as one",
        "",
    ]
    assert " ".join(told[10:]) == (
        "2 changes on 1 claim; 1 conflict not applied; 1 refused row not applied; 1 row of an unknown id not applied; "
        "1 row without id not applied; 0 claims unchanged; 1 claim of the case not in the file: nothing happens to them."
    )
    assert list(preview(differences(case.sheet(), case.current))) == ["0 changes on 0 claims; 4 claims unchanged."]


def test_what_a_workbook_cannot_hold_is_no_change(reading):
    claim = reading.claims[3]
    torn = dataclasses.replace(claim, object=Quote(claim.object.start, claim.object.end, "=\x01A\ud800"))
    case = Case(dataclasses.replace(reading, claims=(torn,)))
    assert differences(case.sheet(c4={"object": "'=A"}), case.current).unchanged == 1


CELLS = {
    "type": st.sampled_from(("AGREE", "AID", "FOO")),
    "when": st.sampled_from(("", "2021", "2021-03-03", "yesterday")),
    "mode": st.text(max_size=6),
    "object": st.one_of(st.text(max_size=6), st.sampled_from(("=A1", "'=A1", "-", "a  b", "+1\t"))),
    "actors": st.sampled_from(("", "Port Authority", "Orla Quist ; Crowds", ";")),
    "status": st.sampled_from(("", "pending", "accept", "rejected", "UNSURE", "edited", "what")),
}


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(cells=st.fixed_dictionaries({}, optional=CELLS), known=st.sampled_from(("", "accept", "reject")))
def test_what_was_applied_asks_for_nothing_when_it_comes_again(reading, cells, known):
    case = Case(reading)
    if known:
        case.decided(action=known, target="c1")
    rows = case.sheet(c1=cells)
    first = differences(rows, case.current)
    assert len({c.claim for c in first.changes}) + len(first.conflicts) + len(first.refused) + first.unchanged == 4
    again = differences(rows, case.applied(rows).current)
    assert again.decisions() == ()
    assert (again.conflicts, again.refused) == ((), first.refused)
    left = case.current["c1"][0]
    assert all(left[change.part] == change.after for change in first.changes if change.part != "status")
