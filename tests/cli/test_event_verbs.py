"""What a person sees of events in the terminal, and does to them: link --explain, changes, split in the review."""

from __future__ import annotations

import io
import json

import made_case
import pytest
from made_pact import paper

from diurna import store
from diurna.cli import main
from diurna.run.link import link


@pytest.fixture
def case(tmp_path):
    path = made_case.make(tmp_path / "pact.diurna", *map(paper, ("Herald", "Post", "Gazette")))
    with store.open(path, write=True) as opened:
        link(opened)
    return path


def document(case, claim):
    with store.open(case, write=False) as opened:
        return opened.documents_of([claim])[claim]


def test_an_event_is_explained_with_the_words_of_its_claims_and_each_rule_once(case, capsys):
    assert main(["link", str(case), "--explain", "Post-1"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[1] == "  said by 3 papers, 2 independent origins"
    assert [line.split("(")[0].rstrip() for line in lines if "* " in line] == [
        "  type       * AGREE",
        "  when       * 2021-05-05",
        "  where      * Bergen",
        "  actors     * Iceland",
        "             * Norway",
        "  happened   * happened",
    ]
    assert lines[-3:] == [
        f"  claims       Gazette-1  “signé” {document(case, 'Gazette-1')}",
        f"               Herald-1  “signed” {document(case, 'Herald-1')}",
        f"               Post-1  “signed” {document(case, 'Post-1')}",
    ]


def test_changes_say_what_the_event_is_where_claims_went_and_why(case, capsys, monkeypatch):
    monkeypatch.setattr("sys.stdin", io.StringIO("split another pact\nsplit again\n"))
    assert main(["review", str(case), "--who", "Ada", "--document", document(case, "Gazette-1")]) == 1
    out, err = capsys.readouterr()
    assert "with “" not in out
    assert "Herald-1, Post-1" in out
    assert "nothing to split" in err
    assert main(["changes", str(case), "--since", "1"]) == 0
    told = capsys.readouterr().out
    assert "changed    e-" in told
    assert "split      e-" in told
    assert "AGREE Iceland, Norway, 2021-05-05, Bergen\n" in told
    assert "AGREE Islande, Norvège, 2021-05-05, Berguen\n" not in told  # a list is in one language
    assert "because: Gazette-1 to e-" in told
    assert "because: a person took it out of its event" in told


def test_a_tombstone_says_what_the_event_was(case, capsys):
    with store.open(case, write=False) as opened:
        seen = max(change.seq for change in opened.fusion.changes())
    for name in ("Herald", "Post", "Gazette"):
        assert main(["review", str(case), "--who", "Ada", "--reject-document", document(case, f"{name}-1")]) == 0
    for name in ("Post", "Gazette"):
        assert main(["review", str(case), "--who", "Ada", "--restore-document", document(case, f"{name}-1")]) == 0
    capsys.readouterr()
    assert main(["changes", str(case), "--since", str(seen), "--json"]) == 0
    made = json.loads(capsys.readouterr().out)
    assert [change["turn"] for change in made] == ["changed", "changed", "withdrawn", "new", "changed"]
    assert made[2]["headline"] == "AGREE Iceland, Norway, 2021-05-05, Bergen"
