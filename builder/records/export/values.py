"""A value of an answer as text: the same in every output, for programs in every tongue."""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from typing import Any, Final


def plain(value: Any) -> Any:
    """As JSON has it: what is no number is null, times are ISO 8601 and UTC, durations seconds, bytes hexadecimal."""
    if value is None or isinstance(value, bool | int | str):
        return value
    for kind, make in KINDS.items():
        if isinstance(value, kind):
            return make(value)
    return str(value)


def text(value: Any) -> str:
    """As a cell has it: what is null in JSON is empty, lists and the like are JSON."""
    found = plain(value)
    if found is None:
        return ""
    return found if isinstance(found, str) else json.dumps(found, ensure_ascii=False)


def names(columns: Sequence[str]) -> tuple[str, ...]:
    """Each once: the second `a` is `a_1`."""
    taken: dict[str, None] = {}
    for column in columns:
        name, number = column, 0
        while name in taken:
            number += 1
            name = f"{column}_{number}"
        taken[name] = None
    return tuple(taken)


def _float(value: float) -> float | None:
    return value if math.isfinite(value) else None


def _decimal(value: Decimal) -> float | str:
    """A number, unless digits would be lost."""
    number = float(value)
    return number if Decimal(repr(number)) == value else str(value)


def _moment(value: datetime) -> str:
    moment = value.astimezone(UTC).replace(tzinfo=None) if value.tzinfo else value
    return f"{moment.isoformat()}Z"


def _mapping(value: Mapping[Any, Any]) -> dict[str, Any]:
    return {text(key): plain(one) for key, one in value.items()}


def _listed(value: Sequence[Any]) -> list[Any]:
    return [plain(one) for one in value]


KINDS: Final[Mapping[type | tuple[type, ...], Callable[[Any], Any]]] = {
    float: _float,
    Decimal: _decimal,
    datetime: _moment,  # before date, which it is, too
    date: date.isoformat,
    time: time.isoformat,
    timedelta: timedelta.total_seconds,
    (bytes, bytearray, memoryview): lambda value: bytes(value).hex(),
    Mapping: _mapping,
    (list, tuple): _listed,
}
