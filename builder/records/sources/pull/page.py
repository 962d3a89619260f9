"""From an answer to GET /statements to its statements: each as the bytes that came, so that nothing in it changes."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from hashlib import sha1
from typing import Any, Final

from builder.records.no_answer import NOT_AN_LRS
from builder.records.sources.pull.failed import Failed, Passing
from builder.records.xapi.values import micros_of

# Numbers stay texts: neither their digits nor how many there are matter here.
DECODER: Final = json.JSONDecoder(parse_float=str, parse_int=str, parse_constant=str)
SPACE: Final = re.compile(r"[ \t\n\r]*")
TOKEN: Final = re.compile(r'"(?:[^"\\]|\\.)*"|[][{}]', re.DOTALL)
LINE_BREAKS: Final = str.maketrans("\r\n", "  ")
MORE_LETTERS: Final = 16_384
"""Of the address of the next page."""


@dataclass(frozen=True, slots=True)
class Raw:
    """A statement in one line of JSON. `key` is its id, else a hash of it; `stored` in microseconds, where it tells."""

    line: bytes
    key: str
    stored: int | None


@dataclass(frozen=True, slots=True)
class Page:
    """`more` is where the next one is, as the store tells it; None when this is the last."""

    statements: tuple[Raw, ...]
    more: str | None


class _Torn(ValueError):
    """The JSON ends, or is none, at some place."""


def read(body: bytes) -> Page:
    """Passing where the answer was cut off, Failed where it is no answer of an LRS."""
    text = body.decode("utf-8", "surrogateescape").removeprefix("\ufeff")
    if _is_web_page(text):
        raise Failed("a web page answers, not an LRS", NOT_AN_LRS)
    statements: list[Raw] | None = None
    more: object = None
    try:
        for name, at in (reader := _Reader(text)).members():
            if name == "statements":
                statements = [_raw(part, value) for part, value in reader.elements(at)]
            elif name == "more":
                more = reader.value(at)
            else:
                reader.value(at)
    except _Torn:
        raise Passing("the answer is not whole JSON", "try again; then ask the store's support") from None
    if statements is None:
        raise Failed("the answer has no statements", NOT_AN_LRS)
    usable = isinstance(more, str) and 0 < len(more) <= MORE_LETTERS
    return Page(tuple(statements), str(more) if usable else None)


def _is_web_page(text: str) -> bool:
    start = text[:1000].lstrip().lower()
    return start.startswith("<") or "<html" in start


def _raw(part: str, value: object) -> Raw:
    if "\n" in part or "\r" in part:  # a string in JSON has none
        part = part.translate(LINE_BREAKS)
    line = part.encode("utf-8", "surrogateescape")
    told: dict[str, Any] = value if isinstance(value, dict) else {}
    id_, stored = told.get("id"), None
    with suppress(ValueError, OverflowError, TypeError):
        stored = micros_of(told["stored"]) if isinstance(told.get("stored"), str) else None
    key = id_.lower() if isinstance(id_, str) and id_.isascii() else sha1(line, usedforsecurity=False).hexdigest()
    return Raw(line, key, stored)


class _Reader:
    """Goes through the JSON of an answer; what a member has is read before the next one is asked for."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._at = 0

    def members(self) -> Iterator[tuple[str, int]]:
        """The names of the outermost object, and where their values begin."""
        self._expect("{", 0)
        first = True
        while not self._ends("}", first=first):
            first = False
            name = self.value(self._at)
            self._expect(":", self._at)
            if not isinstance(name, str):
                raise _Torn
            yield name, self._at
        if self._at != len(self._text):
            raise _Torn

    def elements(self, at: int) -> Iterator[tuple[str, object]]:
        """Of an array: the text and the value of each."""
        self._expect("[", at)
        first = True
        while not self._ends("]", first=first):
            first, start = False, self._at
            value = self.value(start)
            yield self._text[start : self._end], value

    def value(self, at: int) -> object:
        """That begins there; None where it is nested too deeply for Python."""
        value: object = None
        try:
            value, end = DECODER.raw_decode(self._text, at)
        except RecursionError:
            end = self._end_of_nested(at)
        except (ValueError, IndexError):
            raise _Torn from None
        self._end = end
        self._skip(end)
        return value

    def _end_of_nested(self, at: int) -> int:
        depth = 0
        for token in TOKEN.finditer(self._text, at):
            depth += {"[": 1, "{": 1, "]": -1, "}": -1}.get(token[0], 0)
            if depth == 0:
                return token.end()
        raise _Torn

    def _ends(self, mark: str, *, first: bool) -> bool:
        found = self._text[self._at : self._at + 1]
        if found != mark and not first:
            self._expect(",", self._at)
            return False
        if found == mark:
            self._skip(self._at + 1)
        return found == mark

    def _expect(self, mark: str, at: int) -> None:
        self._skip(at)
        if self._text[self._at : self._at + 1] != mark:
            raise _Torn
        self._skip(self._at + 1)

    def _skip(self, at: int) -> None:
        found = SPACE.match(self._text, at) if self._text[at : at + 1] <= " " else None
        self._at = found.end() if found else at
