"""One server for one file, by whatever name it is known."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from builder.records.lrs.store.database import Unavailable
from builder.records.lrs.store.lock import serving


@pytest.mark.skipif(os.name != "posix", reason="links need a right of their own elsewhere")
def test_a_file_that_is_served_is_so_by_its_other_name_too(tmp_path: Path) -> None:
    path, other = tmp_path / "lrs.db", tmp_path / "elsewhere" / "records.db"
    path.touch()
    other.parent.mkdir()
    other.symlink_to(path)
    with serving(path), pytest.raises(Unavailable, match="another server serves this file"), serving(other):
        pass
    with serving(other):
        pass
