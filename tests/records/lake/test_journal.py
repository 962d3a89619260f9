"""What stands in a journal: only files of the lake, whoever wrote it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from builder.records.lake import publish
from builder.records.lake.lake import Lake
from builder.records.lake.publish import Plan
from builder.records.lake.refusals import NotALake
from tests.records.lake.made import merge, row


@pytest.fixture
def lake(tmp_path: Path) -> Lake:
    lake = Lake.make(tmp_path / "lake")
    merge(lake, [row(1)], cursor={"at": 1})
    return lake


@pytest.mark.parametrize(
    "journal",
    [
        "",
        "[]",
        '{"moves": {}}',
        '{"moves": {"staging/a": "/etc/b"}, "deletes": []}',
        '{"moves": {}, "deletes": ["../victim"]}',
        '{"moves": {}, "deletes": ["statements/../../victim"]}',
        '{"moves": {}, "deletes": ["key"]}',
        '{"moves": {}, "deletes": [7]}',
        '{"moves": {"staging/gone": "statements/month=2026-01/x.parquet"}, "deletes": []}',
    ],
)
def test_a_journal_that_nobody_wrote_touches_nothing(lake: Lake, journal: str) -> None:
    """A lake may come from anywhere."""
    victim = lake.folder.parent / "victim"
    victim.write_text("dear", encoding="utf-8")
    (lake.folder / publish.JOURNAL).write_text(journal, encoding="utf-8")
    with pytest.raises(NotALake, match="cut off"), lake.reading():
        pass
    assert victim.exists()
    assert (lake.folder / "key").exists()


def test_a_step_may_replace_a_file_under_its_name(lake: Lake) -> None:
    (lake.folder / "staging").mkdir(exist_ok=True)
    made = lake.folder / "staging" / "new"
    made.write_text(json.dumps({"source": "test", "cursor": {"at": 3}}), encoding="utf-8")
    (old,) = (lake.folder / "sources").iterdir()
    publish.publish(lake.folder, Plan({"staging/new": f"sources/{old.name}"}, []))
    assert lake.cursor("test") == {"at": 3}
