"""A zip writer whose output depends on the files alone: no clock, no machine, no order of a folder."""

from __future__ import annotations

import re
import struct
import zlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from hashlib import sha256
from pathlib import PurePosixPath
from typing import Final, Protocol, Self

STORED: Final = 0
DEFLATED: Final = 8
LEVEL: Final = 6

# Their formats are compressed already: deflating them again costs most of the time of a build and saves nothing.
PACKED: Final = frozenset({".jpeg", ".jpg", ".m4a", ".m4v", ".mp3", ".mp4", ".pdf", ".png", ".webm", ".webp", ".woff2"})

# Section numbers are those of PKWARE's APPNOTE.TXT.
LOCAL: Final = struct.Struct("<4s5H3I2H")  # 4.3.7
CENTRAL: Final = struct.Struct("<4s6H3I5H2I")  # 4.3.12
END: Final = struct.Struct("<4s4H2IH")  # 4.3.16
DOS_DATE: Final = (1 << 5) | 1  # 1980-01-01, the first day that a zip can tell
DOS_TIME: Final = 0
NEEDS: Final = {STORED: 10, DEFLATED: 20}  # 4.4.3
UNIX: Final = 3  # 4.4.2: the attributes are those of Unix
MADE_BY: Final = (UNIX << 8) | 20
MODE: Final = 0o100644 << 16
LARGEST: Final = 0xFFFFFFFE  # 0xFFFFFFFF and 0xFFFF announce zip64, which some LMSs cannot read
MOST: Final = 0xFFFE

NAME: Final = re.compile(r"[A-Za-z0-9_][A-Za-z0-9._-]*(/[A-Za-z0-9_][A-Za-z0-9._-]*)*")
LONGEST: Final = 200


@dataclass(frozen=True, slots=True)
class Entry:
    """A file as it stands in a zip; it may go into any number of them."""

    name: str
    method: int
    crc: int
    size: int
    data: bytes


def make(name: str, content: bytes) -> Entry:
    """Deflates the content, or stores it where that is not smaller."""
    crc = zlib.crc32(content)
    if PurePosixPath(name).suffix.lower() not in PACKED:
        packer = zlib.compressobj(LEVEL, zlib.DEFLATED, -zlib.MAX_WBITS)
        deflated = packer.compress(content) + packer.flush()
        if len(deflated) < len(content):
            return Entry(name, DEFLATED, crc, len(content), deflated)
    return Entry(name, STORED, crc, len(content), content)


@dataclass(frozen=True, slots=True)
class Zip:
    """A finished zip in parts, so that many zips that begin alike need not each copy the beginning."""

    parts: tuple[bytes, ...]
    sha256: str
    files: int

    @property
    def size(self) -> int:
        """In bytes."""
        return sum(map(len, self.parts))

    @property
    def data(self) -> bytes:
        return b"".join(self.parts)


class _Hash(Protocol):
    def update(self, data: bytes, /) -> None: ...
    def copy(self) -> Self: ...
    def hexdigest(self) -> str: ...


class Ready:
    """The first entries of any number of zips: laid out, hashed and checked once."""

    def __init__(self, entries: Iterable[Entry], before: Ready | None = None) -> None:
        entries = tuple(entries)
        size = before._size if before else 0
        local, central = _laid_out(entries, size)
        self._checked: Checked = (before._checked if before else Checked()).and_these(entries)
        self._size: int = size + len(local)
        self._parts: tuple[bytes, ...] = (*before._parts, local) if before else (local,)
        self._central: bytes = before._central + central if before else central
        self._hash: _Hash = before._hash.copy() if before else sha256()
        self._hash.update(local)

    def finish(self, entries: Iterable[Entry]) -> Zip:
        """The zip with these entries behind the first ones."""
        entries = tuple(entries)
        count = self._checked.and_these(entries).count
        local, central = _laid_out(entries, self._size)
        central = self._central + central
        start = self._size + len(local)
        end = END.pack(b"PK\x05\x06", 0, 0, count, count, len(central), start, 0)
        tail = b"".join((local, central, end))
        total = self._hash.copy()
        total.update(tail)
        return Zip((*self._parts, tail), total.hexdigest(), count)


def write(entries: Iterable[Entry]) -> bytes:
    """The zip of these entries, in this order."""
    return Ready(()).finish(entries).data


def _laid_out(entries: tuple[Entry, ...], offset: int) -> tuple[bytes, bytes]:
    """The entries with their local headers, and their part of the directory."""
    parts: list[bytes] = []
    directory: list[bytes] = []
    for entry in entries:
        name = entry.name.encode("ascii")
        facts = (NEEDS[entry.method], 0, entry.method, DOS_TIME, DOS_DATE, entry.crc, len(entry.data), entry.size)
        parts += (LOCAL.pack(b"PK\x03\x04", *facts, len(name), 0), name, entry.data)
        directory += (CENTRAL.pack(b"PK\x01\x02", MADE_BY, *facts, len(name), 0, 0, 0, 0, MODE, offset), name)
        offset += LOCAL.size + len(name) + len(entry.data)
    return b"".join(parts), b"".join(directory)


@dataclass(frozen=True, slots=True)
class Checked:
    """The entries that were found fit to stand in one zip: their names, folded, and what they take in all."""

    names: Mapping[str, str] = field(default_factory=dict)
    total: int = 0

    @property
    def count(self) -> int:
        return len(self.names)

    def and_these(self, entries: tuple[Entry, ...]) -> Checked:
        """Refuses (ValueError) names that are not safe or not unique, and what only zip64 could hold."""
        names, total = dict(self.names), self.total
        if len(names) + len(entries) > MOST:
            raise ValueError(f"{len(names) + len(entries)} files are more than a zip can hold without zip64")
        for entry in entries:
            folded = _folded(entry.name)
            if folded in names:
                raise ValueError(f"two files of the package have one name: {names[folded]!r} and {entry.name!r}")
            names[folded] = entry.name
            # What the entry takes in its two headers is counted with it, so that every offset fits as well.
            total += max(entry.size, len(entry.data)) + LOCAL.size + CENTRAL.size + 2 * len(entry.name)
        if total > LARGEST:
            raise ValueError("the package would be larger than 4 GiB, which a zip cannot be without zip64")
        return Checked(names, total)


@lru_cache(maxsize=4096)
def _folded(name: str) -> str:
    """The name as systems see it that take `A` for `a`."""
    _check_name(name)
    return name.casefold()


def _check_name(name: str) -> None:
    if not NAME.fullmatch(name) or len(name) > LONGEST or any(part.endswith(".") for part in name.split("/")):
        raise ValueError(f"the file name {name!r} is not safe in a package")
