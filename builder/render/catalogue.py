"""The words of the interface, by key, from locale/en.yaml."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Final

import yaml

PLAYER: Final = "player."
LOCALE: Final = Path(__file__).parent / "locale" / "en.yaml"


@cache
def catalogue() -> Mapping[str, str]:
    """All texts; a flat mapping."""
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # libyaml is ten times as fast, and not always there
    texts: dict[str, str] = yaml.load(LOCALE.read_bytes(), Loader=loader)  # noqa: S506
    return texts


@cache
def player_texts() -> Mapping[str, str]:
    """What the run-time says, by keys without their prefix."""
    return {key.removeprefix(PLAYER): text for key, text in catalogue().items() if key.startswith(PLAYER)}


def text(key: str, /, **values: object) -> str:
    """The text of a key with its places filled; an unknown key is a fault of ours and raises KeyError."""
    found = catalogue()[key]
    return found.format(**values) if values else found
