"""Finds every text and every file name in a model, so that rules hold for blocks that are yet to be written."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any, NamedTuple, TypeVar, get_args

from pydantic import BaseModel

from builder.course.model.base import Endings, TextKind

M = TypeVar("M", bound=BaseModel)


class Text(NamedTuple):
    """A text in a model: the way to it, what it says, and how it is read."""

    path: tuple[str | int, ...]
    text: str
    kind: TextKind | Endings


@cache
def _kinds(model: type[BaseModel]) -> dict[str, TextKind | Endings]:
    found = {name: _kind((*field.metadata, field.annotation)) for name, field in model.model_fields.items()}
    return {name: kind for name, kind in found.items() if kind}


def _kind(parts: tuple[Any, ...]) -> TextKind | Endings | None:
    for part in parts:
        if isinstance(part, TextKind | Endings):
            return part
        if kind := _kind((*getattr(part, "__metadata__", ()), *get_args(part))):
            return kind
    return None


def texts(value: object, path: tuple[str | int, ...] = (), kind: TextKind | Endings | None = None) -> Iterator[Text]:
    """All texts of a model, in the order of its fields."""
    if isinstance(value, str):
        if kind:
            yield Text(path, value, kind)
    elif isinstance(value, tuple):
        for index, item in enumerate(value):
            yield from texts(item, (*path, index), kind)
    elif isinstance(value, BaseModel):
        kinds = _kinds(type(value))
        for name, item in value.__dict__.items():
            if isinstance(item, str):
                if kind := kinds.get(name):
                    yield Text((*path, name), item, kind)
            elif isinstance(item, tuple | BaseModel):
                yield from texts(item, (*path, name), kinds.get(name))


def inside(value: object, kind: type[M], path: tuple[str | int, ...] = ()) -> Iterator[tuple[tuple[str | int, ...], M]]:
    """All models of one kind in a value, however deep, with the way to each."""
    if isinstance(value, kind):
        yield path, value
    if isinstance(value, tuple):
        for index, item in enumerate(value):
            yield from inside(item, kind, (*path, index))
    elif isinstance(value, BaseModel):
        for name, item in value:
            yield from inside(item, kind, (*path, name))


def media_paths(values: Iterable[object]) -> Iterator[str]:
    """The files that models name."""
    return (text.text for value in values for text in texts(value) if isinstance(text.kind, Endings))
