"""Every problem that a course can have: what it means and how to mend it."""

from collections.abc import Mapping
from typing import Final

from builder.diagnostics import Code, Severity

CODES: Final[Mapping[str, Code]] = {}


def severity(code: str) -> Severity:
    return CODES[code].severity if code in CODES else Severity.ERROR
