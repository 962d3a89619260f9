"""A lake of learners who do not exist, and its page."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from builder.records.lake.intake import take
from builder.records.lake.lake import Lake
from builder.records.simulate.settings import Settings
from builder.records.simulate.simulate import simulate


def made_up_lake(folder: Path, learners: int = 100, seed: int = 7) -> Path:
    """Two years of them, in some agencies of several states."""
    statements = folder / "made-up.ndjson"
    made = simulate(Settings(learners, seed, date(2025, 3, 1), date(2026, 4, 30)), statements, processes=1)
    lake = Lake.make(folder / "lake")
    with lake.writing() as writer:
        for book in made.codebooks:
            writer.put_codebook(book)
        if made.agencies:
            writer.put_agencies(made.agencies)
        take(writer, statements, source="made-up")
    return lake.folder
