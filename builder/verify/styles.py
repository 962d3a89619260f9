"""Looks at style sheets: what they load."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from builder.verify.fault import Fault
from builder.verify.links import Links

COMMENT: Final = re.compile(r"/\*.*?(?:\*/|\Z)", re.DOTALL)
LOAD: Final = re.compile(
    r"""@import\s*(?:url\(\s*)?["']?([^"')\s;]+)|url\(\s*(?:"([^"]*)"|'([^']*)'|([^()"'\s]*))\s*\)""", re.IGNORECASE
)


def check(links: Links, style: str, at: int = 0) -> Iterator[Fault]:
    """The faults of a style sheet that begins `at`."""
    style = COMMENT.sub(lambda found: " " * len(found[0]), style)
    for found in LOAD.finditer(style):
        number = next((index for index in range(1, 5) if found[index] is not None), 0)
        if number:
            yield from links.check(found[number], at + found.start(number), is_request=True)
