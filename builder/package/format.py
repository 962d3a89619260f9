"""What a package format is: it adds a manifest and the way of tracking to the site, which is the same for all."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, Protocol

from builder.course.resolved import ResolvedCourse
from builder.profiles.reporting import BY_THE_BOOK, Reporting
from builder.render.site import adapter

LAUNCH = "index.html"
Setting = str | int | Mapping[str, str]


@dataclass(frozen=True, slots=True)
class PackageFile:
    """A file of a package."""

    name: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Variant:
    """All by which two packages of one course and one format may differ, beside the files of their agencies.

    Small and hashable: the packages of many agencies share what is made for their variant.
    """

    pass_mark: int | None = None
    """Percent; None without a test."""
    reporting: Reporting = BY_THE_BOOK
    """How the LMS wants to be told."""
    units: Literal["course", "module"] = "course"
    """What is launched by itself, where the format allows several units (cmi5)."""
    lms: str | None = None
    """The id of the profile of the LMS, for whoever reads the page that tells what was found."""


class PackageFormat(Protocol):
    """A way to pack a course."""

    @property
    def name(self) -> str: ...

    @property
    def adapter(self) -> str:
        """The adapter of the player, by the name of its file in player/src/adapters; `memory` for none."""

    def settings(self, course: ResolvedCourse, variant: Variant) -> Mapping[str, Setting]:
        """What tracking.json tells the adapter."""

    def manifests(self, course: ResolvedCourse, names: Sequence[str], variant: Variant) -> Iterator[PackageFile]:
        """The files that only this format has; `names` are those of all other files of the package."""


def added(
    format_: PackageFormat, course: ResolvedCourse, site: Sequence[str], variant: Variant
) -> tuple[PackageFile, ...]:
    """What a format adds to a site of these names: the script that tracks, its settings, the manifest."""
    made_for = {"lms": variant.lms} if variant.lms else {}
    settings = {
        "adapter": format_.adapter,
        "format": format_.name,
        **made_for,
        **format_.settings(course, variant),
    }
    files = (
        PackageFile("tracking.js", adapter(format_.adapter)),
        PackageFile("tracking.json", (json.dumps(settings, indent=2) + "\n").encode()),
    )
    names = sorted([*site, *(file.name for file in files)])
    return (*files, *format_.manifests(course, names, variant))


def package_files(
    format_: PackageFormat, course: ResolvedCourse, site: Mapping[str, bytes], variant: Variant | None = None
) -> tuple[PackageFile, ...]:
    """All files of a package, those of the site first."""
    variant = variant or variant_of(course)
    shown = (PackageFile(name, data) for name, data in site.items())
    return (*shown, *added(format_, course, tuple(site), variant))


def variant_of(
    course: ResolvedCourse,
    reporting: Reporting = BY_THE_BOOK,
    units: Literal["course", "module"] = "course",
    lms: str | None = None,
) -> Variant:
    """The variant for the agency of the course."""
    return Variant(course.test.pass_mark if course.test else None, reporting, units, lms)


def words(variant: Variant) -> Mapping[str, Setting]:
    """The setting that exchanges the words of the status; nothing for an LMS that goes by the book."""
    return {"words": dict(variant.reporting.words)} if variant.reporting.words else {}
