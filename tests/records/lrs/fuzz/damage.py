"""Makes good data bad: in one place, as a hostile or broken client would."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable, Iterator, Sequence
from random import Random
from typing import Any, Final, TypeAlias

from tests.records.lrs.fuzz.values import AGENTS, AWFUL, IRIS, TIMES, UUIDS

Place: TypeAlias = tuple[Any, Any]
"""A container and the key or index in it."""


def deep(levels: int, value: Any = None) -> Any:
    for _ in range(levels):
        value = {"a": value}
    return value


STRANGE: Final[Sequence[Any]] = (
    None, True, 0, -1, 1.5, 10**30, 10**400, 1e308, float("nan"), float("inf"),
    [], {}, [None], [[]], {"": ""}, {"a" * 5000: 1},
    deep(400), deep(90), "\ud800", "\x00", "", " ", "\ufeff",
    "a" * 70_000, {"en-US": 1}, {"__proto__": {}}, ["x"] * 2000,
)  # fmt: skip


def damaged(random: Random, data: Any) -> Any:
    """A copy with a few places changed."""
    data = copy.deepcopy(data)
    for _ in range(random.choice((1, 1, 1, 2, 5))):
        places = list(_places(data))
        if not places:
            return copy.deepcopy(random.choice(STRANGE))
        container, key = random.choice(places)
        _damage(random, container, key)
    return data


def _places(data: Any) -> Iterator[Place]:
    pairs = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list | tuple) else ()
    for key, value in list(pairs)[:50]:
        if not isinstance(data, tuple):
            yield data, key
        yield from _places(value)


def _damage(random: Random, container: Any, key: Any) -> None:
    value = container[key]
    ways: list[Callable[[], Any]] = [
        lambda: random.choice(STRANGE),
        lambda: random.choice(AWFUL),
        lambda: random.choice((*IRIS, *TIMES, *UUIDS)),
        lambda: [value],
        lambda: {"extra": value},
        lambda: json.loads(random.choice(AGENTS[:6])),
        lambda: str(value),
        lambda: value.swapcase() if isinstance(value, str) else value,
    ]
    if isinstance(container, dict) and random.random() < 0.3:
        del container[key]
        if random.random() < 0.6:
            container[random.choice((str(key).upper(), f"{key} ", "extra", "", "id", "objectType", "extensions"))] = (
                value
            )
        return
    container[key] = copy.deepcopy(random.choice(ways)())  # else one would come to hold itself


def damaged_bytes(random: Random, text: bytes) -> bytes:
    """With faults below the level of JSON or multipart."""
    at = random.randrange(len(text) + 1)
    ways: tuple[Callable[[], bytes], ...] = (
        lambda: text[:at],
        lambda: b"\xef\xbb\xbf" + text,
        lambda: text[:at] + b"\xff" + text[at:],
        lambda: text[:at] + b"\x00" + text[at:],
        lambda: text + b"x",
        lambda: text.replace(b"\r\n", b"\n"),
        lambda: text.replace(b"--boundary", b"--boundarx", 1),
        lambda: text.replace(b'"id"', b'"id": "x", "id"', 1),
        lambda: text.replace(b":", b":NaN,", 1),
        lambda: text.replace(b'"verb"', b'"result": {"score": {"raw": 1e999}}, "verb"', 1),
        lambda: text.replace(b'"verb"', b'"result": {"score": {"raw": ' + b"9" * 5000 + b'}}, "verb"', 1),
        lambda: text.replace(b'"', b"'"),
        lambda: text.decode("utf-8", "replace").encode("utf-16"),
        lambda: text.replace(b"a", b"\\ud83d", 1),
        lambda: text.replace(b"Content-Type", b"Content-Type: x\r\nContent-Type", 1),
        lambda: text.replace(b"X-Experience-API-Hash: ", b"X-Experience-API-Hash: 0", 1),
        lambda: b"[" * random.choice((10, 2000, 90_000)) + text,
        lambda: text[:at] + random.randbytes(20) + text[at + 20 :],
        lambda: b"[" + b",".join([text] * 3) + b"]",
    )
    return random.choice(ways)()
