"""The SQL texts of the views, in an order in which each finds those that it asks."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from graphlib import TopologicalSorter
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Final

FOLDER: Final = "views"
WORD: Final = re.compile(r"--[^\n]*|/\*.*?\*/|'(?:[^']|'')*'|\b([a-z_][a-z0-9_]*)\b", re.DOTALL)
"""A word of SQL outside comments and texts."""


@dataclass(frozen=True, slots=True)
class View:
    """`sql` is one SELECT that DuckDB and Spark understand alike; `asks` are the views that it names."""

    name: str
    sql: str
    asks: frozenset[str]


@cache
def views() -> tuple[View, ...]:
    """All, each after those that it asks."""
    found = {entry.name.removesuffix(".sql"): entry for entry in _folder() if entry.name.endswith(".sql")}
    texts = {name: entry.read_text(encoding="utf-8").strip().rstrip(";") for name, entry in sorted(found.items())}
    asks = {name: asked(text, texts) - {name} for name, text in texts.items()}
    return tuple(View(name, texts[name], asks[name]) for name in TopologicalSorter(asks).static_order())


def asked(sql: str, known: Mapping[str, object] | frozenset[str]) -> frozenset[str]:
    """Which of the known names a text names."""
    return frozenset(word for word in WORD.findall(sql.lower()) if word in known)


def _folder() -> Iterator[Traversable]:
    return files(__package__).joinpath(FOLDER).iterdir()
