"""Finished packages into the output folder one at a time, and the files that describe it at the end, whatever came."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

from builder.package.record import Package, is_same, recorded
from builder.package.staging import NotWritten

Describe = Callable[[Sequence[Package]], Iterable[tuple[str, bytes]]]
"""The files that describe packages; build.json last, so that it is newer than all that it names."""


class Shelf:
    """Puts files into the folder `out`, each whole or not at all; `own` is a folder in it for what is not done yet."""

    def __init__(self, out: Path, own: Path) -> None:
        self.out = out
        self.own = own

    def put(self, name: str, parts: Iterable[bytes]) -> None:
        """The name may lead into a folder below `out`."""
        made, place = f"{self.own}/{name}", f"{self.out}/{name}"  # pathlib would cost more than the zip does
        try:
            if "/" in name:
                for path in (made, place):
                    Path(path).parent.mkdir(exist_ok=True)
            with open(made, "wb") as file:  # noqa: PTH123
                file.writelines(parts)
            os.replace(made, place)  # noqa: PTH105
        except OSError as error:
            raise _not_written(self.out, error) from error


class Outbox:
    """Knows what lies in the folder; leaving the context writes that down, also when an interruption is the reason."""

    def __init__(self, out: Path, describe: Describe) -> None:
        self.out = out
        self._describe = describe
        self._on_the_way: dict[str, Package | None] = {}

    def __enter__(self) -> Self:
        try:
            self.out.mkdir(parents=True, exist_ok=True)
            own = Path(tempfile.mkdtemp(prefix=".peacebuilder-", dir=self.out))
        except OSError as error:
            raise _not_written(self.out, error) from error
        self.shelf = Shelf(self.out, own)
        self._known = {package.file: package for package in recorded(self.out)}
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        try:
            for name, before in self._on_the_way.items():
                if before and is_same(self.out, before):
                    self._known[name] = before
            for name, data in self._describe(self.packages):
                self.shelf.put(name, (data,))
        finally:
            shutil.rmtree(self.shelf.own, ignore_errors=True)

    @property
    def packages(self) -> tuple[Package, ...]:
        """In the order of their names."""
        return tuple(sorted(self._known.values(), key=lambda package: package.file))

    def expect(self, names: Iterable[str]) -> dict[str, str]:
        """The hashes of those of these files that are there; what they are is open now until they have arrived."""
        before = {name: self._known.pop(name, None) for name in names}
        self._on_the_way.update(before)
        return {name: package.sha256 for name, package in before.items() if package}

    def arrived(self, names: Iterable[str], packages: Iterable[Package]) -> None:
        """These packages are in their place; of the other names nothing was written.

        May be told again: an interruption leaves open how much of it was heard.
        """
        for name in names:
            if before := self._on_the_way.pop(name, None):
                self._known[name] = before
        self._known.update((package.file, package) for package in packages)

    def remove(self, name: str) -> None:
        try:
            (self.out / name).unlink(missing_ok=True)
        except OSError as error:
            raise _not_written(self.out, error) from error
        self._known.pop(name, None)


def _not_written(out: Path, error: OSError) -> NotWritten:
    return NotWritten(f"{out} cannot be written: {error.strerror or error}")
