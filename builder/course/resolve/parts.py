"""What types of question differ in, once they are resolved."""

from __future__ import annotations

from dataclasses import dataclass

from builder.course import resolved


@dataclass(frozen=True, slots=True)
class Parts:
    """The meaning of the fields is that of resolved.Question."""

    options: tuple[resolved.Option, ...] = ()
    targets: tuple[resolved.Target, ...] = ()
    accepts: tuple[str, ...] = ()
    range: resolved.Range | None = None
    many: bool = False
    case_matters: bool = False
    length: int | None = None
