"""A zip writer whose output depends on the files alone: no clock, no machine, no order of a folder."""

from __future__ import annotations

import re
import struct
import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256
from pathlib import PurePosixPath
from typing import Final

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
    """A finished zip in two parts, so that many zips that begin alike need not each copy the beginning."""

    head: bytes
    tail: bytes
    sha256: str
    files: int

    @property
    def size(self) -> int:
        """In bytes."""
        return len(self.head) + len(self.tail)

    @property
    def data(self) -> bytes:
        return self.head + self.tail


class Ready:
    """The first entries of any number of zips: laid out, hashed and checked once."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self._entries = tuple(entries)
        check(self._entries)
        self.head, self._central = _laid_out(self._entries, 0)
        self._hash = sha256(self.head)

    def finish(self, entries: Iterable[Entry]) -> Zip:
        """The zip with these entries behind the first ones."""
        entries = tuple(entries)
        everything = (*self._entries, *entries)
        check(everything)
        local, central = _laid_out(entries, len(self.head))
        central = self._central + central
        start = len(self.head) + len(local)
        end = END.pack(b"PK\x05\x06", 0, 0, len(everything), len(everything), len(central), start, 0)
        tail = b"".join((local, central, end))
        total = self._hash.copy()
        total.update(tail)
        return Zip(self.head, tail, total.hexdigest(), len(everything))


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


def check(entries: tuple[Entry, ...]) -> None:
    """Refuses (ValueError) names that are not safe or not unique, and what only zip64 could hold."""
    if len(entries) > MOST:
        raise ValueError(f"{len(entries)} files are more than a zip can hold without zip64")
    total = 0
    seen: dict[str, str] = {}
    for entry in entries:
        _check_name(entry.name)
        folded = entry.name.casefold()
        if folded in seen:
            raise ValueError(f"two files of the package have one name: {seen[folded]!r} and {entry.name!r}")
        seen[folded] = entry.name
        # What the entry takes in its two headers is counted with it, so that every offset fits as well.
        total += max(entry.size, len(entry.data)) + LOCAL.size + CENTRAL.size + 2 * len(entry.name)
    if total > LARGEST:
        raise ValueError("the package would be larger than 4 GiB, which a zip cannot be without zip64")


def _check_name(name: str) -> None:
    if not NAME.fullmatch(name) or len(name) > LONGEST or any(part.endswith(".") for part in name.split("/")):
        raise ValueError(f"the file name {name!r} is not safe in a package")
