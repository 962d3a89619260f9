"""Whether two statements say the same (2.3.1)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any


def same(one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    """Whether the second is a resend of the first."""
    return {**one, "stored": ""} == {**other, "stored": ""}
