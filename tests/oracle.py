"""The checker of manifests that lies beside the checkout; tests that need it are skipped in sight where it is not."""

from __future__ import annotations

import importlib.util
import sys
from functools import cache
from pathlib import Path
from types import ModuleType

import pytest

PATH = Path(__file__).parents[2] / "shared" / "standards" / "check_manifest.py"


@cache
def _load() -> ModuleType:
    spec = importlib.util.spec_from_file_location("check_manifest", PATH)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    # Nothing of ours is written beside it, not even its bytecode.
    written, sys.dont_write_bytecode = sys.dont_write_bytecode, True
    try:
        spec.loader.exec_module(module)
    finally:
        sys.dont_write_bytecode = written
    return module


def check_package(path: Path) -> tuple[str, list[str], list[str]]:
    """The kind of the package, its errors, its warnings."""
    if not PATH.is_file():
        pytest.skip("the official schemas are not beside the checkout (../shared/standards)")
    kind, errors, warnings = _load().check(str(path))
    return kind, errors, warnings
