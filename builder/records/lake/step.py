"""The files of a lake as they will be after a step: what is there, what comes, what goes."""

from __future__ import annotations

import json
import re
import secrets
from datetime import UTC, datetime
from hashlib import sha256
from itertools import count
from pathlib import Path
from typing import Final

from builder.records.lake.publish import Plan

PARQUET: Final = ".parquet"


class Step:
    """One change of a lake, made in `stage`, a folder of its own inside the lake."""

    def __init__(self, lake: Path, stage: Path) -> None:
        self.at: Final = datetime.now(UTC)
        self.id: Final = f"{self.at:%Y%m%dT%H%M%S%f}-{secrets.token_hex(4)}"
        self.plan: Final = Plan()
        self._lake: Final = lake
        self._stage: Final = stage
        self._numbers: Final = count(1)
        self._staged: Final = dict[Path, str]()
        """By the file in the stage, its folder in the lake."""

    def new(self, folder: str) -> Path:
        """Where to write a file that is to come into a folder of the lake; no other file of it has the name."""
        return self.put(folder, f"{self.id}-{next(self._numbers)}{PARQUET}")

    def put(self, folder: str, name: str) -> Path:
        """The same with a name, under which it comes in place of the old one."""
        path = self._stage / folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        self._staged[path] = folder
        self.plan.moves[path.relative_to(self._lake).as_posix()] = f"{folder}/{name}"
        return path

    def scratch(self) -> Path:
        """A file for the moment, which does not come into the lake."""
        return self._stage / f"scratch-{next(self._numbers)}"

    def drop(self, path: Path) -> None:
        """A file of the lake, or one of this step, is not to be there."""
        if self._staged.pop(path, None) is None:
            self.plan.deletes.append(path.relative_to(self._lake).as_posix())
        else:
            del self.plan.moves[path.relative_to(self._lake).as_posix()]
            path.unlink(missing_ok=True)

    def files(self, folder: str) -> list[Path]:
        """Those of a folder after the step."""
        gone = {self._lake / path for path in self.plan.deletes}
        gone |= {self._lake / place for place in self.plan.moves.values()}
        old = [path for path in parts(self._lake / folder) if path not in gone]
        return old + [path for path, place in self._staged.items() if place == folder]


def parts(folder: Path) -> list[Path]:
    """The Parquet files of a folder; none where there is none."""
    return [path for path in entries(folder) if path.name.endswith(PARQUET) and not path.name.startswith(".")]


def entries(folder: Path) -> list[Path]:
    """What is in a folder; nothing where there is none. Of one that may not be read glob would say the same."""
    try:
        return sorted(folder.iterdir())
    except FileNotFoundError:
        return []


def of_months(folder: Path) -> list[Path]:
    """The Parquet files of a folder that has one for each month."""
    return [path for month in entries(folder) if month.name.startswith("month=") for path in parts(month)]


def name_of(*texts: str) -> str:
    """For a file: words for people, and what tells texts apart that look alike."""
    words = re.sub(r"[^A-Za-z0-9.]+", "-", "-".join(texts[:2])).strip("-.")[:40]
    return f"{words}-{sha256(json.dumps(texts).encode()).hexdigest()[:12]}"
