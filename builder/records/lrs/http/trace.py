"""What is known of a request while it is answered, for the log and the metrics: nothing of a person."""

from __future__ import annotations

import secrets
from collections.abc import MutableMapping
from dataclasses import dataclass, field
from itertools import count
from typing import Any, Final

SCOPE: Final = "lrs.trace"
START: Final = secrets.token_hex(4)
NUMBERS: Final = count(1)
OTHER: Final = "other"
"""In place of names that a client made up: what is not ours is neither logged nor counted by name."""


@dataclass(slots=True)
class Trace:
    """`key` is the public half of a credential; `status` overrules what was sent, where nothing arrived."""

    id: str = field(default_factory=lambda: f"{START}{next(NUMBERS):08x}")
    resource: str = OTHER
    key: str = ""
    agency: str = ""
    received: int = 0
    status: int | None = None


def trace_of(scope: MutableMapping[str, Any]) -> Trace:
    """The one of this request; made where there is none yet."""
    found = scope.get(SCOPE)
    if not isinstance(found, Trace):
        found = scope[SCOPE] = Trace()
    return found
