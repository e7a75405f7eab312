"""What the log comes to is worked out once for each end of it, and never told of another log."""

import made_case
import pytest

from diurna import review, store
from diurna.export import Edition
from diurna.review import Draft
from diurna.run import decided, masks
from diurna.run.judging import judge


@pytest.fixture
def case(tmp_path):
    with store.open(made_case.make(tmp_path / "c.diurna", made_case.borders(), made_case.marches()), write=True) as opened:
        yield opened


def test_the_state_is_that_of_the_log_after_each_decision_and_undo(case):
    judge(case, Draft("accept", "b1"), who="Ada")
    assert decided.state(case) is decided.state(case)
    made = judge(case, Draft("reject", "m1"), who="Bo")
    assert decided.state(case).of("m1").status == "rejected"
    assert set(decided.readers(case)) == {"b1", "m1"}
    judge(case, Draft("undo", made.id), who="Bo")
    assert decided.state(case) == review.replay(case.decisions())
    assert decided.readers(case) == review.readers(case.decisions())
    assert decided.state(case).of("m1").status == "pending"


def test_two_cases_do_not_share_their_logs(case, tmp_path):
    judge(case, Draft("reject", "b1"), who="Ada")
    with store.open(made_case.make(tmp_path / "o.diurna", made_case.borders()), write=False) as other:
        assert decided.state(case).of("b1").status == "rejected"
        assert decided.state(other).of("b1").status == "pending"
        assert decided.readers(other) == {}
        assert set(decided.readers(case)) == {"b1"}


def test_a_cast_names_and_masks_whom_the_reading_does(case):
    documents = case.document_ids()
    casts = case.casts(documents)
    assert {document: cast.actors for document, cast in casts.items()} == {one: case.reading(one).actors for one in documents}
    people = {document: Edition((), case="c").people(cast) for document, cast in casts.items()}
    assert sum("Brodt" not in one.text("Ana Brodt's letter") for one in people.values()) == 1


def test_a_source_is_masked_where_any_of_its_documents_hides_a_name_in_it(case):
    people = [Edition((), case="c").people(cast) for cast in case.casts(case.document_ids()).values()]
    for order in (people, people[::-1]):
        assert "Brodt" not in masks.shown(("Ana Brodt's letter", one) for one in order)["Ana Brodt's letter"]
