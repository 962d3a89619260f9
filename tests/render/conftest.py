"""The gallery, built once."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from builder.course.resolved import ResolvedCourse
from builder.render.place import Library, Place
from builder.render.site import render_site
from tests.render.gallery import Data, course_files, read, write_course
from tests.render.strict_html import Element, read_html


@pytest.fixture(scope="session")
def gallery_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("gallery")
    write_course(folder, course_files())
    return folder


@pytest.fixture(scope="session")
def gallery(gallery_folder: Path) -> ResolvedCourse:
    """For the agency that supplies everything."""
    return read(gallery_folder, "north")


@pytest.fixture(scope="session")
def site(gallery: ResolvedCourse) -> Mapping[str, bytes]:
    return render_site(gallery)


@pytest.fixture(scope="session")
def page(site: Mapping[str, bytes]) -> Element:
    return read_html(site["index.html"].decode())


@pytest.fixture
def course(tmp_path: Path) -> Callable[..., ResolvedCourse]:
    """Resolves the gallery with some of its files changed."""

    def make(changes: Mapping[str, Data], agency: str | None = None) -> ResolvedCourse:
        write_course(tmp_path, {**course_files(), **changes})
        return read(tmp_path, agency)

    return make


@pytest.fixture
def place(gallery: ResolvedCourse) -> Place:
    return Place(Library(gallery), "here--page", "A page")
