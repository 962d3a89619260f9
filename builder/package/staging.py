"""Finished files into the output folder: all of them, or none and the folder is as it was."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterable
from pathlib import Path
from types import TracebackType
from typing import Self


class NotWritten(Exception):
    """The output folder could not be written; it is as it was."""


class Staging:
    """Takes files into a folder of its own inside `out`; `publish` moves them into place.

    Leaving the context without `publish` leaves no trace.
    """

    def __init__(self, out: Path) -> None:
        self.out = out
        self._names: list[str] = []
        self._made: list[Path] = []

    def __enter__(self) -> Self:
        try:
            self._make_folder()
            self._folder = Path(tempfile.mkdtemp(prefix=".peacebuilder-", dir=self.out))
        except OSError as error:
            self._unmake_folder()
            raise self._not_written(error) from error
        (self._folder / "old").mkdir()
        (self._folder / "new").mkdir()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        shutil.rmtree(self._folder, ignore_errors=True)
        self._unmake_folder()

    def add(self, name: str, *parts: bytes) -> None:
        """Takes one file, whose content may come in parts, and whose name may lead into a folder."""
        try:
            path = self._folder / "new" / name
            path.parent.mkdir(exist_ok=True)
            with path.open("wb") as file:
                file.writelines(parts)
        except OSError as error:
            raise self._not_written(error) from error
        self._names.append(name)

    def publish(self, remove: Iterable[str] = ()) -> None:
        """Moves all files into place and takes those away that they replace; on any trouble, none."""
        touched: list[str] = []
        try:
            for name in self._names:
                self._make_way(name)
                self._keep(name)
                touched.append(name)
                (self._folder / "new" / name).replace(self.out / name)
            for name in remove:
                self._keep(name)
                touched.append(name)
                (self.out / name).unlink(missing_ok=True)
        except BaseException as error:
            self._restore(touched)
            if isinstance(error, OSError):
                raise self._not_written(error) from error
            raise

    def _make_way(self, name: str) -> None:
        """The folder that a file goes into, and the one where its old content is kept."""
        (self._folder / "old" / name).parent.mkdir(exist_ok=True)
        folder = (self.out / name).parent
        if not folder.exists():
            folder.mkdir()
            self._made.insert(0, folder)

    def _keep(self, name: str) -> None:
        # A second link, not a move: the old file stays where it is until the new one takes its place.
        if (self.out / name).is_file():
            try:
                os.link(self.out / name, self._folder / "old" / name)
            except OSError:  # this file system has no links
                shutil.copy2(self.out / name, self._folder / "old" / name)

    def _restore(self, names: list[str]) -> None:
        for name in names:
            old = self._folder / "old" / name
            if old.exists():
                old.replace(self.out / name)
            elif not (self._folder / "new" / name).exists():
                (self.out / name).unlink(missing_ok=True)

    def _make_folder(self) -> None:
        missing = [folder for folder in (self.out, *self.out.parents) if not folder.exists()]
        self.out.mkdir(parents=True, exist_ok=True)
        self._made = missing

    def _unmake_folder(self) -> None:
        for folder in self._made:
            try:
                folder.rmdir()
            except OSError:  # it holds the build
                return

    def _not_written(self, error: OSError) -> NotWritten:
        return NotWritten(f"{self.out} cannot be written: {error.strerror or error}")
