"""The shape of a file: pydantic's errors to diagnostics at their line, in the words of an author."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from builder.course.load.document import Document, NodePath
from builder.course.validate.fault import Fault, both, describe, meant
from builder.diagnostics import Diagnostic

M = TypeVar("M", bound=BaseModel)


def check(document: Document, model: type[M]) -> tuple[M | None, tuple[Diagnostic, ...], tuple[Fault, ...]]:
    """The model, or what keeps the document from being one."""
    try:
        return model.model_validate(document.data), (), ()
    except ValidationError as error:
        faults = tuple(_faults(document, model, error.errors(include_url=False)))
    return None, tuple(_diagnostics(document, faults)), faults


def _faults(document: Document, model: type[BaseModel], errors: list[ErrorDetails]) -> Iterator[Fault]:
    for error in errors:
        path, loc = _path(document, error["loc"], error["type"])
        yield Fault(document, model, error["type"], path, loc, error["input"], error.get("ctx", {}))


def _path(document: Document, loc: tuple[str | int, ...], kind: str) -> tuple[NodePath, tuple[str | int, ...]]:
    """The way in the file, and the way in the types; pydantic's loc also names the members of unions."""
    path: NodePath = ()
    types: tuple[str | int, ...] = ()
    value = document.data
    for place, part in enumerate(loc):
        last = place == len(loc) - 1
        if isinstance(part, str) and part.startswith("<") and not (last and kind == "extra_forbidden"):
            types = (*types, part)
        elif isinstance(value, dict | list):
            value = _child(value, part)
            path, types = (*path, part), (*types, part)
    return path, types


def _child(value: dict[str, object] | list[object], part: str | int) -> object:
    if isinstance(value, dict):
        return value.get(str(part))
    return value[part] if isinstance(part, int) and part < len(value) else None


def _diagnostics(document: Document, faults: tuple[Fault, ...]) -> Iterator[Diagnostic]:
    """One diagnostic for each value at fault; what only follows from another fault is left out."""
    renamed = {(*fault.path[:-1], meant(fault)) for fault in faults if fault.kind == "extra_forbidden"}
    torn = {fault.path[:-1] for fault in faults if both(fault)}
    groups: dict[tuple[bool, NodePath], list[Fault]] = {}
    for fault in faults:
        missing = fault.kind == "missing"
        if not fault.follows and not (missing and (fault.path in renamed or fault.path[:-1] in torn)):
            groups.setdefault((missing, fault.path[:-1] if missing else fault.path), []).append(fault)
    for group in groups.values():
        yield describe(document, tuple(group))
