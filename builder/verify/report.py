"""What `verify` has to say of one package."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from builder.diagnostics import Diagnostic


@dataclass(frozen=True, slots=True)
class Report:
    """`format` is one of our names for formats, or `unknown`; `hashes` has the SHA-256 of each file."""

    package: str
    format: str
    size: int
    sha256: str
    hashes: Mapping[str, str]
    problems: tuple[Diagnostic, ...]

    @property
    def errors(self) -> int:
        """How many problems are errors."""
        return sum(problem.is_error for problem in self.problems)
