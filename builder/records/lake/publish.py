"""A step's files into the lake, all or none, whatever happens: stage, journal, renames that can be repeated.

The journal is the promise. Before it stands in the lake, nothing of the step does; once it does, whoever opens the
lake next carries it out, as often as it takes.
"""

from __future__ import annotations

import json
import os
import shutil
import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import Any, Final

from builder.records.lake.refusals import NotALake

JOURNAL: Final = "journal.json"
STAGING: Final = "staging"
DURABLE: Final = sys.platform != "win32"
"""Whether a folder can be synced; where not, the file system journals renames by itself."""


@dataclass
class Plan:
    """What a step changes: files that come, from the staging to their places, and files that go. All paths POSIX."""

    moves: dict[str, str] = field(default_factory=dict)
    deletes: list[str] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.moves or self.deletes)


def publish(lake: Path, plan: Plan) -> None:
    """The one who calls it is alone in the lake, or nobody sees a lake at rest. Before, the staged files are synced."""
    for source in plan.moves:
        sync(lake / source)
    for folder in {(lake / source).parent for source in plan.moves}:
        sync(folder)
    text = json.dumps({"moves": plan.moves, "deletes": plan.deletes})
    write_whole(lake / JOURNAL, text, lake / STAGING)
    _carry_out(lake, plan)


def unfinished(lake: Path) -> bool:
    """Whether a step was cut off after it was promised."""
    return (lake / JOURNAL).exists()


def recover(lake: Path) -> None:
    """Carries out what was promised; by one who is alone in the lake."""
    try:
        text = (lake / JOURNAL).read_text("utf-8")
    except FileNotFoundError:
        return
    _carry_out(lake, _read(text))


def clear(lake: Path, folder: Path) -> None:
    """Removes a folder of the staging, but for one that a promise may still need."""
    if not unfinished(lake):
        shutil.rmtree(folder, ignore_errors=True)


def write_whole(path: Path, text: str, beside: Path) -> None:
    """The file as a whole or not at all, also after a crash; `beside` is a folder of the same disk."""
    beside.mkdir(exist_ok=True)
    made = beside / f".{path.name}"
    with made.open("w", encoding="utf-8", newline="\n") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    made.replace(path)
    sync(path.parent)


def sync(path: Path) -> None:
    """A file or a folder, onto the disk."""
    if path.is_dir() and not DURABLE:
        return
    handle = os.open(path, os.O_RDONLY if DURABLE else os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _carry_out(lake: Path, plan: Plan) -> None:
    changed = set[Path]()
    for source, target in plan.moves.items():
        changed |= _made(lake, (lake / target).parent)
        with suppress(FileNotFoundError):  # it has been done
            (lake / source).replace(lake / target)
        if not (lake / target).exists():
            raise _damaged()
    for gone in plan.deletes:
        changed.add((lake / gone).parent)
        with suppress(FileNotFoundError):
            (lake / gone).unlink()
    for folder in changed:
        if folder.is_dir():
            sync(folder)
    (lake / JOURNAL).unlink()
    sync(lake)


def _made(lake: Path, folder: Path) -> set[Path]:
    """The folders whose entries change when a file is put into `folder`."""
    changed = {folder}
    while folder != lake and not folder.is_dir():
        folder = folder.parent
        changed.add(folder)
    for path in sorted(changed):
        path.mkdir(exist_ok=True)
    return changed


def _read(text: str) -> Plan:
    """NotALake where it would touch anything outside, or is no journal: a lake may come from anywhere."""
    try:
        content: Any = json.loads(text)
        plan = Plan(dict(content["moves"]), list(content["deletes"]))
        paths = list(_paths(plan.moves, plan.deletes))
    except (ValueError, KeyError, TypeError):
        paths, plan = [""], Plan()
    if not all(map(_inside, paths)):
        raise _damaged()
    return plan


def _damaged() -> NotALake:
    return NotALake("a step into the lake was cut off, and cannot be ended", "restore the lake from a backup")


def _paths(moves: Mapping[str, str], deletes: Iterable[str]) -> Iterator[str]:
    for source, target in moves.items():
        yield source
        yield target
    yield from deletes


def _inside(path: object) -> bool:
    if not isinstance(path, str):
        return False
    parts = PurePosixPath(path).parts
    return len(parts) > 1 and not path.startswith("/") and ".." not in parts and not {"\\", ":"} & set(path)
