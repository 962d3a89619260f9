"""Where a number stands in the truth."""

from typing import TypeAlias

Path: TypeAlias = tuple[str, ...]
"""The names that lead to it."""
