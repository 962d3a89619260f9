"""Looks at the names in a zip, before anything of it is unpacked."""

from __future__ import annotations

import re
import stat
from collections.abc import Iterator
from typing import Final

from builder.verify import limits
from builder.verify.archive import DESCRIPTOR, ENCRYPTED, UTF8, Archive, Entry
from builder.verify.fault import Fault

CONTROL: Final = re.compile(r"[\x00-\x1f\x7f]")
SAFE: Final = re.compile(r"[A-Za-z0-9._/-]+")
DRIVE: Final = re.compile(r"[A-Za-z]:")
WINDOWS: Final = re.compile(r'[<>:"|?*]')
DEVICES: Final = re.compile(r"(con|prn|aux|nul|com[0-9]|lpt[0-9])(\..*)?", re.IGNORECASE)
METHODS: Final = (0, 8)
RENAME: Final = "Name files with the letters a to z, digits, hyphen, underscore and dot."
AGAIN: Final = "Make the zip again with an ordinary zip program."


def check(archive: Archive) -> Iterator[Fault]:
    """All faults of names and headers."""
    if not any(not entry.is_folder for entry in archive.entries):
        yield Fault("V018", "The zip holds no files.", "Zip the files of the course.")
    for entry in archive.entries:
        yield from _entry(entry)
        yield from _name(entry)
    yield from _twins(archive)
    if archive.zip64:
        yield Fault(
            "V015", "The zip is written as zip64, which it would need only above 4 GiB or 65,535 files.",
            "Make it again without zip64.",
        )  # fmt: skip


def _entry(entry: Entry) -> Iterator[Fault]:
    name = entry.name
    if entry.flags & ENCRYPTED:
        yield Fault("V004", "The file is encrypted.", "Make the zip again without a password.", name)
    elif entry.method not in METHODS:
        yield Fault("V005", f"The file is compressed by method {entry.method}.", "Store or deflate it.", name)
    if entry.mode and stat.S_IFMT(entry.mode) not in (0, stat.S_IFREG, stat.S_IFDIR):
        yield Fault("V006", "This is a link or a device, not a file.", "Put the file itself into the zip.", name)
    if entry.method == 0 and entry.packed != entry.size and not entry.flags & (ENCRYPTED | DESCRIPTOR):
        yield Fault("V002", "The file is stored, yet its two sizes differ.", AGAIN, name)


def _name(entry: Entry) -> Iterator[Fault]:
    name = entry.name
    if "\\" in name:
        yield Fault("V007", "The name has a backslash.", "Folders are parted by '/' in a zip. " + AGAIN, name)
    way_out = _way_out(name)
    if way_out:
        yield Fault("V008", f"The name {way_out}.", AGAIN, name)
    if CONTROL.search(name):
        yield Fault("V011", "The name has characters that cannot be seen.", RENAME, name)
    elif not entry.raw.isascii() and not entry.flags & UTF8:
        yield Fault("V013", "The name is not ASCII, and the zip does not say that it is UTF-8.", RENAME, name)
    elif not way_out and "\\" not in name and _doubtful(name):
        yield Fault("V012", f"The name {_doubtful(name)}.", RENAME, name)
    if len(name) > limits.PATH:
        yield Fault("V014", f"The name has {len(name)} characters.", "Use shorter names and fewer folders.", name)


def _way_out(name: str) -> str:
    if name.startswith("/") or DRIVE.match(name):
        return "is absolute"
    parts = name.rstrip("/").replace("\\", "/").split("/")
    if ".." in parts:
        return "leads out of the package by '..'"
    return "has an empty part, or one that is '.'" if "." in parts or "" in parts else ""


def _doubtful(name: str) -> str:
    parts = [part for part in name.split("/") if part]
    if WINDOWS.search(name) or any(DEVICES.fullmatch(part) or part != part.rstrip(". ") for part in parts):
        return "cannot be a file on Windows"
    return "" if SAFE.fullmatch(name) else "has a space, an accent or another special character"


def _twins(archive: Archive) -> Iterator[Fault]:
    seen: dict[str, str] = {}
    folders = {entry.name[:at] for entry in archive.entries for at in _slashes(entry.name)}
    for entry in archive.entries:
        other = seen.setdefault(entry.name.casefold(), entry.name)
        if entry.name in folders and not entry.is_folder:
            yield Fault("V009", "There is a folder of the same name.", "Rename one of the two.", entry.name)
        if other is entry.name:
            continue
        if other == entry.name:
            yield Fault("V009", "The zip holds two files of this name.", AGAIN, entry.name)
        else:
            yield Fault(
                "V010", f"Only large and small letters part this name from '{other}'.", "Rename one of the two.",
                entry.name,
            )  # fmt: skip


def _slashes(name: str) -> Iterator[int]:
    return (at for at, char in enumerate(name) if char == "/")
