"""index.html of an output folder: which file for which LMS, how to upload it, how to try it, and what it records."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, Final

from markupsafe import Markup

from builder.admin.files import AgenciesView, FilesView, files, suffix
from builder.admin.guide import GuideView, anchor, guide
from builder.admin.sheet import ROOT, Sheet
from builder.admin.words import counted, format_name
from builder.package.record import Course, Package
from builder.profiles import PROFILES
from builder.profiles.reporting import BY_THE_BOOK

if TYPE_CHECKING:
    from builder.profiles.profile import Profile

INDEX: Final = "index.html"
MARK: Final = b'<meta name="generator" content="Peacebuilder">'
MARKED: Final = 1_000
"""The mark stands within so many bytes."""

Key = tuple[str, str | None]
"""What a package was built for: a format, and maybe one LMS."""


@dataclass(frozen=True)
class Taker:
    """An LMS that takes a file; `known` is false where that is a guess."""

    name: str
    anchor: str
    format: str
    known: bool


@dataclass(frozen=True)
class Choice:
    """A file and who takes it: `file` where there is only one, `end` where each agency has its own."""

    format: str
    file: str
    end: str
    takers: tuple[Taker, ...]
    guesses: tuple[Taker, ...]


@dataclass(frozen=True)
class CourseView(Sheet):
    """A course, its files, and who takes which."""

    template: ClassVar[str] = "course.html.j2"
    anchor: str
    title: str
    language: str
    facts: tuple[str, ...]
    description: str
    choices: tuple[Choice, ...]
    missing: tuple[Taker, ...]
    files: FilesView | AgenciesView


@dataclass(frozen=True)
class CatalogueView(Sheet):
    """The page."""

    template: ClassVar[str] = "catalogue.html.j2"
    version: str
    style: Markup
    style_hash: str
    courses: tuple[CourseView, ...]
    guides: tuple[GuideView, ...]
    publishers: tuple[str, ...]


def catalogue(version: str, courses: Sequence[Course], packages: Sequence[Package]) -> bytes:
    """The page for the packages of a folder; the same for the same packages.

    `courses` describe what `packages` are of; one of a course that is not described goes by its id.
    """
    style, style_hash = _style()
    known = {course.id: course for course in courses}
    ordered = sorted(packages, key=lambda package: (package.course, package.file))
    views = tuple(
        _course(known.get(id_) or _undescribed(id_), tuple(own))
        for id_, own in groupby(ordered, key=lambda package: package.course)
    )
    publishers = tuple(dict.fromkeys(course.publisher for course in courses if course.publisher))
    return CatalogueView(version, style, style_hash, views, _guides(), publishers).html().encode()


def is_foreign(path: Path) -> bool:
    """Whether a page of somebody else has the name of the catalogue."""
    return path.is_file() and MARK not in path.read_bytes()[:MARKED]


@cache
def _guides() -> tuple[GuideView, ...]:
    return tuple(guide(profile) for profile in PROFILES.values())


@cache
def _style() -> tuple[Markup, str]:
    """The style sheet, and its hash for the policy of the page, which allows nothing else."""
    text = (ROOT / "page.css").read_text(encoding="utf-8")
    return Markup(text), b64encode(sha256(text.encode()).digest()).decode()  # noqa: S704


def _undescribed(id_: str) -> Course:
    return Course(id_, "", id_, "", "", None, None)


def _course(course: Course, packages: tuple[Package, ...]) -> CourseView:
    choices, missing = _choices(packages)
    return CourseView(
        f"course-{course.id}",
        course.title,
        course.language,
        tuple(_facts(course, packages)),
        course.description,
        choices,
        missing,
        files(packages),
    )


def _facts(course: Course, packages: Sequence[Package]) -> Iterator[str]:
    yield f"Version {packages[0].version}"
    if course.language:
        yield f"Language {course.language}"
    if course.publisher:
        yield f"Published by {course.publisher}"
    if course.pass_mark is not None:
        yield f"Passed at {course.pass_mark} %, unless an agency asks for another mark"
    yield counted(len(packages), "package", "packages")


def _choices(packages: Sequence[Package]) -> tuple[tuple[Choice, ...], tuple[Taker, ...]]:
    """The files with those LMSs that take them, and the LMSs for which nothing was built."""
    built: dict[Key, list[Package]] = {}
    for package in packages:
        if not package.file.endswith("-public.zip"):
            built.setdefault((package.format, package.lms), []).append(package)
    taken: dict[Key, list[Taker]] = {}
    missing: list[Taker] = []
    for profile in PROFILES.values():
        key = next((key for key in _wanted(profile) if key in built), None)
        taker = Taker(profile.name, anchor(profile.id), _format(profile, key), profile.is_known)
        (taken.setdefault(key, []) if key else missing).append(taker)
    return tuple(_choice(built[key], takers) for key, takers in taken.items()), tuple(missing)


def _choice(packages: Sequence[Package], takers: Sequence[Taker]) -> Choice:
    return Choice(
        takers[0].format,
        packages[0].file if len(packages) == 1 else "",
        suffix(packages[0]),
        tuple(taker for taker in takers if taker.known),
        tuple(taker for taker in takers if not taker.known),
    )


def _format(profile: Profile, key: Key | None) -> str:
    own = "" if profile.reporting == BY_THE_BOOK else ", told in its own words"
    return format_name(key[0] if key else profile.best) + own


def _wanted(profile: Profile) -> Iterator[Key]:
    """What was built for this very LMS before what was built for all; an LMS with words of its own takes only that."""
    for format_ in profile.formats:
        yield format_.id, profile.id
    if profile.reporting == BY_THE_BOOK:
        for format_ in profile.formats:
            yield format_.id, None
