"""What an output folder holds: build.json and SHA256SUMS, which name the packages of earlier builds too."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import MISSING, dataclass, fields
from hashlib import file_digest
from io import BytesIO
from pathlib import Path
from typing import Any, Final, TypeVar

from builder.course.resolved import ResolvedCourse

CHECKSUMS: Final = "SHA256SUMS"
RECORD: Final = "build.json"

E = TypeVar("E", "Package", "Course")

_encode: Final = json.JSONEncoder(ensure_ascii=False, separators=(",\n      ", ": ")).encode


@dataclass(frozen=True, slots=True)
class Package:
    """A finished package."""

    file: str
    course: str
    version: str
    format: str
    agency: str | None
    lms: str | None
    bytes: int
    sha256: str
    files: int
    agency_name: str | None = None


@dataclass(frozen=True, slots=True)
class Course:
    """What an output folder says of a course that it holds packages of."""

    id: str
    version: str
    title: str
    language: str
    description: str
    publisher: str | None
    pass_mark: int | None
    """Percent; agencies may have their own. None without a test."""


KEYS: Final = {
    kind.__name__: (
        frozenset(field.name for field in fields(kind) if field.default is MISSING),
        frozenset(field.name for field in fields(kind)),
    )
    for kind in (Package, Course)
}
"""Those that an entry of build.json must have, and all."""


def described(built: ResolvedCourse, before: Iterable[Course], packages: Iterable[Package]) -> tuple[Course, ...]:
    """The courses that packages are of: the one just built, and those that earlier builds named."""
    pass_mark = built.test.pass_mark if built.test else None
    words = (built.title, built.language, built.description, built.publisher)
    known = {course.id: course for course in before} | {built.id: Course(built.id, built.version, *words, pass_mark)}
    return tuple(known[id_] for id_ in sorted({package.course for package in packages}) if id_ in known)


def outdated(out: Path, course: str, version: str, formats: Iterable[str]) -> tuple[str, ...]:
    """The packages of other versions of the course, whatever their agency and format."""
    # An id has no dots, so the version tells where it ends: `fire-2-1.0.0-xapi.zip` is no package of `fire`.
    kinds = "|".join(map(re.escape, formats))
    pattern = re.compile(rf"{re.escape(course)}-(\d+\.\d+\.\d+)(-[a-z0-9-]+)?-({kinds})(-[a-z0-9-]+)?\.zip")
    found = ((path, pattern.fullmatch(path.name)) for path in out.iterdir() if path.is_file())
    return tuple(sorted(path.name for path, match in found if match and match.group(1) != version))


def recorded(out: Path) -> tuple[Package, ...]:
    """The packages that earlier builds left in the folder and that are still there, of whatever course."""
    found = tuple(_entries(out, "packages", Package))
    since = (out / RECORD).stat().st_mtime_ns if found else 0
    return tuple(package for package in found if _is_there(out, package, since))


def recorded_courses(out: Path) -> tuple[Course, ...]:
    """The courses that earlier builds named."""
    return tuple(_entries(out, "courses", Course))


def record(builder: str, courses: Iterable[Course], packages: Iterable[Package]) -> bytes:
    """build.json: what was built from what; nothing of the machine or the clock.

    As json.dumps with an indent of two writes it, which takes ten times as long and as much memory for thousands.
    """
    text = BytesIO()
    text.write(f'{{\n  "builder": {json.dumps(builder)}'.encode())
    lists: dict[str, Iterable[Package | Course]] = {"courses": courses, "packages": packages}
    for key, entries in lists.items():
        text.write(f',\n  "{key}": ['.encode())
        count = 0
        for count, entry in enumerate(entries, 1):
            text.write(f"{',' if count > 1 else ''}\n    {_object(entry)}".encode())
        text.write(b"\n  ]" if count else b"]")
    text.write(b"\n}\n")
    return text.getvalue()


def _object(entry: Package | Course) -> str:
    values = {field.name: getattr(entry, field.name) for field in fields(entry)}
    return f"{{\n      {_encode(values)[1:-1]}\n    }}"


def checksums(packages: Iterable[Package]) -> bytes:
    """SHA256SUMS, as sha256sum reads it."""
    return "".join(f"{package.sha256}  {package.file}\n" for package in packages).encode()


def _entries(out: Path, key: str, kind: type[E]) -> Iterator[E]:
    """What build.json holds; what is no record of ours is left out."""
    try:
        entries = json.loads((out / RECORD).read_text(encoding="utf-8"))[key]
        yield from [found for entry in entries if (found := _entry(entry, kind))]
    except (OSError, ValueError, KeyError, TypeError):  # no record, or none of ours
        return


def _entry(entry: dict[str, Any], kind: type[E]) -> E | None:
    needed, names = KEYS[kind.__name__]
    return kind(**entry) if needed <= set(entry) <= names else None


def _is_there(out: Path, package: Package, since: int) -> bool:
    path = out / str(package.file)
    if path.name != package.file or not path.is_file():
        return False
    found = path.stat()
    # One that is newer than the record was written by a build that did not come to its end, or by somebody else.
    return found.st_size == package.bytes and (found.st_mtime_ns <= since or is_same(out, package))


def is_same(out: Path, package: Package) -> bool:
    """Whether the file is what the record says, by its bytes."""
    try:
        with (out / package.file).open("rb") as file:
            return file_digest(file, "sha256").hexdigest() == package.sha256
    except OSError:
        return False
