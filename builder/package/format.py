"""What a package format is: it adds a manifest and the way of tracking to the site."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Protocol

from builder.course.resolved import ResolvedCourse
from builder.render.site import adapter

LAUNCH = "index.html"


@dataclass(frozen=True, slots=True)
class PackageFile:
    """A file of a package."""

    name: str
    data: bytes


class PackageFormat(Protocol):
    """A way to pack a course; `files` gives the manifest first, then all else in a fixed order."""

    @property
    def name(self) -> str: ...

    def files(self, course: ResolvedCourse, site: Mapping[str, bytes]) -> Iterator[PackageFile]: ...


def content(site: Mapping[str, bytes], tracking: Mapping[str, str | int]) -> tuple[PackageFile, ...]:
    """The site with its way of tracking, by name: the same for every format but for tracking.js and tracking.json."""
    settings = PackageFile("tracking.json", (json.dumps(tracking, indent=2) + "\n").encode())
    script = PackageFile("tracking.js", adapter(str(tracking["adapter"])))
    files = (PackageFile(name, data) for name, data in site.items())
    return tuple(sorted((script, settings, *files), key=lambda file: file.name))
