"""Rules that need more than one value, one function a code, one file a topic."""

from collections.abc import Callable, Iterable
from typing import Final

from builder.course.validate.draft import Draft
from builder.diagnostics import Diagnostic

RULES: Final[tuple[Callable[[Draft], Iterable[Diagnostic]], ...]] = ()
