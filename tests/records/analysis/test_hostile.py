"""SQL that writes, reads anything else, tells settings or changes something is refused in a sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

from builder.records.analysis.guard import REFUSED, TABLE_FUNCTIONS, NotAllowed
from builder.records.analysis.open import Analysis, open_lake
from builder.records.lake.refusals import Refused
from tests.records.analysis.hostile import CHANGES, ODD, READS, TELLS, WRITES
from tests.records.analysis.written import write_lake

SECRET = "what-nobody-may-read"


@pytest.fixture(scope="module")
def lake(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = write_lake(tmp_path_factory.mktemp("hostile") / "lake", [], agencies=[{"id": "a", "name": "A"}])
    (folder / "key").write_text(SECRET)
    (folder / "sources").mkdir(exist_ok=True)
    (folder / "sources" / "x.json").write_text(f'{{"x": "{SECRET}"}}')
    return folder


@pytest.fixture(scope="module")
def analysis(lake: Path) -> Iterator[Analysis]:
    with open_lake(lake, memory="300MB") as found:
        yield found


def files(lake: Path) -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in sorted(lake.parent.rglob("*")) if path.is_file()}


@pytest.mark.parametrize("text", [*WRITES, *READS, *TELLS, *CHANGES])
def test_is_refused_before_it_runs(text: str, lake: Path, analysis: Analysis) -> None:
    before = files(lake)
    sql = text.replace("{key}", str(lake / "key")).replace("{lake}", str(lake))
    with pytest.raises(Refused) as refused:
        analysis.query(sql.replace("{out}", str(lake.parent / "out")))
    assert SECRET not in f"{refused.value} {refused.value.advice}"
    assert "\n" not in f"{refused.value} {refused.value.advice}"
    assert files(lake) == before
    assert analysis.query("SELECT id FROM agencies").rows == [("a",)]


@pytest.mark.parametrize("text", ODD, ids=[text[:24].replace("\x00", "0") for text in ODD])
def test_odd_texts_are_refused_or_answered_in_peace(text: str, analysis: Analysis) -> None:
    try:
        analysis.query(text)
    except Refused as refused:
        assert "\n" not in f"{refused} {refused.advice}"
        assert len(str(refused)) < 300
    assert analysis.query("SELECT 1").rows == [(1,)]


SHUT = [text for text in (*WRITES, *READS, *CHANGES) if "{" in text and ("{lake}" not in text or "sources" in text)]
"""What would touch a file outside the folders that may be read: into those a COPY would write, but for the guard."""


@pytest.mark.parametrize("text", SHUT)
def test_the_engine_is_shut_in_even_without_the_guard(text: str, lake: Path, analysis: Analysis) -> None:
    sql = text.replace("{key}", str(lake / "key")).replace("{lake}", str(lake))
    try:
        rows = analysis.engine.table(sql.replace("{out}", str(lake.parent / "out"))).rows
    except duckdb.Error:
        rows = []
    assert SECRET not in str(rows)
    assert not (lake.parent / "out").exists()


def test_every_table_function_of_this_duckdb_but_a_few_is_refused(analysis: Analysis) -> None:
    with duckdb.connect() as fresh:
        found = fresh.execute(
            "SELECT DISTINCT function_name FROM duckdb_functions() WHERE function_type IN ('table', 'table_macro')"
        ).fetchall()
    others = {name for (name,) in found} - TABLE_FUNCTIONS
    assert len(others) > 80
    for name in sorted(others):
        with pytest.raises(NotAllowed):
            analysis.query(f'SELECT * FROM "{name}"()')


def test_no_function_of_a_value_sounds_as_if_it_read_or_changed_something() -> None:
    """A newer DuckDB may bring one: look at it, and refuse it or name it here."""
    looked_at = {"current_database", "current_schema", "current_schemas", "current_query", "parse_duckdb_log_message"}
    harmless = re.compile(
        r"(^|_)(catalog|ilike|unread|dialog)|json_|parse_(filename|path|dir)|log(10|2)?$|^has_|^pg_|lgamma"
    )
    telling = re.compile(
        r"(^|_)(get)?(env|read|write|file|glob|log|setting|secret|sleep|attach|load|http|exec|variable)"
    )
    with duckdb.connect() as fresh:
        found = fresh.execute(
            "SELECT DISTINCT function_name FROM duckdb_functions() WHERE function_type NOT IN"
            " ('table', 'table_macro', 'pragma')"
        ).fetchall()
    names = {name for (name,) in found if telling.search(name) and not harmless.search(name)}
    assert names - looked_at <= REFUSED


@pytest.mark.parametrize(
    "sql",
    [
        "FROM agencies",
        "TABLE agencies",
        "VALUES (1)",
        "WITH a AS (SELECT 1 AS x), b AS (FROM a) SELECT * FROM b",
        "WITH RECURSIVE a AS (SELECT 1 AS x UNION ALL SELECT x + 1 FROM a WHERE x < 5) SELECT max(x) FROM a",
        "DESCRIBE agencies",
        "DESCRIBE SELECT 1",
        "SUMMARIZE agencies",
        "EXPLAIN SELECT * FROM agencies",
        "explain analyze\nselect 1",
        "SELECT * FROM range(3), generate_series(1, 2), unnest([1, 2])",
        "PIVOT agencies ON state IN ('CA') USING count(*) GROUP BY name",
        "UNPIVOT agencies ON id, name INTO NAME k VALUE v",
        "SELECT list_transform([1], lambda x: x + 1), {'a': 1}, map {'b': 2}, [x + 1 FOR x IN [1]]",
        "SELECT id, row_number() OVER (ORDER BY id) AS n FROM agencies QUALIFY n = 1",
        "SELECT DISTINCT ON (id) id, count(*) FILTER (WHERE true) FROM agencies GROUP BY ROLLUP (id) LIMIT 10%",
        "SELECT * EXCLUDE (id) REPLACE (name AS name) FROM agencies USING SAMPLE 10",
        "SELECT AGENCIES.ID FROM AGENCIES",
        "SELECT json_extract('{\"a\": 1}', '$.a'), regexp_matches('a', 'a'), now()",
        "SELECT a.id FROM agencies a ASOF JOIN agencies b ON a.id >= b.id",
        "SELECT agency FROM slices",
        "/* why */ SELECT 1 -- because\n;",
        "SELECT EXISTS (FROM agencies), ANY_VALUE(id), 1 IN (SELECT 1) FROM agencies",
    ],
)
def test_what_asks_is_answered(sql: str, analysis: Analysis) -> None:
    assert analysis.query(sql).columns


@pytest.mark.parametrize(
    ("sql", "told", "advice"),
    [
        ("SELECT * FROM lerners", "there is no view 'lerners'", "did you mean 'learners'?"),
        ("SELECT nam FROM agencies", "line 1, column 8", "did you mean 'name'?"),
        ("SELECT\n  foo(1)", "line 2, column 3", "did you mean"),
        ("SELECT agency, count(*) FROM learners", "must appear in the GROUP BY clause", "records query"),
        ("SELECT CAST('x' AS INT)", "could not convert string 'x' to INT32", "single quotes"),
        ("SELECT length(1, 2, 3)", "no function matches", "records query"),
        ("FROM main.agencies", "'main.agencies' is no view", "FROM agencies"),
        ("PIVOT agencies ON id", "PIVOT has to know its columns", "IN ('a', 'b')"),
    ],
)
def test_says_what_is_wrong_and_what_to_do(sql: str, told: str, advice: str, analysis: Analysis) -> None:
    with pytest.raises(Refused) as refused:
        analysis.query(sql)
    assert told in str(refused.value)
    assert advice in refused.value.advice


def test_a_query_that_needs_more_memory_and_disk_than_it_may_ends_in_a_sentence(lake: Path) -> None:
    with open_lake(lake, memory="60MB") as small, pytest.raises(Refused, match="more memory"):
        small.query("SELECT list(range) FROM range(50000000)")
