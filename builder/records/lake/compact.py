"""Many small files of a folder into one, so that many small steps do not make questions slow.

Files of like size are merged when there are enough of them, so that a row is written a few times in its life.
"""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path
from typing import Final

import duckdb

from builder.records.lake.duck import parquet, write
from builder.records.lake.step import Step

FAN: Final = 8
"""As many files of a tier become one; and as many times greater is the next tier."""
LARGE: Final = 32 * 1024 * 1024
"""Bytes of a file that is merged no more, about a million rows."""


def compact(duck: duckdb.DuckDBPyConnection, step: Step, folder: str, columns: str, order: str) -> None:
    """What a step leaves in a folder; `order` is that of the rows."""
    while many := _many(step.files(folder)):
        write(duck, f"SELECT {columns} FROM {parquet(many)} ORDER BY {order}", step.new(folder))
        for path in many:
            step.drop(path)


def _many(files: list[Path]) -> list[Path]:
    tiers = defaultdict[int, list[Path]](list)
    for path in files:
        if (size := path.stat().st_size) < LARGE:
            tiers[_tier(size)].append(path)
    return next((paths for _, paths in sorted(tiers.items()) if len(paths) >= FAN), [])


def _tier(size: int) -> int:
    """0 is up to 8 KB: a file of few rows is mostly its head."""
    return max(0, (size.bit_length() - 11) // 3)
