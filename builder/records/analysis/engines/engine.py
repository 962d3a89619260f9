"""What every engine can do, and the tables that it gives back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Protocol


@dataclass(frozen=True, slots=True)
class Table:
    """`types` are the engine's own words; values are Python's: times are naive and UTC."""

    columns: tuple[str, ...]
    types: tuple[str, ...]
    rows: Sequence[tuple[Any, ...]]


class Engine(Protocol):
    """Something that runs the texts of views and reports."""

    name: str

    def run(self, sql: str) -> None: ...

    def table(self, sql: str) -> Table: ...

    def keep(self, view: str) -> None:
        """Computes a view now, once, for all that ask it later."""

    def close(self) -> None: ...


class NoEngine(Exception):
    """An engine that cannot be had here; `advice` is what to do about it."""

    def __init__(self, text: str, advice: str) -> None:
        super().__init__(text)
        self.advice = advice
