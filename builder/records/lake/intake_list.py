"""The statements of a list, such as an LRS answers with, as pieces of lines; also of several such answers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from builder.records.lake.flatten_one import LONGEST, Unfit, too_long
from builder.records.lake.intake_kind import BOM, HEAD, list_at
from builder.records.lake.intake_pieces import BLOCK, SIZE, Piece, Source, aside, cut
from builder.records.lake.ledger import Aside

_STRING: Final = rb'"[^"\\]*+(?:\\.[^"\\]*+)*+"'
BRACKET: Final = re.compile(rb'[^"{}\[\]]*+(?:' + _STRING + rb'[^"{}\[\]]*+)*+([{}\[\]])', re.DOTALL)
"""The next bracket that is not in a text."""
SCALAR: Final = re.compile(rb"(?:" + _STRING + rb'|[^"\s,\[\]{}])++|[}"]', re.DOTALL)
BETWEEN: Final = re.compile(rb"[\s,]*+")
TEXT_REST: Final = re.compile(rb'[^"\\]*+(?:\\.[^"\\]*+)*+', re.DOTALL)
BREAKS: Final = re.compile(rb"(" + _STRING + rb")|[\r\n]+", re.DOTALL)
TAIL: Final = re.compile(rb'\s*(?:,\s*"more"\s*:\s*' + _STRING + rb"\s*)?\}?\s*", re.DOTALL)
OPENING: Final = b"{["


def statements_of(path: Path, out: Path, size: int = SIZE) -> Iterator[Piece]:
    """Each piece is in `out` until the next one is asked for; numbers are those of the statements."""
    with path.open("rb") as file:
        source = Source(file)
        number = 0
        lines, left, held = list[bytes](), list[Aside](), 0
        for one in _List(source).elements():
            number += 1
            lines.append(one if isinstance(one, bytes) else b"")
            held += len(lines[-1])
            if isinstance(one, Unfit):
                left.append(aside(number, one))
            if held >= size:
                out.write_bytes(b"\n".join(lines))
                first = number - len(lines) + 1
                lines, held = [], 0
                yield Piece(first, tuple(left), source.done)
                left = []
        if source.broken:
            left.append(cut(number + 1))
        out.write_bytes(b"\n".join(lines))
        yield Piece(number - len(lines) + 1, tuple(left), source.done)


class _List:
    """What is read of a list, and how far it is understood."""

    def __init__(self, source: Source) -> None:
        self._source = source
        self._data = source.read(HEAD).removeprefix(BOM)
        self._at = list_at(self._data) or 0

    def elements(self) -> Iterator[bytes | Unfit]:
        """Each in one line, or why it is none."""
        while True:
            told = None
            while self._next():
                yield (told := self._element())
            if self._at >= len(self._data):
                if not (self._source.broken or isinstance(told, Unfit)):
                    yield Unfit(None, "cut", "the list is broken off here")
                return
            self._at += 1
            if not self._another():
                break
        if self._data[self._at :].strip():
            yield Unfit(None, "json", "something else follows the list")

    def _more(self, kept: int) -> bool:
        """Reads on, and lets go of what was before; False at the end."""
        block = self._source.read(BLOCK)
        self._data = self._data[kept:] + block
        self._at -= kept
        return bool(block)

    def _next(self) -> bool:
        """Whether there is another element; else the place is that of the closing bracket, or the end."""
        while True:
            found = BETWEEN.match(self._data, self._at)
            self._at = found.end() if found else self._at
            if self._at < len(self._data):
                return self._data[self._at : self._at + 1] != b"]"
            if not self._more(self._at):
                return False

    def _another(self) -> bool:
        """Whether one more list follows, as where the answers of several requests were saved in one file."""
        while len(self._data) - self._at < HEAD and self._more(self._at):
            pass
        found = TAIL.match(self._data, self._at)
        self._at = found.end() if found else self._at
        start = list_at(self._data[self._at : self._at + HEAD])
        self._at += start or 0
        return start is not None

    def _element(self) -> bytes | Unfit:
        start, depth = self._at, 0
        if self._data[start] not in OPENING:
            return self._scalar()
        while True:
            found = BRACKET.match(self._data, self._at)
            if found is not None:
                self._at = found.end()
                depth += 1 if found[1] in OPENING else -1
                if not depth:
                    break
            elif self._at - start > LONGEST or len(self._data) - start > LONGEST:
                return self._skipped(start, depth)
            else:
                is_more = self._more(start)
                start = 0
                if not is_more:
                    self._at = len(self._data)
                    return Unfit(None, "cut", "the statement is broken off")
        if self._at - start > LONGEST:
            return too_long(self._at - start)
        return _in_a_line(self._data[start : self._at])

    def _scalar(self) -> bytes:
        found = SCALAR.match(self._data, self._at)
        start, self._at = self._at, found.end() if found else self._at + 1
        return _in_a_line(self._data[start : self._at])

    def _skipped(self, start: int, depth: int) -> Unfit:
        """Over one that is too long, in little memory."""
        length, in_text = self._at - start, False
        while True:
            begun = self._at
            if in_text:
                found = TEXT_REST.match(self._data, self._at)
                self._at = found.end() if found else self._at
                if self._data[self._at : self._at + 1] == b'"':
                    self._at, in_text = self._at + 1, False
                    length += self._at - begun
                    continue
            elif (found := BRACKET.match(self._data, self._at)) is not None:
                self._at = found.end()
                length += self._at - begun
                depth += 1 if found[1] in OPENING else -1
                if not depth:
                    return too_long(length)
                continue
            else:
                self._at, in_text = _into_text(self._data, self._at)
            length += self._at - begun
            if not in_text or self._at + 1 >= len(self._data):
                pending = len(self._data) - self._at
                if not self._more(self._at):
                    self._at = len(self._data)
                    return Unfit(None, "cut", f"the statement is broken off after {length + pending:,} bytes")


def _into_text(data: bytes, at: int) -> tuple[int, bool]:
    """Behind the quote that opens a text without end, if there is one: all before it is closed."""
    while True:
        quote = data.find(b'"', at)
        if quote < 0:
            return len(data), False
        found = TEXT_REST.match(data, quote + 1)
        end = found.end() if found else quote + 1
        if data[end : end + 1] != b'"':
            return quote + 1, True
        at = end + 1


def _in_a_line(element: bytes) -> bytes:
    """Without line breaks between its parts; one inside of a text, where none may be, makes it no JSON."""
    if b"\n" not in element and b"\r" not in element:
        return element
    joined = BREAKS.sub(rb"\1 ", element)
    return joined.replace(b"\n", b"\x01")
