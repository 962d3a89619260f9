"""The bench of pulling runs, floors and all."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.bench import records_pull
from tests.bench.table import show


def test_pulling_is_measured_beside_its_floors(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    show(records_pull.lines(tmp_path, count=300))
    told = capsys.readouterr().out
    assert "300 statements over HTTP, statements/s" in told
    assert "300 statements from the database, statements/s" in told
