"""The YAML below each example of courses/gallery: taken from the lines of the block above it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

GALLERY = Path(__file__).parents[2] / "courses" / "gallery"
INDENT = " " * 6
FENCE = re.compile(r"- \|\n  ```yaml\n(?P<yaml>(?:  .*\n|\n)*)  ```\n")
PAGE_OF_TEXT = "text"


@dataclass(frozen=True, slots=True)
class Item:
    """One item of a page's `blocks:`, with its indentation taken away."""

    page: str
    source: str

    @property
    def shown(self) -> str | None:
        """The YAML that the item shows, if it does nothing but that."""
        found = FENCE.fullmatch(self.source)
        return re.sub(r"(?m)^  ", "", found["yaml"]) if found else None

    @property
    def is_example(self) -> bool:
        text_alone = self.page == PAGE_OF_TEXT and self.shown is None
        return self.source.startswith("- type: ") or text_alone


def items(lesson: str) -> Iterator[Item | str]:
    """A lesson as its items, and the lines between them as they are."""
    page, begun = "", ""
    for line in lesson.splitlines(keepends=True):
        if begun and not line.startswith(f"{INDENT}- ") and (line.startswith(f"{INDENT}  ") or line == "\n"):
            begun += line
            continue
        yield from _finished(page, begun)
        begun = line if line.startswith(f"{INDENT}- ") else ""
        if not begun:
            page = line.removeprefix("  - id: ").strip() if line.startswith("  - id: ") else page
            yield line
    yield from _finished(page, begun)


def _finished(page: str, text: str) -> Iterator[Item | str]:
    """An item, and the empty lines behind it."""
    if text:
        body = text.rstrip("\n") + "\n"
        yield Item(page, re.sub(f"(?m)^{INDENT}", "", body))
        yield text[len(body) :]


def with_sources(lesson: str) -> str:
    """The lesson with the YAML of each example below it, instead of what stood there."""
    parts = [part for part in items(lesson) if part != ""]
    text = ""
    above: Item | None = None
    for part in parts:
        if isinstance(part, str):
            text, above = text + part, None
        elif above and above.is_example and part.shown is not None:
            above = None  # was written with the block above
        else:
            text += _indented(part.source) + (_indented(_fence(part)) if part.is_example else "")
            above = part
    return text


def _fence(item: Item) -> str:
    return "- |\n  ```yaml\n" + re.sub(r"(?m)^(?=.)", "  ", item.source) + "  ```\n"


def _indented(text: str) -> str:
    return re.sub(r"(?m)^(?=.)", INDENT, text)
