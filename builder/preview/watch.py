"""Notices when the files of a course change."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

Look = frozenset[tuple[str, int, int]]


def look(paths: Iterable[Path]) -> Look:
    """Name, time and size of every file in these folders, and of files among them; hidden ones are left out."""
    return frozenset(seen for path in paths for seen in _look(path))


def _look(path: Path) -> Iterable[tuple[str, int, int]]:
    try:
        if not path.is_dir():
            state = path.stat()
            yield str(path), state.st_mtime_ns, state.st_size
            return
        for child in path.iterdir():
            if not child.name.startswith("."):
                yield from _look(child)
    except OSError:  # taken away while we looked
        return


def watch(paths: Iterable[Path], changed: Callable[[], None], pause: Callable[[], bool], before: Look) -> None:
    """Calls `changed` after every change since `before`, a look from the time when nothing was read yet.

    `pause` waits between two looks and says whether to go on.
    """
    paths = tuple(paths)
    while pause():
        now = look(paths)
        if now != before:
            before = now
            changed()
