"""The gallery, built once."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from builder.course.resolved import ResolvedCourse
from builder.render.place import Library, Place
from builder.render.site import render_site
from tests.render.browser import ORIGIN, Show, serve
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


@pytest.fixture
def show(chromium: Browser, gallery_folder: Path) -> Iterator[Show]:
    """Opens the gallery for an agency, straight from memory; collects what the console complains about."""
    contexts: list[BrowserContext] = []
    complaints: list[str] = []

    def make(agency: str | None = "north", edit: Callable[[str], str] = str, **options: Any) -> Page:
        site = render_site(read(gallery_folder, agency))
        context = chromium.new_context(bypass_csp=True, reduced_motion="reduce", **options)
        contexts.append(context)
        context.route("**/*", lambda route: serve(route, site, edit))
        page = context.new_page()
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.goto(ORIGIN + "index.html")
        if options.get("java_script_enabled", True):
            expect(page.get_by_role("button", name="Next")).to_be_visible()
        return page

    yield make
    for context in contexts:
        context.close()
    assert complaints == []
