"""records sql: all texts for a cluster, in an order in which they can be run (that Spark runs them: test_spark.py)."""

from __future__ import annotations

import re
from pathlib import Path

from builder.records.analysis.open import ASKED
from builder.records.analysis.report import reports
from tests.cli.conftest import Run
from tests.records.analysis.written import write_lake

MADE = re.compile(r"^CREATE OR REPLACE TEMPORARY VIEW (\w+)", re.MULTILINE)


def test_every_view_and_report_is_there_after_what_it_asks(run: Run) -> None:
    printed = run("records", "sql", "--location", "s3a://bucket/lake/", "--without", "set_aside").stdout
    made = MADE.findall(printed)
    assert len(made) == len(set(made))
    assert set(made) == {"statements_files", "slices", *ASKED, *(f"report_{one.name}" for one in reports())}
    for text in printed.removesuffix(";\n\n").split(";\n\n"):
        if found := MADE.match(text):
            later = made[made.index(found[1]) + 1 :]
            assert not [name for name in later if re.search(rf"\b(from|join) {name}\b", text, re.IGNORECASE)]
    assert "path 's3a://bucket/lake/statements'" in printed
    assert "lake/aside" not in printed


def test_a_lake_that_is_here_tells_which_tables_have_no_files(run: Run, tmp_path: Path) -> None:
    lake = write_lake(tmp_path / "lake", (), agencies=[{"id": "a"}])
    printed = run("records", "sql", "--lake", lake).stdout
    assert f"path '{lake.resolve()}/agencies'" in printed
    assert "/codebook'" not in printed
    assert run("records", "sql").exit_code == 2
