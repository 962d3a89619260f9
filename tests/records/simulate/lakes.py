"""Made-up records in a lake, and what its reports say of them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from builder.records.analysis.engines.engine import Table
from builder.records.analysis.open import open_lake
from builder.records.analysis.report import Result
from builder.records.lake.intake import take
from builder.records.lake.lake import Lake
from builder.records.lake.ledger import Taken
from builder.records.simulate.simulate import Made

Row = Mapping[str, Any]


def imported(folder: Path, made: Made, parts: Iterable[Path]) -> tuple[Taken, ...]:
    """A lake of the parts, each a step of its own; with all that lies beside the statements."""
    lake = Lake.make(folder)
    with lake.writing() as writer:
        for book in made.codebooks:
            writer.put_codebook(book)
        if made.agencies:
            writer.put_agencies(made.agencies)
        return tuple(take(writer, part, source="made-up") for part in parts)


def reports(folder: Path) -> dict[str, list[Row]]:
    """All of them, nothing hidden; and the view of the items."""
    with open_lake(folder) as analysis:
        results = [analysis.report(report.name, smallest=1) for report in analysis.reports()]
        found = {one.report.name: _named(one) for one in results}
        found["view"] = _named(analysis.query("SELECT * FROM items"))
        found["aside"] = _named(analysis.query("SELECT code, count(*) AS lines FROM set_aside GROUP BY code"))
        return found


def _named(table: Table | Result) -> list[Row]:
    return [dict(zip(table.columns, row, strict=True)) for row in table.rows]


def truth(made: Made) -> Any:
    return json.loads(made.truth.read_text("utf-8"))
