"""The tables of a lake that all SQL starts from: their columns, and their files.

Types are DuckDB's words. A folder without files is a table without rows, of the same columns.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Final

from builder.records.lake import agencies, codebooks, layout, ledger
from builder.records.lake.columns import COLUMNS, MONTH
from builder.records.lake.step import of_months, parts


@dataclass(frozen=True, slots=True)
class Base:
    """A view named `name` over the files of `folder`; `months` says whether they lie in folders by month.

    `title` is one row of it.
    """

    name: str
    title: str
    folder: str
    columns: tuple[tuple[str, str], ...]
    months: bool = False

    def files(self, lake: Path) -> tuple[Path, ...]:
        return tuple((of_months if self.months else parts)(lake / self.folder))


BASES: Final = (
    Base(
        "statements",
        "A statement as it came, of any course and any tool",
        layout.STATEMENTS,
        tuple((column.name, column.type) for column in COLUMNS),
        months=True,
    ),
    Base("codebook", "A thing of a version of a course", layout.CODEBOOK, tuple(codebooks.COLUMNS.items())),
    Base("agencies", "An agency: its id, name and state", layout.AGENCIES, tuple(agencies.COLUMNS.items())),
    Base("imports", "A step of an import or a pull: what it took", layout.IMPORTS, tuple(ledger.IMPORTS.items())),
    Base("set_aside", "A statement that was not taken, and why", layout.ASIDE, tuple(ledger.ASIDES.items())),
)
DERIVED: Final = ((MONTH, "VARCHAR"), ("at_s", "DOUBLE"))
"""What `statements` has beside its columns: its month, and `ts` in seconds since 1970."""


def literal(text: str) -> str:
    """A text in SQL."""
    return "'" + text.replace("'", "''") + "'"
