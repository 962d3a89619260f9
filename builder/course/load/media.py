"""What is known of the files under media/ without looking at how the course uses them."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path, PurePosixPath
from typing import Final

MEDIA: Final = "media"
HEAD: Final = 64
MAX_TEXT: Final = 5_000_000
TEXT_ENDINGS: Final = (".svg", ".vtt", ".txt")


@dataclass(frozen=True)
class MediaFile:
    """A file, by its path relative to the course folder; `outside` when it is a link that leads out of the folder."""

    path: str
    source: Path
    size: int
    outside: bool = False
    packed: str = ""

    @property
    def name(self) -> str:
        """Where it lies in a package."""
        return self.packed or self.path

    @property
    def ending(self) -> str:
        return PurePosixPath(self.path).suffix.lower().lstrip(".")

    @cached_property
    def head(self) -> bytes:
        """The first bytes; of a file that is text, all of it."""
        with self.source.open("rb") as stream:
            return stream.read(MAX_TEXT if self.source.suffix.lower() in TEXT_ENDINGS else HEAD)


def scan(root: Path) -> Mapping[str, MediaFile]:
    """All files under media/ of a course folder, in the order of their names."""
    found: dict[str, MediaFile] = {}
    if leads_out(root, root / MEDIA):
        return found
    for folder, folders, names in os.walk(root / MEDIA):
        folders.sort()
        for name in sorted(names):
            if file := look(root, Path(folder, name).relative_to(root).as_posix()):
                found[file.path] = file
    return found


def look(root: Path, path: str) -> MediaFile | None:
    """One file, if it is one and can be read."""
    source = root / path
    try:
        if not source.is_file() or not os.access(source, os.R_OK):
            return None
    except (OSError, ValueError):  # no file can have such a name
        return None
    return MediaFile(path, source, source.stat().st_size, outside=leads_out(root, source))


def leads_out(root: Path, path: Path) -> bool:
    """Whether a path ends up outside of the folder, by links."""
    return not Path(os.path.realpath(path)).is_relative_to(os.path.realpath(root))
