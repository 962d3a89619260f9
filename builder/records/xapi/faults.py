"""From data to what is wrong with it as a statement: each fault with the path of its property."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from builder.records.xapi import activity, actor, attachment, context, result, statement
from builder.records.xapi.values import PATTERN_TEXTS
from builder.standards.xapi import Version

MODELS: Final = (
    activity.Activity, activity.Component, activity.Definition, actor.Account, actor.Agent, actor.Group,
    attachment.Attachment, context.Context, context.ContextActivities, context.ContextAgent, context.ContextGroup,
    context.StatementRef, result.Result, result.Score, statement.Statement, statement.SubStatement, statement.Verb,
)  # fmt: skip
PROPERTIES: Final[Mapping[str, str]] = {
    (field.alias or name).lower(): field.alias or name for model in MODELS for name, field in model.model_fields.items()
}

# By the type of pydantic's error; the text goes on from the path.
TEXTS: Final[Mapping[str, str]] = {
    "bool_type": "must be true or false",
    "dict_type": "must be an object",
    "enum": "must be {expected}",
    "finite_number": "must be a finite number",
    "float_type": "must be a number",
    "greater_than_equal": "must be at least {ge:g}",
    "int_type": "must be a whole number",
    "less_than_equal": "must be at most {le:g}",
    "literal_error": "must be {expected}",
    "missing": "is required",
    "recursion_depth_exceeded": "is nested too deeply",
    "recursion_loop": "is nested too deeply",  # so called by older versions of pydantic
    "model_type": "must be an object",
    "string_type": "must be a string",
    "string_unicode": "must not have half of a surrogate pair",
    "too_short": "must not be empty",
    "tuple_type": "must be an array",
}

MOST: Final = 1000
"""Faults that are told: to name each of a million takes long."""


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with one property; `path` is empty for the statement as a whole."""

    path: str
    text: str

    def __str__(self) -> str:
        return f"{self.path}: {self.text}" if self.path else self.text


def faults(
    data: object, version: Version = Version.ONE, *, model: type[BaseModel] = statement.Statement
) -> tuple[Fault, ...]:
    """Everything that is wrong with the data, as far as it can be told at once; empty for a valid statement."""
    try:
        model.model_validate(data, context=version)
    except ValidationError as error:
        return told(error)
    return ()


def told(error: ValidationError) -> tuple[Fault, ...]:
    """The faults that pydantic found, in the words of the specification; where there are too many, how many."""
    if error.error_count() > MOST:
        return (Fault("", f"there are {error.error_count()} faults, too many to tell them"),)
    return tuple(Fault(_path(_ours(detail["loc"])), _text(detail)) for detail in error.errors(include_url=False))


def _ours(parts: tuple[int | str, ...]) -> tuple[int | str, ...]:
    """Up to the key of an extension: what is inside of it has the types of pydantic between its parts."""
    return parts[: parts.index("extensions") + 2] if "extensions" in parts else parts


def _path(parts: tuple[int | str, ...]) -> str:
    path = ""
    for part in parts:
        if isinstance(part, int):
            path += f"[{part}]"
        elif part.startswith("#") or part == "[key]":
            continue  # the name of a member of a union, or pydantic's mark of a key: no part of the data
        elif part.isidentifier():
            path += f".{part}"
        else:
            path += f'["{part}"]'
    return path.removeprefix(".")


def _text(detail: ErrorDetails) -> str:
    if detail["type"] == "extra_forbidden":
        name = str(detail["loc"][-1])
        known = PROPERTIES.get(name.lower(), name)
        return f"is not allowed here: it is spelled {known}" if known != name else "is not allowed here"
    if detail["input"] is None and detail["type"] != "missing":
        return "must not be null: leave it out"
    if detail["type"] == "string_pattern_mismatch":
        return PATTERN_TEXTS[detail["ctx"]["pattern"]]
    template = TEXTS.get(detail["type"])  # our own faults have none: what they say is said well already
    return template.format(**detail.get("ctx", {})) if template else detail["msg"]
