"""One course, played with the same answers over SCORM and over xAPI: a lake knows the same of both.

The LMS of the tests keeps what SCORM tells; its reports are written of that as Moodle writes its own, and row by row.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode

import pytest
from playwright.sync_api import expect

from builder.course.resolved import Acknowledgement, Question, ResolvedCourse, Scenario
from builder.records.analysis.open import open_lake
from builder.records.codebook import as_json, codebook
from builder.records.lake.lake import Lake
from builder.records.lrs.scope import Scope
from builder.records.lrs.service import Settings
from builder.records.sources.pull.client import Access
from builder.records.sources.pull.run import pull
from builder.records.sources.scorm_report.options import Options
from builder.records.sources.scorm_report.take import import_report
from builder.records.sources.wanted import Heard, Wanted
from tests.e2e.answers import wrong
from tests.e2e.conftest import GALLERY, SMALL, Desk
from tests.e2e.player import Player
from tests.e2e.test_gallery_records import answer_all, asking
from tests.records.lrs.running import Running, running
from tests.records.sources.scorm_report.lms import Stored, long, moodle

pytestmark = pytest.mark.browser

SAM = {"objectType": "Agent", "mbox": "mailto:sam@example.org"}
ACTIVITY = "https://lms.example.org/activities/42"
REGISTRATION = "0c1e9a3e-52b4-4f0e-9f0a-2f6a3c9d7e51"
SAME_DRAW = "Math.random = () => 0.4242"
"""What is drawn and shuffled hangs on chance; here both learners meet the same."""
PASS_MARK = 60
Play = Callable[[Desk, Player], None]

ANSWERS = """
  select item_id, lesson_id, test_id, objective_id, attempt, tries, response, success, round(score, 4) as score,
    first
  from answers order by all
"""
LATENCIES = "select duration_s from answers order by item_id, attempt, tries"
SLOW = 30
"""Seconds by which two plays of the same may differ."""
ATTEMPTS = """
  select course_id, version, agency, test_id, attempt, round(score, 2) as score, passed, answers, right_answers,
    finished_at is not null as finished
  from attempts order by all
"""
DECISIONS = "select scenario_id, situation_id, choice, run, step, next, is_last from decisions order by all"
LEARNERS = "select course_id, learner, agency, answers, test_attempts, round(best_score, 2) as best from learners"
SCORED = """
  select object_id, parent_id, attempt, success, round(score_scaled, 4) as score from statements
  where verb like '%/scored' and object_id <> course_id order by all
"""
CONFIRMED = "select object_id, parent_id, attempt from statements where verb like '%/acknowledge' order by all"
ENDS = "select object_id, response, run from statements where verb like '%/completed' and run > 0 order by all"
KNOWN = (ATTEMPTS, DECISIONS, LEARNERS, SCORED, CONFIRMED, ENDS)


@dataclass
class Bench:
    """Where one play is told over SCORM and another over xAPI."""

    desk: Callable[..., Desk]
    store: Callable[[Desk], Running]
    folder: Path

    def over_scorm(self, course: Path, play: Play, agency: str | None, format_: str = "scorm12") -> Stored:
        """What the LMS holds then."""
        here = self.desk(course, format_, agency)
        here.clock, here.behind = True, timedelta(hours=2)
        began = datetime.now(UTC) - here.behind - timedelta(minutes=1)
        page = _same(here)
        player, page, session = here.open(page=page)
        play(here, player)
        player.saved()
        player.leave()
        here.lms.wait_until(lambda: session.finished, "the end of the session")
        cmi = here.lms.record().stored
        status, score = _whole(cmi)
        last = datetime.now(UTC) + timedelta(minutes=1)
        return Stored("sam@example.org", session.interactions, 1, began, last, status, score)

    def over_xapi(self, course: Path, play: Play, agency: str | None) -> Path:
        """The lake into which the statements were pulled that the store took."""
        here = self.desk(course, "xapi", agency)
        here.clock, here.behind = True, timedelta(hours=2)
        lrs = self.store(here)
        page = _same(here)
        given = {
            "endpoint": lrs.endpoint, "auth": lrs.headers(Scope.ALL)["Authorization"], "actor": json.dumps(SAM),
            "registration": REGISTRATION, "activity_id": ACTIVITY,
        }  # fmt: skip
        player, _ = here.open_alone(f"{here.lms.content('course')}?{urlencode(given, quote_via=quote)}", page)
        play(here, player)
        player.saved()
        player.leave()
        expect(player.scope.get_by_text("Your work is saved. You can close this window.")).to_be_visible()
        return self._pulled(here.course, lrs)

    def _pulled(self, course: ResolvedCourse, lrs: Running) -> Path:
        lake = self.lake("xapi", course)
        taken = pull(lake, Access(lrs.endpoint, *lrs.credential(Scope.STATEMENTS_READ)), Wanted("lrs"), Heard())
        assert (taken.kept, taken.aside) == (taken.read, 0)
        return lake.folder

    def lake(self, name: str, course: ResolvedCourse) -> Lake:
        """An empty one that knows the codebook."""
        lake = Lake.make(self.folder / name, identified=True)
        with lake.writing() as writer:
            writer.put_codebook(self.book(course))
        return lake

    def book(self, course: ResolvedCourse) -> Path:
        path = self.folder / "codebook.json"
        path.write_bytes(as_json(course, codebook(course)))
        return path

    def imported(self, course: ResolvedCourse, mapping: str, report: bytes, agency: str | None = None) -> Path:
        """The lake of a report; a second import of it adds nothing."""
        path = self.folder / f"{mapping}.csv"
        path.write_bytes(report)
        lake = self.lake(mapping, course)
        options = Options(agency=agency or "", pass_mark=PASS_MARK)
        asked = {"mapping": mapping, "codebook": self.book(course), "options": options}
        first = import_report(lake, path, **asked)  # type: ignore[arg-type]
        assert first.problems == ()
        assert (first.taken.aside, first.taken.kept) == (0, first.taken.read)
        again = import_report(lake, path, **asked)  # type: ignore[arg-type]
        assert (again.taken.kept, again.taken.duplicates) == (0, first.taken.read)
        return lake.folder


def _same(here: Desk) -> Any:
    page = here.tab()
    page.context.add_init_script(SAME_DRAW)
    return page


def _whole(cmi: dict[str, Any]) -> tuple[str, str]:
    """Status and score of either standard."""
    core = cmi.get("core")
    if core is None:
        return cmi["cmi.completion_status"], cmi.get("cmi.score.raw", "")
    return core["lesson_status"], str(core["score"].get("raw", ""))


@pytest.fixture
def bench(desk: Callable[..., Desk], tmp_path: Path) -> Iterator[Bench]:
    with ExitStack() as stack:

        def store(here: Desk) -> Running:
            lrs = stack.enter_context(running(f"sqlite:///{tmp_path / 'lrs.db'}", Settings(origins=(here.lms.here,))))
            here.watch.origins.add(lrs.origin)
            # There is nothing yet; and a clock that jumps lets a save be tried again though it came through.
            here.watch.allow("status of (404|412).*activities/state")
            return lrs

        yield Bench(desk, store, tmp_path)


def rows(lake: Path, sql: str) -> list[tuple[Any, ...]]:
    with open_lake(lake) as analysis:
        return list(analysis.query(sql).rows)


def alike(one: Path, other: Path, *, timed: bool) -> None:
    """The same answers, attempts, decisions, scores; and how long answers took where the report has it."""
    assert rows(one, ANSWERS)
    for sql in (ANSWERS, *KNOWN):
        assert rows(other, sql) == rows(one, sql), sql
    if timed:
        for (here,), (there,) in zip(rows(one, LATENCIES), rows(other, LATENCIES), strict=True):
            assert abs(here - there) < SLOW


def play_small(here: Desk, player: Player) -> None:
    """Mistakes that are mended, a scenario played twice, a test failed and then passed."""
    for page in player.pages:
        player.at(page.title)
        for block in page.blocks:
            here.later(20)
            if isinstance(block, Question):
                player.answer(block, wrong(block))
                player.answer(block)
            elif isinstance(block, Scenario):
                player.decide(block, "wait", "open", "slam")
                player.press("Play again")
                player.decide(block, "answer", "ask", "neighbor")
            elif isinstance(block, Acknowledgement):
                player.acknowledge(block)
        player.next()
    player.attempt(wrongs=2)
    player.failed()
    player.attempt(wrongs=1)
    player.passed()


def play_gallery(here: Desk, player: Player) -> None:
    assert list(asking(here))
    answer_all(here, player)


def test_a_course_with_a_test_and_a_scenario(bench: Bench) -> None:
    stored = bench.over_scorm(SMALL, play_small, "full")
    told = bench.over_xapi(SMALL, play_small, "full")
    course = bench.desk(SMALL, "xapi", "full").course
    by_moodle = bench.imported(course, "moodle-interactions", moodle([stored], course.title), "full")
    by_row = bench.imported(course, "long", long([stored]), "full")
    alike(told, by_moodle, timed=False)
    alike(told, by_row, timed=True)
    assert [row[4:7] for row in rows(by_moodle, ATTEMPTS)] == [(1, 33.33, False), (2, 66.67, True)]
    course_wide = "select completed, passed, round(best_score, 2) from learners"
    assert rows(told, course_wide) == rows(by_row, course_wide) == [(True, True, 66.67)]


def test_every_kind_of_question(bench: Bench) -> None:
    stored = bench.over_scorm(GALLERY, play_gallery, None)
    told = bench.over_xapi(GALLERY, play_gallery, None)
    course = bench.desk(GALLERY, "xapi").course
    alike(told, bench.imported(course, "moodle-interactions", moodle([stored], course.title)), timed=False)
    alike(told, bench.imported(course, "long", long([stored])), timed=True)


def test_scorm_2004(bench: Bench) -> None:
    """The words of SCORM 2004, which Moodle's report leaves out, row by row."""
    stored = bench.over_scorm(GALLERY, play_gallery, None, "scorm2004-4")
    told = bench.over_xapi(GALLERY, play_gallery, None)
    course = bench.desk(GALLERY, "xapi").course
    alike(told, bench.imported(course, "long", long([stored])), timed=True)
