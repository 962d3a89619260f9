"""Leaves the faulty pieces of a file out, so that one fault does not hide what is wrong elsewhere in it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final, TypeVar

from pydantic import BaseModel

from builder.course.load.document import Document, NodePath
from builder.course.validate import annotations, structure
from builder.course.validate.fault import Fault

M = TypeVar("M", bound=BaseModel)

ROUNDS: Final = 6
STAND_INS: Final[dict[str, Any]] = {
    "format": 1,
    "id": "unnamed",
    "iri": "https://example.org/unnamed",
    "title": "Untitled",
    "name": "Unnamed",
    "version": "0.0.0",
    "description": "Not described.",
    "minutes": 1,
}
"""For what a file must say once, at its top."""


def salvage(document: Document, model: type[M], faults: tuple[Fault, ...]) -> tuple[Document, M] | None:
    """What remains of the file, with positions as they were; None when too little remains."""
    for _ in range(ROUNDS):
        drops = [_drop(fault) for fault in faults]
        if any(drop is None for drop in drops) or not isinstance(document.data, dict):
            return None
        document = _without(document, {drop for drop in drops if drop})
        for name in STAND_INS.keys() & model.model_fields.keys() - document.data.keys():
            if model.model_fields[name].is_required():
                document.data[name] = STAND_INS[name]
        result, _, faults = structure.check(document, model)
        if result is not None:
            return document, result
    return None


def _drop(fault: Fault) -> NodePath | None:
    """The least piece without which the fault is gone."""
    if fault.path and isinstance(fault.path[-1], str):
        if fault.kind == "extra_forbidden" or not annotations.required(fault.model, fault.loc):
            return fault.path
        if len(fault.path) == 1 and fault.path[0] in STAND_INS:
            return fault.path
    return next((fault.path[:end] for end in range(len(fault.path), 0, -1) if isinstance(fault.path[end - 1], int)), None)


def _without(document: Document, drops: Iterable[NodePath]) -> Document:
    copy = _Copy(document, frozenset(drops))
    data = copy.value(document.data, (), ())
    return Document(document.name, document.text, data, copy.values, copy.keys, usable=True)


class _Copy:
    """Copies data and marks; items of a list that follow a dropped one move up."""

    def __init__(self, document: Document, drops: frozenset[NodePath]) -> None:
        self.document = document
        self.drops = drops
        self.values = {}
        self.keys = {}

    def value(self, value: Any, old: NodePath, new: NodePath) -> Any:
        if mark := self.document.values.get(old):
            self.values[new] = mark
        if key := self.document.keys.get(old):
            self.keys[new] = key
        if isinstance(value, dict):
            kept = [name for name in value if (*old, name) not in self.drops]
            return {name: self.value(value[name], (*old, name), (*new, name)) for name in kept}
        if isinstance(value, list):
            left = [place for place in range(len(value)) if (*old, place) not in self.drops]
            return [self.value(value[place], (*old, place), (*new, at)) for at, place in enumerate(left)]
        return value
