"""What a course says where its author says nothing, in the languages that the interface speaks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True)
class Defaults:
    """The texts of one language."""

    test: str
    test_out: str
    decision: str
    chief: str


DEFAULTS: Final[Mapping[str, Defaults]] = {
    "en": Defaults("Final test", "Test out of this module", "What do you do?", "Chief of Police"),
    "es": Defaults("Examen final", "Examen para saltar este módulo", "¿Qué hace usted?", "Jefatura de Policía"),
}
"""One for each catalogue in builder/render/locale; English for a language that has none."""


def is_spoken(language: str) -> bool:
    """Whether the interface speaks the language, in whatever country."""
    return language.split("-")[0] in DEFAULTS


def defaults(language: str) -> Defaults:
    return DEFAULTS.get(language.split("-")[0], DEFAULTS["en"])
