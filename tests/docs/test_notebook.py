"""The notebook of the analysts' guide, its cells run as they stand there; so is the guide's Python."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any, Final

import pytest
from click.testing import CliRunner

from builder.cli import peacebuilder

DOCS: Final = Path(__file__).parents[2] / "docs"
PYTHON: Final = re.compile(r"^```python\n(.*?)^```$", re.MULTILINE | re.DOTALL)
COMMANDS: Final = re.compile(r"^peacebuilder (.+)$", re.MULTILINE)


@pytest.fixture
def notebook(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    """With the lake made, in this folder, as its first cell says."""
    monkeypatch.chdir(tmp_path)
    told = json.loads((DOCS / "analyst.ipynb").read_text("utf-8"))
    commands = COMMANDS.findall("".join(told["cells"][0]["source"]))
    assert len(commands) == 2
    for command in commands:
        result = CliRunner().invoke(peacebuilder, command.split())
        assert result.exit_code == 0, result.output
    return told


def test_the_cells_and_the_python_of_the_guide_run(notebook: Any, capsys: pytest.CaptureFixture[str]) -> None:
    names: dict[str, Any] = {}
    for cell in notebook["cells"]:
        if cell["cell_type"] == "code":
            exec("".join(cell["source"]), names)
    printed = capsys.readouterr().out
    assert "learners - course_id" in printed
    assert "share_right" in printed
    (text,) = PYTHON.findall((DOCS / "analyst.md").read_text("utf-8"))
    exec(text, {})
    assert "'learners':" in capsys.readouterr().out


def test_is_a_notebook_of_version_4_without_outputs() -> None:
    told = json.loads((DOCS / "analyst.ipynb").read_text("utf-8"))
    assert (told["nbformat"], told["nbformat_minor"]) == (4, 5)
    assert len({cell["id"] for cell in told["cells"]}) == len(told["cells"])
    assert all(cell["outputs"] == [] for cell in told["cells"] if cell["cell_type"] == "code")
