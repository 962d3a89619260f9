"""The script of the page under the strictest eye for types that JavaScript can have."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]
TSC = ROOT / "builder" / "player" / "node_modules" / "typescript" / "bin" / "tsc"
STRICT = (
    *("--noEmit", "--allowJs", "--checkJs", "--strict", "--noUncheckedIndexedAccess", "--noImplicitReturns"),
    *("--noUnusedLocals", "--target", "ES2022", "--lib", "ES2022,DOM,DOM.Iterable", "--types", "", "--ignoreConfig"),
)


def test_its_types_agree() -> None:
    if not TSC.exists():
        pytest.skip("no TypeScript: `python .ci/node ci` gets it")
    folder = ROOT / "builder" / "records" / "page" / "templates"
    command = [
        sys.executable,
        str(ROOT / ".ci" / "node"),
        "tsc",
        *STRICT,
        str(folder / "charts.js"),
        str(folder / "page.js"),
    ]
    found = subprocess.run(command, capture_output=True, text=True, check=False)
    assert found.returncode == 0, found.stdout
