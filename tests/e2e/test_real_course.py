"""The Peace Officer course as an officer takes it, over SCORM 1.2 and over xAPI."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.e2e.conftest import REAL, Desk, close
from tests.e2e.scorm12_checks import check_answers, check_calls, settled
from tests.e2e.xapi_checks import check_answers as check_statements
from tests.e2e.xapi_checks import check_context, start

pytestmark = pytest.mark.browser


def test_scorm12_to_passed(desk: Callable[..., Desk]) -> None:
    here = desk(REAL, agency="example-pd")
    player, page, session = here.open()
    player.lessons()
    wrongs = player.drawn - -(-player.drawn * player.test.pass_mark // 100)
    given = player.attempt(wrongs)
    player.passed()
    settled(here, player)
    here.lms.wait_until(lambda: here.lms.record().core["lesson_status"] == "passed", "passed")
    close(page)
    here.lms.wait_until(lambda: session.finished, "LMSFinish")
    check_answers(session, here.course, player.given + given)
    check_calls(session, changes=90)
    state = session.sets("cmi.suspend_data")
    assert max(map(len, state)) <= 4000
    assert here.lms.record().core["score"]["raw"] == f"{100 * (player.drawn - wrongs) / player.drawn:g}"


def test_xapi_to_passed(desk: Callable[..., Desk]) -> None:
    here = desk(REAL, format_="xapi", agency="example-pd")
    player, page, lrs = start(here)
    player.lessons()
    given = player.attempt()
    player.passed()
    player.saved()
    close(page)
    lrs.wait_until(lambda: lrs.verbs()[-1] == "terminated", "terminated")
    check_statements(lrs, here.course, player.given, given)
    check_context(here.course, lrs)
    assert {s["context"]["extensions"][f"{here.course.iri}/extensions/agency"] for s in lrs.statements} == {
        "example-pd"
    }
