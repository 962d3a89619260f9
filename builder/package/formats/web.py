"""web: the site alone, for any static host or a folder; this browser keeps the learner's place, nobody is told."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from builder.course.resolved import ResolvedCourse
from builder.package.format import PackageFile, Setting, Variant


class Web:
    """Packs a course for reading without an LMS."""

    name: Final = "web"

    def __init__(self, adapter: str = "memory") -> None:
        self.adapter: Final = adapter

    def settings(self, course: ResolvedCourse, variant: Variant) -> Mapping[str, Setting]:
        return {}

    def manifests(
        self,
        course: ResolvedCourse,
        names: Sequence[str],
        variant: Variant,
    ) -> Iterator[PackageFile]:
        yield from ()


PUBLIC: Final = Web("browse")
"""How a public copy is packed: not even the browser keeps anything of it."""
