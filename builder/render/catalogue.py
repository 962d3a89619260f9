"""The words of the interface by key, in the language of the course: one file of locale/ a language."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Final

import yaml

PLAYER: Final = "player."
LOCALE: Final = Path(__file__).parent / "locale"
FALLBACK: Final = "en"
RIGHT_TO_LEFT: Final = frozenset({"ar", "ckb", "dv", "fa", "he", "ks", "prs", "ps", "sd", "ug", "ur", "yi"})
"""Languages whose usual script runs from right to left (CLDR, layout/characterOrder)."""
RIGHT_TO_LEFT_SCRIPTS: Final = frozenset({"Adlm", "Arab", "Hebr", "Nkoo", "Rohg", "Syrc", "Thaa"})


class Words:
    """The texts of one language."""

    def __init__(self, language: str, texts: Mapping[str, str]) -> None:
        self.language: Final = language
        self.texts: Final = texts

    def __call__(self, key: str, /, **values: object) -> str:
        """The text of a key with its places filled; an unknown key is a fault of ours and raises KeyError."""
        found = self.texts[key]
        return found.format(**values) if values else found

    @property
    def player(self) -> Mapping[str, str]:
        """What the run-time says, by keys without their prefix."""
        return {key.removeprefix(PLAYER): text for key, text in self.texts.items() if key.startswith(PLAYER)}


def languages() -> tuple[str, ...]:
    """The languages that the interface speaks."""
    return tuple(sorted(path.stem for path in LOCALE.glob("*.yaml")))


def words(language: str) -> Words:
    """The catalogue of a language such as es-MX: its own, else that of `es`, else the English one."""
    parts = language.split("-")
    wanted = ("-".join(parts[:end]) for end in range(len(parts), 0, -1))
    return _read(next((name for name in wanted if (LOCALE / f"{name}.yaml").is_file()), FALLBACK))


def direction(language: str) -> str:
    """`rtl` or `ltr`, as the attribute dir wants it."""
    name, _, rest = language.partition("-")
    script = rest[:4] if len(rest.split("-")[0]) == 4 else ""
    return "rtl" if (script in RIGHT_TO_LEFT_SCRIPTS if script else name in RIGHT_TO_LEFT) else "ltr"


@cache
def _read(language: str) -> Words:
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # libyaml is ten times as fast, and not always there
    texts: dict[str, str] = yaml.load((LOCALE / f"{language}.yaml").read_bytes(), Loader=loader)  # noqa: S506
    return Words(language, texts)
