"""Bodies of several parts (multipart/mixed, RFC 2046), read and written: statements first, then their files (1.5.2)."""

from __future__ import annotations

import re
import secrets
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from builder.records.lrs.refused import bad

MIXED: Final = "multipart/mixed"
HASH: Final = "X-Experience-API-Hash"
ENCODING: Final = "Content-Transfer-Encoding"

BOUNDARY: Final = re.compile(r"[0-9A-Za-z'()+_,\-./:=? ]{0,69}[0-9A-Za-z'()+_,\-./:=?]", re.ASCII)
PARAMETER: Final = re.compile(r';\s*([^\s=;]+)\s*=\s*("(?:[^"\\]|\\.)*"|[^\s;"]*)')
HEADER_BYTES: Final = 8192
"""Of one part: more is no header."""
MOST_MISSES: Final = 100_000
"""Places that look like a boundary and are none; to look at millions of them takes many seconds."""


@dataclass(frozen=True, slots=True)
class Part:
    """Header names are in lower case."""

    headers: Mapping[str, str]
    content: bytes


def media_type(header: str) -> tuple[str, Mapping[str, str]]:
    """The type in lower case, and its parameters by lower-case name."""
    kind, _, _ = header.partition(";")
    parameters = {name.lower(): _unquoted(value) for name, value in PARAMETER.findall(header)}
    return kind.strip().lower(), parameters


def _unquoted(value: str) -> str:
    return re.sub(r"\\(.)", r"\1", value[1:-1]) if value.startswith('"') else value


def parts(body: bytes, boundary: str | None) -> Iterator[Part]:
    """In their order. ADL's suite and others end lines with LF alone, which is taken as well."""
    if boundary is None or not BOUNDARY.fullmatch(boundary):
        raise bad(f"Content-Type: {MIXED} needs a boundary of 1 to 70 characters")
    start = None
    for before, after, last in _delimiters(body, b"--" + boundary.encode()):
        if start is not None:
            yield _part(body, start, before)
        if last:
            return
        start = after
    raise bad(f"the body does not end with its boundary, --{boundary}--" if start else "the body has no boundary")


def _delimiters(body: bytes, delimiter: bytes) -> Iterator[tuple[int, int, bool]]:
    """Where the part before it ends, where the next one begins, and whether it is the last."""
    at, misses = body.find(delimiter), 0
    while at >= 0:
        end = at + len(delimiter)
        last = body.startswith(b"--", end)
        line_end = body.find(b"\n", end, end + 80)
        rest = body[end + 2 * last : line_end if line_end >= 0 else end + 80]
        if (at == 0 or body[at - 1 : at] == b"\n") and not rest.strip() and (last or line_end >= 0):
            line_start = at - 2 if body[at - 2 : at] == b"\r\n" else at - 1
            yield max(line_start, 0), line_end + 1, last
        else:
            misses += 1
            if misses > MOST_MISSES:
                raise bad(f"Content-Type: the boundary of {MIXED} stands all over the body: choose a longer one")
        at = body.find(delimiter, end)


def _part(body: bytes, start: int, end: int) -> Part:
    head_end, content_start = _empty_line(body, start, end)
    head = body[start:head_end].decode("latin-1")
    headers: dict[str, str] = {}
    for line in head.replace("\r\n", "\n").split("\n") if head else ():
        name, colon, value = line.partition(":")
        if not colon or name.lower() in headers:
            raise bad(f"a part of the body has the header {line[:80]!r}, which cannot be read")
        headers[name.strip().lower()] = value.strip()
    return Part(headers, body[content_start:end])


def _empty_line(body: bytes, start: int, end: int) -> tuple[int, int]:
    """Where the headers of a part end, and where its content begins."""
    for empty in (b"\r\n", b"\n"):
        if body.startswith(empty, start, end):
            return start, start + len(empty)
    most = min(end, start + HEADER_BYTES)
    found = [(at, at + len(two)) for two in (b"\r\n\r\n", b"\n\n") if (at := body.find(two, start, most)) >= 0]
    if not found:
        raise bad("a part of the body has no empty line after its headers")
    return min(found)


def mixed(found: Sequence[Part]) -> tuple[str, bytes]:
    """The Content-Type and the body."""
    boundary = secrets.token_hex(16)
    pieces: list[bytes] = []
    for part in found:
        headers = "".join(f"{name}: {value}\r\n" for name, value in part.headers.items())
        pieces += (f"--{boundary}\r\n{headers}\r\n".encode(), part.content, b"\r\n")
    pieces.append(f"--{boundary}--\r\n".encode())
    return f"{MIXED}; boundary={boundary}", b"".join(pieces)
