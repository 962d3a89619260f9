"""Every view and every report has the same answer on Spark as on DuckDB, over the same lake.

One test, since a second Spark would have to start in another process.
"""

from __future__ import annotations

import importlib.util
import math
import shutil
import sys
from collections.abc import Iterator, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from builder.records.analysis.cluster import REPORT, script
from builder.records.analysis.engines.engine import NoEngine, Table
from builder.records.analysis.engines.spark import memory_of
from builder.records.analysis.open import ASKED, open_lake
from builder.records.analysis.report import reports
from builder.records.analysis.slices import Slice
from tests.records.analysis.codebooks import codebook
from tests.records.analysis.story import AGENCIES, story, ties
from tests.records.analysis.written import write_lake

KEPT = ("facts", "slices", "catalog", "answers", "learners", "attempts", "decisions", "sessions", "pages", "forms")
"""As in a run of all reports."""
QUICK = (
    "--conf spark.sql.codegen.wholeStage=false --conf spark.sql.codegen.factoryMode=NO_CODEGEN"
    " --conf spark.sql.adaptive.enabled=false pyspark-shell"
)
"""So few rows are sooner counted than a program to count them is compiled."""


@pytest.fixture
def no_spark(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    monkeypatch.delenv("JAVA_HOME", raising=False)
    monkeypatch.delenv("SPARK_REMOTE", raising=False)
    return write_lake(tmp_path / "lake", [])


def test_says_in_a_sentence_that_java_is_missing(
    no_spark: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    if importlib.util.find_spec("pyspark") is None:
        pytest.skip("no pyspark: pip install 'peacebuilder[spark]' gets it")
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(NoEngine, match="Spark needs Java 17"), open_lake(no_spark, engine="spark"):
        pass


def test_says_in_a_sentence_that_pyspark_is_missing(no_spark: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyspark", None)
    with pytest.raises(NoEngine) as refused, open_lake(no_spark, engine="spark"):
        pass
    assert refused.value.advice == "pip install 'peacebuilder[spark]'"


def test_another_engine_is_told_of(no_spark: Path) -> None:
    with pytest.raises(NoEngine, match="there is no engine 'sparc'") as refused, open_lake(no_spark, engine="sparc"):
        pass
    assert refused.value.advice == "there are: duckdb, spark"


@pytest.mark.parametrize(
    ("told", "java"), [("4GB", "4g"), ("512 MiB", "512m"), ("2g", "2g"), (None, "2g"), ("x", "2g")]
)
def test_memory_is_told_in_words_of_java(told: str | None, java: str) -> None:
    assert memory_of(told) == java


@pytest.mark.spark
def test_every_view_and_report_is_equal_on_spark(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    if importlib.util.find_spec("pyspark") is None:
        pytest.skip("no pyspark: pip install 'peacebuilder[spark]' gets it")
    if shutil.which("java") is None:
        pytest.skip("no Java on the PATH: Spark needs 17 or newer")
    told = story(20)
    ties(told)
    lake = tmp_path / "a lake's [folder]" / "agency=x"
    shutil.copytree(write_lake(tmp_path / "lake", told.rows, codebook=codebook(), agencies=AGENCIES), lake)
    monkeypatch.setenv("PYSPARK_SUBMIT_ARGS", QUICK)
    slices = [Slice("all"), Slice("it's one", agencies=("it\\s", "a")), Slice("later", first="2026-02")]
    texts = {name: f"SELECT * FROM {name}" for name in ASKED} | {f"reports/{one.name}": one.sql for one in reports()}
    with open_lake(lake, engine="spark", slices=slices, memory="1GB") as spark, open_lake(lake, slices=slices) as duck:
        spark.engine.run("SET spark.sql.shuffle.partitions = 1")
        for view in KEPT:
            spark.engine.keep(view)
        different = {
            name: problem
            for name, sql in texts.items()
            for problem in differences(spark.engine.table(sql), duck.engine.table(sql))
        }
        assert different == {}
        for text in script(str(lake), {"imports", "set_aside"}).removesuffix(";\n\n").split(";\n\n"):
            spark.engine.run(text)
        for name in ("learners", "completion"):
            asked = spark.engine.table(f"SELECT * FROM {REPORT if name == 'completion' else ''}{name}")
            with open_lake(lake) as plain:
                assert not list(
                    differences(asked, plain.engine.table(texts.get(f"reports/{name}", texts.get(name, ""))))
                )


def differences(one: Table, other: Table) -> Iterator[str]:
    if one.columns != other.columns:
        yield f"columns {one.columns} and {other.columns}"
    if len(one.rows) != len(other.rows):
        yield f"{len(one.rows)} and {len(other.rows)} rows"
    for left, right in zip(sorted(one.rows, key=_order), sorted(other.rows, key=_order), strict=False):
        unlike = [name for name, a, b in zip(one.columns, left, right, strict=False) if not equal(a, b)]
        if unlike:
            yield f"{unlike} of {left} and {right}"


def equal(one: Any, other: Any) -> bool:
    if isinstance(one, float | Decimal) and isinstance(other, float | Decimal):
        return math.isclose(one, other, rel_tol=1e-9, abs_tol=1e-12)
    return bool(one == other)


def _order(row: Sequence[Any]) -> tuple[str, ...]:
    """By what is no number with decimals; by those last, and not by their last digits."""
    exact = [str(value) for value in row if not isinstance(value, float | Decimal)]
    return (*exact, *(f"{value:.6g}" for value in row if isinstance(value, float | Decimal)))
