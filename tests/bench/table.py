"""A line of what the bench prints: a value, and the aim beside it."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from typing import NamedTuple


class Line(NamedTuple):
    """Whether an aim is reached is for people to judge, since machines differ."""

    what: str
    value: str
    aim: str = ""
    reached: bool = True


def show(lines: Iterable[Line]) -> None:
    """Prints each as soon as it is measured."""
    for line in lines:
        mark = "" if not line.aim else f"aim {line.aim}{'' if line.reached else '  MISSED'}"
        sys.stdout.write(f"{f'{line.what:<58} {line.value:>9}  {mark}'.rstrip()}\n")
        sys.stdout.flush()
