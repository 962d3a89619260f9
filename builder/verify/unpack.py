"""Unpacks each file of a zip once: checks it, hashes it, and keeps it when it is text."""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Iterator
from typing import Final

from builder.verify import limits
from builder.verify.archive import ENCRYPTED, Archive, Entry
from builder.verify.fault import Fault

STORED: Final = 0
DEFLATED: Final = 8
CHUNK: Final = 1 << 20
AGAIN: Final = "The zip was damaged on its way, or changed by hand: get it again."
TEXTS: Final = (
    *("html", "htm", "xhtml", "js", "mjs", "cjs", "css", "svg", "xml", "json", "webmanifest", "vtt", "srt", "txt"),
    *("md", "csv", "yaml", "yml", "ini", "cfg", "conf", "env", "map"),
)
NAMED: Final = frozenset({".env", ".htpasswd", ".npmrc", ".netrc", ".htaccess", "id_rsa", "id_ed25519"})


class Contents:
    """What was read: the hash and size of every file, and the bytes of texts."""

    def __init__(self) -> None:
        self.hashes: dict[str, str] = {}
        self.sizes: dict[str, int] = {}
        self.texts: dict[str, bytes] = {}
        self._kept = 0

    def keep(self, name: str, data: bytes) -> None:
        """Keeps a text, as long as there is room."""
        if self._kept + len(data) <= limits.TEXTS:
            self._kept += len(data)
            self.texts[name] = data


def suffix(name: str) -> str:
    """What follows the last dot of the file's own name, in small letters."""
    last = name.rpartition("/")[2]
    return last.rpartition(".")[2].lower() if "." in last.lstrip(".") else ""


def unpack(archive: Archive, contents: Contents, shared: frozenset[str]) -> Iterator[Fault]:
    """Fills the contents; `shared` names the entries that lie over others."""
    total = 0
    for number, entry in enumerate(archive.entries):
        if entry.is_folder or number not in archive.starts or entry.name in shared:
            continue
        if entry.flags & ENCRYPTED or entry.method not in (STORED, DEFLATED):
            continue
        total += entry.size
        if total > limits.UNPACKED or _is_bomb(entry):
            yield Fault(
                "V016", f"The file says that it unpacks from {entry.packed} to {entry.size} bytes: a zip bomb.",
                "Do not unpack it.", entry.name,
            )  # fmt: skip
            continue
        problem = _read(archive, entry, archive.starts[number], contents)
        if problem:
            yield Fault("V002", f"The file {problem}.", AGAIN, entry.name)


def _is_bomb(entry: Entry) -> bool:
    return entry.size > limits.RATIO_FROM and entry.size > limits.RATIO * max(entry.packed, 1)


def _read(archive: Archive, entry: Entry, start: int, contents: Contents) -> str:
    """Why the file cannot be read, or nothing."""
    is_text = suffix(entry.name) in TEXTS or entry.name.rpartition("/")[2] in NAMED
    kept: list[bytes] | None = [] if is_text and entry.size <= limits.TEXT else None
    sum_, size, crc = hashlib.sha256(), 0, 0
    try:
        for piece in _pieces(archive, entry, start):
            sum_.update(piece)
            crc = zlib.crc32(piece, crc)
            size += len(piece)
            if size > entry.size:
                return f"is larger than the {entry.size} bytes that the zip says"
            if kept is not None:
                kept.append(piece)
    except zlib.error:
        return "cannot be unpacked"
    if size != entry.size:
        return f"ends after {size} of {entry.size} bytes"
    if crc != entry.crc:
        return "has another checksum than the zip says"
    contents.hashes.setdefault(entry.name, sum_.hexdigest())
    contents.sizes.setdefault(entry.name, size)
    if kept is not None:
        contents.keep(entry.name, b"".join(kept))
    return ""


def _pieces(archive: Archive, entry: Entry, start: int) -> Iterator[bytes]:
    """The bytes of the file, at most a chunk at a time and never more than one chunk too many."""
    end = start + entry.packed
    unpacker = zlib.decompressobj(-zlib.MAX_WBITS) if entry.method == DEFLATED else None
    while start < end:
        piece = bytes(archive.data[start : min(start + CHUNK, end)])
        start += len(piece)
        if unpacker is None:
            yield piece
            continue
        while piece:
            yield unpacker.decompress(piece, CHUNK)
            piece = unpacker.unconsumed_tail
    if unpacker is not None:
        yield unpacker.flush()
        if not unpacker.eof or unpacker.unused_data:
            raise zlib.error
