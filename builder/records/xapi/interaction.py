"""Questions in activity definitions: which lists a type may have and how its responses are written (2.4.4.1)."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Final

from builder.standards.xapi import InteractionType as Type

COMPONENT_LISTS: Final = ("choices", "scale", "source", "target", "steps")

LISTS: Final[Mapping[Type, tuple[str, ...]]] = {
    Type.CHOICE: ("choices",),
    Type.SEQUENCING: ("choices",),
    Type.LIKERT: ("scale",),
    Type.MATCHING: ("source", "target"),
    Type.PERFORMANCE: ("steps",),
}
"""The component lists that a type supports; other types support none."""

NUMBER: Final = r"[-+]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][-+]?\d+)?"
RANGE: Final = re.compile(rf"(?:{NUMBER})|(?:{NUMBER})?\[:\](?:{NUMBER})?", re.ASCII)


def response_fault(interaction: Type, text: str) -> str | None:
    """What is wrong with a learner's response or a pattern of a right one; None when nothing is."""
    check = CHECKS.get(interaction)
    return check(text) if check else None


def _true_false(text: str) -> str | None:
    return None if text in ("true", "false") else "must be true or false"


def _ids(text: str) -> str | None:
    return None if all(text.split("[,]")) else "must be ids with [,] between them"


def _one_id(text: str) -> str | None:
    return None if text and "[,]" not in text else "must be one id"


def _pairs(text: str) -> str | None:
    pairs = [pair.split("[.]") for pair in text.split("[,]")]
    return None if all(len(pair) == 2 and all(pair) for pair in pairs) else "must be pairs such as a[.]b[,]c[.]d"


def _steps(text: str) -> str | None:
    # What was done in a step is free text and may be empty, as in the example of the specification.
    text = re.sub(r"^\{order_matters=[^}]*\}", "", text)
    steps = [step.split("[.]") for step in text.split("[,]")]
    return None if all(len(step) == 2 and step[0] for step in steps) else "must be steps such as a[.]done[,]b[.]4"


def _numeric(text: str) -> str | None:
    if not RANGE.fullmatch(text):
        return "must be a number or a range such as 1[:]5"
    low, _, high = text.partition("[:]")
    return "must be a range with the lesser number first" if low and high and float(low) > float(high) else None


CHECKS: Final[Mapping[Type, Callable[[str], str | None]]] = {
    Type.TRUE_FALSE: _true_false,
    Type.CHOICE: _ids,
    Type.SEQUENCING: _ids,
    Type.LIKERT: _one_id,
    Type.MATCHING: _pairs,
    Type.PERFORMANCE: _steps,
    Type.NUMERIC: _numeric,
}
