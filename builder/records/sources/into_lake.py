"""Steps into a lake: lines of JSON through its one door."""

from __future__ import annotations

from collections.abc import Sequence

from builder.records.lake.intake import take
from builder.records.lake.ledger import Taken
from builder.records.lake.writer import Writer
from builder.records.sources.steps import Keeps, Place


def into(writer: Writer, source: str, agency: str | None) -> Keeps:
    """Into the lake of the writer."""
    path = writer.staging() / "pulled.ndjson"

    def keep(lines: Sequence[bytes], agencies: Sequence[str | None], place: Place, first: int) -> Taken:
        with path.open("wb") as file:
            file.writelines(line + b"\n" for line in lines)
        own = agencies if any(one is not None for one in agencies) else None
        return take(writer, path, source=source, cursor=place, first_line=first, agency=agency, agencies=own)

    return keep
