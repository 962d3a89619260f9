"""What is wrong with a statement: the eyes through which the LRS of the tests looks."""

from __future__ import annotations

import json
import re
import uuid
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import tincan

from builder.records.xapi.careful import slips
from builder.records.xapi.faults import faults
from tests.records.profiled import departures

Json = dict[str, Any]


def judge(statement: Json) -> Iterator[str]:
    """What is wrong with a statement, by four eyes: our model, the profile, tincan, and rules written for this test."""
    wrong = faults(statement)
    yield from map(str, wrong or slips(statement))
    yield from departures(statement)
    try:
        read = tincan.Statement.from_json(json.dumps(statement))
        again = json.loads(read.to_json(tincan.Version.latest))
        if again["verb"]["id"] != statement["verb"]["id"] or again["id"] != statement["id"]:
            yield "tincan reads another statement"
    except (ValueError, TypeError, AttributeError) as error:
        yield f"tincan cannot read it ({error})"
    try:
        if str(uuid.UUID(statement.get("id", ""))) != statement["id"]:
            yield "id is not a UUID in its usual form"
    except ValueError:
        yield "id is not a UUID"
    yield from nulls(statement, "statement")
    yield from times(statement)


def nulls(value: Any, where: str) -> Iterator[str]:
    """Nulls and empty objects (Part Two 2.2)."""
    if value is None or value == {}:
        yield f"{where} is empty"
    elif isinstance(value, dict):
        for key, part in value.items():
            yield from nulls(part, f"{where}.{key}")
    elif isinstance(value, list):
        for at, part in enumerate(value):
            yield from nulls(part, f"{where}[{at}]")


def times(statement: Json) -> Iterator[str]:
    stamp = statement.get("timestamp", "")
    if not re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}(Z|\+\d\d:\d\d)", stamp):
        yield f"timestamp {stamp!r} has no milliseconds or no zone"
    elif datetime.fromisoformat(stamp) > datetime.now(UTC) + timedelta(seconds=2):
        yield f"timestamp {stamp} is in the future"
    for key in ("stored", "authority", "version"):
        if key in statement:
            yield f"{key} is the LRS's to set"
