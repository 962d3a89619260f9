"""Counts what the server does, and tells it as Prometheus reads it."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final, TypeAlias

PREFIX: Final = "peacebuilder_lrs"
BOUNDS: Final = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 10.0)
"""Seconds up to which a request counts as that fast."""
Labels: TypeAlias = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Family:
    """Values of one name: `kind` is counter, gauge or histogram."""

    name: str
    kind: str
    help: str
    values: Iterable[tuple[str, Labels, float]]
    """What is added to the name, labels, value."""


def gauge(name: str, help_: str, value: float, kind: str = "gauge") -> Family:
    """A single value."""
    return Family(name, kind, help_, (("", (), value),))


@dataclass(slots=True)
class Metrics:
    """Since the server was started; used by the event loop alone."""

    requests: Counter[tuple[str, str, int]] = field(default_factory=Counter)
    """By resource, method and status."""
    active: int = 0
    writing: int = 0
    """Jobs that were handed to the writer and are not yet durable."""
    connections: int = 0
    _fast: dict[tuple[str, str], list[int]] = field(default_factory=dict)
    _seconds: Counter[tuple[str, str]] = field(default_factory=Counter)

    def count(self, resource: str, method: str, status: int, seconds: float) -> None:
        """A request that was answered."""
        name = (resource, method)
        self.requests[resource, method, status] += 1
        self._fast.setdefault(name, [0] * (len(BOUNDS) + 1))[bisect_left(BOUNDS, seconds)] += 1
        self._seconds[name] += seconds  # type: ignore[assignment]  # a Counter of seconds is one of floats

    def families(self) -> Iterator[Family]:
        """All that is counted here."""
        yield Family(
            f"{PREFIX}_requests_total",
            "counter",
            "Requests that were answered.",
            (
                ("", (("resource", resource), ("method", method), ("status", str(status))), number)
                for (resource, method, status), number in sorted(self.requests.items())
            ),
        )
        yield Family(
            f"{PREFIX}_request_seconds", "histogram", "From the head of a request to its answer.", self._times()
        )
        yield gauge(f"{PREFIX}_requests_active", "Requests that are being answered.", self.active)
        yield gauge(f"{PREFIX}_writes_waiting", "Changes that are not yet durable.", self.writing)
        yield gauge(f"{PREFIX}_connections", "Connections that are open.", self.connections)

    def _times(self) -> Iterator[tuple[str, Labels, float]]:
        for name, numbers in sorted(self._fast.items()):
            labels = (("resource", name[0]), ("method", name[1]))
            total = 0
            for bound, number in zip((*map(str, BOUNDS), "+Inf"), numbers, strict=True):
                total += number
                yield "_bucket", (*labels, ("le", bound)), total
            yield "_sum", labels, self._seconds[name]
            yield "_count", labels, total


def text(families: Iterable[Family]) -> str:
    """The text format of Prometheus, version 0.0.4."""
    return "".join(_lines(families))


def _lines(families: Iterable[Family]) -> Iterator[str]:
    for family in families:
        yield f"# HELP {family.name} {family.help}\n# TYPE {family.name} {family.kind}\n"
        for suffix, labels, value in family.values:
            yield f"{family.name}{suffix}{_told(dict(labels))} {value:.15g}\n"


def _told(labels: Mapping[str, str]) -> str:
    if not labels:
        return ""
    escaped = (
        name + '="' + value.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'
        for name, value in labels.items()
    )
    return "{" + ",".join(escaped) + "}"
