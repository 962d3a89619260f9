"""Reads a zip byte by byte, as its two headers tell it, so that a lie in one of them is seen.

Section numbers are those of PKWARE's APPNOTE.TXT.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass, field
from mmap import mmap
from typing import Final

from builder.verify import limits
from builder.verify.fault import Fault

Bytes = bytes | mmap
LOCAL: Final = struct.Struct("<4s5H3I2H")  # 4.3.7
CENTRAL: Final = struct.Struct("<4s6H3I5H2I")  # 4.3.12
END: Final = struct.Struct("<4s4H2IH")  # 4.3.16
END64: Final = struct.Struct("<4sQ2H2I4Q")  # 4.3.14
LOCATOR64: Final = struct.Struct("<4sIQI")  # 4.3.15
ENCRYPTED: Final = 1 << 0  # 4.4.4
DESCRIPTOR: Final = 1 << 3
UTF8: Final = 1 << 11
FULL16: Final = 0xFFFF
FULL32: Final = 0xFFFFFFFF
ZIP64: Final = 0x0001  # 4.5.3
LONGEST_COMMENT: Final = 0xFFFF


class NotAZip(Exception):
    """The bytes have no directory that can be read; the message says why."""


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry as the directory tells it; `name` is decoded, `raw` is as it stands in the file."""

    name: str
    raw: bytes
    flags: int
    method: int
    crc: int
    packed: int
    size: int
    offset: int
    mode: int
    """The Unix mode; 0 where another system made the entry."""

    @property
    def is_folder(self) -> bool:
        return self.name.endswith("/")


@dataclass(slots=True)
class Archive:
    """A zip whose directory was read; `starts` has where the bytes of each entry that can be read begin."""

    data: Bytes
    entries: tuple[Entry, ...]
    directory: int
    zip64: bool
    before: int = 0
    """Bytes that stand before the first entry, by which all offsets are moved."""
    behind: int = 0
    starts: dict[int, int] = field(default_factory=dict)
    """By the number of the entry."""


def open_archive(data: Bytes) -> Archive:
    """The directory of the zip; raises NotAZip."""
    if len(data) < END.size:
        raise NotAZip("it is empty" if not len(data) else "it is too short")
    at, behind = _end(data)
    _, disk, first_disk, here, count, size, offset, _ = END.unpack_from(data, at)
    zip64 = _zip64(data, at)
    if zip64 is not None:
        count, size, offset, at = zip64
    elif disk or first_disk or here != count:
        raise NotAZip("it is one part of several")
    if count > limits.ENTRIES:
        raise NotAZip(f"it says that it holds {count} files")
    start = at - size
    if start < 0 or offset > start:
        raise NotAZip("its directory is cut off")
    before = start - offset
    entries = tuple(_entries(data, start, at, count, before))
    return Archive(data, entries, start, zip64 is not None, before, behind)


def _end(data: Bytes) -> tuple[int, int]:
    """Where the end record is, and how many bytes stand behind it and its comment."""
    lowest = max(0, len(data) - END.size - LONGEST_COMMENT)
    at = data.rfind(b"PK\x05\x06", lowest)
    while at >= 0:
        if at + END.size <= len(data):
            behind = len(data) - at - END.size - int(END.unpack_from(data, at)[-1])
            if behind >= 0:
                return at, behind
        at = data.rfind(b"PK\x05\x06", lowest, at)
    raise NotAZip(
        "it has no end record: perhaps the download broke off" if data[:2] == b"PK" else "it is no zip at all"
    )


def _zip64(data: Bytes, end: int) -> tuple[int, int, int, int] | None:
    """Count, size and offset of the directory, and where it ends, when zip64 tells them."""
    at = end - LOCATOR64.size
    if at < 0 or data[at : at + 4] != b"PK\x06\x07":
        return None
    # The record stands right before its locator, wherever that says; what lies before a zip moves both.
    record = at - END64.size
    if record < 0 or data[record : record + 4] != b"PK\x06\x06":
        raise NotAZip("its zip64 record cannot be read")
    *_, count, size, offset = END64.unpack_from(data, record)
    return count, size, offset, record


def _entries(data: Bytes, at: int, end: int, count: int, before: int) -> Iterator[Entry]:
    for _ in range(count):
        if at + CENTRAL.size > end or data[at : at + 4] != b"PK\x01\x02":
            raise NotAZip("its directory cannot be read")
        facts = CENTRAL.unpack_from(data, at)
        _, made_by, _, flags, method, _, _, crc, packed, size, name, extra, comment, _, _, attributes, offset = facts
        raw = bytes(data[at + CENTRAL.size : at + CENTRAL.size + name])
        more = bytes(data[at + CENTRAL.size + name : at + CENTRAL.size + name + extra])
        size, packed, offset = _large(more, size, packed, offset)
        mode = attributes >> 16 if made_by >> 8 == 3 else 0
        yield Entry(_name(raw, flags), raw, flags, method, crc, packed, size, offset + before, mode)
        at += CENTRAL.size + name + extra + comment


def _large(extra: bytes, size: int, packed: int, offset: int) -> tuple[int, int, int]:
    """The numbers that are too large for the header, from the extra field of zip64."""
    values = [size, packed, offset]
    at = 0
    while at + 4 <= len(extra):
        kind, length = struct.unpack_from("<2H", extra, at)
        body = extra[at + 4 : at + 4 + length]
        if kind == ZIP64:
            for index, value in enumerate(values):
                if value == FULL32 and len(body) >= 8:
                    values[index] = int.from_bytes(body[:8], "little")
                    body = body[8:]
        at += 4 + length
    return values[0], values[1], values[2]


def _name(raw: bytes, flags: int) -> str:
    if flags & UTF8:
        return raw.decode("utf-8", "surrogateescape").encode("utf-8", "backslashreplace").decode()
    return raw.decode("ascii") if raw.isascii() else raw.decode("cp437")


def local_faults(archive: Archive) -> Iterator[Fault]:
    """Compares each entry with the header before its bytes, and finds bytes that are nobody's or somebody else's."""
    ends: list[tuple[int, int, Entry]] = []
    for number, entry in enumerate(archive.entries):
        start, problem = _local(archive, entry)
        if problem:
            yield Fault("V003", f"The file {problem}.", "Make the zip again with another program.", entry.name)
        if start is not None:
            archive.starts[number] = start
            ends.append((entry.offset, start + entry.packed, entry))
    yield from _shared(archive, sorted(ends, key=lambda end: end[:2]))


def _local(archive: Archive, entry: Entry) -> tuple[int | None, str]:
    """Where the bytes of the entry begin, and in what its own header differs from the directory."""
    data, at = archive.data, entry.offset
    if at + LOCAL.size > archive.directory or data[at : at + 4] != b"PK\x03\x04":
        return None, "has no header of its own where the directory says"
    _, _, flags, method, _, _, crc, packed, size, name, extra = LOCAL.unpack_from(data, at)
    start = at + LOCAL.size + name + extra
    if start + entry.packed > archive.directory:
        return None, "is cut off"
    raw = bytes(data[at + LOCAL.size : at + LOCAL.size + name])
    if raw != entry.raw:
        return start, f"has another name in its own header: {_name(raw, flags)!r}"
    if method != entry.method:
        return start, f"has another method of compression in its own header ({method}, not {entry.method})"
    if (flags ^ entry.flags) & (ENCRYPTED | UTF8):
        return start, "has other flags in its own header"
    # What a writer did not know yet stands behind the bytes; what is too large, in the extra field.
    unknown = (0, FULL32) if flags & DESCRIPTOR else (FULL32,)
    pairs = zip((crc, packed, size), _told(entry), strict=True)
    if not all(here in (there, *unknown) for here, there in pairs):
        return start, "has another size or checksum in its own header"
    return start, ""


def _told(entry: Entry) -> tuple[int, int, int]:
    return entry.crc, entry.packed, entry.size


def _shared(archive: Archive, ends: list[tuple[int, int, Entry]]) -> Iterator[Fault]:
    """Entries that lie over each other, and gaps between them."""
    last, nobody = 0, archive.behind
    for start, end, entry in ends:
        if start < last:
            yield Fault(
                "V016", "The file shares its bytes with another file of the zip: a zip bomb.", "Do not unpack it.",
                entry.name,
            )  # fmt: skip
        elif start - last > 24:  # more than a data descriptor (4.3.9)
            nobody += start - last
        last = max(last, end)
    if archive.directory - last > 24:
        nobody += archive.directory - last
    if nobody and len(ends) == len(archive.entries):
        yield Fault(
            "V017", f"{nobody} bytes of the zip belong to no file.",
            "Make the zip again: something was put before, between or behind its files.",
        )  # fmt: skip
