"""What learners write and tick for themselves: there when they come back, and with nobody else."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, FrameLocator, Locator, Page, Request, expect

from builder.course.model.blocks.checklist import Checklist
from builder.course.model.blocks.reflection import Reflection
from builder.course.resolved import ResolvedCourse
from tests.e2e.conftest import GALLERY, Desk
from tests.e2e.lms.records import Launch
from tests.e2e.player import Player
from tests.e2e.xapi_checks import start

pytestmark = pytest.mark.browser
AGENCY = "harbor-example"
NOTE = "Quokkas under the harbor bridge"
GO = "(root, anchor) => root.ownerDocument.querySelector(`.menu a[href='#${anchor}']`).click()"


def overheard(context: BrowserContext) -> list[str]:
    """All that leaves the browser from now on."""
    said: list[str] = []

    def hear(request: Request) -> None:
        said.append(f"{request.url} {request.headers} {request.post_data}")

    context.on("request", hear)
    return said


def place(scope: Page | FrameLocator, course: ResolvedCourse, kind: type[Reflection] | type[Checklist]) -> Locator:
    """The first block of its kind, on its page."""
    one, block = next((page, block) for page in course.pages for block in page.blocks if isinstance(block, kind))
    scope.locator("body").evaluate(GO, one.anchor)
    name = "reflection" if kind is Reflection else "checklist"
    return scope.locator(f"#{one.anchor} [data-{name}='{block.id}']")


def write(player: Player, course: ResolvedCourse) -> None:
    note = place(player.scope, course, Reflection).get_by_role("textbox")
    expect(note).to_have_accessible_description(
        "Only for you: your note stays in this browser and is sent to nobody. Delete it if others use this computer."
    )
    note.fill(NOTE)
    place(player.scope, course, Checklist).get_by_role("checkbox").first.check()


def test_scorm12_a_note_and_ticks_come_back_to_their_learner_alone(desk: Callable[..., Desk]) -> None:
    here = desk(GALLERY, agency=AGENCY)
    page = here.tab()
    said = overheard(page.context)
    player, _, session = here.open(page=page)
    write(player, here.course)
    player.leave()
    here.lms.wait_until(lambda: session.finished, "LMSFinish")

    player, _, again = here.open(page=here.tab(page.context))
    expect(place(player.scope, here.course, Reflection).get_by_role("textbox")).to_have_value(NOTE)
    ticks = place(player.scope, here.course, Checklist).get_by_role("checkbox")
    expect(ticks.first).to_be_checked()
    expect(ticks.nth(1)).not_to_be_checked()
    player.leave()
    here.lms.wait_until(lambda: again.finished, "LMSFinish")

    other, _, _ = here.open(Launch(learner="learner-2"), here.tab(page.context))
    expect(place(other.scope, here.course, Reflection).get_by_role("textbox")).to_have_value("")
    expect(place(other.scope, here.course, Checklist).get_by_role("checkbox").first).not_to_be_checked()
    assert said
    assert [text for text in said if "Quokka" in text] == []
    calls = [call for one in (session, again) for call in one.calls]
    assert calls
    assert [call for call in calls if "Quokka" in "".join(call.args)] == []


def test_xapi_a_note_is_in_no_request(desk: Callable[..., Desk]) -> None:
    here = desk(GALLERY, "xapi", AGENCY)
    page = here.tab()
    said = overheard(page.context)
    player, _, lrs = start(here, page)
    write(player, here.course)
    player.leave()
    lrs.wait_until(lambda: "terminated" in lrs.verbs(), "terminated")
    assert any("statements" in text for text in said)
    assert [text for text in said if "Quokka" in text] == []
