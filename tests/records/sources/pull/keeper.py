"""What a lake does with steps, in memory: each statement once, and the place with it."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from contextlib import closing
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from builder.records.lake.ledger import Taken
from builder.records.sources.pull.client import Access, Client
from builder.records.sources.pull.pages import Pages
from builder.records.sources.pull.place import Place, place_of
from builder.records.sources.pull.reading import read_on
from builder.records.sources.steps import Step, Steps


class Killed(BaseException):
    """As by kill -9: nobody tidies up."""


@dataclass
class Keeper:
    """`ids` in the order of coming; `kill` says of a step, by its number from 1, whether it never ends."""

    lines: dict[str, bytes] = field(default_factory=dict)
    place: Mapping[str, Any] | None = None
    steps: int = 0
    duplicates: int = 0
    kill: Callable[[int], bool] = lambda _: False
    said: list[str] = field(default_factory=list)
    slept: list[float] = field(default_factory=list)

    def keep(self, step: Step, place: Mapping[str, Any]) -> Taken:
        self.steps += 1
        if self.kill(self.steps):
            raise Killed
        assert len(step.agencies) == len(step.lines)
        assert step.first >= 1
        before = len(self.lines)
        for line in step.lines:
            assert b"\n" not in line
            self.lines.setdefault(json.loads(line)["id"], line)
        kept = len(self.lines) - before
        self.duplicates += len(step.lines) - kept
        self.place = json.loads(json.dumps(place))
        return Taken(read=len(step.lines), kept=kept, duplicates=len(step.lines) - kept)

    def pull(self, url: str, page: int = 10, timeout: float = 60, now: datetime | None = None) -> Taken:
        """As the command does, from the place that is kept."""
        access = Access(url, "key", "secret", timeout)
        steps = Steps(self.keep)
        with closing(Client(access)) as client:
            pages = Pages(client, self.said.append, self.slept.append, lambda: now or datetime.now(UTC))
            read_on(steps, access, place_of(self.place, access) or Place(), pages, page)
        return steps.taken
