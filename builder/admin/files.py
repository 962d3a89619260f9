"""From the packages of a course to lists that stay readable with one file as with twenty thousand."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import ClassVar, Final

from markupsafe import Markup, escape

from builder.admin.sheet import Sheet
from builder.admin.words import counted, format_name, size
from builder.package.record import Package

IN_FULL: Final = 60
"""Up to so many files each has its row, with its hash."""
LISTED: Final = 25_000
"""Up to so many files each has its link; a page with more would open slowly."""


@dataclass(frozen=True)
class Row:
    """A file with all that is known of it."""

    file: str
    kind: str
    size: str
    files: int
    sha256: str


@dataclass(frozen=True)
class Group:
    """The files of an agency."""

    name: str
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class FilesView(Sheet):
    """Few files: one table an agency."""

    template: ClassVar[str] = "files.html.j2"
    groups: tuple[Group, ...]


@dataclass(frozen=True)
class Letter:
    """The agencies whose names begin alike, as items of a list."""

    letter: str
    count: str
    items: Markup


@dataclass(frozen=True)
class AgenciesView(Sheet):
    """Many files: a list for each letter, closed until it is wanted."""

    template: ClassVar[str] = "agencies.html.j2"
    count: str
    letters: tuple[Letter, ...]
    hidden: bool
    """Whether there are more than a page can list."""
    name: str
    """How files are named."""


def files(packages: Sequence[Package]) -> FilesView | AgenciesView:
    """The packages of one course, whatever their number."""
    agencies = sorted(by_agency(packages), key=lambda pair: (pair[0] != "", pair[0].casefold(), pair[1][0].file))
    if len(packages) <= IN_FULL:
        return FilesView(tuple(Group(name, tuple(map(row, own))) for name, own in agencies))
    hidden = len(packages) > LISTED
    letters = () if hidden else tuple(_letters(agencies))
    first = packages[0]
    name = f"{first.course}-{first.version}-AGENCY-FORMAT.zip"
    return AgenciesView(counted(len(agencies), "agency", "agencies"), letters, hidden, name)


def by_agency(packages: Sequence[Package]) -> Iterator[tuple[str, tuple[Package, ...]]]:
    """The name of each agency and its packages; "" for what bears no agency's name."""
    ordered = sorted(packages, key=lambda package: (package.agency or "", package.file))
    for agency, own in groupby(ordered, key=lambda package: package.agency):
        mine = tuple(own)
        yield (mine[0].agency_name or agency or ""), mine


def row(package: Package) -> Row:
    return Row(package.file, kind(package), size(package.bytes), package.files, package.sha256)


def kind(package: Package) -> str:
    """What the file is for."""
    if package.file.endswith("-public.zip"):
        return f"public copy, {format_name(package.format)}"
    return format_name(package.format) + (f", for {package.lms}" if package.lms else "")


def suffix(package: Package) -> str:
    """The end of its name, the same for all agencies."""
    start = "-".join(filter(None, (package.course, package.version, package.agency)))
    return package.file.removeprefix(start)


def _letters(agencies: Sequence[tuple[str, tuple[Package, ...]]]) -> Iterator[Letter]:
    for letter, own in groupby(agencies, key=lambda pair: _letter(pair[0])):
        items = list(own)
        listed = Markup("\n").join(_item(name, packages) for name, packages in items)
        yield Letter(letter, counted(len(items), "agency", "agencies"), listed)


def _item(name: str, packages: Sequence[Package]) -> Markup:
    # By hand: a template takes five times as long, and there may be thousands.
    shown = escape(name or "No agency")
    if len(packages) == 1:
        return Markup(f'<li><a href="{escape(packages[0].file)}">{shown}</a></li>')  # noqa: S704
    links = ", ".join(f'<a href="{escape(one.file)}">{escape(kind(one))}</a>' for one in packages)
    return Markup(f"<li>{shown}: {links}</li>")  # noqa: S704


def _letter(name: str) -> str:
    return name[0].upper() if name[:1].isalpha() else "#" if name else "No agency"
