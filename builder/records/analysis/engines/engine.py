"""What every engine can do, and the tables that it gives back."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from builder.records.lake.refusals import Refused


@dataclass(frozen=True, slots=True)
class Table:
    """`types` are the engine's own words; values are Python's: times are naive and UTC."""

    columns: tuple[str, ...]
    types: tuple[str, ...]
    rows: Sequence[tuple[Any, ...]]


@dataclass(frozen=True, slots=True)
class Stream:
    """A table whose rows come one by one, once."""

    columns: tuple[str, ...]
    types: tuple[str, ...]
    rows: Iterator[tuple[Any, ...]]


class Engine(Protocol):
    """Something that runs the texts of views and reports."""

    name: str

    def run(self, sql: str) -> None: ...

    def table(self, sql: str) -> Table: ...

    def keep(self, view: str) -> None:
        """Computes a view now, once, for all that ask it later."""

    def close(self) -> None: ...


class NoEngine(Refused):
    """An engine that cannot be had here."""
