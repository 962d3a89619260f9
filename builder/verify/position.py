"""Turns an offset in a text into its line and column."""

from __future__ import annotations

from bisect import bisect_right

from builder.verify.fault import Fault


class Text:
    """A text file of the package."""

    def __init__(self, name: str, text: str) -> None:
        self.name = name
        self.text = text
        self._starts: list[int] | None = None

    def fault(self, code: str, offset: int, text: str, hint: str = "") -> Fault:
        """A fault at an offset."""
        if self._starts is None:
            self._starts = [0, *(at + 1 for at, char in enumerate(self.text) if char == "\n")]
        line = bisect_right(self._starts, offset)
        start = self._starts[line - 1]
        end = self.text.find("\n", offset)
        source = self.text[start : len(self.text) if end < 0 else end].rstrip("\r")
        return Fault(code, text, hint, self.name, line, offset - start + 1, source)


def shown(text: str, most: int = 60) -> str:
    """The text for a message: on one line, not too long."""
    text = " ".join(text.split())
    return text if len(text) <= most else text[: most - 1] + "…"
