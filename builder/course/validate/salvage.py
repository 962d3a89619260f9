"""Leaves the faulty pieces of a file out, so that one fault does not hide what is wrong elsewhere in it."""

from __future__ import annotations

from typing import Any, Final, TypeVar

from pydantic import BaseModel

from builder.course.load.document import Document, Mark, NodePath
from builder.course.validate import language, structure
from builder.course.validate.draft import Part
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


def salvage(document: Document, model: type[M], faults: tuple[Fault, ...]) -> Part[M] | None:
    """What remains of the file, with positions as they were; None when too little remains."""
    cut: frozenset[NodePath] = frozenset()
    shortened: frozenset[NodePath] = frozenset()
    for _ in range(ROUNDS):
        drops = [_drop(fault) for fault in faults]
        if any(drop is None for drop in drops) or not isinstance(document.data, dict):
            return None
        copy = _Copy(document, frozenset(drop for drop in drops if drop), cut, shortened)
        document = copy.document()
        for name in STAND_INS.keys() & model.model_fields.keys() - document.data.keys():
            if model.model_fields[name].is_required():
                document.data[name] = STAND_INS[name]
                copy.cut.add((name,))
        cut, shortened = frozenset(copy.cut), frozenset(copy.shortened)
        found, _, faults = structure.check(document, model)
        if found is not None:
            return Part(document, found, cut, shortened)
    return None


def _drop(fault: Fault) -> NodePath | None:
    """The least piece without which the fault is gone."""
    path = fault.path
    if path and isinstance(path[-1], str):
        if fault.kind == "extra_forbidden" or not language.required(fault.model, fault.loc):
            return path
        if len(path) == 1 and path[0] in STAND_INS:
            return path
    items = (path[:end] for end in range(len(path), 0, -1) if isinstance(path[end - 1], int))
    return next(items, None)


class _Copy:
    """Copies data and marks without some pieces; items of a list that follow a dropped one move up."""

    def __init__(
        self,
        source: Document,
        drops: frozenset[NodePath],
        cut_before: frozenset[NodePath],
        shortened_before: frozenset[NodePath],
    ) -> None:
        self.source = source
        self.drops = drops
        self.cut_before = cut_before
        self.shortened_before = shortened_before
        self.values: dict[NodePath, Mark] = {}
        self.keys: dict[NodePath, Mark] = {}
        self.cut: set[NodePath] = set()
        self.shortened: set[NodePath] = set()

    def document(self) -> Document:
        data = self._value(self.source.data, (), ())
        return Document(self.source.name, self.source.text, data, self.values, self.keys, usable=True)

    def _value(self, value: Any, old: NodePath, new: NodePath) -> Any:
        if mark := self.source.values.get(old):
            self.values[new] = mark
        if key := self.source.keys.get(old):
            self.keys[new] = key
        self.cut |= {(*new, path[-1]) for path in self.cut_before if path[:-1] == old}
        if isinstance(value, dict):
            self.cut |= {(*new, name) for name in value if (*old, name) in self.drops}
            kept = [name for name in value if (*old, name) not in self.drops]
            return {name: self._value(value[name], (*old, name), (*new, name)) for name in kept}
        if isinstance(value, list):
            left = [place for place in range(len(value)) if (*old, place) not in self.drops]
            if len(left) < len(value) or old in self.shortened_before:
                self.shortened.add(new)
            return [self._value(value[place], (*old, place), (*new, at)) for at, place in enumerate(left)]
        return value
