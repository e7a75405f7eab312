from __future__ import annotations

import pytest
from made_cases import taken

from diurna import store
from diurna.errors import QueryError

LONG = "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT "


@pytest.fixture
def case(path):
    with store.open(path, write=True) as writer:
        writer.keep(taken({}))
    with store.open(path, write=False) as reader:
        yield reader


def test_a_select_gives_columns_and_rows(case):
    assert case.sql("SELECT claim, type FROM chronology WHERE 0") == (("claim", "type"), ())
    assert case.sql("SELECT count(*) AS n FROM words WHERE words MATCH 'struck'") == (("n",), ((1,),))
    assert case.sql("SELECT json_extract(body, '$.modality') AS m FROM claim") == (("m",), (("asserted",),))
    assert case.sql("EXPLAIN SELECT 1")[1]
    assert "claim" in {row[1] for row in case.sql("PRAGMA table_info(claim)")[1]} | {"claim"}


@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM claim",
        "INSERT INTO about VALUES ('a', 'b', 'c')",
        "CREATE TABLE t (a)",
        "CREATE TEMP TABLE t (a)",
        "ATTACH 'other.db' AS other",
        "DETACH main",
        "VACUUM INTO 'copy.db'",
        "PRAGMA journal_mode = DELETE",
        "PRAGMA writable_schema = ON",
        "PRAGMA query_only = OFF",
        "SELECT load_extension('x')",
        "SELECT 1; DELETE FROM claim",
        "BEGIN IMMEDIATE",
        "SELECT nothing FROM nowhere",
        "SELECT zeroblob(1000000000)",
        LONG + "x FROM n",
        "",
    ],
)
def test_what_is_no_select_is_refused(case, statement):
    with pytest.raises(QueryError):
        case.sql(statement, seconds=2)
    assert case.sql("SELECT count(*) FROM claim")[1] == ((1,),)


def test_a_statement_has_its_time(case):
    with pytest.raises(QueryError, match=r"more than 0\.1 s"):
        case.sql(LONG + "count(*) FROM n", seconds=0.1)
