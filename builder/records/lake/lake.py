"""A lake: a folder of statements as flat rows, with who may read, who writes, and who is meant by a name."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, Final

from builder.records.lake import cursors, locks
from builder.records.lake.key import Key, Pads, new_key, read_key, write_key
from builder.records.lake.publish import STAGING, clear, recover, unfinished, write_whole
from builder.records.lake.refusals import NotALake, Unusable, WrongKey, plain_words
from builder.records.lake.step import entries, of_months, parts
from builder.records.lake.writer import Writer

FORMAT: Final = 1
"""Of the folder and its columns; a lake of a greater number is of a newer version of this program."""
ABOUT: Final = "lake.json"
KEY: Final = "key"
OWN: Final = {KEY, locks.WRITING, locks.FILES, STAGING}
"""What one that was cut off while it made a lake may have left."""
PATIENCE: Final = 600.0
"""Seconds that a writer waits for readers, and readers for a writer that publishes."""


@dataclass(frozen=True)
class Lake:
    """`identified`: actors are named by their identifiers, else by pseudonyms of the key with this id."""

    folder: Path
    identified: bool
    key_id: str | None
    key_file: Path | None = None
    patience: float = PATIENCE

    @classmethod
    def open(cls, path: Path, *, key_file: Path | None = None) -> Lake:
        """NotALake where there is none. The key is not looked at before it is needed: readers do without."""
        folder = path.resolve()
        return cls(folder, *_read(folder, path), key_file)

    @classmethod
    def is_new(cls, path: Path) -> bool:
        """Whether make() would make one; NotALake where there can be none."""
        with _words_of_making(path):
            folder = path.resolve()
            if (folder / ABOUT).exists():
                return False
            others = {one.name for one in entries(folder)} - OWN
        if others:
            raise NotALake(f"{path} has other files, and is no lake", "give a new folder, or an empty one")
        return True

    @classmethod
    def make(cls, path: Path, *, identified: bool = False, key_file: Path | None = None) -> Lake:
        """Opens it, or makes it of a new or an empty folder."""
        if cls.is_new(path):
            with _words_of_making(path):
                _make(path.resolve(), identified=identified, key_file=key_file)
        lake = cls.open(path, key_file=key_file)
        if identified and not lake.identified:
            raise NotALake(f"{path} is a lake of pseudonyms", "make another lake for known people")
        return lake

    @cached_property
    def key(self) -> Key | None:
        """None in a lake of known people; WrongKey where it is missing, or another one."""
        if self.identified:
            return None
        path = self.key_file or self.folder / KEY
        if self.key_file is None and not path.exists():
            raise WrongKey("the lake does not have its key itself", "give the file that it was made with: --key-file")
        key = read_key(path)
        if key.id != self.key_id:
            raise WrongKey(f"the key in {path} is not the one of this lake", "give the file that it was made with")
        return key

    def pseudonym_pads(self) -> Pads | None:
        """For SQL; None in a lake of known people."""
        return self.key.pads if self.key else None

    def name_of(self, identifier: str) -> str:
        """How the lake calls the actor with this identifier."""
        return self.key.name_of(identifier) if self.key else identifier

    def id_of(self, id_of_report: str) -> str:
        """How the lake calls what was made of a report: nobody can guess it who has no key."""
        return self.key.id_of(id_of_report) if self.key else id_of_report

    def files(self, kind: str) -> list[Path]:
        """The Parquet files of a folder that analysts ask (layout.py), of all months."""
        return parts(self.folder / kind) + of_months(self.folder / kind)

    def cursor(self, source: str) -> Mapping[str, Any] | None:
        """Where the source was left; ask while writing, or another one may go on from there meanwhile."""
        return cursors.read(self.folder, source)

    @contextmanager
    def writing(self) -> Iterator[Writer]:
        """Alone among writers; Busy when there is one. What the last one left half-done is done or undone first."""
        with locks.writing(self.folder):
            _ = self.key
            with plain_words():
                self.recover()
                staging = self.folder / STAGING
                clear(self.folder, staging)
                staging.mkdir(exist_ok=True)
                folder = Path(tempfile.mkdtemp(dir=staging))
            try:
                yield Writer(self, folder)
            finally:
                clear(self.folder, folder)

    @contextmanager
    def reading(self) -> Iterator[None]:
        """Among other readers; meanwhile no file comes or goes."""
        while True:
            with locks.shared(self.folder, self.patience):
                if not unfinished(self.folder):
                    yield
                    return
            self.recover()

    def recover(self) -> None:
        """Does what was promised by one who was cut off; a lake at rest stays as it is."""
        if unfinished(self.folder):
            with locks.alone(self.folder, self.patience):
                recover(self.folder)


def _read(folder: Path, told: Path) -> tuple[bool, str | None]:
    """Whether people are known, and the id of the key."""
    advice = "records import and records pull make one"
    if not folder.is_dir():
        raise NotALake(f"there is no lake at {told}", advice)
    try:
        about = json.loads((folder / ABOUT).read_text("utf-8"))
    except FileNotFoundError as error:
        raise NotALake(f"{told} is not a lake: it has no {ABOUT}", advice) from error
    except OSError as error:
        raise NotALake(f"{told} cannot be read: {error.strerror}", "check who may read it") from error
    except ValueError:
        about = None
    match about:
        case {"format": int(format_)} if format_ > FORMAT:
            raise NotALake(f"{told} was made by a newer version of peacebuilder", "update peacebuilder")
        case {"format": 1, "identified": True, "key": None}:
            return True, None
        case {"format": 1, "identified": False, "key": str(key)}:
            return False, key
    raise NotALake(f"{told}/{ABOUT} is damaged", "restore it from a backup")


@contextmanager
def _words_of_making(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        advice = "check the path, and who may write there"
        raise Unusable(f"{path} cannot be made: {error.strerror}", advice) from error


def _make(folder: Path, *, identified: bool, key_file: Path | None) -> None:
    given = read_key(key_file) if key_file is not None and not identified else None  # before anything is made
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    with locks.writing(folder):
        key = None if identified else given or _own_key(folder)
        about = {"format": FORMAT, "identified": identified, "key": key and key.id}
        write_whole(folder / ABOUT, json.dumps(about, indent=1) + "\n", folder / STAGING)


def _own_key(folder: Path) -> Key:
    if not (folder / KEY).exists():
        write_key(folder / KEY, new_key())
    return read_key(folder / KEY)
