"""The command line as tests call it: in this process, or in one of its own."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from builder.cli import peacebuilder

STARTER = Path(__file__).parents[2] / "builder" / "cli" / "starter"

Run = Callable[..., Result]
Process = Callable[..., "subprocess.CompletedProcess[bytes]"]


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Run:
    """peacebuilder in this process, in an empty folder."""
    monkeypatch.chdir(tmp_path)
    for name in ("PEACEBUILDER_LRS_KEY", "PEACEBUILDER_LRS_SECRET", "NO_COLOR"):
        monkeypatch.delenv(name, raising=False)

    def call(*arguments: object, color: bool = False) -> Result:
        result = CliRunner().invoke(peacebuilder, [str(argument) for argument in arguments], color=color)
        if result.exception is not None and not isinstance(result.exception, SystemExit):
            raise result.exception
        return result

    return call


@pytest.fixture
def process(tmp_path: Path) -> Process:
    """python -m builder in a process of its own, in an empty folder."""

    def call(*arguments: object, **options: object) -> subprocess.CompletedProcess[bytes]:
        command = [sys.executable, "-m", "builder", *map(str, arguments)]
        return subprocess.run(command, cwd=tmp_path, capture_output=True, check=False, timeout=60, **options)  # type: ignore[call-overload,no-any-return]

    return call


@pytest.fixture
def course(tmp_path: Path) -> Path:
    """A course without a fault."""
    return Path(shutil.copytree(STARTER, tmp_path / "course"))


def edit(path: Path, old: str, new: str) -> None:
    """Changes the text of a file."""
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8", newline="\n")
