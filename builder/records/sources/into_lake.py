"""Steps into a lake: lines of JSON through its one door."""

from __future__ import annotations

from builder.records.lake.intake import take
from builder.records.lake.ledger import Taken
from builder.records.lake.writer import Writer
from builder.records.sources.steps import Keeps, Place, Step


def into(writer: Writer, source: str, agency: str | None) -> Keeps:
    """Into the lake of the writer; `agency` of those that tell none."""
    path = writer.staging() / "pulled.ndjson"

    def keep(step: Step, place: Place) -> Taken:
        with path.open("wb") as file:
            file.writelines(line + b"\n" for line in step.lines)
        return take(
            writer,
            path,
            source=source,
            cursor=place,
            first_line=step.first,
            agency=agency,
            agencies=step.agencies if any(one is not None for one in step.agencies) else None,
            aside=step.aside,
            forget=step.forget,
        )

    return keep
