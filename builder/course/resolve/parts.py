"""What types of question differ in, once they are resolved."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from builder.course import ids, resolved


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


def lettered(question: str, rows: Iterable[tuple[str, str, bool, str | None]]) -> tuple[resolved.Option, ...]:
    """Options with letters in the order of the file; a row is id, text, whether it is right, feedback."""
    return tuple(
        resolved.Option(id_, ids.option_key(question, id_), letter, text, correct, feedback)
        for letter, (id_, text, correct, feedback) in zip(ids.LETTERS, rows, strict=False)
    )
