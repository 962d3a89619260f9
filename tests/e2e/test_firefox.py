"""The course in Firefox: an LMS, a test passed, a tab closed."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Browser

from tests.e2e.conftest import Desk

pytestmark = pytest.mark.browser


def test_play_to_passed(desk: Callable[..., Desk], firefox: Browser) -> None:
    here = desk(browser=firefox)
    player, _, session = here.open()
    player.lessons()
    player.attempt()
    player.passed()
    player.saved()
    player.leave()
    here.lms.wait_until(lambda: session.finished, "LMSFinish")
    assert here.lms.record().core["lesson_status"] == "passed"
