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
from builder.package.formats import FORMATS
from builder.render.site import render_site
from tests.e2e.faults import run
from tests.e2e.faults.ledger import Ledger
from tests.e2e.faults.world import World
from tests.e2e.lms.server import running_lms

pytestmark = pytest.mark.browser
Versions = dict[str, tuple[ResolvedCourse, Path]]
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
    """Both versions of the course with their unpacked packages."""
    folders = (COURSE, updated(tmp_path_factory.mktemp("faults") / "course"))
    found: Versions = {}
    for folder in folders:
        course, problems = read_course(folder)
        assert course is not None, [str(problem) for problem in problems]
        to = tmp_path_factory.mktemp(f"faults-{course.version}")
        for file in FORMATS["scorm12"].files(course, render_site(course)):
            path = to / file.name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(file.data)
        found[course.version] = (course, to)
    return found


@pytest.mark.parametrize("seed", SEEDS)
def test_nothing_saved_is_lost(seed: int, chromium: Browser, versions: Versions) -> None:
    random = Random(seed)
    storage = random.choice(("works", "works", "works", "works", "blocked", "full"))
    ledger = Ledger(story=[f"seed {seed}, storage {storage}"])
    with running_lms() as lms:
        lms.packages.update({version: folder for version, (_, folder) in versions.items()})
        world = World(chromium, lms, {v: c for v, (c, _) in versions.items()}, random, ledger, storage)
        try:
            run.play(world)
            run.verify(world)
        except Exception as fault:
            raise AssertionError("\n".join([str(fault), *ledger.story])) from fault
        finally:
            world.context.close()
