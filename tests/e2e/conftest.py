"""Packages built once a worker, an LMS and an LRS for each test, and tabs that are watched."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Browser, BrowserContext, Error, FrameLocator, Page

from builder.course.read import read_course
from builder.course.resolved import ResolvedCourse
from builder.package.format import package_files, variant_of
from builder.package.formats import FORMATS
from builder.render.site import render_site
from tests.e2e.cmi5 import running_cmi5
from tests.e2e.hands import Hands
from tests.e2e.lms.records import Launch, Session
from tests.e2e.lms.server import Lms, running_lms
from tests.e2e.lrs import Lrs, running_lrs
from tests.e2e.player import Player
from tests.e2e.watch import Watch

HERE = Path(__file__).parent
SMALL = HERE / "course"
pytest.register_assert_rewrite("tests.e2e.scorm12_checks", "tests.e2e.xapi_checks")
REAL = HERE.parents[1] / "courses" / "peace-officer"
GALLERY = HERE.parents[1] / "courses" / "gallery"


@dataclass(frozen=True)
class Package:
    """A course and its unpacked package."""

    course: ResolvedCourse
    folder: Path


Build = Callable[..., Package]
Units = Literal["course", "module"]
RECORDS = {"xapi": running_lrs, "cmi5": running_cmi5}
"""Where statements go, by format."""


@pytest.fixture(scope="session")
def build(tmp_path_factory: pytest.TempPathFactory) -> Build:
    """Packages by course folder, format and agency, each built once."""
    built: dict[tuple[Path, str, str | None, Units], Package] = {}

    def get(
        folder: Path = SMALL, format_: str = "scorm12", agency: str | None = None, units: Units = "course"
    ) -> Package:
        key = (folder, format_, agency, units)
        if key not in built:
            course, problems = read_course(folder, agency)
            assert course is not None, [f"{p.where}: {p.text}" for p in problems]
            to = tmp_path_factory.mktemp(f"{course.id}-{format_}")
            for file in package_files(FORMATS[format_], course, render_site(course), variant_of(course, units=units)):
                path = to / file.name
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(file.data)
            built[key] = Package(course, to)
        return built[key]

    return get


class Desk:
    """A learner's desk: opens courses in watched tabs and looks after what they do."""

    def __init__(self, browser: Browser, package: Package, lms: Lms, lrs: Lrs | None = None) -> None:
        self.browser = browser
        self.package = package
        self.lms = lms
        self.lrs = lrs
        self.watch = Watch(lms.here, lms.other, *([lrs.origin] if lrs else []))
        self.contexts: list[BrowserContext] = []
        self.viewport = {"width": 1000, "height": 800}
        self.options: dict[str, object] = {}
        self.refusals = False
        self.clock = False
        self.behind = timedelta()

    @property
    def course(self) -> ResolvedCourse:
        return self.package.course

    def tab(self, context: BrowserContext | None = None) -> Page:
        """A tab in a browser with empty storage, or in that of a context."""
        if context is None:
            context = self.browser.new_context(viewport=self.viewport, service_workers="block", **self.options)  # type: ignore[arg-type]
            context.set_default_timeout(30_000)
            if self.clock:
                context.clock.install(time=datetime.now(UTC) - self.behind)
            self.watch.attach(context)
            self.contexts.append(context)
        return context.new_page()

    def open(self, how: Launch | None = None, page: Page | None = None) -> tuple[Player, Page, Session]:
        """Launches the course in the LMS."""
        how = how or Launch()
        url, session = self.lms.launch(how)
        page = page or self.tab()
        page.goto(url)
        scope: Page | FrameLocator = page
        if how.popup:
            with page.expect_popup() as opened:
                page.get_by_role("button", name="Open the course").click()
            scope = opened.value
        else:
            for _ in range(how.frames + (how.other_origin == "top")):
                scope = scope.frame_locator("iframe")
        return Player(self.course, scope).ready(), page, session

    def open_alone(self, url: str, page: Page | None = None, hands: Hands | None = None) -> tuple[Player, Page]:
        """Opens the course as a page of its own."""
        page = page or self.tab()
        page.goto(url)
        return Player(self.course, page, hands).ready(), page

    def later(self, seconds: int) -> None:
        """Lets time pass at once, for tests that would wait for it; only with `clock`.

        A clock that was `behind` from the beginning does not come into the future by that.
        """
        for context in self.contexts:
            context.clock.fast_forward(seconds * 1000)

    def check(self) -> None:
        """Nothing was complained of: by the browser, by the LMS, by the LRS."""
        self.watch.check()
        sessions = [session for record in self.lms.records.values() for session in record.sessions]
        refused = [call for session in sessions for call in session.errors if not self.refusals]
        assert not refused, f"the LMS refused {refused}"
        assert not (self.lrs and self.lrs.violations), "\n".join(self.lrs.violations if self.lrs else [])

    def close(self) -> None:
        for context in self.contexts:
            context.close()


def close(page: Page) -> None:
    """Closes a tab whose last words count: closed at once it has half a second for them, however busy all are."""
    page.goto("about:blank")
    page.close(run_before_unload=False)


def crash(page: Page) -> None:
    """Ends the tab's process: no event of the page runs any more."""
    with page.expect_event("crash"), suppress(Error):
        page.goto("chrome://crash")


@pytest.fixture
def desk(request: pytest.FixtureRequest, build: Build) -> Iterator[Callable[..., Desk]]:
    """Opens desks; at the end every one of them must have gone without a fault."""
    with ExitStack() as stack:
        desks: list[Desk] = []

        def make(
            folder: Path = SMALL,
            format_: str = "scorm12",
            agency: str | None = None,
            browser: Browser | None = None,
            units: Units = "course",
        ) -> Desk:
            package = build(folder, format_, agency, units)
            lms = stack.enter_context(running_lms(course=package.folder))
            lms.version = "2004" if format_.startswith("scorm2004") else "1.2"
            lrs = stack.enter_context(RECORDS[format_]()) if format_ in RECORDS else None
            one = Desk(browser or request.getfixturevalue("chromium"), package, lms, lrs)
            stack.callback(one.close)
            desks.append(one)
            return one

        yield make
        for one in desks:
            one.check()
