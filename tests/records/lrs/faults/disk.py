"""Disks and files as a test needs them: small, full, read-only."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

import pytest

NOBODY: Final = 65534
WITHOUT_ASKING: Final = ("sudo", "--non-interactive")


@contextmanager
def small_disk(at: Path, size: str) -> Iterator[Path]:
    """A disk of its own in memory; where nobody may mount one, a skip in sight of all."""
    at.mkdir()
    root = sys.platform == "linux" and os.geteuid() == 0
    as_root = () if root else WITHOUT_ASKING
    options = f"size={size},mode=0777"
    try:
        done = subprocess.run(
            (*as_root, "mount", "-t", "tmpfs", "-o", options, "tmpfs", str(at)),
            check=False,
            capture_output=True,
            text=True,
        )
    except FileNotFoundError as error:
        pytest.skip(f"no small disk here: {error}")
    if done.returncode:
        pytest.skip(f"no small disk here: {done.stderr.strip()}")
    try:
        yield at
    finally:
        subprocess.run((*as_root, "umount", "--lazy", str(at)), check=True)


@contextmanager
def folder_of_all() -> Iterator[Path]:
    """One that other users may look into, unlike those of pytest."""
    with tempfile.TemporaryDirectory() as name:
        path = Path(name)
        path.chmod(0o777)
        yield path


@contextmanager
def as_nobody() -> Iterator[None]:
    """Root may write what is read-only: for a while we are somebody else."""
    if os.name != "posix":
        pytest.skip("files have no modes here")
    "localhost".encode("idna")  # what Python loads when it is first needed may lie where others must not look
    before = os.geteuid()
    if before == 0:
        os.seteuid(NOBODY)
    try:
        yield
    finally:
        os.seteuid(before)
