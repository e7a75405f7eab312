"""The events that filters show are put aside for the statements that ask of them; the case is not written to."""

# ruff: noqa: SLF001 - the connection of a case

import sqlite3

import made_case
import pytest

from diurna import store
from diurna.case import Filters
from diurna.run.link import link


@pytest.fixture
def path(tmp_path):
    found = made_case.make(tmp_path / "c.diurna", made_case.borders(), made_case.marches())
    with store.open(found, write=True) as case:
        link(case)
    return found


def test_a_reader_asks_by_words_and_still_cannot_write(path):
    before = path.read_bytes()
    with store.open(path, write=False) as case:
        for _ in range(2):
            with case.snapshot():
                assert case.briefs.page(Filters(text="marched"), limit=5)[2] == 1
                assert case.charts.places(Filters(text="talks"))[0] == [("geonames:7", 1)]
        with pytest.raises(sqlite3.OperationalError, match="readonly"):
            case._db.execute("DELETE FROM event")
    assert path.read_bytes() == before


def test_what_is_asked_again_is_answered_anew(path):
    with store.open(path, write=True) as case:
        asked = Filters(text="marched")
        assert case.briefs.page(asked, limit=5)[2] == 1
        with case.transaction():
            case._db.execute("DELETE FROM event_claim WHERE claim = 'm1'")
        assert case.briefs.page(asked, limit=5)[2] == 0


def test_the_pages_of_a_filter_are_in_order_and_hold_each_event_once(path):
    with store.open(path, write=False) as case:
        asked, cursor, seen = Filters(text="may"), "", []
        whole = [told.id for told in case.briefs.page(asked, limit=50)[0]]
        while True:
            some, cursor, total = case.briefs.page(asked, limit=1, cursor=cursor)
            seen += [told.id for told in some]
            if not cursor:
                break
        assert seen == whole
        assert len(seen) == total > 1
