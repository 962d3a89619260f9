"""What an output folder holds: build.json and SHA256SUMS, which name the packages of earlier builds too."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import Any, Final

CHECKSUMS: Final = "SHA256SUMS"
RECORD: Final = "build.json"


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


def outdated(out: Path, course: str, version: str, formats: Iterable[str]) -> tuple[str, ...]:
    """The packages of other versions of the course, whatever their agency and format."""
    # An id has no dots, so the version tells where it ends: `fire-2-1.0.0-xapi.zip` is no package of `fire`.
    kinds = "|".join(map(re.escape, formats))
    pattern = re.compile(rf"{re.escape(course)}-(\d+\.\d+\.\d+)(-[a-z0-9-]+)?-({kinds})(-[a-z0-9-]+)?\.zip")
    found = ((path, pattern.fullmatch(path.name)) for path in out.iterdir() if path.is_file())
    return tuple(sorted(path.name for path, match in found if match and match.group(1) != version))


def recorded(out: Path) -> tuple[Package, ...]:
    """The packages that earlier builds left in the folder and that are still there, of whatever course."""
    try:
        entries = json.loads((out / RECORD).read_text(encoding="utf-8"))["packages"]
        found = [package for entry in entries if (package := _package(entry))]
    except (OSError, ValueError, KeyError, TypeError):  # no record, or none of ours
        return ()
    return tuple(package for package in found if _is_there(out / package.file, package))


def record(builder: str, packages: Iterable[Package]) -> bytes:
    """build.json: what was built from what; nothing of the machine or the clock."""
    content = {"builder": builder, "packages": [asdict(package) for package in packages]}
    return (json.dumps(content, indent=2, ensure_ascii=False) + "\n").encode()


def checksums(packages: Iterable[Package]) -> bytes:
    """SHA256SUMS, as sha256sum reads it."""
    return "".join(f"{package.sha256}  {package.file}\n" for package in packages).encode()


def _package(entry: dict[str, Any]) -> Package | None:
    names = {field.name for field in fields(Package)}
    return Package(**entry) if set(entry) == names and Path(entry["file"]).name == entry["file"] else None


def _is_there(path: Path, package: Package) -> bool:
    return path.is_file() and path.stat().st_size == package.bytes
