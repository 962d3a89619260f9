"""Text as it was typed, and the quotes that it needs."""

from __future__ import annotations

import re
from typing import Final

BEFORE_VALUE: Final = re.compile(r"\s*(?:- +)*(?:[a-z_]+: +)?")
CURLY: Final = "\u201c\u201d\u201e\u2018\u2019"
OTHER_DASHES: Final = "\u2010\u2011\u2012\u2013\u2014\u2015\u2022\u2212\u00b7\u25cf\u25aa"
"""What word processors put before a list item."""
SHOWN: Final = 100


def quoted(text: str) -> str:
    """The text in the quotes in which it may stand as it is."""
    shown = text if len(text) <= SHOWN else text[:SHOWN] + "..."
    if '"' in shown or "\\" in shown:
        return "'" + shown.replace("'", "''") + "'"
    return f'"{shown}"'


def meant(typed: str) -> str:
    """What was meant by text with quotation marks in it: with the outer ones, or without."""
    mark, inner = typed[:1], typed[1:-1]
    if mark not in ("'", '"') or not typed.endswith(mark) or mark not in inner:
        return inner if mark in ("'", '"') and typed.endswith(mark) and len(typed) > 1 else typed
    place = inner.index(mark)
    closes = not inner[place - 1 : place].isspace() and not inner[place + 1 : place + 2].isalnum()
    return typed if closes else inner


def typed_value(line: str) -> str:
    """The value that a line has, as it was typed."""
    before = BEFORE_VALUE.match(line)
    return line[before.end() if before else 0 :].strip()


def advice(typed: str) -> str:
    """How to write a value that cannot stand as it was typed."""
    if typed[0] in CURLY and len(typed) > 1:
        return f"these are curly quotes; type straight ones: {quoted(typed.strip(CURLY))}"
    text = meant(typed)
    shown = quoted(text)
    kind = "double" if shown[0] == '"' else "single"
    doubled = ", and double each ' in it" if kind == "single" and "'" in text else ""
    return f"put {kind} quotes around the whole text{doubled}: {shown}"
