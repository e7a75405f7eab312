"""The review in a terminal, driven by keys and by lines, without a terminal; and the keys of a real one."""

from __future__ import annotations

import dataclasses
import io
import os
import re
import sys

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from diurna.errors import InputError
from diurna.record import Quote
from diurna.review import Look, decide, keyboard, look, queue, replay, session
from diurna.review.card import marked
from diurna.review.desk import HELP
from diurna.review.keys import split
from diurna.review.safe import safe

AT = "2026-11-24T10:00:00Z"


class Room:
    """A queue in the order of the text, c1 to c4, and what a person typed there."""

    def __init__(self, reading, *, who="ada"):
        self.readings, self.log, self.who, self.out = [reading], [], who, io.StringIO()

    def commit(self, draft):
        self.log.append(decide(self.log, action=draft.action, target=draft.target, values=draft.values, why=draft.why, who=self.who, at=AT))
        return replay(self.log)

    def typed(self, keys, *, by_line=False, **changes):
        state = replay(self.log)
        found = queue(self.readings, state, order="document", models={"pact.txt": "frames-7"})
        given = {"who": self.who, "commit": self.commit, "keys": keys, "out": self.out, "by_line": by_line, **changes}
        return session(found, state, **given)

    def of(self, claim):
        return replay(self.log).of(claim)

    @property
    def screens(self):
        return re.split(r"(?m)^(?=\d of \d · )", self.out.getvalue())[1:]


@pytest.fixture
def room(reading):
    return Room(reading)


def test_one_key_decides_and_goes_on(room):
    made = room.typed("axh q")
    assert [(d.action, d.target) for d in made] == [("accept", "c1"), ("reject", "c2"), ("unsure", "c3")]
    assert [screen[:6] for screen in room.screens] == ["1 of 4", "2 of 4", "3 of 4", "4 of 4", "4 of 4"]
    assert "That was the last one; 1 of 4 still pending" in room.screens[4]


@pytest.mark.parametrize(("key", "status"), [("y", "accepted"), ("\r", "accepted"), ("\n", "accepted"), ("n", "rejected")])
def test_other_keys_for_the_same(room, key, status):
    room.typed([key])
    assert room.of("c1").status == status


def test_moving_decides_nothing(room):
    assert room.typed(["j", "\x1b[B", "k", "\x1b[A", "k", "\x04", "a"]) == ()
    assert [screen[:1] for screen in room.screens] == ["1", "2", "3", "2", "1", "1"]
    assert "This is the first one." in room.screens[-1]


def test_an_edit_is_typed_over_what_stands_and_can_be_left(room):
    room.typed([*"ewhen\r", "\x15", *"2021-03x", "\x7f", "\r", *"e5\r", "\x1b", *"e", "\x1b", *"q"])
    assert dict(room.of("c1").edits) == {"when": "2021-03"}
    assert "when     2021-03   (edited; read: 2021-03-03)" in room.screens[1]
    room.typed([*"e3\r", *"; Crowds\r"])
    assert room.of("c1").edits["actors"] == "Port Authority; Dockers’ Union; Crowds"


def test_an_impossible_edit_is_refused_and_says_why(room):
    assert room.typed([*"etype\r", "\x15", *"PRAISE\r", *"emod\r", *"e11\r", *"e0\r", *"ewhen=May\r", *"q"]) == ()
    assert "Not done. type: 'PRAISE' found, expected one of AGREE" in room.screens[1]
    assert "'mod' is no part" in room.screens[2]
    assert all("is no part" in screen for screen in room.screens[2:5])
    assert "no EDTF date" in room.screens[5]


def test_merge_and_split(room):
    room.typed([*"m2, 3\r", *"m9 x\r", "m", "\x1b", "s", "s", "q"])
    assert (room.of("c1").event, room.of("c2").event) == ("", "c2")
    assert "event    c1, with “marched” (c2), “resign” (c3)" in room.screens[1]
    assert re.search(r"(?m)^   2  2021-02-09/\.\.  PROTEST  \(actor not told\) “marched” Gazette$", room.screens[0])
    assert "'9 x' is no number of the list, which has 1 to 4" in room.screens[2]
    assert "nothing to split" in room.screens[-1]


def test_split_takes_a_claim_out_of_an_event_that_linking_made(room):
    linked = frozenset({"c1", "c2", *(f"far-{number}" for number in range(9))})
    made = room.typed("sjsq", event_of=lambda claim: ("e-1", linked) if claim == "c1" and not room.log else ("e-2", frozenset({claim})))
    assert [(draft.action, draft.target) for draft in made] == [("split", "c1")]
    assert "event    e-1, with “marched” (c2), far-0, far-1, far-2, far-3, far-4 and 4 more" in " ".join(
        room.screens[0].split("\n         ")
    )
    assert "Taken out of its event" in room.screens[1]
    assert "event  " not in room.screens[1]
    assert "nothing to split" in room.screens[-1]


def test_a_claim_of_a_rejected_document_is_shown_as_rejected_and_not_judged_alone(room):
    document = room.readings[0].claims[0].document
    room.log.append(decide(room.log, action="reject", target=document, why="a forgery", who="bo", at=AT))
    assert room.typed("aq") == ()
    assert "1 of 4 · rejected" in room.screens[0]
    assert f"--restore-document {document}" in " ".join(room.screens[1].split())
    assert [draft.action for draft in Room.typed(room, "uq", who="bo")] == ["undo"]
    assert "1 of 4 · pending" in room.screens[-1]


def test_undo_takes_back_the_last_own_decision_and_goes_to_its_claim(room):
    other = Room(room.readings[0], who="bo")
    other.typed("a")
    room.log = other.log
    room.typed(["j", "x", "a", "u", "u", "u", "\x12", "U", "U", "q"])
    assert [d.action for d in room.log] == ["accept", "reject", "accept", "undo", "undo", "redo", "redo"]
    assert [room.of(claim).status for claim in ("c1", "c2", "c3")] == ["accepted", "rejected", "accepted"]
    assert [screen[:1] for screen in room.screens] == ["1", "2", "3", "4", "3", "2", "2", "2", "3", "3"]
    assert "There is nothing of yours to undo." in room.screens[6]
    assert "There is nothing of yours to redo." in room.screens[9]


def test_find_goes_round_and_repeats(room):
    room.typed([*"/QUIST\r", *"/\r", *"/\r", *"/nothing such\r", "/", "\x1b", "q"])
    assert "nowhere" not in room.screens[5]
    assert [screen[:1] for screen in room.screens] == ["1", "2", "3", "2", "2", "2"]
    assert "'nothing such' is nowhere in the 4 claims" in room.screens[4]


def test_help_names_every_key_and_a_wrong_key_says_so(room):
    room.typed(["?", "Z", "pasted text", "q"])
    assert all(f"  {keys}" in room.screens[1] for keys, _ in HELP)
    assert "'Z' is no command" in room.screens[2]
    assert room.log == []


def test_the_card_tells_all_of_a_claim_and_marks_it_without_colour(room):
    room.typed("xkq")
    screen = " ".join(room.screens[0].split())
    for told in (
        "1 of 4 · pending · confidence 0.81 by frames-7",
        "who      Port Authority; Dockers’ Union",
        "when     2021-03-03   (“3 March 2021”, stated, day: stated in full)",
        "where    Velden   (geonames:1, town: only one of that name)",
        "says     according to Velden Gazette",
        "[who: Port Authority] and the [who: Dockers’ Union] [act: signed] [what: a pact]",
        "[where: Velden] on [when: 3 March 2021], the [says: Velden Gazette] reported.",
        "Gazette · Harbour pact signed in Velden · published 2021-03-04",
    ):
        assert " ".join(told.split()) in screen
    assert f"{AT}  ada  reject  “signed”" in room.screens[1]
    assert "\x1b[3" not in room.out.getvalue()
    assert "words or date repaired" in room.screens[1]


def test_only_the_last_three_decisions_are_in_sight(room):
    room.typed([*"axh", "u", "q"])
    assert [line.split("  ")[2] for line in room.screens[-1].splitlines() if line.startswith(AT)] == ["reject", "unsure", "undo of unsure"]
    assert "unsure  “resign” (undone)" in room.screens[-1]


def test_by_lines_a_command_has_its_answer_behind_it(room):
    lines = [
        "accept well told",
        "",
        "e when=2021-02-09",
        "e",
        "mode",
        "riot",
        "m 3",
        "skip",
        "reject",
        "approve",
        "u",
        "find =sum",
        "s out",
        "quit",
        "a",
    ]
    room.typed(lines, by_line=True)
    assert [(d.action, d.target, dict(d.values), d.why) for d in room.log[:5]] == [
        ("accept", "c1", {}, "well told"),
        ("edit", "c2", {"when": "2021-02-09"}, ""),
        ("edit", "c2", {"mode": "riot"}, ""),
        ("merge", "c2 c3", {}, ""),
        ("reject", "c3", {}, ""),
    ]
    assert [d.action for d in room.log[5:]] == ["undo"]
    assert "'approve' is no command" in room.out.getvalue()


def test_the_end_of_the_input_ends_the_session(room):
    assert room.typed([], by_line=True) == ()
    assert room.typed([*"ewhen\r2"]) == ()
    assert room.typed(["e"], by_line=True) == ()


def test_nothing_to_review_is_said(room):
    assert session([], replay([]), who="ada", commit=room.commit, keys="a", out=room.out) == ()
    assert room.out.getvalue() == "There is nothing to review.\n"


def test_an_error_of_the_case_is_shown_and_the_session_goes_on(room):
    def locked(_):
        raise InputError("the case is in use by process 7")

    assert room.typed(["a", "q"], commit=locked) == ()
    assert room.screens[1].startswith("1 of 4")
    assert "Not done. the case is in use by process 7" in room.screens[1]


HOSTILE = "\x1b]0;owned\x07 \x9b2J \u202egnorw\u202c [act: forged] \u200f\u2028\ue000\U000e0041"


def test_a_document_cannot_drive_the_terminal_or_forge_a_mark(reading):
    claim = reading.claims[0]
    party = dataclasses.replace(claim.actors[0], name=HOSTILE)
    words = claim.sentence.text + HOSTILE
    sentence = Quote(claim.sentence.start, claim.sentence.start + len(words), words)
    bad = dataclasses.replace(
        claim, actors=(party,), sentence=sentence, object=dataclasses.replace(claim.object, text=HOSTILE), id="c\x1b[2J"
    )
    document = dataclasses.replace(reading.document, title=HOSTILE, source=HOSTILE, id=HOSTILE)
    room = Room(dataclasses.replace(reading, claims=(bad,), document=document))
    room.typed(["?", *"m", "\x1b", "q"])
    shown = re.sub(r"\r\x1b\[K|\n", "", room.out.getvalue())
    assert not re.search(r"[\x00-\x1f\x7f-\x9f\u200f\u2028\u202a-\u202e\ue000\U000e0041]", shown)
    assert "(act: forged]" in marked(bad, colour=False)


@given(st.text())
def test_what_is_safe_keeps_its_length_and_the_joiners_of_spelling(text):
    assert len(safe(text)) == len(text)
    assert safe(safe(text)) == safe(text)
    assert not re.search(r"[\x00-\x1f\x7f-\x9f\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069]", safe(text))


def test_spelling_stays():
    assert safe("می‌روم क्‍ष e\u0301 漢字") == "می‌روم क्‍ष e\u0301 漢字"


def test_a_long_sentence_is_shown_around_its_trigger(reading):
    claim = reading.claims[0]
    far = "x" * 5000
    words = far + claim.trigger.text + far
    trigger = Quote(5000, 5000 + len(claim.trigger.text), claim.trigger.text)
    bare = dataclasses.replace(claim, sentence=Quote(0, len(words), words), trigger=trigger, actors=(), when=None, where_quote=None)
    shown = marked(dataclasses.replace(bare, according_to=(), object=None), colour=False)
    assert len(shown) < 900
    assert shown.startswith("… x")
    assert "[act: signed]" in shown


def test_colour_only_where_it_is_wanted(room, monkeypatch):
    class Terminal(io.StringIO):
        def isatty(self):
            return True

    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.delenv("NO_COLOR", raising=False)
    assert (look(Terminal()).colour, look(Terminal()).clear, look(io.StringIO()).colour) == (True, True, False)
    monkeypatch.setenv("NO_COLOR", "1")
    assert (look(Terminal()).colour, look(Terminal()).clear) == (False, True)
    monkeypatch.setenv("TERM", "dumb")
    assert look(Terminal()).clear is False
    room.typed("q", look=Look(60, colour=True, clear=True))
    assert "\x1b[1;33m[act: signed]\x1b[0m" in room.out.getvalue()
    assert room.out.getvalue().startswith("\x1b[H\x1b[2J")


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(keys=st.lists(st.sampled_from([*"axh emsujkU/?", "\r", "\x1b", "\x12", "1", "2", "=", "\x7f", "\x1b[A", "paste\nd"]), max_size=30))
def test_any_keys_end_well(reading, keys):
    room = Room(reading)
    made = room.typed(keys)
    assert [d.action for d in made] == [d.action for d in room.log]


def test_split_takes_a_paste_as_one_and_an_alt_key_as_none_of_ours():
    assert split("a\x1b[A\x1bOBé\x1bax") == ["a", "\x1b[A", "\x1bOB", "é", "\x1ba", "x"]
    assert split("\x1b[200~a\nq\x1b[201~\x1b") == ["a\nq", "\x1b"]
    assert split("\x1b[200~a\x1b[201~") == ["a "]


def test_a_stream_that_is_no_terminal_gives_lines():
    with keyboard(io.StringIO("a\r\nquit\n"), io.StringIO()) as (keys, by_line):
        assert (list(keys), by_line) == (["a", "quit"], True)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no pseudo-terminals of this kind")
def test_a_terminal_gives_keys_and_is_put_back():
    import pty  # noqa: PLC0415 - not there on Windows
    import termios  # noqa: PLC0415

    ours, theirs = pty.openpty()
    with os.fdopen(theirs, "r", encoding="utf-8") as stream:
        before = termios.tcgetattr(stream)
        out = io.StringIO()
        with pytest.raises(ZeroDivisionError):
            _use(ours, stream, out)
        assert termios.tcgetattr(stream) == before
        assert out.getvalue() == "\x1b[?2004h\x1b[?2004l"
    os.close(ours)


def _use(ours, stream, out):
    import termios  # noqa: PLC0415 - not there on Windows

    with keyboard(stream, out) as (keys, by_line):
        assert not by_line
        assert not termios.tcgetattr(stream)[3] & (termios.ICANON | termios.ECHO)
        os.write(ours, "aé\x1b[B".encode())
        assert [next(keys), next(keys), next(keys)] == ["a", "é", "\x1b[B"]
        os.write(ours, b"\x1b[200~aa")
        os.write(ours, b"x\x1b[201~q")
        assert [next(keys), next(keys)] == ["aax", "q"]
        raise ZeroDivisionError
