"""The analysts' guide, its commands run as they stand there, one after another, in one empty folder."""

from __future__ import annotations

import re
import shlex
from pathlib import Path
from typing import Final

import pytest
from click.testing import CliRunner

from builder.cli import peacebuilder

GUIDE: Final = Path(__file__).parents[2] / "docs" / "analyst.md"
BLOCKS: Final = re.compile(r"^```sh\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def test_every_command_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    joined = "".join(BLOCKS.findall(GUIDE.read_text("utf-8"))).replace("\\\n", " ")
    commands = [shlex.split(line, comments=True) for line in joined.splitlines() if line.strip()]
    assert len(commands) > 5
    for program, *arguments in filter(None, commands):
        assert program == "peacebuilder"
        result = CliRunner().invoke(peacebuilder, arguments)
        assert result.exit_code == 0, f"{arguments}: {result.output}"
