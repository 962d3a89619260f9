"""Cuts HTML and SVG into tags, as a browser would, with the place of each; never fails."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from typing import Final

OPEN: Final = re.compile(r"<(?:(!--)|([!?])|(/?)([a-zA-Z][^\s/>]*))")
ATTRIBUTE: Final = re.compile(r"""[\s/]*([^\s=>/][^\s=>/]*)(?:\s*=\s*("[^"]*"|'[^']*'|[^\s>]*))?""")
# What stands in these is text, whatever it looks like.
RAW: Final = {name: re.compile(rf"</{name}\b", re.IGNORECASE) for name in ("script", "style", "textarea", "title")}


@dataclass(frozen=True, slots=True)
class Attribute:
    """An attribute; `at` is where its name stands, `value_at` where its value does."""

    name: str
    value: str
    at: int
    value_at: int


@dataclass(frozen=True, slots=True)
class Tag:
    """A start tag, and for a script, a style and the like the text in it."""

    name: str
    attributes: tuple[Attribute, ...]
    at: int
    text: str = ""
    text_at: int = 0

    def get(self, name: str) -> str | None:
        """The value of an attribute."""
        return next((attribute.value for attribute in self.attributes if attribute.name == name), None)


def tags(text: str) -> Iterator[Tag]:
    """All start tags in order."""
    at = 0
    while found := OPEN.search(text, at):
        comment, other, closing, name = found.groups()
        if comment or other:
            at = _behind(text, "-->" if comment else ">", found.end())
            continue
        attributes, end, is_closed = _attributes(text, found.end())
        at = end
        if closing:
            continue
        name = name.lower()
        if name in RAW and not is_closed:
            close = RAW[name].search(text, end)
            at = close.start() if close else len(text)
            yield Tag(name, attributes, found.start(), text[end:at], end)
        else:
            yield Tag(name, attributes, found.start())


def _behind(text: str, mark: str, at: int) -> int:
    end = text.find(mark, at)
    return len(text) if end < 0 else end + len(mark)


def _attributes(text: str, at: int) -> tuple[tuple[Attribute, ...], int, bool]:
    """The attributes, the end of the tag, and whether it ends in `/>`."""
    attributes = []
    while found := ATTRIBUTE.match(text, at):
        value = found.group(2) or ""
        quoted = value[:1] in ("'", '"') and len(value) > 1 and value[-1] == value[0]
        value_at = found.start(2) + quoted if found.group(2) is not None else found.end(1)
        plain = value[1:-1] if quoted else value
        attributes.append(Attribute(found.group(1).lower(), unescape(plain), found.start(1), value_at))
        at = found.end()
    end = text.find(">", at)
    end = len(text) if end < 0 else end
    return tuple(attributes), end + 1, text[at:end].rstrip().endswith("/")
