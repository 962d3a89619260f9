"""Whatever goes wrong, and whenever: no work that was said to be saved is lost. `FAULT_SEED=17` repeats a run."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from random import Random

import pytest
from playwright.sync_api import Browser

from builder.course.read import read_course
from builder.course.resolved import ResolvedCourse
from builder.package.format import package_files
from builder.package.formats import FORMATS
from builder.render.site import render_site
from tests.e2e.faults import run
from tests.e2e.faults.scorm12 import Scorm12World
from tests.e2e.faults.world import World
from tests.e2e.faults.xapi import XapiWorld
from tests.e2e.lms.server import running_lms
from tests.e2e.lrs import running_lrs

pytestmark = pytest.mark.browser
Versions = dict[str, dict[str, tuple[ResolvedCourse, Path]]]
COURSE = Path(__file__).parent / "course"
RUNS = int(os.environ.get("FAULT_RUNS", "60"))
SEEDS = [int(os.environ["FAULT_SEED"])] if "FAULT_SEED" in os.environ else list(range(1, RUNS + 1))


def updated(to: Path) -> Path:
    """The next version of the course: a page and an item are gone, others are new, one is somewhere else."""
    shutil.copytree(COURSE, to)
    for name, old, new in (
        ("course.yaml", 'version: "1.0.0"', 'version: "1.1.0"'),
        ("lessons/one.yaml", "  - id: start\n    title: The start\n", "  - id: begin\n    title: The beginning\n"),
        ("test.yaml", "id: item-a\n", "id: item-new\n"),
        ("lessons/two.yaml", "pages:\n", "pages:\n  - id: before\n    title: Before\n    blocks: [More to read.]\n"),
    ):
        path = to / name
        text = path.read_text("utf-8")
        assert old in text
        path.write_text(text.replace(old, new), "utf-8")
    return to


@pytest.fixture(scope="session")
def versions(tmp_path_factory: pytest.TempPathFactory) -> Versions:
    """Both versions of the course with their unpacked packages, by format."""
    folders = (COURSE, updated(tmp_path_factory.mktemp("faults") / "course"))
    found: Versions = {}
    for folder in folders:
        course, problems = read_course(folder)
        assert course is not None, [str(problem) for problem in problems]
        for name in ("scorm12", "xapi"):
            to = tmp_path_factory.mktemp(f"faults-{course.version}-{name}")
            for file in package_files(FORMATS[name], course, render_site(course)):
                path = to / file.name
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(file.data)
            found.setdefault(name, {})[course.version] = (course, to)
    return found


@pytest.mark.parametrize("seed", SEEDS)
def test_nothing_saved_is_lost(seed: int, chromium: Browser, versions: Versions) -> None:
    """Every third run goes to an LRS."""
    packages = versions["xapi" if seed % 3 == 0 else "scorm12"]
    courses = {version: course for version, (course, _) in packages.items()}
    with running_lms() as lms, running_lrs() as lrs:
        lms.packages.update({version: folder for version, (_, folder) in packages.items()})
        world: World = (
            XapiWorld(chromium, courses, Random(seed), lms, lrs, seed)
            if seed % 3 == 0
            else Scorm12World(chromium, courses, Random(seed), lms, seed)
        )
        try:
            run.play(world)
            run.verify(world)
        except Exception as fault:
            raise AssertionError("\n".join([str(fault), *world.ledger.story])) from fault
        finally:
            world.context.close()
