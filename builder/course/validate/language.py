"""From a place in a file to the type that the language has for it."""

from __future__ import annotations

from types import UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel, Tag


def at(model: type[BaseModel], loc: tuple[str | int, ...]) -> Any:
    """The annotation at pydantic's `loc`, None where there is none."""
    current: Any = model
    for part in loc:
        current = _step(current, part)
    return current


def fields(annotation: Any) -> dict[str, str]:
    """The keys of a mapping with their descriptions."""
    plain = _bare(annotation)
    if not isinstance(plain, type) or not issubclass(plain, BaseModel):
        return {}
    return {field.alias or name: field.description or "" for name, field in plain.model_fields.items()}


def words(annotation: Any) -> tuple[Any, ...]:
    """The words that may stand here."""
    plain = _bare(annotation)
    if get_origin(plain) is Literal:
        return get_args(plain)
    return tuple(word for member in _members(plain) for word in words(member))


def block_types(annotation: Any) -> tuple[str, ...]:
    """The values of `type:` that may stand here."""
    tags = (_tag(member) for member in _members(_bare(annotation)))
    return tuple(tag[1:-1] for tag in tags if tag and tag != "<>")


def keys_of(annotation: Any, type: str) -> frozenset[str]:
    """The keys of one type of block."""
    return frozenset(fields(_step(annotation, f"<{type}>")))


def _step(annotation: Any, part: str | int) -> Any:
    plain = _bare(annotation)
    if isinstance(part, int):
        return next(iter(get_args(plain)), None)
    if part.startswith("<"):
        return next((member for member in _members(plain) if _tag(member) == part), None)
    if isinstance(plain, type) and issubclass(plain, BaseModel):
        found = (field for name, field in plain.model_fields.items() if (field.alias or name) == part)
        return next((field.annotation for field in found), annotation)
    return annotation


def _bare(annotation: Any) -> Any:
    """Without Annotated and without `| None`."""
    while True:
        if get_origin(annotation) is Annotated:
            annotation = get_args(annotation)[0]
            continue
        members = [member for member in _members(annotation) if member is not type(None)]
        if len(members) != 1:
            return annotation
        annotation = members[0]


def _members(annotation: Any) -> tuple[Any, ...]:
    return get_args(annotation) if get_origin(annotation) in (Union, UnionType) else ()


def _tag(annotation: Any) -> str | None:
    if get_origin(annotation) is not Annotated:
        return None
    return next((extra.tag for extra in get_args(annotation)[1:] if isinstance(extra, Tag)), None)


def required(model: type[BaseModel], loc: tuple[str | int, ...]) -> bool:
    """Whether the key that `loc` ends with must be there."""
    owner = _bare(at(model, loc[:-1]))
    field = owner.model_fields.get(str(loc[-1])) if isinstance(owner, type) and issubclass(owner, BaseModel) else None
    return field is not None and field.is_required()
