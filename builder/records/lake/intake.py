"""The one door into a lake: statements as lines of JSON become staged rows, and what is none is set aside."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from builder.records.lake.flatten import Origin, flatten
from builder.records.lake.ledger import Aside, Taken
from builder.records.lake.writer import Writer


def take(
    writer: Writer,
    statements: Path,
    *,
    source: str,
    cursor: Mapping[str, Any] | None = None,
    first_line: int = 1,
    agency: str | None = None,
    agencies: Sequence[str | None] | None = None,
    aside: Sequence[Aside] = (),
    forget: Iterable[str] = (),
) -> Taken:
    """One step: a file of some 100 MB at most, a statement a line, all of it or nothing.

    `agency` is taken where a statement tells none; `agencies`, one a line, wins over what it tells where it is a text.
    `aside`: what was set aside before, on the way to statements; it counts as read. `forget`: as in Writer.merge().
    """
    origin = Origin(source, agency, agencies)
    found = flatten(writer.lake, statements, writer.staging(), origin, first_line)
    return writer.merge(
        found.staged,
        source=source,
        read=found.read + len(aside),
        aside=(*aside, *found.aside),
        cursor=cursor,
        forget=forget,
    )
